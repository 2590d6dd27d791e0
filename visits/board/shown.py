"""A programme as the board shows it: values for its script, in the reader's words.

Times are wall times of the city without a zone, `2026-11-24T14:00`: the board's columns are the
city's days, wherever the officer sits.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from visits.board.queries import Mark, MarkKind, Undoable, lanes_of
from visits.board.rules import Lane, LaneKind
from visits.board.words import MARKS
from visits.conflicts.rules import Code, Severity, StopStatus
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.itineraries.queries import OpenFinding, ShownLeg
from visits.itineraries.words import SEVERITY_TONES
from visits.kit import words
from visits.kit.lists import in_a_row
from visits.languages import dates, html
from visits.languages.routing import interface_language
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site

Json = dict[str, Any]


def wall(at: datetime) -> str:
    return f"{at.astimezone(html.city_zone()):%Y-%m-%dT%H:%M}"


def hours(start: datetime, end: datetime) -> str:
    return dates.hours(start, end, interface_language().tag, html.city_zone())


def day_of(at: datetime) -> date:
    return at.astimezone(html.city_zone()).date()


def a_row(items: Iterable[str]) -> str:
    return in_a_row((one for one in items if one), get_locale())


# -- stops -----------------------------------------------------------------------------------------


def stops(itinerary: Itinerary, found: Sequence[OpenFinding]) -> list[Json]:
    """Every stop that may take place, with how much there is to check about it."""
    points = [one.finding for one in found if one.override is None]
    counted = Counter(finding.stop for finding in points)
    closed = {finding.stop for finding in points if finding.code is Code.SITE_CLOSURE}
    gravest: dict[str | None, Severity] = {}
    for one in points:
        gravest[one.stop] = max(gravest.get(one.stop, Severity.WARN), one.severity)
    return [
        {
            **shown_stop(stop, itinerary.delegation.code, counted[stop.uid], gravest.get(stop.uid)),
            "isClosed": stop.uid in closed,
        }
        for stop in sorted(itinerary.stops, key=lambda one: (one.starts, one.id))
        if stop.status is not StopStatus.CANCELLED
    ]


def shown_stop(stop: Stop, code: str, points: int, gravest: Severity | None) -> Json:
    more = [dates.short_day(day_of(stop.starts), interface_language().tag), served(stop)]
    more.append(str(words.label(stop.status)))
    if points:
        more.append(ngettext("%(num)s point to check", "%(num)s points to check", points))
    return {
        "uid": stop.uid,
        "version": stop.version,
        "start": wall(stop.starts),
        "end": wall(stop.ends),
        "title": html.plain(stop.title),
        "place": place_of(stop),
        "party": html.plain(stop.party.name) if stop.party else "",
        "status": stop.status.value,
        "kind": stop.kind.value,
        "isPinned": stop.is_pinned,
        "site": stop.site_id or 0,
        "lanes": [lane.key for lane in lanes_of(stop)],
        "points": points,
        "tone": SEVERITY_TONES[gravest] if gravest else "",
        "facts": facts_of(stop),
        "more": a_row(more),
        "url": url_for("itineraries.stop", code=code, uid=stop.uid),
    }


def facts_of(stop: Stop) -> list[tuple[str, str]]:
    """What an officer compares when somebody else changed the stop: label and text."""
    when = f"{dates.short_day(day_of(stop.starts), interface_language().tag)} {hours(stop.starts, stop.ends)}"
    return [
        (_("Title"), html.plain(stop.title)),
        (_("When"), when),
        (_("Where"), place_of(stop)),
        (_("Who takes part"), html.plain(stop.party.name) if stop.party else ""),
        (_("People and vehicles of ours"), served(stop)),
        (_("Status"), str(words.label(stop.status))),
    ]


def place_of(stop: Stop) -> str:
    names = [stop.site.name if stop.site else None, stop.space.name if stop.space else None]
    return a_row(html.plain(name) for name in (*names, stop.place) if name)


def served(stop: Stop) -> str:
    return a_row(called(one) for one in stop.assignments)


def called(one: Assignment) -> str:
    if one.person:
        return f"{html.plain(one.person.name)} ({words.label(one.role)})"
    return vehicle_name(one.vehicle) if one.vehicle else ""


def vehicle_name(vehicle: Vehicle) -> str:
    return f"{html.plain(vehicle.name)} {vehicle.plate}"


# -- ways ------------------------------------------------------------------------------------------


def ways(legs: Iterable[ShownLeg], itinerary: Itinerary) -> list[Json]:
    """The ways that take time, drawn so that they end when the next stop begins."""
    rows = {stop.uid: stop for stop in itinerary.stops}
    return [
        way(leg, rows[leg.to_uid])
        for leg in legs
        if leg.needed and day_of(rows[leg.from_uid].ends) == day_of(rows[leg.to_uid].starts)
    ]


def way(leg: ShownLeg, goal: Stop) -> Json:
    needed = leg.needed or 0
    minutes = ngettext("%(num)s min", "%(num)s min", needed)
    parts = [minutes, html.plain(leg.party), str(words.label(leg.mode)) if leg.mode else ""]
    if leg.missing:
        parts.append(ngettext("%(num)s minute too few", "%(num)s minutes too few", leg.missing))
    return {
        "from": leg.from_uid,
        "to": leg.to_uid,
        "minutes": needed,
        "end": wall(goal.starts),
        "tone": "missing" if leg.missing else "tight" if leg.is_tight else "fine",
        "label": a_row(parts),
    }


# -- lanes and marks -------------------------------------------------------------------------------


def lane_names(
    itinerary: Itinerary,
    sites: Iterable[Site],
    people: Iterable[Person],
    vehicles: Iterable[Vehicle],
) -> dict[Lane, str]:
    """What lanes are called: everything that can be chosen."""
    return {
        Lane(LaneKind.DELEGATION): html.plain(itinerary.delegation.title),
        **{Lane(LaneKind.SITE, site.id): html.plain(site.name) for site in sites},
        **{Lane(LaneKind.PERSON, one.id): html.plain(one.name) for one in people},
        **{Lane(LaneKind.VEHICLE, one.id): vehicle_name(one) for one in vehicles},
    }


def shown_lane(lane: Lane, names: Mapping[Lane, str]) -> Json:
    return {
        "id": lane.key,
        "kind": lane.kind.value,
        "title": names.get(lane, _("(removed)")),
        "said": str(words.label(lane.kind)),
    }


def shown_marks(marks: Iterable[Mark]) -> list[Json]:
    return [
        {
            "lane": mark.lane.key,
            "kind": mark.kind.value,
            "start": wall(mark.when.start),
            "end": wall(mark.when.end),
            "label": mark_label(mark),
        }
        for mark in marks
    ]


def mark_label(mark: Mark) -> str:
    """`Booked, 2026-004, Tour`: what it is, and whose."""
    if mark.kind is MarkKind.LUNCH:
        return ""
    return a_row([str(MARKS[mark.kind]), mark.code, html.plain(mark.what)])


# -- what was done ---------------------------------------------------------------------------------


def said_of(stop: Stop, points: int, *, is_closed: bool = False) -> str:
    """Where a stop lies now, and whether there is something to check: read aloud after a gesture.

    That nobody receives there at this time is said first.
    """
    when = f"{dates.short_day(day_of(stop.starts), interface_language().tag)} {hours(stop.starts, stop.ends)}"
    if not points:
        return str(_("%(title)s: %(when)s.", title=html.plain(stop.title), when=when))
    if is_closed and stop.site is not None:
        closed = _("%(site)s is closed at this time.", site=html.plain(stop.site.name))
        return f"{closed} {said_of(stop, points)}"
    return str(
        ngettext(
            "%(title)s: %(when)s. There is %(num)s point to check.",
            "%(title)s: %(when)s. There are %(num)s points to check.",
            points,
            title=html.plain(stop.title),
            when=when,
        )
    )


def shown_undoable(steps: Undoable) -> Json:
    return {"undo": steps.undo, "redo": steps.redo}
