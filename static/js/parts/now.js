/**
 * Mark the stop that runs now, else the next one: `<li class="stop" data-starts data-ends>` with
 * instants in ISO 8601. Refreshed every half minute, and when the page is shown again.
 */
export function markNow() {
  const stops = [...document.querySelectorAll(".stop[data-starts]")];
  if (!stops.length) return;
  const mark = () => {
    const at = Date.now();
    let nextGiven = false;
    for (const stop of stops) {
      const [starts, ends] = [Date.parse(stop.dataset.starts), Date.parse(stop.dataset.ends)];
      let when = "later";
      if (ends <= at) when = "past";
      else if (stop.classList.contains("stop-cancelled")) when = "later";
      else if (starts <= at) when = "now";
      else if (!nextGiven) {
        when = "next";
        nextGiven = true;
      }
      stop.dataset.when = when;
    }
  };
  mark();
  setInterval(mark, 30_000);
  document.addEventListener("visibilitychange", () => document.hidden || mark());
}

/** Mark the tab of today, `<a data-day="2026-11-24">`, by the city's date in `<nav data-zone>`. */
export function markToday() {
  const nav = document.querySelector(".days[data-zone]");
  if (!nav) return;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: nav.dataset.zone }).format(new Date());
  nav.querySelector(`[data-day="${today}"]`)?.setAttribute("aria-current", "date");
}
