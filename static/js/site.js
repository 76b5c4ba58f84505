// Small helps for who has JavaScript; every page works without it.
(() => {
  "use strict";

  const summary = document.querySelector(".bk-error-summary[autofocus]");
  if (summary) summary.focus();

  // The second click on a button that already sent its form does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  });

  // Back in a page the browser kept: its forms can be sent again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });

  for (const button of document.querySelectorAll("[data-bk-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
