"""A programme on paper: a table for each day, in the columns that such papers have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from visits.conflicts.rules import Role, StopStatus
from visits.documents import wording
from visits.documents.marks import Cell, Marks, Row, marked_table
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.wording import attending, name_of_serving, place_of
from visits.kit.reports import Block, Paragraph, Table
from visits.kit.translated import Translated
from visits.kit.words import label
from visits.languages import dates

ROLES = list(Role)
REMARKED = frozenset({Role.RECEIVES, Role.ATTENDS, Role.SPEAKS, Role.INTERPRETS})
"""Who is named beside a stop; everybody else stands in the list of who does what."""


def programme(stops: Sequence[Stop], marks: Marks, tag: str, zone: tzinfo) -> list[Block]:
    """A table for each day, in the columns of such plans."""
    if not stops:
        return [Paragraph(str(_("No stop is planned yet.")))]
    return [
        day_table(day, list(own), marks, tag, zone)
        for day, own in groupby(stops, key=lambda stop: stop.starts.astimezone(zone).date())
    ]


def day_table(day: date, stops: Sequence[Stop], marks: Marks, tag: str, zone: tzinfo) -> Table:
    return marked_table(
        marks,
        [
            pgettext("paper", "Kind"),
            pgettext("paper", "Time"),
            pgettext("paper", "What"),
            pgettext("paper", "Where"),
            pgettext("paper", "Remarks"),
        ],
        [
            Row(
                f"stop:{stop.uid}", [*time_and_what(stop, tag, zone), where(stop, tag), noted(stop, tag)]
            )
            for stop in stops
        ],
        widths=(1.2, 1.7, 2.6, 2.3, 3),
        caption=dates.day(day, tag),
    )  # fmt: skip


def time_and_what(stop: Stop, tag: str, zone: tzinfo) -> list[Cell]:
    """Kind, hours, title, of which the last two are said of a stop that is gone; where the hours
    are others, the former ones stand in front."""
    hours = Cell(
        dates.hours(stop.starts, stop.ends, tag, zone),
        [stop.starts.isoformat(), stop.ends.isoformat()],
        told=former_hours(stop, tag, zone),
    )
    title = Cell(stop.title.to(tag), dict(stop.title), kept=True)
    return [Cell(str(label(stop.kind)), stop.kind), hours, title]


def former_hours(stop: Stop, tag: str, zone: tzinfo) -> Callable[[Any], str]:
    """With the day where it was another one."""

    def told(kept: Sequence[str]) -> str:
        starts, ends = (datetime.fromisoformat(at).astimezone(zone) for at in kept)
        hours = dates.hours(starts, ends, tag, zone)
        if starts.date() == stop.starts.astimezone(zone).date():
            return hours
        return f"{dates.day(starts.date(), tag, year=False)} {hours}"

    return told


def where(stop: Stop, tag: str) -> Cell:
    places = [stop.site and stop.site.name, stop.space and stop.space.name, stop.place]
    return Cell(
        place_of(stop, tag), [dict(name or {}) for name in (*places, stop.ends_elsewhere)]
    )  # fmt: skip


def noted(stop: Stop, tag: str) -> Cell:
    """Who serves by name, so that somebody else is another remark."""
    party = dict(stop.party.name) if stop.party else {}
    serves = [[one.role, *names_of(one)] for one in remarked(stop)]
    return Cell("\n".join(remarks(stop, tag)), [serves, stop.mode, party, stop.status])


def names_of(one: Assignment) -> list[dict[str, str]]:
    """Name and position of a person, or the name of a vehicle, in every language."""
    named = (one.person.name, one.person.position) if one.person else ()
    return [dict(text) for text in (*named, *((one.vehicle.name,) if one.vehicle else ()))]


def remarks(stop: Stop, tag: str) -> Iterator[str]:
    """Who receives and interprets, how they go, for whom it is, and that it is not sure yet."""
    for role, own in groupby(remarked(stop), key=lambda one: one.role):
        names = wording.row_of(name_of_serving(one, tag) for one in own)
        yield f"{label(role)}: {names}"
    if stop.mode is not None:
        yield str(label(stop.mode))
    if stop.party is not None:
        yield str(_("For: %(party)s", party=stop.party.name.to(tag)))
    if stop.status is not StopStatus.CONFIRMED:
        yield str(label(stop.status))


def remarked(stop: Stop) -> list[Assignment]:
    found = [one for one in attending(stop.assignments) if one.role in REMARKED]
    return sorted(found, key=lambda one: ROLES.index(one.role))


def gone_stop(hours: Sequence[str], title: Mapping[str, str], tag: str, zone: tzinfo) -> str:
    """A stop of a former version, by what was kept of it."""
    starts = datetime.fromisoformat(hours[0]).astimezone(zone)
    day = dates.day(starts.date(), tag, year=False)
    return f"{day} {starts:%H:%M} {Translated(title).to(tag)}"
