// The reading desk where JavaScript runs: the text follows each decision, the focus goes on to what waits,
// and a directive is cut where the caret stands.
"use strict";
(() => {
  const DECIDING = /\/(accept|drop|edit)\/$/;
  let worked = null;
  let last = "";

  const title = (row) => row?.querySelector(".directive-title a, button");
  const waiting = () => [...document.querySelectorAll('.directive[data-state="PROPOSED"]')];

  document.addEventListener("htmx:beforeRequest", (event) => {
    const row = event.target.closest(".directive");
    if (row && event.target.name !== "q") worked = { id: row.id, path: event.detail.pathInfo.requestPath, before: row.previousElementSibling };
  });

  function follow(row) {
    for (const mark of document.querySelectorAll(`mark[data-span="${CSS.escape(row.dataset.span)}"]`)) mark.dataset.state = row.dataset.state;
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.target.matches?.(".directive") ? event.target : null;
    if (!fresh) return;
    follow(fresh);
    settle(fresh);
    const text = fresh.querySelector("[data-cut-text]");
    if (text) text.setSelectionRange(Number(text.dataset.cut), Number(text.dataset.cut));
    if (worked && DECIDING.test(worked.path) && fresh.dataset.state !== "PROPOSED") last = fresh.id;
    if (!worked || fresh.contains(document.activeElement)) return;
    const isDecided = DECIDING.test(worked.path) && fresh.dataset.state !== "PROPOSED";
    const next = isDecided && waiting().find((row) => fresh.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
    title(next || fresh)?.focus();
    worked = null;
  });

  // What was pointed out at a directive and no longer holds leaves the list above.
  function settle(row) {
    for (const line of document.querySelectorAll(`.points [data-of="${CSS.escape(row.dataset.span)}"]`)) {
      line.hidden = !row.dataset.remarks.includes(line.dataset.kind);
    }
    const count = document.querySelector("[data-points]");
    if (count) count.textContent = document.querySelectorAll(".points li:not([hidden])").length;
  }

  // --- Keys: cut at the caret, walk over units that match, undo the last decision from anywhere ---

  const sign = /[，。；：！？,;:!?]/;

  function cutKeys(event) {
    const text = event.target;
    if (event.key === "Enter") {
      event.preventDefault();
      text.form.querySelector('[name="here"]').click();
    } else if (event.key === "Tab" && !event.shiftKey) {
      const rest = text.value.slice(text.selectionStart);
      const step = [...rest].findIndex((each, place) => place > 0 && sign.test(rest[place - 1]));
      if (step < 1) return;
      event.preventDefault();
      text.setSelectionRange(text.selectionStart + step, text.selectionStart + step);
    }
  }

  function matchKeys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const inMatches = event.target.closest(".matches");
    if (!step || (!inMatches && (event.target.name !== "q" || !/Down|Up/.test(event.key)))) return;
    const form = event.target.closest("form");
    const stops = [form.querySelector('[name="q"]'), ...form.querySelectorAll(".matches button")];
    const next = stops[stops.indexOf(event.target) + step];
    if (next) {
      next.focus();
      event.preventDefault();
      event.stopPropagation();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.target.matches("[data-cut-text]")) cutKeys(event);
    if (event.target.closest(".directive-open")) matchKeys(event);
    if (event.key === "Escape") event.target.closest(".directive")?.querySelector("[data-cancel]")?.click();
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, textarea");
    if (event.key.toLowerCase() === "u" && isPlain && !event.target.closest(".directive")?.querySelector('[data-key="u"]')) {
      document.getElementById(last)?.querySelector('[data-key="u"]')?.click();
    }
  }, true);

  document.addEventListener("beforeinput", (event) => {
    if (event.target.matches("[data-cut-text]")) event.preventDefault(); // the words of the document stay as they are
  });

  document.addEventListener("selectionchange", () => {
    const text = document.activeElement;
    if (text?.matches("[data-cut-text]")) text.form.elements.caret.value = [...text.value.slice(0, text.selectionStart)].length; // characters, not UTF-16 units
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-span]");
    if (mark && getSelection().isCollapsed) title(document.getElementById(`d${mark.dataset.span}`))?.focus();
    if (event.target.matches('.refusal [aria-disabled="true"]')) event.target.focus();
  });
})();
