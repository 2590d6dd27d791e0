/**
 * Typed text survives: leaving a changed form asks first, and text typed before an idle sign-out
 * comes back when the same form opens again in this tab.
 *
 * `<form data-guard data-kept="Your text from before was put back.">`. Kept per tab, per address
 * and per form; given up when the form is sent. Passwords, files and hidden values are never kept.
 */
const NEVER = new Set(["password", "file", "hidden", "submit", "button"]);

export function guardForms() {
  document.querySelectorAll("form[data-guard]").forEach((form, index) => {
    const key = `draft:${location.pathname}:${form.id || index}`;
    let changed = false;
    restore(form, key);
    form.addEventListener("input", () => {
      changed = true;
      sessionStorage.setItem(key, JSON.stringify(typed(form)));
    });
    form.addEventListener("submit", () => {
      changed = false;
      sessionStorage.removeItem(key);
    });
    addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  });
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !NEVER.has(field.type));
}

function typed(form) {
  const texts = fields(form).filter((field) => field.type !== "checkbox" && field.type !== "radio");
  return texts.map((field) => [field.name, field.value]);
}

function restore(form, key) {
  const kept = sessionStorage.getItem(key);
  if (!kept || form.querySelector("[aria-invalid]")) return;
  let differs = false;
  for (const [name, value] of JSON.parse(kept)) {
    const field = fields(form).find((candidate) => candidate.name === name);
    if (!field || field.value === value) continue;
    field.value = value;
    differs = true;
  }
  if (differs) tell(form);
}

function tell(form) {
  const notice = document.createElement("p");
  notice.className = "draft-kept";
  notice.setAttribute("role", "status");
  notice.textContent = form.dataset.kept ?? "";
  form.prepend(notice);
}
