// The reading desk where JavaScript runs: the text follows each decision, the focus goes on to what waits,
// and a directive can be cut by a click between any two characters.
"use strict";
(() => {
  const DECIDING = /\/(accept|drop|edit)\/$/;
  let worked = null;

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
    if (!worked || fresh.contains(document.activeElement)) return;
    const isDecided = DECIDING.test(worked.path) && fresh.dataset.state !== "PROPOSED";
    const next = isDecided && waiting().find((row) => fresh.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
    title(next || fresh)?.focus();
    worked = null;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.target.closest(".directive")?.querySelector("[data-cancel]")?.click();
  });

  function cutAt(span, event) {
    const caret = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(event.clientX, event.clientY)
      : document.caretRangeFromPoint(event.clientX, event.clientY);
    const [node, place] = [caret?.offsetNode ?? caret?.startContainer, caret?.offset ?? caret?.startOffset];
    if (!node || !span.contains(node)) return;
    const button = span.closest("form").querySelector("[data-cut-here]");
    button.value = Number(span.dataset.start) + [...node.textContent.slice(0, place)].length; // characters, not UTF-16 units
    button.click();
  }

  document.addEventListener("click", (event) => {
    const span = event.target.closest(".cuts [data-start]");
    if (span) return cutAt(span, event);
    const mark = event.target.closest("mark[data-span]");
    if (mark && getSelection().isCollapsed) title(document.getElementById(`d${mark.dataset.span}`))?.focus();
    if (event.target.matches('.refusal [aria-disabled="true"]')) event.target.focus();
    return undefined;
  });
})();
