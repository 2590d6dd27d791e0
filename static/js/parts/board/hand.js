/**
 * The tray and what was taken from it: by Enter, click or tap it is in hand and lies on the board
 * where it is proposed; keys, a click or a tap move it, Enter puts it down. Or it is dragged there,
 * by finger once it was held.
 */
import { Edges } from "./edges.js";
import { OWN } from "./grid.js";
import { asideOf, fill, later, toDate } from "./texts.js";
import { holdPage, isFinger, whenHeld } from "./touch.js";

const FAR_ENOUGH = 6;
const FIRST = "10:00";

export class Hand {
  constructor(board) {
    this.board = board;
    this.items = [...board.root.querySelectorAll(".tray-item")];
    this.edges = new Edges(board.grid.element);
    for (const item of this.items) this.listen(item);
    holdPage(() => this.dragging);
    this.search();
  }

  listen(link) {
    link.draggable = false;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!this.hasDragged) this.clicked(link);
      this.hasDragged = false;
    });
    link.addEventListener("keydown", (event) => {
      this.isTouched = false;
      if (event.key === " ") link.click();
      if (event.key === " ") event.preventDefault();
    });
    link.addEventListener("pointerdown", (event) => {
      this.isTouched = isFinger(event);
      if (this.isTouched && event.isPrimary) whenHeld(event, () => this.takeAlong(link, event));
      else if (event.button === 0) this.mayDrag(link, event);
    });
  }

  /** A finger has no Escape: it lets go of what it taps again. */
  clicked(link) {
    if (this.isTouched && this.board.hand && this.from === link) return this.letGo();
    this.pick(link);
    this.board.grid.focusHand();
    this.tell(this.isTouched ? this.board.words.inHandByTouch : this.board.words.inHand);
  }

  search() {
    const input = this.board.one("[data-search]");
    input?.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      for (const row of this.board.root.querySelectorAll("[data-found] > li")) {
        const keys = row.dataset.keys.split(" ");
        row.hidden = !words.every((word) => keys.some((key) => key.startsWith(word)));
      }
    });
  }

  // -- in hand ---------------------------------------------------------------------------------

  pick(link) {
    const { what, title, minutes, starts, site } = link.dataset;
    this.from = link;
    const hand = { what, title, minutes: Number(minutes), site: Number(site), lane: OWN };
    this.board.hand = { ...hand, start: this.proposal(starts) };
    this.drawn();
    if (hand.site) this.board.showRounds(hand.site);
    this.board.grid.draw();
  }

  /** Its usual time, else behind the last stop of the first day shown. */
  proposal(starts) {
    const { day } = this.board.data.days[0];
    const ends = this.board.plan.stops.map((stop) => stop.end).filter((end) => end.startsWith(day));
    return toDate(`${day}T${starts || ends.sort().at(-1)?.slice(11) || FIRST}`);
  }

  tell(sentence) {
    const { title, start, minutes, lane } = this.board.hand;
    const when = this.board.when(start, later(start, minutes));
    this.board.say(fill(sentence, { title, when, lane: this.board.laneTitle(lane) }));
  }

  key(event) {
    const { hand } = this.board;
    const minutes = { ArrowUp: -1, ArrowDown: 1 }[event.key] * this.board.step();
    const aside = asideOf(event.key);
    if (event.key === "Escape") this.letGo();
    else if (event.key === "Enter") this.putDown(hand.start, hand.lane);
    else if (minutes) this.moveTo(later(hand.start, minutes), hand.lane);
    else if (aside && event.shiftKey) this.moveTo(hand.start, this.beside(hand.lane, aside));
    else if (aside) this.moveTo(later(hand.start, aside * 24 * 60), hand.lane);
    else return;
    event.preventDefault();
  }

  beside(lane, step) {
    const { lanes } = this.board.data;
    return lanes[lanes.findIndex((one) => one.id === lane) + step]?.id ?? lane;
  }

  moveTo(start, lane) {
    Object.assign(this.board.hand, { start, lane });
    this.preview();
    this.tell(lane === OWN ? this.board.words.at : this.board.words.inLane);
    this.board.grid.focusHand();
  }

  preview() {
    const { start, minutes, lane } = this.board.hand;
    this.board.grid.preview(undefined, { start, end: later(start, minutes), lane });
  }

  /** A click or a tap on the grid puts down what is in hand. */
  press(start, lane) {
    if (this.board.hand) this.putDown(start, lane);
  }

  putDown(start, lane) {
    const item = this.board.hand;
    this.empty();
    this.board.place(item, start, lane);
  }

  letGo() {
    const { title } = this.board.hand;
    this.empty();
    this.board.grid.draw();
    this.board.say(fill(this.board.words.letGo, { title }));
    this.from?.focus();
  }

  empty() {
    this.board.hand = null;
    this.board.grid.unhint();
    this.drawn();
  }

  drawn() {
    for (const item of this.items) item.classList.toggle("tray-picked", item === this.from && this.board.hand !== null);
  }

  // -- dragged ---------------------------------------------------------------------------------

  mayDrag(link, began) {
    const move = (event) => this.drag(link, began, event);
    const end = (event) => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      document.removeEventListener("keydown", escape, true);
      if (this.dragging) this.dropAt(event);
    };
    const escape = (event) => {
      if (event.key !== "Escape" || !this.dragging) return;
      event.stopPropagation();
      this.over = null;
      end(event);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
    document.addEventListener("keydown", escape, true);
  }

  /** Held by a finger: it comes along at once. */
  takeAlong(link, began) {
    this.mayDrag(link, began);
    this.beginDrag(link);
    this.follow(began);
  }

  drag(link, began, event) {
    const far = Math.hypot(event.clientX - began.clientX, event.clientY - began.clientY);
    if (!this.dragging && far < FAR_ENOUGH) return;
    if (!this.dragging) this.beginDrag(link);
    event.preventDefault();
    this.follow(event);
  }

  follow({ clientX, clientY }) {
    const [aside, below] = this.isTouched ? [-24, -56] : [12, 12];
    this.shadow.style.translate = `${clientX + aside}px ${clientY + below}px`;
    this.look(clientX, clientY);
    this.edges.at(clientX, clientY, () => this.look(clientX, clientY));
  }

  /** What lies under the pointer is where it would be put down. */
  look(x, y) {
    const over = this.board.grid.under(x, y);
    if (over && this.over && +over.start === +this.over.start && over.lane === this.over.lane) return;
    this.over = over;
    if (!over) return;
    Object.assign(this.board.hand, over);
    this.preview();
    this.tell(over.lane === OWN ? this.board.words.at : this.board.words.inLane);
  }

  beginDrag(link) {
    this.hasDragged = true;
    this.dragging = true;
    this.over = null;
    this.pick(link);
    this.shadow = document.createElement("div");
    this.shadow.className = "tray-shadow";
    this.shadow.textContent = link.dataset.title;
    document.body.append(this.shadow);
    document.body.classList.add("is-dragging");
  }

  dropAt(event) {
    this.dragging = false;
    this.edges.leave();
    this.shadow.remove();
    document.body.classList.remove("is-dragging");
    setTimeout(() => (this.hasDragged = false), 0);
    if (this.over && event.type === "pointerup") this.putDown(this.over.start, this.over.lane);
    else if (this.board.hand) this.letGo();
  }
}

/** As the server folds names for searching, for the letters that officers type. */
function fold(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u0652\u0640]/g, "").normalize("NFC").toLowerCase();
}
