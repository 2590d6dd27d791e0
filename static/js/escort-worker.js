/**
 * Answers for the page of the day when there is no network: the newest copy that was fetched, for a
 * day and a half at most. It keeps that one page (the worker's scope) and its style sheets, scripts
 * and fonts, nothing else; a page that the server no longer shows goes from the phone, too.
 */
const CACHE = "escort-day-1";
const PATIENCE = 6_000;
const LONGEST = 36 * 3_600_000;
const page = new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === page) {
    event.respondWith(newest(event.request));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(part(event.request));
  }
});

async function newest(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await soon(fetch(request));
    if (answer.ok && !answer.redirected) await cache.put(request.url, answer.clone());
    else if (answer.status < 500) await cache.delete(request.url, { ignoreVary: true });
    return answer;
  } catch {
    return (await kept(cache, request)) ?? Response.error();
  }
}

/** A network that says nothing for so long is none. */
function soon(answer) {
  const patience = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("slow")), PATIENCE);
  });
  return Promise.race([answer, patience]);
}

async function kept(cache, request) {
  const found =
    (await cache.match(request.url, { ignoreVary: true })) ??
    (await cache.match(request.url, { ignoreVary: true, ignoreSearch: true }));
  if (!found) return undefined;
  const age = Date.now() - Date.parse(found.headers.get("date") ?? "");
  if (age <= LONGEST) return found;
  await cache.delete(found.url || request.url, { ignoreVary: true });
  return undefined;
}

/** Hashed names never change: the copy is as good as the file. */
async function part(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request.url, { ignoreVary: true })) ?? fetch(request);
}
