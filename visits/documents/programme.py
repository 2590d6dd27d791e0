"""A programme on paper: a table for each day, in the columns that such papers have."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from visits.conflicts.rules import Role, StopStatus
from visits.documents import wording
from visits.documents.marks import Marks
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.rules import Consent
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
    head = [
        pgettext("paper", "Kind"),
        pgettext("paper", "Time"),
        pgettext("paper", "What"),
        pgettext("paper", "Where"),
        pgettext("paper", "Remarks"),
    ]
    changed = {
        place for place, stop in enumerate(stops) if marks.fact(f"stop:{stop.uid}", *facts_of(stop))
    }
    return Table(
        head,
        [stop_row(stop, tag, zone) for stop in stops],
        (1.2, 1.7, 2.6, 2.3, 3),
        caption=dates.day(day, tag),
        changed_rows=changed,
    )


def facts_of(stop: Stop) -> tuple[Any, ...]:
    """What makes a stop another one for whoever reads the plan; the first three are said of one
    that is gone."""
    serves = sorted((one.role, one.person_id or 0, one.vehicle_id or 0) for one in stop.assignments)
    place = (stop.site_id, stop.space_id, dict(stop.place), stop.end_site_id, dict(stop.end_place))
    return (
        *(dict(stop.title), stop.starts.isoformat(), stop.ends.isoformat()),
        *(stop.kind, stop.status, stop.mode, stop.party_id, place, serves),
    )


def stop_row(stop: Stop, tag: str, zone: tzinfo) -> list[str]:
    return [
        str(label(stop.kind)),
        dates.hours(stop.starts, stop.ends, tag, zone),
        stop.title.to(tag),
        wording.place_of(stop, tag),
        "\n".join(remarks(stop, tag)),
    ]


def remarks(stop: Stop, tag: str) -> Iterator[str]:
    """Who receives and interprets, how they go, for whom it is, and that it is not sure yet."""
    serve = sorted((one for one in stop.assignments if is_remarked(one)), key=place_of_role)
    for role, own in groupby(serve, key=lambda one: one.role):
        names = wording.row_of(wording.serving(one, tag) for one in own)
        yield f"{label(role)}: {names}"
    if stop.mode is not None:
        yield str(label(stop.mode))
    if stop.party is not None:
        yield str(_("For: %(party)s", party=stop.party.name.to(tag)))
    if stop.status is not StopStatus.CONFIRMED:
        yield str(label(stop.status))


def is_remarked(one: Assignment) -> bool:
    return one.role in REMARKED and one.consent is not Consent.DECLINED


def place_of_role(one: Assignment) -> int:
    return ROLES.index(one.role)


def gone_stop(fact: Sequence[Any], tag: str, zone: tzinfo) -> str:
    """A stop of a former version, by what was kept of it: title and start."""
    starts = datetime.fromisoformat(fact[1]).astimezone(zone)
    day = dates.day(starts.date(), tag, year=False)
    return f"{day} {starts:%H:%M} {Translated(fact[0]).to(tag)}"
