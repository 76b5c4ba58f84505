// The queue: tick all without a new page, and shortcuts for who switched them on.
(() => {
  "use strict";

  const form = document.querySelector("[data-bk-queue]");
  if (!form) return;
  const boxes = () => [...form.querySelectorAll("input[name=gekozen]")];
  const lines = () => [...form.querySelectorAll(".bk-table__open")];

  for (const link of form.querySelectorAll("[data-bk-choose]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const box of boxes()) box.checked = link.dataset.bkChoose === "all";
    });
  }

  // Single keys are a help for some and a trap for others (speech input): off until somebody asks.
  const KEY = "bk-keys";
  const row = document.querySelector("[data-bk-keys-switch]");
  const tick = row.querySelector("input");
  const read = () => {
    try { return window.localStorage.getItem(KEY) === "on"; } catch { return false; }
  };
  row.hidden = false;
  tick.checked = read();
  tick.addEventListener("change", () => {
    try { window.localStorage.setItem(KEY, tick.checked ? "on" : "off"); } catch { /* on for this page only */ }
  });

  const current = () => {
    const line = document.activeElement.closest("tr");
    return lines().findIndex((link) => link.closest("tr") === line);
  };
  const step = (by) => {
    const all = lines();
    const now = current();
    const next = all[now < 0 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1)];
    if (next) next.focus();
  };
  const box = () => {
    const line = document.activeElement.closest("tr");
    return line ? line.querySelector("input[name=gekozen]") : null;
  };
  const DEEDS = {
    j: () => step(1),
    k: () => step(-1),
    o: () => { const all = lines(); if (current() >= 0) all[current()].click(); },
    x: () => { const found = box(); if (found) found.checked = !found.checked; },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (!tick.checked || typing || event.ctrlKey || event.metaKey || event.altKey || !DEEDS[event.key]) return;
    event.preventDefault();
    DEEDS[event.key]();
  });
})();
