/**
 * Keep this very page and what it is made of in the phone, so that it opens without network. A small
 * worker answers for it (static/js/escort-worker.js). Where browsers allow no worker (no https),
 * taps are kept all the same, and only opening the page anew needs the network.
 */
export const CACHE = "escort-day-1";

export async function keepPage() {
  const day = document.querySelector("[data-escort]");
  if (!day?.dataset.worker || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(day.dataset.worker, { scope: location.pathname });
    await keepParts();
    await keepAnswer(await fetch(location.href, { headers: { Accept: "text/html" } }));
  } catch {
    // No network, or no worker: the page works on as it stands.
  }
  document.documentElement.dataset.kept = "true";
}

/** Style sheets, scripts, fonts and pictures that the page has loaded. */
async function keepParts() {
  const cache = await caches.open(CACHE);
  const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  const ours = loaded.filter(
    (url) => url.origin === location.origin && url.pathname.startsWith("/static/"),
  );
  await Promise.all(
    [...new Set(ours.map((url) => url.pathname))].map(async (path) => {
      if (!(await cache.match(path))) await cache.add(path);
    }),
  );
}

/** The page as it was just fetched. */
export async function keepAnswer(answer) {
  if (!("caches" in window) || !answer.ok || answer.redirected) return;
  const cache = await caches.open(CACHE);
  await cache.put(location.href.split("#")[0], answer.clone());
}
