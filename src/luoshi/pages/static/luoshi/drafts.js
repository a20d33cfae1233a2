// Drafts keep themselves: what is typed into a form with data-keep outlives closing the page and signing in anew.
// It rests in this browser only, under the post that typed it, for a week at most, and goes when it is sent.
"use strict";
(() => {
  const DAYS = 7;
  const prefix = "luoshi-draft:";
  const keyOf = (form) => `${prefix}${document.body.dataset.post}:${form.dataset.keep}`;
  const kept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type);
  const values = (form) => [...form.elements].filter(kept).map((field) => [field.name, field.value, field.checked === true]);
  const read = (key) => JSON.parse(localStorage.getItem(key) || "null");

  function keep(form) {
    try {
      localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), values: values(form) }));
    } catch {
      localStorage.removeItem(keyOf(form)); // too long for this browser: an older part would be worse than none
    }
  }

  function put(form, stored) {
    [...form.elements].filter(kept).forEach((field, place) => {
      const [name, value, checked] = stored[place] || [];
      if (name !== field.name) return;
      if (["checkbox", "radio"].includes(field.type)) field.checked = checked;
      else field.value = value;
    });
  }

  function offer(form) {
    const draft = read(keyOf(form));
    if (!draft || JSON.stringify(draft.values) === JSON.stringify(values(form))) return;
    const before = values(form);
    put(form, draft.values);
    const line = document.createElement("p");
    line.className = "message message-warning";
    const words = document.createElement("span");
    words.textContent = `已恢复您${new Date(draft.at).toLocaleString("zh-CN", { dateStyle: "medium", timeStyle: "short" })}填写、尚未提交的内容。`;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn btn-sm";
    drop.textContent = "不要这份草稿";
    drop.addEventListener("click", () => {
      put(form, before);
      localStorage.removeItem(keyOf(form));
      line.remove();
    });
    line.append(words, drop);
    form.prepend(line);
  }

  const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

  function begin() {
    const done = document.querySelector("#messages .message-success");
    for (const key of drafts()) {
      const draft = read(key);
      if ((done && draft.sent) || Date.now() - draft.at > DAYS * 86400000) localStorage.removeItem(key);
    }
    document.querySelectorAll("form[data-keep]").forEach(offer);
  }

  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("htmx:afterSettle", (event) => event.target.querySelectorAll?.("form[data-keep]").forEach(offer));
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.dataset.keep) keep(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ("forget" in form.dataset) drafts().forEach((key) => localStorage.removeItem(key));
    else if (form.dataset.keep && !event.defaultPrevented && read(keyOf(form))) {
      localStorage.setItem(keyOf(form), JSON.stringify({ ...read(keyOf(form)), sent: true }));
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt: form, xhr, successful, requestConfig } = event.detail;
    const isSent = successful && requestConfig.triggeringEvent?.type === "submit" && !xhr.getResponseHeader("HX-Redirect");
    if (isSent && form.dataset.keep) localStorage.removeItem(keyOf(form));
  });
})();
