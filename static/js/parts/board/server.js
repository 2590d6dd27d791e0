/**
 * Talking with the server: one gesture after the other, each with a key of its own, so that a
 * gesture whose answer was lost can be sent again and is done once.
 */
const PATIENCE = 20_000;

/** `{ kind: "done" | "conflict" | "refused" | "lost" | "signedOut", body }` */
export async function post(url, fields, once = newKey()) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrf_token", document.querySelector("input[name=csrf_token]").value);
  body.set("once", once);
  const headers = { Accept: "application/json" };
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    return await read(await fetch(url, { method: "POST", body, headers, signal }));
  } catch {
    return { kind: "lost", once };
  }
}

/** The plan when it is another one than *tag*; null while it is the same. Throws when offline. */
export async function plan(url, tag) {
  const headers = { Accept: "application/json", "If-None-Match": `"${tag}"` };
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(url, { headers, signal, cache: "no-store" });
  if (answer.status === 304) return null;
  if (answer.status === 401) return { isSignedOut: true };
  if (!answer.ok || answer.redirected) throw new Error(`the plan: ${answer.status}`);
  return await answer.json();
}

export async function json(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return await answer.json();
}

/** A piece of a page, or an empty text. */
export async function piece(url) {
  const answer = await fetch(url);
  return answer.ok && !answer.redirected ? await answer.text() : "";
}

async function read(answer) {
  if (answer.status === 401) return { kind: "signedOut" };
  if (!(answer.headers.get("content-type") ?? "").includes("json")) return { kind: "lost" };
  const body = await answer.json();
  if (answer.ok) return { kind: "done", body };
  if (answer.status === 409) return { kind: "conflict", body };
  return answer.status >= 500 ? { kind: "lost" } : { kind: "refused", body };
}

/** Random signs; `randomUUID` is not there on pages without https. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
