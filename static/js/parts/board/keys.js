/**
 * Everything by keys. With Alt, arrows take the stop that has the focus along; it is kept when Alt
 * is let go, so that a walk of ten steps is one gesture.
 */
import { OWN } from "./grid.js";
import { asideOf, fill, later, toDate } from "./texts.js";

const A_DAY = 24 * 60;
const QUIET = 1_500;

export class Keys {
  constructor(board) {
    this.board = board;
    this.walk = null;
    document.addEventListener("keydown", (event) => this.down(event));
    document.addEventListener("keyup", (event) => event.key === "Alt" && this.keep());
    board.grid.element.addEventListener("focusout", () => setTimeout(() => this.left(), 0));
  }

  get isMoving() {
    return this.walk !== null;
  }

  down(event) {
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      return event.shiftKey ? this.board.redo() : this.board.undo();
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y") {
      event.preventDefault();
      return this.board.redo();
    }
    if (this.board.hand) return this.board.handler.key(event);
    const element = event.target.closest?.(".ec-event[data-uid]");
    const stop = element && this.board.stop(element.dataset.uid);
    if (stop) this.onStop(event, stop, element.dataset.lane);
  }

  onStop(event, stop, lane) {
    const mayEdit = this.board.data.mayEdit;
    if (event.key.startsWith("Arrow")) {
      if (event.altKey && mayEdit) this.move(event, stop, lane);
      else if (!event.altKey && !event.ctrlKey) this.goTo(event, stop);
    } else if (event.key === "Escape" && this.walk) {
      event.preventDefault();
      this.giveUp();
    } else if (mayEdit && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      this.board.remove(stop);
    } else if (mayEdit && event.ctrlKey && event.key.toLowerCase() === "d") {
      event.preventDefault();
      this.board.copy(stop);
    }
  }

  /** To the stop before or after, in order of time. */
  goTo(event, stop) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? asideOf(event.key);
    const shown = this.board.plan.stops.filter((one) => this.board.grid.elements(one.uid).length);
    const next = shown[shown.findIndex((one) => one.uid === stop.uid) + step];
    event.preventDefault();
    if (next) this.board.grid.focus(next.uid);
  }

  move(event, stop, lane) {
    event.preventDefault();
    this.walk ??= {
      stop,
      came: lane ?? OWN,
      lane: lane ?? OWN,
      start: toDate(stop.start),
      end: toDate(stop.end),
    };
    const { walk } = this;
    const minutes = { ArrowUp: -1, ArrowDown: 1 }[event.key] * this.board.step();
    const aside = asideOf(event.key);
    if (minutes && event.shiftKey) this.stretch(minutes);
    else if (minutes) this.shift(minutes);
    else if (event.shiftKey) this.aside(aside);
    else this.shift(aside * A_DAY);
    this.board.grid.preview(stop.uid, walk);
    this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), QUIET);
  }

  shift(minutes) {
    this.walk.start = later(this.walk.start, minutes);
    this.walk.end = later(this.walk.end, minutes);
  }

  stretch(minutes) {
    const end = later(this.walk.end, minutes);
    if (end > this.walk.start) this.walk.end = end;
  }

  aside(step) {
    const { lanes } = this.board.data;
    const next = lanes[lanes.findIndex((lane) => lane.id === this.walk.lane) + step];
    if (next) this.walk.lane = next.id;
  }

  tell() {
    const { stop, start, end, lane, came } = this.walk;
    const told = { title: stop.title, when: this.board.when(start, end) };
    const words = this.board.words;
    if (lane === came) this.board.say(fill(words.at, told));
    else this.board.say(fill(words.inLane, { ...told, lane: this.board.laneTitle(lane) }));
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) this.board.grid.focus(stop.uid);
    });
  }

  /** Alt was let go, or nothing was pressed for a while: the server judges it. */
  keep() {
    clearTimeout(this.timer);
    if (!this.walk) return;
    const { stop, start, end, came, lane } = this.walk;
    this.walk = null;
    const isSame = +start === +toDate(stop.start) && +end === +toDate(stop.end) && lane === came;
    if (isSame) return this.board.grid.draw();
    this.board.drop(stop, { start, end, came, goes: lane });
  }

  giveUp() {
    clearTimeout(this.timer);
    const { stop } = this.walk;
    this.walk = null;
    this.board.grid.draw();
    this.board.say(fill(this.board.words.putBack, { title: stop.title }));
    requestAnimationFrame(() => this.board.grid.focus(stop.uid));
  }

  /** The focus went elsewhere in the middle of a walk. */
  left() {
    const uid = document.activeElement?.dataset?.uid;
    if (this.walk && document.activeElement !== document.body && uid !== this.walk.stop.uid) this.keep();
  }
}

function isTyping(element) {
  return element instanceof HTMLElement && element.matches("input, select, textarea");
}
