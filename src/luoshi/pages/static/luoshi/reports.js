// The weekly account from the keyboard: Enter sends a line and goes on to the next, arrows move between lines.
"use strict";
(() => {
  const table = document.querySelector("[data-account]");
  if (!table) return;
  const entries = () => [...table.querySelectorAll("[data-entry]")];

  function enter(field) {
    field?.focus();
    field?.select?.();
  }

  // However a field is come to, what is typed takes the place of the last value.
  table.addEventListener("focusin", (event) => {
    if (event.target.matches("input[data-entry]")) event.target.select();
  });
  table.addEventListener("mouseup", (event) => {
    const field = event.target;
    if (field.matches("input[data-entry]") && field.value === field.defaultValue) field.select();
  });

  table.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("[data-entry]") || event.isComposing) return;
    const all = entries();
    enter(all[all.indexOf(event.target) + step]);
    event.preventDefault();
  });

  // A line that was taken closes; the next open one is entered unless the reader has gone elsewhere meanwhile.
  let from = null;
  let sendingRest = false;
  table.addEventListener("htmx:beforeSwap", (event) => {
    from = event.detail.target.contains(document.activeElement) ? event.detail.target.id : null;
  });
  table.addEventListener("htmx:afterSettle", (event) => {
    const line = event.target.closest?.("tr");
    if (!line) return;
    line.querySelectorAll("[data-pieces]").forEach(sum);
    if (line.querySelector("[data-pieces]")) enter(firstOpen(line));
    else if (line.hasAttribute("data-open") && !line.querySelector("[data-focus]")) enter(line.querySelector("[data-entry]"));
    else if (!line.hasAttribute("data-open") && from === line.id && !sendingRest) {
      let next = line.nextElementSibling;
      while (next && !next.hasAttribute("data-open")) next = next.nextElementSibling;
      enter((next || table).querySelector("[data-entry]"));
    }
    countTold();
    offerRest();
  });

  // Pieces: the space bar ticks, arrows move from one to the next, and the share of their weight is told beside.
  const boxes = (within) => [...within.querySelectorAll("[data-weight]")];
  const firstOpen = (within) => boxes(within).find((box) => !box.checked) || boxes(within)[0];

  function sum(pieces) {
    const all = boxes(pieces);
    const weight = (some) => some.reduce((total, box) => total + Number(box.dataset.weight), 0);
    const done = all.filter((box) => box.checked);
    const share = Math.floor((10000 * weight(done)) / weight(all)) / 100;
    pieces.closest("form").querySelector("[data-pieces-sum]").textContent = `勾选${done.length}/${all.length}，进度${share}%`;
  }

  table.addEventListener("change", (event) => event.target.matches("[data-weight]") && sum(event.target.closest("[data-pieces]")));
  table.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("[data-weight]")) return;
    const all = boxes(event.target.closest("[data-pieces]"));
    all[all.indexOf(event.target) + step]?.focus();
    event.preventDefault();
  });
  table.querySelectorAll("[data-pieces]").forEach(sum);

  // What is told on this page; the page itself was counted when it was opened.
  function countTold() {
    const told = table.querySelectorAll("tr[data-told]").length;
    const progress = document.getElementById("account-progress");
    const bar = progress.querySelector("progress");
    bar.value = told;
    bar.textContent = `${told}/${bar.max}`;
    progress.querySelector("b").textContent = told;
    progress.querySelector(".account-done").hidden = told < bar.max;
  }

  // All lines that nobody touched, one after the other, as if each "no change" were pressed.
  const rest = document.querySelector("[data-send-rest]");
  const untouched = () =>
    [...table.querySelectorAll("tr[data-open]:not([data-needs-words])")].filter((line) => {
      const field = line.querySelector("[data-entry]");
      return line.querySelector("[data-same]") && field.value === field.defaultValue && !line.querySelector(".form-error");
    });

  function offerRest() {
    const count = untouched().length;
    rest.parentElement.hidden = count < 2 && !sendingRest;
    if (!sendingRest) rest.textContent = `其余${count}项无变化，逐项报送`;
  }

  async function sendRest() {
    sendingRest = true;
    rest.disabled = true;
    const lines = untouched();
    for (const [place, line] of lines.entries()) {
      rest.textContent = `正在报送 ${place + 1} / ${lines.length}`;
      const { id } = line;
      const settled = new Promise((done) => {
        const heard = (event) => {
          if (event.detail.target.id !== id) return;
          document.removeEventListener("htmx:afterRequest", heard);
          done(event.detail.successful);
        };
        document.addEventListener("htmx:afterRequest", heard);
      });
      line.querySelector("[data-same]").click();
      if (!(await settled)) break;
    }
    sendingRest = false;
    rest.disabled = false;
    offerRest();
    enter(entries()[0]);
  }

  // A number that was told elsewhere this week goes into the words of this line.
  table.addEventListener("click", (event) => {
    const offer = event.target.closest("[data-take]");
    if (!offer) return;
    const words = offer.closest("form").querySelector("[name=words]");
    words.closest("details")?.setAttribute("open", "");
    words.value = words.value ? `${words.value}；${offer.dataset.take}` : offer.dataset.take;
    words.focus();
  });

  rest.addEventListener("click", sendRest);
  table.addEventListener("input", offerRest);
  offerRest();
  if (document.activeElement === document.body) enter(entries()[0]);
})();
