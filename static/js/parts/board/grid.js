/** The grid: days and lanes, stops, what is painted behind them, the ways between them. */
import { createCalendar, Interaction, ResourceTimeGrid } from "@event-calendar/core";
import { keepOwnRoles } from "./roles.js";
import { clock, hours, later, part, toDate, toWall } from "./texts.js";
import { LONG_PRESS, letFingersScroll } from "./touch.js";
import { besideEachOther } from "./ways.js";

export const OWN = "delegation";
const HELD = "in-hand";
const HALF_HOUR = 32;

export class Grid {
  /** *on* answers what people do: drop, stretch, open, press, dragStart, dragStop. */
  constructor(element, board, on) {
    this.element = element;
    this.board = board;
    this.hints = [];
    const [first, last] = this.limits();
    this.calendar = createCalendar(element, [ResourceTimeGrid, Interaction], {
      view: "resourceTimeGridDay",
      date: toDate(`${board.data.days[0].day}T00:00`),
      duration: { days: board.data.days.length },
      datesAboveResources: true,
      resources: board.data.lanes.map((lane) => ({ ...lane, extendedProps: lane })),
      events: this.events(),
      headerToolbar: { start: "", center: "", end: "" },
      allDaySlot: false,
      slotDuration: "00:30",
      slotHeight: HALF_HOUR,
      slotMinTime: first,
      slotMaxTime: last,
      snapDuration: { minutes: board.step() },
      scrollTime: "08:30",
      slotEventOverlap: false,
      columnWidth: board.data.lanes.length > 1 ? "minmax(8.75rem, 1fr)" : "minmax(11rem, 1fr)",
      editable: board.data.mayEdit,
      eventResizableFromStart: true,
      longPressDelay: LONG_PRESS,
      nowIndicator: true,
      slotLabelFormat: (date) => clock(date),
      dayHeaderFormat: (date) => this.dayLabel(date),
      resourceLabelContent: ({ resource }) => ({ domNodes: [laneLabel(resource)] }),
      eventContent: ({ event }) => ({ domNodes: this.content(event) }),
      eventDidMount: ({ event, el }) => this.dress(event, el),
      eventDrop: (info) => on.drop(info),
      eventResize: (info) => on.stretch(info),
      eventDragStart: ({ event }) => on.dragStart(event.id),
      eventDragStop: () => on.dragStop(),
      eventResizeStart: ({ event }) => on.dragStart(event.id),
      eventResizeStop: () => on.dragStop(),
      eventClick: ({ event }) => event.extendedProps.stop && on.open(event.id),
      dateClick: ({ date, resource }) => on.press(date, resource?.id ?? OWN),
    });
    keepOwnRoles(element, board.words.grid);
    this.keepOwnLane();
    letFingersScroll(element);
  }

  /** The delegation's own lane stays where it is while the others pass behind it. */
  keepOwnLane() {
    const main = this.element.querySelector(".ec-main");
    main.addEventListener("scroll", () => {
      this.element.style.setProperty("--passed", `${main.scrollLeft}px`);
      this.element.classList.toggle("lanes-passed", main.scrollLeft !== 0);
    });
  }

  /** From 08:00 until 20:00, further where a stop lies outside. */
  limits() {
    const stops = this.board.plan.stops;
    const first = Math.min(8, ...stops.map((stop) => Number(stop.start.slice(11, 13))));
    const ends = stops.map((stop) =>
      stop.end.slice(0, 10) > stop.start.slice(0, 10) ? 24 : Math.ceil(minutesOf(stop.end) / 60),
    );
    return [`${first}:00`, `${Math.min(24, Math.max(20, ...ends))}:00`];
  }

  events() {
    const lanes = new Set(this.board.data.lanes.map((lane) => lane.id));
    const { plan, marks, hand } = this.board;
    return [
      ...marks.map((mark, n) => background(`mark-${n}`, mark, [mark.lane], `mark-${mark.kind}`)),
      ...this.hints,
      ...besideEachOther(plan.ways).map(({ way, styles }, n) => ({
        ...background(`way-${n}`, way, [OWN], `way-${way.tone}`),
        styles,
      })),
      ...plan.stops.map((stop) => this.eventOf(stop, lanes)),
      ...(hand ? [this.heldEvent(hand)] : []),
    ];
  }

  eventOf(stop, lanes) {
    const tone = stop.tone ? [`stop-has-${stop.tone}`] : [];
    return {
      id: stop.uid,
      start: toDate(stop.start),
      end: toDate(stop.end),
      title: stop.title,
      resourceIds: stop.lanes.filter((lane) => lanes.has(lane)),
      classNames: ["stop-on-board", `stop-${stop.status}`, ...tone],
      editable: this.board.data.mayEdit,
      extendedProps: { stop },
    };
  }

  heldEvent(hand) {
    return {
      id: HELD,
      start: hand.start,
      end: later(hand.start, hand.minutes),
      title: hand.title,
      resourceIds: [hand.lane],
      classNames: ["stop-on-board", "stop-in-hand"],
      editable: false,
      extendedProps: { hand },
    };
  }

  content(event) {
    const { stop, hand, label } = event.extendedProps;
    if (label !== undefined) return label ? [isolated("span", "mark-label", label)] : [];
    const when = stopHours(event);
    const title = isolated("strong", "stop-title", event.title);
    if (hand) return [when, title];
    const points = stop.points ? [part("span", "stop-points", String(stop.points))] : [];
    const place = [stop.party, stop.place === stop.title ? "" : stop.place].filter(Boolean);
    for (const sign of points) sign.ariaHidden = "true";
    const places = place.map((words) => isolated("span", "stop-place", words));
    return [...points, when, title, ...places, part("span", "unseen", stop.more)];
  }

  dress(event, element) {
    const { stop, hand, label } = event.extendedProps;
    if (label !== undefined) {
      element.setAttribute("aria-hidden", "true");
      if (label) element.title = label;
      return;
    }
    element.dataset.uid = event.id;
    const column = Number.parseInt(element.style.gridColumn, 10);
    const lanes = this.board.data.lanes;
    element.dataset.lane = lanes[(column - 1) % lanes.length]?.id ?? OWN;
    element.setAttribute("role", "button");
    // A copy of the stop in another lane is reached by pointer; keys go from stop to stop.
    element.tabIndex = hand || element.dataset.lane === OWN ? 0 : -1;
    element.classList.toggle("stop-is-pinned", Boolean(stop?.isPinned));
  }

  /** Draw everything anew from the plan; the focus stays on the stop that had it. */
  draw() {
    const active = document.activeElement;
    const uid = this.element.contains(active) ? active.dataset.uid : undefined;
    this.calendar.setOption("events", this.events());
    requestAnimationFrame(() => {
      if (uid && document.activeElement === document.body) this.focus(uid);
    });
  }

  elements(uid) {
    return [...this.element.querySelectorAll(".ec-event")].filter((one) => one.dataset.uid === uid);
  }

  /**
   * The focus goes to the stop as soon as it is drawn, which may take some frames; it follows when
   * the stop is drawn anew in the frames after, unless it went elsewhere meanwhile.
   */
  focus(uid) {
    this.turn = (this.turn ?? 0) + 1;
    this.follow(uid, this.turn, 20);
  }

  /** *had* is the element that got the focus before, which may have been drawn anew since. */
  follow(uid, turn, frames, had) {
    if (turn !== this.turn) return;
    const isLost = had && !had.isConnected && document.activeElement === document.body;
    if (!had || isLost) {
      const found = this.elements(uid);
      had = found.find((one) => one.dataset.lane === OWN) ?? found[0] ?? had;
      had?.focus();
      had?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    if (frames > 0) requestAnimationFrame(() => this.follow(uid, turn, frames - 1, had));
  }

  focusHand() {
    requestAnimationFrame(() => this.focus(HELD));
  }

  /** Show where a stop or what is in hand would lie, without asking anybody yet. */
  preview(uid, { start, end, lane, came }) {
    const event = this.calendar.getEventById(uid ?? HELD);
    if (!event) return;
    const resourceIds =
      lane === came || uid === undefined
        ? uid === undefined
          ? [lane]
          : event.resourceIds
        : [...event.resourceIds.filter((id) => id !== came), lane];
    this.calendar.updateEvent({ ...event, start, end, resourceIds });
  }

  /** The times at which a site receives, painted beside the delegation's own stops. */
  hint(marks) {
    this.hints = marks.map((mark, n) => background(`hint-${n}`, mark, [OWN], `mark-${mark.kind}`));
    for (const hint of this.hints) this.calendar.addEvent(hint);
  }

  unhint() {
    for (const hint of this.hints) this.calendar.removeEventById(hint.id);
    this.hints = [];
  }

  /** Which time and lane lies under a point of the window; null outside of the grid. */
  under(x, y) {
    const found = this.calendar.dateFromPoint(x, y);
    return found ? { start: found.date, lane: found.resource?.id ?? OWN } : null;
  }

  setStep(minutes) {
    this.calendar.setOption("snapDuration", { minutes });
  }

  dayLabel(date) {
    const day = toWall(date).slice(0, 10);
    return this.board.data.days.find((one) => one.day === day)?.label ?? day;
  }
}

function background(id, { start, end, label }, resourceIds, name) {
  return {
    id,
    start: typeof start === "string" ? toDate(start) : start,
    end: typeof end === "string" ? toDate(end) : end,
    resourceIds,
    display: "background",
    classNames: ["mark", name],
    extendedProps: { label: label ?? "" },
  };
}

function laneLabel(lane) {
  const { kind, said } = lane.extendedProps;
  const label = part("span", `lane lane-${kind}`);
  label.append(isolated("span", "lane-title", lane.title), part("span", "lane-kind", said));
  return label;
}

/** From when until when; a narrow stop shows its beginning alone. */
function stopHours({ start, end }) {
  const when = part("span", "stop-hours", clock(start));
  when.append(part("span", "stop-until", hours(start, end).slice(clock(start).length)));
  when.dir = "ltr";
  return when;
}

function isolated(tag, name, words) {
  const made = part(tag, name, words);
  made.dir = "auto";
  return made;
}

function minutesOf(wall) {
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}
