// What the pages gain where JavaScript runs. Every page works without it.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

  // --- Keys: "/" searches, arrows walk over rows, Escape closes what is open, letters press buttons ---

  const firstLink = (row) => row.querySelector("a[href], button");
  const rowsOf = (list) => [...list.querySelectorAll("tbody > tr, .directive, .decision")].filter(firstLink);

  function walk(list, step) {
    const rows = rowsOf(list);
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    if (next) firstLink(next).focus();
  }

  function closeOpen() {
    const menu = document.querySelector("details.menu[open]");
    const panel = document.getElementById("panel");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (panel && panel.firstChild) {
      panel.replaceChildren();
      document.querySelector("tr.is-open a[href]")?.focus();
      document.querySelector("tr.is-open")?.classList.remove("is-open");
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeOpen();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return undefined;
    if (event.key === "/") {
      document.getElementById("search")?.focus();
      return event.preventDefault();
    }
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const list = event.target.closest("[data-rows]") || document.querySelector("[data-rows]");
    const inList = list && (list.contains(event.target) || event.target === document.body || event.target.id === "main");
    if (step && inList) {
      walk(list, step);
      return event.preventDefault();
    }
    const button = event.target.closest("[data-span], [data-keys]")?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button) {
      button.click();
      event.preventDefault();
    }
    return undefined;
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    if (event.target.closest("[data-close]")) event.target.closest(".message").remove();
    if (event.target.closest("[data-close-panel]")) {
      event.preventDefault();
      closeOpen();
    }
    const opened = event.target.closest('[hx-target="#panel"]')?.closest("tr");
    if (opened) {
      document.querySelector("tr.is-open")?.classList.remove("is-open");
      opened.classList.add("is-open");
    }
  });

  // --- The reading desk: either side lights the other ---

  function light(event) {
    const origin = event.target.closest?.("[data-span]");
    if (!origin) return;
    for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
    for (const twin of document.querySelectorAll(`[data-span="${CSS.escape(origin.dataset.span)}"]`)) {
      twin.classList.add("is-lit");
      const pane = twin.closest(".reading-text, .reading-side");
      if (twin === origin || !pane || pane === origin.closest(".reading-text, .reading-side")) continue;
      const [box, view] = [twin.getBoundingClientRect(), pane.getBoundingClientRect()];
      if (box.top < view.top || box.bottom > view.bottom) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        pane.scrollTo({ top: pane.scrollTop + box.top - view.top - view.height / 3, behavior: calm ? "auto" : "smooth" });
      }
    }
  }
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);

  // --- Sending: once, and the button says what is going on ---

  const idle = new WeakMap();

  function release(form) {
    delete form.dataset.sending;
    for (const button of form.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
      button.replaceChildren(...idle.get(button));
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sending) return event.preventDefault();
    if (form.method !== "post") return undefined;
    form.dataset.sending = "1";
    const button = event.submitter;
    if (button?.dataset.busy) {
      idle.set(button, [...button.childNodes]);
      button.setAttribute("aria-busy", "true");
      button.textContent = button.dataset.busy;
    }
    return undefined;
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.matches("form")) release(event.detail.elt);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));

  // --- Trouble on the way ---

  function say(words) {
    const line = document.createElement("p");
    line.className = "message message-error";
    line.setAttribute("role", "alert");
    line.textContent = words;
    document.getElementById("messages")?.replaceChildren(line);
  }
  document.addEventListener("htmx:sendError", () => say("连不上服务器，这一步没有办成。页面上填写的内容还在，请稍后再试。"));
  document.addEventListener("htmx:responseError", () => say("系统出错，这一步没有办成，没有改动任何内容。请再试一次；仍然出错请告知系统管理员。"));

  // --- After a page or a part of one has arrived ---

  function arrive(part) {
    part.querySelector?.("[data-focus]")?.focus();
    const panel = part.id === "panel" ? part : null;
    if (panel?.firstChild) panel.focus({ preventScroll: true });
  }
  document.addEventListener("htmx:afterSettle", (event) => arrive(event.target));
  document.addEventListener("DOMContentLoaded", () => {
    arrive(document);
    for (const now of document.querySelectorAll(".rooms [aria-current]")) now.parentElement.scrollLeft = now.offsetLeft - 40;
  });
})();
