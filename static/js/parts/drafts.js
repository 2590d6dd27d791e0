/**
 * Typed text survives: leaving a changed form asks first, and text typed before an idle sign-out
 * (or before an error page) comes back when the same form opens again in this tab.
 *
 * `<form data-guard data-kept="Your text was put back.">`. Drafts lie in sessionStorage, by person,
 * address and form: { sent, texts: [[name, value], …] }. A draft that was sent is dropped by the
 * next page, unless that page (`data-keeps-drafts`: sign-in, errors) shows that it was not taken.
 * Passwords, files and hidden values are never kept; signing out (`data-forget`) drops all,
 * with the page that a phone kept for days without network.
 */
import { CACHE } from "./offline.js";
import { addRow } from "./rows.js";

const NEVER = new Set(["password", "file", "hidden", "submit", "button", "checkbox", "radio"]);
const PREFIX = `draft:${document.body.dataset.person ?? ""}:`;

export function guardForms() {
  settleSent(document.querySelector("[data-keeps-drafts]") !== null);
  document.querySelectorAll("form[data-guard]").forEach((form, index) => {
    guard(form, `${PREFIX}${location.pathname}:${form.id || index}`);
  });
  for (const form of document.querySelectorAll("form[data-forget]")) {
    form.addEventListener("submit", () => {
      sessionStorage.clear();
      if ("caches" in window) caches.delete(CACHE);
    });
  }
}

/** Keep the sent drafts for another try, or drop them, and those of another person, as done with. */
function settleSent(keeps) {
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("draft:"))) {
    const draft = JSON.parse(sessionStorage.getItem(key));
    if (keeps) store(key, draft.texts, false);
    else if (draft.sent || !key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}

function guard(form, key) {
  let changed = false;
  restore(form, key);
  form.addEventListener("input", () => {
    changed = true;
    store(key, typed(form), false);
  });
  form.addEventListener("submit", () => {
    changed = false;
    store(key, typed(form), true);
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

function store(key, texts, sent) {
  sessionStorage.setItem(key, JSON.stringify({ sent, texts }));
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !NEVER.has(field.type));
}

function typed(form) {
  return fields(form).map((field) => [field.name, field.value]);
}

function restore(form, key) {
  const kept = sessionStorage.getItem(key);
  if (!kept || form.querySelector("[aria-invalid]")) return;
  let differs = false;
  for (const [name, value] of JSON.parse(kept).texts) {
    const field = called(form, name) ?? (value ? grown(form, name) : undefined);
    if (!field || field.value === value) continue;
    field.value = value;
    differs = true;
  }
  if (differs) tell(form);
}

function called(form, name) {
  return fields(form).find((candidate) => candidate.name === name);
}

/** The field of a row that was added by hand: its list grows until it is there. */
function grown(form, name) {
  const lists = [...form.querySelectorAll("[data-rows]")];
  const list = lists.find((candidate) => name.startsWith(`${candidate.dataset.rows}-`));
  const row = Number(name.slice((list?.dataset.rows.length ?? 0) + 1).split("-", 1)[0]);
  for (let more = 0; list && more <= row && !called(form, name); more += 1) addRow(list);
  return called(form, name);
}

function tell(form) {
  const notice = document.createElement("p");
  notice.className = "draft-kept";
  notice.setAttribute("role", "status");
  notice.textContent = form.dataset.kept ?? "";
  form.prepend(notice);
}
