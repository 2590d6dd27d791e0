/**
 * Mark the stop that runs now and the one that comes next: `<li class="stop" data-starts data-ends>`
 * with instants in ISO 8601. Refreshed every half minute, and when the page is shown again.
 */
export function markNow() {
  const stops = [...document.querySelectorAll(".stop[data-starts]")];
  if (!stops.length) return;
  const mark = () => markAt(stops, Date.now());
  mark();
  setInterval(mark, 30_000);
  document.addEventListener("visibilitychange", () => document.hidden || mark());
}

function markAt(stops, at) {
  let nextGiven = false;
  for (const stop of stops) {
    stop.dataset.when = whenOf(stop, at, nextGiven);
    nextGiven ||= stop.dataset.when === "next";
  }
  const first = document.querySelector(".stop[id]:is([data-when=now], [data-when=next])");
  const jump = document.querySelector("[data-jump]");
  if (!jump) return;
  jump.hidden = !first;
  if (first) jump.setAttribute("href", `#${first.id}`);
}

function whenOf(stop, at, nextGiven) {
  if (Date.parse(stop.dataset.ends) <= at) return "past";
  if (stop.classList.contains("stop-cancelled")) return "later";
  if (Date.parse(stop.dataset.starts) <= at) return "now";
  return nextGiven ? "later" : "next";
}

/** Mark the tab of today, `<a data-day="2026-11-24">`, by the date in the zone of `<nav data-zone>`. */
export function markToday() {
  const nav = document.querySelector(".days[data-zone]");
  if (!nav) return;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: nav.dataset.zone }).format(new Date());
  nav.querySelector(`[data-day="${today}"]`)?.setAttribute("aria-current", "date");
}
