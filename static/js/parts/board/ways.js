/** The ways between stops as the grid draws them: those at one time lie beside each other. */
import { later, toDate } from "./texts.js";

/** Each way with its start, and the styles that keep it from lying on another. */
export function besideEachOther(ways) {
  const drawn = distinct(ways).sort((one, other) => one.start - other.start);
  return bundles(drawn).flatMap((bundle) => {
    const columns = inColumns(bundle);
    return columns.flatMap((column, n) =>
      column.map((way) => ({ way, styles: placed(n, columns.length) })),
    );
  });
}

function distinct(ways) {
  const known = new Map();
  for (const way of ways) {
    const end = toDate(way.end);
    const key = [way.end, way.minutes, way.tone, way.label].join("|");
    known.set(key, { ...way, start: later(end, -way.minutes), end });
  }
  return [...known.values()];
}

/** Ways that hang together by their times. */
function bundles(ways) {
  const found = [];
  let until = 0;
  for (const way of ways) {
    if (found.length > 0 && way.start < until) found.at(-1).push(way);
    else found.push([way]);
    until = Math.max(until, way.end);
  }
  return found;
}

function inColumns(bundle) {
  const columns = [];
  for (const way of bundle) {
    const free = columns.find((column) => column.at(-1).end <= way.start);
    if (free) free.push(way);
    else columns.push([way]);
  }
  return columns;
}

function placed(n, columns) {
  if (columns === 1) return [];
  const share = 100 / columns;
  return [`inline-size:${share}%`, `margin-inline-start:${n * share}%`];
}
