// Planning: one box ticks all units of a kind, and says so when they are.
"use strict";
(() => {
  for (const all of document.querySelectorAll("[data-all]")) {
    const units = [...document.querySelectorAll(`[data-kind="${all.dataset.all}"]`)];
    const tell = () => {
      const chosen = units.filter((unit) => unit.checked).length;
      all.checked = chosen === units.length;
      all.indeterminate = chosen > 0 && chosen < units.length;
    };
    all.addEventListener("change", () => units.forEach((unit) => (unit.checked = all.checked)));
    units.forEach((unit) => unit.addEventListener("change", tell));
    tell();
  }
})();
