"""Who and what serves at stops, and on which days the city works: as the rules look at them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from visits.busy.queries import taken
from visits.busy.rules import Owner
from visits.conflicts.rules import (
    HolidayFacts,
    HolidayKind,
    LanguagePair,
    PersonFacts,
    VehicleFacts,
)
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind as KindOfHoliday
from visits.itineraries.needs import Needs
from visits.kit.columns import UtcDateTime
from visits.kit.interval import Interval, merged
from visits.resources import models as resources
from visits.resources.rules import InterpretingMode

HOLIDAY_KINDS: dict[KindOfHoliday, HolidayKind] = {
    KindOfHoliday.PUBLIC: HolidayKind.PUBLIC,
    KindOfHoliday.SUBSTITUTE: HolidayKind.SUBSTITUTE,
    KindOfHoliday.ELECTION: HolidayKind.ELECTION_DAY,
    KindOfHoliday.TEMPORARY: HolidayKind.TEMPORARY,
    KindOfHoliday.OWN_CLOSURE: HolidayKind.OWN_CLOSURE,
    KindOfHoliday.WORKING_NOTE: HolidayKind.WORKING_NOTE,
}

AN_HOUR = 60
"""Minutes."""
LEAD_TIMES_LOOK = timedelta(days=180)
"""Counting working days and offering other rounds reaches this far around the stops."""


class Told(StrEnum):
    """What a row of the look-up tells: of somebody, or of when they or a vehicle cannot serve."""

    PERSON = auto()
    VEHICLE = auto()
    PAIR = auto()
    PERSON_TAKEN = auto()
    VEHICLE_TAKEN = auto()


def people_and_vehicles(
    session: Session, needs: Needs
) -> tuple[dict[int, PersonFacts], dict[int, VehicleFacts]]:
    """Who and what serves: language pairs, seats, and when they cannot in the programme's time, as
    the office or their calendars say; one query."""
    rows: dict[Told, list[Any]] = defaultdict(list)
    for row in session.execute(union_all(*(told_of_each(needs)), *(when_taken(needs)))):
        rows[row.told].append(row)
    pairs: dict[int, set[LanguagePair]] = defaultdict(set)
    for row in rows[Told.PAIR]:
        simultaneous = row.mode == InterpretingMode.SIMULTANEOUS
        pairs[row.id].add(LanguagePair(row.first, row.second, simultaneous))
    people_taken = spans_of(rows[Told.PERSON_TAKEN])
    vehicles_taken = spans_of(rows[Told.VEHICLE_TAKEN])
    people = {
        row.id: PersonFacts(
            id=row.id,
            pairs=tuple(sorted(pairs[row.id], key=lambda one: (one.first, one.second))),
            daily_minutes=None if row.more is None else row.more * AN_HOUR,
            unavailable=tuple(merged(people_taken[row.id])),
        )
        for row in rows[Told.PERSON]
    }
    vehicles = {
        row.id: VehicleFacts(
            id=row.id,
            seats=row.seats,
            has_wheelchair_place=bool(row.more),
            unavailable=tuple(merged(vehicles_taken[row.id])),
        )
        for row in rows[Told.VEHICLE]
    }
    return people, vehicles


def spans_of(rows: Iterable[Any]) -> dict[int, set[Interval]]:
    found: dict[int, set[Interval]] = defaultdict(set)
    for row in rows:
        found[row.id].add(Interval(row.starts, row.ends))
    return found


def told_of_each(needs: Needs) -> list[Select[*tuple[Any, ...]]]:
    """Each person, vehicle and pair of languages once: joined, they would be multiplied."""
    person, vehicle, pair = resources.Person, resources.Vehicle, resources.LanguagePair
    no_words = [literal("").label(name) for name in ("first", "second", "mode")]
    no_span = [cast(null(), UtcDateTime).label(name) for name in ("starts", "ends")]
    wheelchair = cast(vehicle.has_wheelchair_place, Integer).label("more")
    return [
        select(
            told(Told.VEHICLE), vehicle.id, vehicle.seats, wheelchair, *no_words, *no_span
        ).where(vehicle.id.in_(needs.vehicles)),
        select(told(Told.PERSON), person.id, null(), person.daily_hours, *no_words, *no_span).where(
            person.id.in_(needs.people)
        ),
        select(
            told(Told.PAIR),
            pair.person_id,
            null(),
            null(),
            pair.first,
            pair.second,
            pair.mode,
            *no_span,
        ).where(pair.person_id.in_(needs.people)),
    ]


def when_taken(needs: Needs) -> list[Select[*tuple[Any, ...]]]:
    """When people and vehicles cannot, as the office says, and as their calendars say."""
    away = resources.Unavailability
    nothing = [null(), null(), literal(""), literal(""), literal("")]
    found = []
    for what, owner, column, ids in (
        (Told.PERSON_TAKEN, Owner.PERSON, away.person_id, needs.people),
        (Told.VEHICLE_TAKEN, Owner.VEHICLE, away.vehicle_id, needs.vehicles),
    ):
        in_span = and_(column.in_(ids), away.starts < needs.last, away.ends > needs.first)
        busy = taken(owner, ids, needs.first, needs.last).subquery().c
        found += [
            select(told(what), column, *nothing, away.starts, away.ends).where(in_span),
            select(told(what), busy.owner, *nothing, busy.starts, busy.ends),
        ]
    return found


def told(what: Told) -> ColumnElement[str]:
    return literal(what.value).label("told")


def holidays_around(session: Session, needs: Needs, at: datetime) -> tuple[HolidayFacts, ...]:
    """Holidays from before the first ask until well after the last stop; one query."""
    return holidays_between(session, *days_around(needs, at))


def days_around(needs: Needs, at: datetime) -> tuple[date, date]:
    """As far as working days are counted around these stops."""
    asked = [stop.asked_at for stop in needs.stops if stop.asked_at is not None]
    first = min([*asked, at, needs.first]).astimezone(UTC).date() - LEAD_TIMES_LOOK
    return first, max(at, needs.last).astimezone(UTC).date() + LEAD_TIMES_LOOK


def holidays_between(session: Session, first: date, last: date) -> tuple[HolidayFacts, ...]:
    rows = session.execute(
        select(Holiday.id, Holiday.day, Holiday.name, Holiday.kind)
        .where(Holiday.day.between(first, last))
        .order_by(Holiday.id)
    )
    return tuple(
        HolidayFacts(row.id, row.day, row.name.to("ko"), HOLIDAY_KINDS[row.kind]) for row in rows
    )
