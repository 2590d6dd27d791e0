/**
 * `<div data-preview="/address">` in a form: what is typed there is sent to the address, and the
 * words that come back stand in its `<output>`. The button for browsers without scripts goes away.
 */
export function previewTyping() {
  for (const area of document.querySelectorAll("[data-preview]")) {
    const output = area.querySelector("output");
    area.querySelector("button[name=preview]")?.remove();
    let waiting;
    area.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => show(area, output), 250);
    });
  }
}

async function show(area, output) {
  const body = new FormData(area.closest("form"));
  const answer = await fetch(area.dataset.preview, { method: "POST", body });
  if (answer.ok && !answer.redirected) output.textContent = await answer.text();
}
