/**
 * Taps survive a dead spot. A form `<form data-queue>` is not sent by the browser: what it says is
 * kept with a key of its own and the time of the tap, and sent in order as soon as there is network;
 * the server takes each key once. What waits belongs to the visit: a new link to it sends it, too. The page shows what waits, and is fetched anew once all is sent.
 */
import { CACHE, keepAnswer } from "./offline.js";
import { drop, put, waiting } from "./queue.js";

const RETRY = 10_000;
const SEND_LIMIT = 60_000;
const page = document.querySelector("[data-escort]");
const who = `${document.body.dataset.person ?? ""}:${page?.dataset.visit}`;
let sending = false;
let again = false;
let askedBack = "";

export function keepTaps() {
  if (!page) return;
  document.addEventListener("submit", take);
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  setInterval(async () => (await waiting(who)).length && send(), RETRY);
  send();
}

async function take(event) {
  const form = event.target;
  if (!form.matches("form[data-queue]")) return;
  event.preventDefault();
  const button = event.submitter;
  if (asksBack(button)) return;
  const fields = said(form, button);
  if (form.enctype === "multipart/form-data" && weight(fields) > Number(page.dataset.most)) {
    note(page.dataset.tooLarge);
    return;
  }
  await put({
    who,
    verb: form.dataset.queue,
    key: newKey(),
    at: new Date().toISOString(),
    said: button?.dataset.said ?? "",
    kind: button?.value ?? "",
    stop: form.closest("[data-stop], [data-person]")?.id ?? "",
    fields,
  });
  if (form.enctype === "multipart/form-data") form.reset();
  await show();
  send();
}

/** A step hours before or after its time may be a slip: it is taken when it is tapped again. */
function asksBack(button) {
  const stop = button?.closest("[data-stop]");
  if (!stop || !button.matches("[data-step]")) return false;
  const { credibleFrom, credibleUntil } = stop.dataset;
  const isCredible = Date.parse(credibleFrom) <= Date.now() && Date.now() <= Date.parse(credibleUntil);
  const tapped = `${stop.id}:${button.value}`;
  const asks = !isCredible && askedBack !== tapped;
  askedBack = asks ? tapped : "";
  showAsk();
  return asks;
}

function showAsk() {
  for (const ask of document.querySelectorAll("[data-ask]")) {
    ask.hidden = askedBack.split(":")[0] !== ask.closest("[data-stop]").id;
  }
}

/** What the form says, with its button; older browsers leave the button out. */
function said(form, button) {
  const fields = [...new FormData(form)].filter(
    ([name, value]) => !["csrf_token", "key"].includes(name) && !(value instanceof File && !value.size),
  );
  if (button?.name) fields.push([button.name, button.value]);
  return fields;
}

function weight(fields) {
  return fields.reduce((sum, [, value]) => sum + (value instanceof File ? value.size : 0), 0);
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Send what waits, one after the other; stop at the first that finds no network. */
async function send() {
  again = true;
  if (sending) return;
  sending = true;
  const sent = [];
  try {
    while (again) {
      again = false;
      for (const item of await waiting(who)) {
        const answer = await post(item);
        if (!(await settled(item, answer))) return;
        sent.push(item);
      }
    }
    if (sent.length || isOld()) await refresh();
    else tell({ offline: false });
  } catch {
    tell({ offline: true });
  } finally {
    sending = false;
    await show();
    if (again) send(); // something was tapped while the page was fetched anew
  }
}

/** A page out of the phone's own store is not as of now; one without a worker is in no store. */
function isOld() {
  return page.dataset.worker && document.documentElement.dataset.fresh !== "true";
}

async function post(item, isSecond = false) {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  body.append("csrf_token", token());
  body.append("key", item.key);
  body.append("tapped_at", item.at);
  body.append("sent_at", new Date().toISOString());
  const answer = await fetch(page.dataset[item.verb], {
    method: "POST",
    body,
    redirect: "manual",
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout ? AbortSignal.timeout(SEND_LIMIT) : undefined,
  });
  if (answer.status !== 400 || isSecond) return answer;
  await refresh(); // the token of a page that lay in the phone may be of a session long gone
  return post(item, true);
}

function token() {
  return document.querySelector("[data-escort] input[name=csrf_token]").value;
}

/** Is this one done with? What the server cannot take, now or ever, is told and let go. */
async function settled(item, answer) {
  if (answer.ok) {
    const { said } = await answer.json();
    if (said) note(said);
    await drop(item.id);
    return true;
  }
  if ([413, 422].includes(answer.status)) {
    const text = item.fields.find(([name]) => name === "text")?.[1] ?? "";
    note(`${item.said}: ${await reason(answer)} ${text}`);
    await drop(item.id);
    return true;
  }
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  tell({ closed: true });
  return false;
}

async function reason(answer) {
  try {
    return (await answer.json()).said;
  } catch {
    return answer.status;
  }
}

/** The page as the server writes it now, with what was open staying open. */
async function refresh() {
  const answer = await fetch(location.href, {
    redirect: "manual",
    cache: "no-store",
    headers: { Accept: "text/html" },
  });
  if (!answer.ok) {
    if (answer.status < 500) await forget();
    return;
  }
  if (page.dataset.worker) await keepAnswer(answer);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const here = page;
  const next = fresh.querySelector("[data-escort]");
  if (!next) return;
  const fresher = next.querySelector("input[name=csrf_token]").value;
  for (const field of here.querySelectorAll("input[name=csrf_token]")) field.value = fresher;
  if (isTyping(here)) return;
  const notes = here.querySelector("[data-refused]");
  const opened = [...here.querySelectorAll("[data-stop]")]
    .filter((stop) => stop.querySelector("details").open)
    .map(({ id }) => id);
  here.replaceChildren(...next.childNodes);
  here.querySelector("[data-refused]").replaceChildren(...notes.childNodes);
  for (const stop of opened.map((id) => document.getElementById(id))) {
    if (stop && !stop.classList.contains("is-done")) stop.querySelector("details").open = true;
  }
  showAsk();
  document.documentElement.dataset.fresh = "true";
  tell({ offline: false });
}

/** Nothing that is being typed is swept away. */
function isTyping(here) {
  const field = document.activeElement;
  return here.contains(field) && field.matches("input, textarea, select") && field.value !== field.defaultValue;
}

/** The page is closed to this phone: nothing of it stays here. What was tapped does. */
async function forget() {
  tell({ closed: true });
  if ("caches" in window) await caches.delete(CACHE);
}

// -- what the page says ---------------------------------------------------------------------------

function bar() {
  return document.querySelector("[data-network]");
}

function tell({ offline, closed }) {
  if (offline !== undefined) bar().querySelector("[data-offline]").hidden = !offline;
  if (closed !== undefined) bar().querySelector("[data-closed]").hidden = !closed;
  settleBar();
}

function note(words) {
  const line = document.createElement("li");
  line.textContent = words;
  bar().querySelector("[data-refused]").append(line);
  settleBar();
}

function settleBar() {
  const shown = [...bar().children].some((part) =>
    part.matches("ul") ? part.children.length : !part.hidden && part.textContent.trim(),
  );
  bar().hidden = !shown;
}

/** How many wait, and the buttons as they will be once these are sent. */
async function show() {
  const items = await waiting(who);
  const words = JSON.parse(page.dataset.words);
  bar().querySelector("[data-waiting]").textContent = items.length
    ? words[Math.min(items.length, words.length) - 1]
    : "";
  items.forEach(press);
  settleBar();
  markNext();
}

function press(item) {
  const stop = item.stop && document.getElementById(item.stop);
  const button = stop && stop.querySelector(`button[value="${item.kind}"]`);
  if (!button) return;
  button.setAttribute("aria-pressed", String(item.kind !== "missing"));
  button.classList.add("is-waiting");
  const time = button.querySelector("[data-time]");
  if (time && !time.textContent.trim()) time.textContent = clock(item.at);
  if (item.kind === "ended" || item.kind === "skipped") stop.classList.add("is-done");
}

function clock(at) {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: page.dataset.zone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(at));
}

/** The button that is likely to be next, and its stop open; passed stops are closed. */
function markNext() {
  const stops = [...document.querySelectorAll("[data-stop]")];
  for (const button of document.querySelectorAll("[data-step].button-main")) {
    button.classList.remove("button-main");
  }
  const current = stops.find((stop) => !stop.classList.contains("is-done"));
  for (const stop of stops) {
    const fold = stop.querySelector("details");
    if (stop === current) fold.open = true;
    else if (stop.classList.contains("is-done") && stop.querySelector(".is-waiting")) fold.open = false;
  }
  const steps = [...(current?.querySelectorAll("[data-step]") ?? [])];
  const last = steps.findLastIndex?.((step) => step.getAttribute("aria-pressed") === "true") ?? -1;
  steps[last + 1]?.classList.add("button-main");
}
