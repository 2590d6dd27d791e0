/** Sentences of the page with their gaps filled: `fill("{title}: {when}.", { title, when })`. */
export function fill(sentence, values) {
  return settled(sentence.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap));
}

const FORMS = { "을(를)": ["을", "를"], "은(는)": ["은", "는"], "이(가)": ["이", "가"] };

/** Korean particles as they are spoken after a name (the server: visits/kit/particles.py). */
function settled(sentence) {
  return sentence.replace(/([가-힣])(을\(를\)|은\(는\)|이\(가\))/g, (_, letter, written) => {
    const isOpen = (letter.charCodeAt(0) - 0xac00) % 28 === 0;
    return letter + FORMS[written][isOpen ? 1 : 0];
  });
}

/** Wall times of the city, written `2026-11-24T14:00`, as dates of this browser and back. */
export function toDate(wall) {
  return new Date(wall.length === 16 ? `${wall}:00` : wall);
}

export function toWall(date) {
  const two = (number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function later(date, minutes) {
  return new Date(date.getTime() + minutes * 60_000);
}

export function clock(date) {
  return toWall(date).slice(11);
}

/** `14:00–15:30`, as the page writes it. */
export function hours(start, end) {
  const between = document.documentElement.lang === "ko" ? "~" : "–";
  return `${clock(start)}${between}${clock(end)}`;
}

/** Whether the page is read from right to left: then the arrow to the left leads onward. */
export function readsLeftwards() {
  return document.documentElement.dir === "rtl";
}

/** An arrow aside: 1 onward, -1 back; nothing for other keys. */
export function asideOf(key) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  return step && readsLeftwards() ? -step : step;
}

/** A child with a class and words; user words go in as text. */
export function part(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words !== undefined) made.textContent = words;
  return made;
}
