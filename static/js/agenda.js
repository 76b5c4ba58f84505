// The order of an agenda: drag the bars with mouse or finger, or move with the arrow keys. Without it one types numbers.
(() => {
  "use strict";

  const form = document.querySelector("[data-bk-order]");
  if (!form) return;
  const status = document.querySelector("[data-bk-order-status]");
  const points = () => [...document.querySelectorAll("[data-bk-point]")];
  const number = (point) => point.querySelector(".bk-agenda__place input");

  for (const hidden of document.querySelectorAll("[data-bk-with-script], [data-bk-grip]")) hidden.hidden = false;

  const settle = (moved) => {
    points().forEach((point, place) => { number(point).value = place + 1; });
    status.textContent = form.dataset.bkMoved.replace("%s", number(moved).value);
  };
  const put = (point, neighbour, after) => {
    if (!neighbour || neighbour === point) return false;
    neighbour.parentNode.insertBefore(point, after ? neighbour.nextSibling : neighbour);
    return true;
  };

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
    let moved = false;
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      held = true;
      moved = false;
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
      moved = put(point, over, after) || moved;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, () => {
        if (!held) return;
        held = false;
        point.classList.remove("bk-agenda__point--held");
        if (moved) settle(point);
      });
    }
  }
})();
