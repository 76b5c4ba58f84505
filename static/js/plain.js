// Hints on plain language below a text that residents will read. They never stand in the way of sending it.
(() => {
  "use strict";

  const QUIET = 800;

  const show = (box, hints) => {
    const lines = hints.map((hint) => {
      const line = document.createElement("li");
      line.textContent = hint;
      return line;
    });
    box.firstElementChild.hidden = !lines.length;
    box.querySelector("ul").replaceChildren(...lines);
  };

  for (const field of document.querySelectorAll("[data-bk-plain]")) {
    const box = document.getElementById(`${field.id}_taal`);
    const token = field.form && field.form.querySelector("[name=csrfmiddlewaretoken]");
    if (!box || !token) continue;
    let timer = 0;
    let running = null;

    const ask = async () => {
      if (running) running.abort();
      if (!field.value.trim()) {
        show(box, []);
        return;
      }
      running = new AbortController();
      try {
        const answer = await fetch(box.dataset.bkPlainUrl, {
          method: "POST",
          headers: { "X-CSRFToken": token.value },
          body: new URLSearchParams({ tekst: field.value }),
          signal: running.signal,
          redirect: "error",
        });
        if (answer.ok) show(box, (await answer.json()).hints);
      } catch {
        // No answer is no reason to stop typing.
      }
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, QUIET);
    });
    if (field.value) ask();
  }

  // With hints while one types, a button that asks for them is one too many.
  for (const button of document.querySelectorAll("button[name=taal]")) button.hidden = true;
})();
