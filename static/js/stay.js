// Who is writing stays in. Who does nothing hears in time that the page will close, and can put that off.
(() => {
  "use strict";

  const box = document.querySelector("[data-bk-stay]");
  if (!box) return;

  const GLANCE = 5_000;
  const WARN = 120_000;
  const LAST = 300_000;
  const address = box.dataset.bkStay;
  const idle = Number(box.dataset.bkIdle) * 1000;
  const end = Date.now() + Number(box.dataset.bkLeft ?? Infinity) * 1000;
  const said = Object.fromEntries([...box.children].map((part) => [part.dataset.bkSay, part]));
  // Other pages of the same person keep this one open too; nothing is kept in the browser for it.
  const others = "BroadcastChannel" in window ? new BroadcastChannel(`bk-seen ${address}`) : null;
  let seen = Date.now();
  let closed = 0;
  let typed = false;
  let asking = false;
  let before = null;

  const note = () => {
    seen = Date.now();
    if (others) others.postMessage(seen);
  };

  const whatToSay = () => {
    const now = Date.now();
    if (closed > seen || now > end || now - seen > idle) return "over";
    if (end - now < LAST) return "last";
    return now - seen > idle - WARN ? "soon" : "";
  };

  const say = () => {
    const what = whatToSay();
    for (const [key, part] of Object.entries(said)) part.hidden = key !== what;
    return what;
  };

  const ask = async () => {
    if (asking) return;
    asking = true;
    typed = false;
    try {
      const answer = await fetch(address, { cache: "no-store", redirect: "manual" });
      if (answer.status === 204) note();
      else if (answer.type === "opaqueredirect") closed = Date.now();
      else typed = true;
    } catch {
      typed = true;
    }
    // Where there was no answer it is asked again, at the next glance and not before.
    asking = false;
    say();
  };

  const look = () => {
    if (say() !== "over" && typed && Date.now() - seen > idle / 3) ask();
  };

  for (const button of box.querySelectorAll("button")) {
    button.addEventListener("focus", (event) => {
      before = event.relatedTarget;
    });
    button.addEventListener("click", async () => {
      await ask();
      if (before) before.focus();
    });
  }
  document.addEventListener("input", () => {
    typed = true;
  });
  if (others) {
    others.addEventListener("message", (event) => {
      seen = Math.max(seen, event.data);
      say();
    });
  }
  document.addEventListener("visibilitychange", look);
  setInterval(look, GLANCE);
  note();
})();
