/**
 * The wall stays right by itself: every half minute the page is fetched anew and swapped where it
 * changed, so that nothing flashes. Without an answer it goes on showing what it knows, and says
 * since when.
 */
const EVERY = 30_000;
let told = document.querySelector("[data-wall]")?.dataset.stale;

async function refresh() {
  const wall = document.querySelector("[data-wall]");
  try {
    const answer = await fetch(location.href, { redirect: "manual", cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = fresh.querySelector("[data-wall]");
    told = next.dataset.stale;
    if (next.innerHTML !== wall.innerHTML) wall.replaceChildren(...next.childNodes);
  } catch {
    const note = wall.querySelector("[data-stale-note]");
    note.textContent = told;
    note.hidden = false;
  }
}

setInterval(refresh, EVERY);
