/**
 * Buttons that copy a text or a table: `<button hidden data-copy="id of a textarea or a table"
 * data-done="Copied">`. Without a script the button stays hidden and both can be selected.
 */
export function copyButtons() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const label = button.querySelector("[data-label]") ?? button;
    const before = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await (source.matches("table") ? copyTable(source) : copy(source));
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

/** What a cell says, also where it is folded away; no spreadsheet takes it for a formula. */
function words(cell) {
  const text = cell.textContent.replace(/\s+/g, " ").trim();
  return isFormula(text) ? `'${text}` : text;
}

/** As in files that we write: numbers are numbers, whatever sign stands before them. */
function isFormula(text) {
  return /^'*[=+\-@＝＋－＠]/.test(text) && !/^[+-]?[\d.,]+%?$/.test(text);
}

/** The table as it stands, with the same guard. */
function guarded(table) {
  const copied = table.cloneNode(true);
  for (const cell of copied.querySelectorAll("td, th")) {
    if (isFormula(cell.textContent.trim())) cell.prepend("'");
  }
  return copied.outerHTML;
}

/** As a table for word processors, as lines with tabs for everything else. */
async function copyTable(table) {
  const lines = [...table.rows].map((row) => [...row.cells].map(words).join("\t"));
  try {
    const parts = {
      "text/html": new Blob([guarded(table)], { type: "text/html" }),
      "text/plain": new Blob([lines.join("\n")], { type: "text/plain" }),
    };
    await navigator.clipboard.write([new ClipboardItem(parts)]);
  } catch {
    table.closest("details")?.setAttribute("open", "");
    getSelection().selectAllChildren(table);
    document.execCommand("copy");
  }
}
