/**
 * A form that saves itself: `<form data-saves data-saved="Saved" data-unsaved="Not saved">` is sent
 * whenever an answer changes, one time after the other, and its element `data-status` says how it
 * went. The buttons between its parts (in `data-step`) are for browsers without scripts.
 */
export function saveForms() {
  for (const form of document.querySelectorAll("form[data-saves]")) keepSaving(form);
}

function keepSaving(form) {
  for (const buttons of form.querySelectorAll("[data-step]")) buttons.hidden = true;
  const status = form.querySelector("[data-status]");
  let waiting = Promise.resolve();
  form.addEventListener("change", (event) => {
    event.target.closest("section")?.append(status);
    waiting = waiting.then(() => save(form, status));
  });
}

/** The answer leads on to a page that nobody needs here: that it does means that it was saved. */
async function save(form, status) {
  const request = { method: "POST", body: new FormData(form), redirect: "manual", keepalive: true };
  try {
    const answer = await fetch(form.action, request);
    const isSaved = answer.type === "opaqueredirect" || answer.ok;
    status.textContent = isSaved ? form.dataset.saved : form.dataset.unsaved;
  } catch {
    status.textContent = form.dataset.unsaved;
  }
}
