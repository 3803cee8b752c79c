// What a browser can add to pages that work without it. No page may need this file.
"use strict";

(() => {
  const all = (selector, root = document) => root.querySelectorAll(selector);

  // Buttons that only make sense with a script appear with it.
  function reveal(root) {
    all("[data-print]", root).forEach((button) => (button.hidden = false));
    if (voice()) all("[data-read]", root).forEach((button) => (button.hidden = false));
  }

  // The voice that reads the page's language on this device; undefined where there is none, now or yet.
  function voice() {
    const tongues = document.documentElement.lang === "en" ? /^en/i : /^(zh|cmn)/i;
    return "speechSynthesis" in window ? speechSynthesis.getVoices().find((each) => tongues.test(each.lang)) : undefined;
  }

  // Read a part of the page aloud, in the language of the page; pressed again it stops.
  function read(button) {
    const speaking = button.getAttribute("aria-pressed") === "true";
    speechSynthesis.cancel();
    all("[data-read]").forEach((other) => other.setAttribute("aria-pressed", "false"));
    if (speaking) return;
    const part = document.getElementById(button.dataset.read);
    if (!part) return;
    const words = new SpeechSynthesisUtterance(part.innerText);
    words.voice = voice();
    words.lang = words.voice.lang;
    words.rate = 0.9;
    words.onend = () => button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    speechSynthesis.speak(words);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-read]");
    if (!button) return;
    if ("print" in button.dataset) window.print();
    else read(button);
  });

  // A second tap on a slow line sends nothing twice. The server would notice; the reader need not wonder.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("once" in form.dataset)) return;
    if (form.dataset.once === "sent") event.preventDefault();
    else form.dataset.once = "sent";
  });
  window.addEventListener("pageshow", () => {
    all('form[data-once="sent"]').forEach((form) => (form.dataset.once = ""));
  });

  // Parts that htmx brings in, and requests that never arrived; once one arrives, nothing is wrong any more.
  document.addEventListener("htmx:load", (event) => reveal(event.target));
  function say(words) {
    const live = document.getElementById("live");
    live.textContent = words;
    live.classList.toggle("unseen", words === "");
  }
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) =>
    document.addEventListener(name, () => say(document.body.dataset.failed)),
  );
  document.addEventListener("htmx:afterSwap", () => say(""));

  reveal(document);
  if ("speechSynthesis" in window) speechSynthesis.addEventListener("voiceschanged", () => reveal(document));
  const errors = document.querySelector("[data-focus]");
  if (errors) errors.focus();
})();
