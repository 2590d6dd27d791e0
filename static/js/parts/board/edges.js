/**
 * Scrolling for something that is dragged to the very edge: the page, until the whole grid is in
 * sight, and the grid.
 */
const EDGE = 24;
const STEP = 8;

export class Edges {
  constructor(grid) {
    this.main = grid.querySelector(".ec-main");
    this.point = null;
  }

  /** Something is dragged over this point of the window; *scrolled* is called when what lies there changed. */
  at(x, y, scrolled) {
    const isFirst = this.point === null;
    this.point = [x, y];
    this.scrolled = scrolled;
    if (isFirst) requestAnimationFrame(() => this.look());
  }

  leave() {
    this.point = null;
  }

  look() {
    if (!this.point) return;
    if (this.scrollPage() || this.scrollGrid()) this.scrolled();
    requestAnimationFrame(() => this.look());
  }

  scrollPage() {
    const { top, bottom } = this.main.getBoundingClientRect();
    const first = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const step = towards(this.point[1], first, window.innerHeight);
    if ((step < 0 && top >= first) || (step > 0 && bottom <= window.innerHeight)) return false;
    return moved(document.scrollingElement, step);
  }

  scrollGrid() {
    const [x, y] = this.point;
    const { left, right, top, bottom } = this.main.getBoundingClientRect();
    if (x < left || x > right || y < top || y > bottom) return false;
    const head = this.main.querySelector("header").offsetHeight;
    return moved(this.main, towards(y, top + head, bottom));
  }
}

/** Back or onward, in pixels, near the first or the last of a stretch. */
function towards(at, first, last) {
  if (at < first + EDGE) return -STEP;
  return at > last - EDGE ? STEP : 0;
}

function moved(element, step) {
  const before = element.scrollTop;
  element.scrollTop += step;
  return element.scrollTop !== before;
}
