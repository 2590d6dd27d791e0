"""The board of a delegation, and the week over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.board import queries, shown
from visits.board.queries import WeekRow
from visits.board.rules import OWN as OWN_LANE
from visits.board.rules import (
    Lane,
    LaneKind,
    days_between,
    lanes_shown,
    week_around,
)
from visits.board.script import script_words
from visits.board.views import tray
from visits.board.views.blueprint import OWN, board
from visits.board.views.plan import asked_lanes, plan_of, points_of, the_stamp
from visits.conflicts.rules import StopStatus
from visits.delegations.models import Delegation
from visits.itineraries import queries as drafts
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.views.shared import the_draft, today
from visits.kit.asked import read_day
from visits.kit.db import db
from visits.languages import html
from visits.sites import queries as sites

WHOLE = "all"
"""Asked for instead of a day: all of them side by side."""


@dataclass(frozen=True, slots=True)
class DayTab:
    """A day of the visit to choose; the last tab is for all of them."""

    day: date | None
    url: str
    is_current: bool
    stops: int


@board.get(OWN)
@requires(Permission.READ_DELEGATIONS)
def show(code: str) -> ResponseReturnValue:
    """The board; without a script the day as a list, with the forms that do the same."""
    itinerary = the_draft(code)
    every = days_of(itinerary)
    chosen = chosen_days(itinerary, every)
    on_days = [stop for stop in itinerary.stops if shown.day_of(stop.starts) in chosen]
    used = queries.lanes_used(on_days) if len(chosen) == 1 else ()
    lanes = lanes_shown(asked_lanes(), used, days=len(chosen))
    names = every_lane(itinerary)
    return render_template(
        "board/show.html",
        itinerary=itinerary,
        delegation=itinerary.delegation,
        days=chosen,
        tabs=tabs_of(itinerary, every, chosen),
        lanes=lanes,
        names=names,
        groups=lane_groups(names),
        stops=[stop for stop in on_days if stop.status is not StopStatus.CANCELLED],
        wished=[tray.item_of_site(site, code) for site in wished(itinerary)],
        typical=tray.typical_items(code),
        sites=[tray.item_of_site(site, code) for site in sites.all_sites(db.session)],
        data=data_of(itinerary, chosen, lanes, names),
        points=points_of(itinerary),
        words=script_words(),
    )


def days_of(itinerary: Itinerary) -> list[date]:
    """The days of the visit, and others on which something is planned."""
    visit = itinerary.delegation
    planned = {shown.day_of(stop.starts) for stop in itinerary.stops}
    return sorted({*days_between(visit.starts_on, visit.ends_on), *planned})


def chosen_days(itinerary: Itinerary, every: Sequence[date]) -> list[date]:
    """The day that was asked for; else today while they are here; else the first one."""
    asked = request.args.get("day", "")
    if asked == WHOLE:
        return list(days_between(every[0], every[-1]))
    day = read_day(asked)
    if day is not None:
        return [day]
    return [today() if today() in every else every[0]]


def tabs_of(itinerary: Itinerary, every: Sequence[date], chosen: Sequence[date]) -> list[DayTab]:
    code = itinerary.delegation.code
    days = [shown.day_of(stop.starts) for stop in itinerary.stops]
    tabs = [
        DayTab(
            day,
            url_for("board.show", code=code, day=day),
            is_current=list(chosen) == [day],
            stops=days.count(day),
        )
        for day in sorted({*every, *chosen})
    ]
    if len(every) > 1:
        whole = url_for("board.show", code=code, day=WHOLE)
        tabs.append(DayTab(None, whole, is_current=len(chosen) > 1, stops=len(days)))
    return tabs


def every_lane(itinerary: Itinerary) -> dict[Lane, str]:
    """Every lane that can be chosen, and what it is called."""
    return shown.lane_names(
        itinerary,
        sites.all_sites(db.session),
        drafts.people_to_choose(db.session, served(itinerary, "person_id")),
        drafts.vehicles_to_choose(db.session, served(itinerary, "vehicle_id")),
    )


def served(itinerary: Itinerary, name: str) -> list[int]:
    numbers = (getattr(one, name) for stop in itinerary.stops for one in stop.assignments)
    return [number for number in numbers if number is not None]


def lane_groups(names: dict[Lane, str]) -> list[tuple[LaneKind, list[tuple[Lane, str]]]]:
    """Lanes to choose from, by kind; the delegation's own is always there."""
    kinds = [kind for kind in LaneKind if kind is not OWN_LANE.kind]
    return [
        (kind, [(lane, name) for lane, name in names.items() if lane.kind is kind])
        for kind in kinds
    ]


def wished(itinerary: Itinerary) -> Sequence[Any]:
    return queries.wished_sites(db.session, itinerary.delegation_id or itinerary.delegation.id)


def data_of(
    itinerary: Itinerary, days: Sequence[date], lanes: Sequence[Lane], names: dict[Lane, str]
) -> dict[str, Any]:
    """What the script begins with."""
    code = itinerary.delegation.code
    marks = queries.marks(db.session, lanes, days, itinerary_id=itinerary.id or 0)
    return {
        "days": [{"day": day.isoformat(), "label": html.short_day(day)} for day in days],
        "lanes": [shown.shown_lane(lane, names) for lane in lanes],
        "marks": shown.shown_marks(marks),
        "plan": plan_of(itinerary, the_stamp(code)),
        "mayEdit": the_user().can(Permission.EDIT_ITINERARIES),
        "at": url_for("board.show", code=code),
    }


# -- the week --------------------------------------------------------------------------------------


@board.get("/board")
@requires(Permission.READ_DELEGATIONS)
def week() -> ResponseReturnValue:
    """Who does what on which day, over all delegations."""
    days = week_around(read_day(request.args.get("day", "")) or today())
    rows = queries.week(db.session, days[0], days[-1])
    return render_template(
        "board/week.html",
        days=days,
        range_of_days=html.days(days[0], days[-1]),
        rows=[(row.delegation, by_day(row, days)) for row in rows],
        by_day=visits_by_day(rows, days),
        before=days[0] - timedelta(days=7),
        after=days[0] + timedelta(days=7),
        is_this_week=today() in days,
    )


def by_day(row: WeekRow, days: Sequence[date]) -> list[tuple[date, list[Stop]]]:
    return [(day, [stop for stop in row.stops if shown.day_of(stop.starts) == day]) for day in days]


def visits_by_day(
    rows: Sequence[WeekRow], days: Sequence[date]
) -> list[tuple[date, list[tuple[Delegation, list[Stop]]]]]:
    """The same the other way round: on each day those who have a stop there."""
    visits = [(row.delegation, dict(by_day(row, days))) for row in rows]
    return [(day, [(visit, on[day]) for visit, on in visits if on[day]]) for day in days]
