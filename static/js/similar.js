// While a title is typed: what looks like it. It never stands in the way of writing the idea down.
(() => {
  "use strict";

  const box = document.querySelector("[data-bk-similar]");
  const title = document.getElementById("id_title");
  if (!box || !title) return;
  const form = title.form;
  let timer = 0;
  let asked = "";
  let running = null;

  const ask = async () => {
    const typed = title.value.trim();
    const query = new URLSearchParams({ titel: typed });
    for (const kern of form.querySelectorAll('[name="kern"]')) {
      if (kern.value && (kern.type !== "radio" || kern.checked)) query.append("kern", kern.value);
    }
    if (query.toString() === asked) return;
    asked = query.toString();
    if (running) running.abort();
    if (typed.length < 4) {
      box.replaceChildren();
      return;
    }
    running = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.bkSimilar}?${asked}`, { signal: running.signal, redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // In another tab: what was typed here stays.
      for (const link of page.querySelectorAll("a")) link.target = "_blank";
      box.replaceChildren(...page.body.childNodes);
    } catch {
      // No answer is no reason to stop typing.
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 400);
  };
  title.addEventListener("input", soon);
  form.addEventListener("change", soon);
  soon();
})();
