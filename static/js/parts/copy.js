/**
 * Buttons that copy a text: `<button hidden data-copy="id of a textarea" data-done="Copied">`.
 * Without a script the button stays hidden and the text can be selected.
 */
export function copyButtons() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const label = button.querySelector("[data-label]") ?? button;
    const before = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(source);
      label.textContent = button.dataset.done;
      setTimeout(() => (label.textContent = before), 3000);
    });
  }
}

async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.value);
  } catch {
    // Older phones, and pages not on https: the selection can still be copied.
    source.closest("details")?.setAttribute("open", "");
    source.select();
    document.execCommand("copy");
  }
}
