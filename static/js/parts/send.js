/** Ctrl and Enter (on a Mac: Command and Enter) press the main button of a form that keeps drafts. */
export function sendByKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("form[data-guard]");
    const button = form?.querySelector("button.button-main");
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}
