/** Take the reader to the summary of errors, also in browsers that ignore `autofocus` on it. */
export function focusErrors() {
  document.querySelector(".error-summary")?.focus();
}
