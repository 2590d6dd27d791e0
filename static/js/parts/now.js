/**
 * Mark the stops that run now and those that come next: `<li class="stop" data-starts data-ends>`
 * with instants in ISO 8601. The server marked them when it wrote the page; this keeps them right,
 * every half minute and when the page is shown again.
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
  const kept = stops.filter((stop) => !stop.classList.contains("stop-cancelled"));
  const coming = kept.map((stop) => Date.parse(stop.dataset.starts)).filter((start) => start > at);
  const next = Math.min(...coming);
  for (const stop of stops) stop.dataset.when = whenOf(stop, at, next);
  const first = (when) => kept.find((stop) => stop.dataset.when === when);
  lead(first("now") ?? first("next"));
}

function whenOf(stop, at, next) {
  const starts = Date.parse(stop.dataset.starts);
  if (Date.parse(stop.dataset.ends) <= at) return "past";
  if (stop.classList.contains("stop-cancelled")) return "later";
  if (starts <= at) return "now";
  return starts === next ? "next" : "later";
}

/** Turn the bar at the top to this stop; without one the visit is over. */
function lead(stop) {
  const bar = document.querySelector("[data-coming]");
  if (!bar) return;
  bar.hidden = !stop;
  if (!stop) return;
  bar.dataset.when = stop.dataset.when;
  bar.setAttribute("href", `#${stop.id}`);
  bar.querySelector("[data-coming-label]").textContent = stop.dataset.label;
  const title = stop.querySelector("h3").cloneNode(true);
  bar.querySelector("[data-coming-title]").replaceChildren(...title.childNodes);
}

/** Mark the tab of the day that is read, `<a data-day="2026-11-24">` leading to its section. */
export function markDay() {
  const tabs = [...document.querySelectorAll(".days a[data-day]")];
  if (!tabs.length || !("IntersectionObserver" in window)) return;
  const mark = (id) => {
    for (const tab of tabs) {
      if (tab.hash === `#${id}`) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) mark(entry.target.id);
    },
    { rootMargin: "-25% 0px -70% 0px" },
  );
  for (const tab of tabs) observer.observe(document.querySelector(tab.hash));
  mark(tabs[0].hash.slice(1));
}
