/**
 * The planning board: `<div class="board" data-board='{…}' data-words='{…}'>`. What people do is
 * shown at once and sent to the server, which judges it; what it refuses goes back to where it was.
 */
import { Dialogs } from "./dialogs.js";
import { Grid, OWN } from "./grid.js";
import { Hand } from "./hand.js";
import { Keys } from "./keys.js";
import * as server from "./server.js";
import { fill, hours, toDate, toWall } from "./texts.js";

const ASK_EVERY = 3_000;

export function startBoard(root) {
  new Board(root).start();
}

export class Board {
  constructor(root) {
    this.root = root;
    this.data = JSON.parse(root.dataset.board);
    this.words = JSON.parse(root.dataset.words);
    this.plan = this.data.plan;
    this.marks = this.data.marks;
    this.hand = null;
    this.busy = 0;
    this.isDragging = false;
    this.waiting = Promise.resolve();
  }

  start() {
    this.root.querySelector("[data-frame]").hidden = false;
    this.root.querySelector("[data-instead]").hidden = true;
    this.root.classList.toggle("board-of-one-day", this.data.days.length === 1);
    for (const one of this.root.querySelectorAll("[data-needs-script]")) one.hidden = false;
    this.keepStep();
    this.dialogs = new Dialogs(this);
    this.grid = new Grid(this.one("[data-grid]"), this, {
      drop: (info) => this.dropped(info),
      stretch: (info) => this.dropped(info),
      dragStart: (uid) => this.dragStarted(uid),
      dragStop: () => this.dragStopped(),
      open: (uid) => this.dialogs.card(uid),
      press: (start, lane) => this.handler.press(start, lane),
    });
    this.handler = new Hand(this);
    this.keys = new Keys(this);
    this.takeForms();
    this.show();
    this.poll();
  }

  one(selector) {
    return this.root.querySelector(selector);
  }

  stop(uid) {
    return this.plan.stops.find((one) => one.uid === uid);
  }

  url(uid, verb) {
    return `${this.data.at}/stops/${encodeURIComponent(uid)}/${verb}`;
  }

  say(words) {
    const place = this.one("[data-say]");
    place.textContent = "";
    // A sentence that is said twice is read aloud twice.
    requestAnimationFrame(() => (place.textContent = words));
  }

  /** What was just said is a warning. */
  warn(is) {
    this.one("[data-say]").classList.toggle("board-warning", Boolean(is));
  }

  /** `Tue, Nov 24 14:00–15:00`, or the hours alone where one day is shown. */
  when(start, end) {
    const label = this.grid.dayLabel(start);
    return this.data.days.length > 1 || !this.isShown(start)
      ? `${label} ${hours(start, end)}`
      : hours(start, end);
  }

  isShown(date) {
    return this.data.days.some((one) => one.day === toWall(date).slice(0, 10));
  }

  laneTitle(id) {
    return this.data.lanes.find((lane) => lane.id === id)?.title ?? "";
  }

  // -- steps of time ---------------------------------------------------------------------------

  step() {
    return Number(this.one("[data-step]")?.value ?? 15);
  }

  keepStep() {
    const chooser = this.one("[data-step]");
    if (!chooser) return;
    chooser.value = localStorage.getItem("board-step") ?? chooser.value;
    if (!chooser.value) chooser.value = "15";
    chooser.addEventListener("change", () => {
      localStorage.setItem("board-step", chooser.value);
      this.grid.setStep(this.step());
    });
  }

  // -- what people do --------------------------------------------------------------------------

  dragStarted(uid) {
    this.isDragging = true;
    const stop = this.stop(uid);
    this.draggedVersion = stop?.version;
    if (stop?.site) this.showRounds(stop.site);
  }

  dragStopped() {
    this.isDragging = false;
    this.grid.unhint();
  }

  dropped(info) {
    const stop = this.stop(info.event.id);
    if (!stop) return this.grid.draw();
    if (info.jsEvent?.altKey && info.newResource !== undefined) {
      return this.copy(stop, info.event.start);
    }
    this.drop(stop, {
      start: info.event.start,
      end: info.event.end,
      came: info.oldResource?.id ?? OWN,
      goes: info.newResource?.id ?? info.oldResource?.id ?? OWN,
      seen: this.draggedVersion,
    });
  }

  /** A stop lies elsewhere: ask the server to keep it. */
  drop(stop, { start, end, came, goes, seen }) {
    const told = { title: stop.title, when: this.when(start, end) };
    const fields = (version) => ({
      seen: version,
      starts: toWall(start),
      ends: toWall(end),
      came: came ?? OWN,
      goes: goes ?? OWN,
    });
    return this.send(this.url(stop.uid, "drop"), fields, { stop, told, seen });
  }

  copy(stop, start) {
    const fields = () => (start ? { starts: toWall(start) } : {});
    return this.send(this.url(stop.uid, "copy"), fields, { told: { title: stop.title }, focus: true });
  }

  remove(stop) {
    const fields = (version) => ({ seen: version });
    return this.send(this.url(stop.uid, "remove"), fields, { stop, told: { title: stop.title } });
  }

  place(item, start, lane) {
    const fields = () => ({ what: item.what, starts: toWall(start), goes: lane });
    const told = { title: item.title, when: this.when(start, start) };
    return this.send(`${this.data.at}/stops`, fields, { told, focus: true });
  }

  undo() {
    if (!this.plan.steps.undo) return;
    return this.send(`${this.data.at}/undo`, () => ({}), { told: { title: "" } });
  }

  redo() {
    if (!this.plan.steps.redo) return;
    return this.send(`${this.data.at}/redo`, () => ({}), { told: { title: "" } });
  }

  /**
   * Send one gesture after those before it. *fields* takes the version of the stop that the officer
   * saw; *about*: the stop it changes, what is told of it, whether the focus goes to what is new.
   */
  send(url, fields, about, once = server.newKey()) {
    const seen = about.seen ?? about.stop?.version ?? "";
    this.busy += 1;
    this.saving(true);
    this.waiting = this.waiting.then(async () => {
      const own = about.stop ? this.ownVersions?.get(about.stop.uid) : undefined;
      const answer = await server.post(
        url,
        fields(own?.has(seen) ? own.get(seen) : seen),
        once,
      );
      this.busy -= 1;
      this.saving(this.busy > 0);
      this.settle(answer, { url, fields, about, once });
    });
    return this.waiting;
  }

  settle(answer, gesture) {
    const { about } = gesture;
    const held = document.activeElement?.dataset?.uid;
    if (answer.kind === "done") {
      this.noteOwn(about, answer.body);
      this.take(answer.body);
      if (answer.body.said) this.say(answer.body.said);
      this.warn(this.stop(answer.body.uid)?.isClosed);
      if (about.focus && answer.body.uid) requestAnimationFrame(() => this.grid.focus(answer.body.uid));
      return;
    }
    if (answer.kind === "conflict") return this.dialogs.merge(answer.body, gesture);
    this.grid.draw();
    if (held) requestAnimationFrame(() => this.grid.focus(held));
    if (answer.kind === "refused") return this.dialogs.refused(answer.body, about);
    if (answer.kind === "signedOut") return this.dialogs.signedOut();
    this.dialogs.lost(gesture);
  }

  /** A gesture of our own that was sent meanwhile is no change by another. */
  noteOwn(about, body) {
    if (!about.stop || !body.stops) return;
    const fresh = body.stops.find((one) => one.uid === about.stop.uid);
    if (!fresh) return;
    this.ownVersions ??= new Map();
    const known = this.ownVersions.get(fresh.uid) ?? new Map();
    for (const [version] of known) known.set(version, fresh.version);
    known.set(about.seen ?? about.stop.version, fresh.version);
    this.ownVersions.set(fresh.uid, known);
  }

  // -- the plan --------------------------------------------------------------------------------

  take(plan) {
    const hasOtherMarks = plan.marks !== this.plan.marks;
    this.plan = plan;
    this.show();
    this.grid.draw();
    if (hasOtherMarks) this.paint();
  }

  /** What stands around the grid: points to check, what can be undone, who else is here. */
  show() {
    this.showPoints();
    const { undo, redo } = this.plan.steps;
    for (const [name, count] of [["undo", undo], ["redo", redo]]) {
      const button = this.one(`.board-${name} button`);
      if (button) button.disabled = count === 0;
    }
    const others = this.one("[data-others]");
    others.hidden = this.plan.others.length === 0;
    others.textContent = fill(this.words.others, { names: this.plan.others.join(" · ") });
  }

  /** In words they come a moment later than the stop that they are about. */
  async showPoints() {
    const list = this.one("[data-points]");
    if (list.dataset.found === this.plan.found) return;
    try {
      const { found, points, counts } = await server.json(`${this.data.at}/points`);
      const isOpen = list.querySelector("details")?.open;
      list.innerHTML = points;
      list.dataset.found = found;
      if (isOpen) list.querySelector("details")?.setAttribute("open", "");
      this.one("[data-counts]").innerHTML = counts;
    } catch {
      // They are asked for again with the next plan.
    }
  }

  async paint() {
    try {
      this.marks = (await server.json(this.marksUrl(this.data.lanes.map((lane) => lane.id)))).marks;
      if (this.isFree()) this.grid.draw();
    } catch {
      this.plan.marks = null;
    }
  }

  marksUrl(lanes) {
    const { days } = this.data;
    const asked = new URLSearchParams({ first: days[0].day, last: days.at(-1).day });
    for (const lane of lanes) asked.append("lane", lane);
    return `${this.data.at}/marks?${asked}`;
  }

  /** When does this site receive? Painted beside the delegation while one looks for a time. */
  async showRounds(site) {
    const lane = `site-${site}`;
    if (this.data.lanes.some((one) => one.id === lane)) return;
    try {
      const { marks } = await server.json(this.marksUrl([lane]));
      if (this.isDragging || this.hand?.site === site) {
        this.grid.unhint();
        this.grid.hint(marks.filter((mark) => mark.lane === lane));
      }
    } catch {
      // Only a help is missing; the drop itself will say that there is no connection.
    }
  }

  isFree() {
    return !this.isDragging && this.busy === 0 && !this.keys.isMoving && !this.hand;
  }

  poll() {
    setTimeout(async () => {
      if (!document.hidden && this.isFree() && !this.isOver) await this.ask();
      this.poll();
    }, ASK_EVERY);
  }

  async ask() {
    const before = this.plan;
    try {
      const fresh = await server.plan(`${this.data.at}/plan`, before.tag);
      this.offline(false);
      if (fresh?.isSignedOut) return this.signedOut();
      if (!fresh || !this.isFree() || this.plan !== before) return;
      const isOther = JSON.stringify(fresh.stops) !== JSON.stringify(before.stops);
      this.take(fresh);
      if (isOther) this.say(this.words.updated);
    } catch {
      this.offline(true);
    }
  }

  /** Said once; whoever goes on is asked to sign in. */
  signedOut() {
    this.isOver = true;
    this.say(this.words.signIn);
  }

  saving(is) {
    const sign = this.one("[data-saving]");
    sign.hidden = !is;
    sign.textContent = this.words.saving;
    sign.classList.remove("board-offline");
  }

  offline(is) {
    const sign = this.one("[data-saving]");
    if (this.busy) return;
    sign.hidden = !is;
    sign.textContent = this.words.offline;
    sign.classList.toggle("board-offline", is);
  }

  // -- plain forms -----------------------------------------------------------------------------

  /** Undo and redo are buttons of plain forms; here they need no new page. */
  takeForms() {
    for (const name of ["undo", "redo"]) {
      this.one(`form.board-${name}`)?.addEventListener("submit", (event) => {
        event.preventDefault();
        this[name]();
      });
    }
    this.root.addEventListener("submit", (event) => {
      if (event.target.closest("[data-loaded]")) this.mend(event);
    });
    this.one("[data-points]").addEventListener("click", (event) => {
      const link = event.target.closest("a");
      const stop = link && this.plan.stops.find((one) => one.url === link.getAttribute("href"));
      if (!stop || event.ctrlKey || event.metaKey || !this.isShown(toDate(stop.start))) return;
      event.preventDefault();
      this.grid.focus(stop.uid);
    });
  }

  /** A way to mend a finding is a plain form: done, the board shows what came of it. */
  async mend(event) {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer?.ok) return form.submit();
    for (const dialog of this.root.querySelectorAll("dialog[open]")) dialog.close();
    await this.ask();
  }
}
