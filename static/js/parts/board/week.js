/** The week over all delegations as a timeline: `<div data-week='{…}'>`; a stop leads to its board. */
import { createCalendar, ResourceTimeline } from "@event-calendar/core";
import { keepOwnRoles } from "./roles.js";
import { clock, part, toDate, toWall } from "./texts.js";

export function startWeek(root) {
  const data = JSON.parse(root.dataset.week);
  const element = root.querySelector("[data-grid]");
  root.querySelector("[data-frame]").hidden = false;
  root.querySelector("[data-instead]").hidden = true;
  const label = (date) => {
    const day = toWall(date).slice(0, 10);
    return data.days.find((one) => one.day === day)?.label ?? day;
  };
  createCalendar(element, [ResourceTimeline], {
    view: "resourceTimelineMonth",
    date: toDate(`${data.days[0].day}T00:00`),
    duration: { days: data.days.length },
    resources: data.lanes,
    events: data.stops.map((stop) => ({
      id: stop.uid,
      start: toDate(stop.start),
      end: toDate(stop.end),
      title: stop.title,
      resourceIds: [stop.lane],
      classNames: ["stop-on-board", `stop-${stop.status}`],
      extendedProps: { stop },
    })),
    headerToolbar: { start: "", center: "", end: "" },
    slotWidth: 138,
    monthHeaderFormat: () => "",
    dayHeaderFormat: label,
    resourceLabelContent: ({ resource }) => ({ domNodes: [laneLink(root, resource)] }),
    eventContent: ({ event }) => ({
      domNodes: [
        part("span", "stop-hours", clock(event.start)),
        title(event.title),
        part("span", "unseen", event.extendedProps.stop.more),
      ],
    }),
    eventClick: ({ event }) => location.assign(event.extendedProps.stop.url),
  });
  keepOwnRoles(element, root.dataset.label);
}

function title(words) {
  return Object.assign(part("strong", "stop-title", words), { dir: "auto" });
}

function laneLink(root, lane) {
  const link = part("a", "lane-title", lane.title);
  link.href = root.dataset.boardOf.replace("CODE", encodeURIComponent(lane.id));
  link.dir = "auto";
  return link;
}
