// The order of an agenda: drag the bars with mouse or finger, or move with the arrow keys. Without it one types numbers.
// An order that was not kept yet goes along with whatever is sent next, and leaving the page asks first.
(() => {
  "use strict";

  const form = document.querySelector("[data-bk-order]");
  if (!form) return;
  const status = document.querySelector("[data-bk-order-status]");
  const points = () => [...document.querySelectorAll("[data-bk-point]")];
  const number = (point) => point.querySelector(".bk-agenda__place input");
  const numbers = () => [...form.elements].filter((field) => field.matches("[data-bk-place]"));
  let moved = false;

  for (const hidden of document.querySelectorAll("[data-bk-with-script], [data-bk-grip]")) hidden.hidden = false;

  const settle = (settled) => {
    points().forEach((point, place) => { number(point).value = place + 1; });
    status.textContent = form.dataset.bkMoved.replace("%s", number(settled).value);
    moved = true;
  };
  const put = (point, neighbour, after) => {
    if (!neighbour || neighbour === point) return false;
    neighbour.parentNode.insertBefore(point, after ? neighbour.nextSibling : neighbour);
    return true;
  };

  for (const field of numbers()) field.addEventListener("input", () => { moved = true; });
  document.addEventListener("submit", (event) => {
    const sent = event.target;
    // What only looks something up, or knows no version of this agenda, cannot keep it: the browser asks.
    if (sent !== form && (sent.method !== "post" || !sent.elements.version)) return;
    if (moved && sent !== form) {
      for (const field of numbers()) {
        const along = document.createElement("input");
        Object.assign(along, { type: "hidden", name: field.name, value: field.value });
        sent.append(along);
      }
    }
    moved = false;
  });
  window.addEventListener("beforeunload", (event) => { if (moved) event.preventDefault(); });

  document.addEventListener("keydown", (event) => {
    const grip = event.target.closest("[data-bk-grip]");
    if (!grip || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const point = grip.closest("[data-bk-point]");
    const down = event.key === "ArrowDown";
    if (put(point, down ? point.nextElementSibling : point.previousElementSibling, down)) settle(point);
    grip.focus();
  });

  for (const grip of document.querySelectorAll("[data-bk-grip]")) {
    const point = grip.closest("[data-bk-point]");
    let held = false;
    let dragged = false;
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      held = true;
      dragged = false;
      point.classList.add("bk-agenda__point--held");
    });
    // On the document: moving a point in the page takes the pointer away from its bars.
    document.addEventListener("pointermove", (event) => {
      if (!held) return;
      event.preventDefault();
      const over = points().find((other) => {
        const box = other.getBoundingClientRect();
        return other !== point && event.clientY > box.top && event.clientY < box.bottom;
      });
      if (!over) return;
      const box = over.getBoundingClientRect();
      const after = points().indexOf(over) > points().indexOf(point);
      // Only beyond the middle, so that two points of different height do not keep changing places.
      if (after ? event.clientY < box.top + box.height / 2 : event.clientY > box.top + box.height / 2) return;
      dragged = put(point, over, after) || dragged;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, () => {
        if (!held) return;
        held = false;
        point.classList.remove("bk-agenda__point--held");
        if (dragged) settle(point);
      });
    }
  }
})();
