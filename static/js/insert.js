// Puts a ready text, or a word between brackets, into the box one was typing in.
(() => {
  "use strict";

  const BOX = "[data-bk-plain], [data-bk-insert-here]";
  const MANY = 10;
  let last = null;

  document.addEventListener("focusin", (event) => {
    if (event.target.matches(BOX)) last = event.target;
  });

  const insert = (text) => {
    const box = last || document.querySelector(BOX);
    if (!box) return;
    // A box nobody was in yet is written on at its end.
    const start = last ? box.selectionStart : box.value.length;
    const end = last ? box.selectionEnd : box.value.length;
    box.setRangeText(text, start, end, "end");
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const button of document.querySelectorAll("[data-bk-insert]")) {
    const words = button.previousElementSibling;
    if (words && words.matches("[data-bk-insert-text]")) words.hidden = true;
    button.hidden = false;
    button.addEventListener("click", () => insert(button.dataset.bkInsert));
  }

  // In a long list one looks by a word.
  for (const list of document.querySelectorAll("[data-bk-texts]")) {
    const search = list.querySelector("[data-bk-texts-search]");
    const items = list.querySelectorAll("li");
    if (!search || items.length < MANY) continue;
    search.hidden = false;
    search.querySelector("input").addEventListener("input", (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
    });
  }
})();
