"""Who and what serves at stops, and on which days the city works: as the rules look at them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Subquery,
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


def people_and_vehicles(
    session: Session, needs: Needs
) -> tuple[dict[int, PersonFacts], dict[int, VehicleFacts]]:
    """Who and what serves: language pairs, seats, and when they cannot in the programme's time, as
    the office or their calendars say; one query."""
    person, vehicle, pair = resources.Person, resources.Vehicle, resources.LanguagePair
    away = resources.Unavailability
    busy = {kind: busy_in(kind, needs) for kind in (Owner.PERSON, Owner.VEHICLE)}
    rows: Sequence[Any] = session.execute(
        union_all(
            select(
                vehicle.id,
                vehicle.seats,
                away.starts,
                away.ends,
                literal("").label("first"),
                literal("").label("second"),
                literal("").label("mode"),
                cast(vehicle.has_wheelchair_place, Integer).label("more"),
            )
            .outerjoin(away, in_span(away.vehicle_id == vehicle.id, needs))
            .where(vehicle.id.in_(needs.vehicles)),
            select(
                person.id,
                null(),
                away.starts,
                away.ends,
                pair.first,
                pair.second,
                pair.mode,
                person.daily_hours,
            )
            .outerjoin(pair, pair.person_id == person.id)
            .outerjoin(away, in_span(away.person_id == person.id, needs))
            .where(person.id.in_(needs.people)),
            *(
                select(
                    owner.id,
                    seats,
                    busy[kind].c.starts,
                    busy[kind].c.ends,
                    literal(""),
                    literal(""),
                    literal(""),
                    more,
                ).join(busy[kind], busy[kind].c.owner == owner.id)
                for kind, owner, seats, more in (
                    (
                        Owner.VEHICLE,
                        vehicle,
                        vehicle.seats,
                        cast(vehicle.has_wheelchair_place, Integer),
                    ),
                    (Owner.PERSON, person, null(), person.daily_hours),
                )
            ),
        )
    ).all()
    absences: dict[tuple[bool, int], set[Interval]] = defaultdict(set)
    pairs: dict[int, set[LanguagePair]] = defaultdict(set)
    for row in rows:
        is_vehicle = row.seats is not None
        if row.starts is not None:
            absences[is_vehicle, row.id].add(Interval(row.starts, row.ends))
        if row.first:
            simultaneous = row.mode == InterpretingMode.SIMULTANEOUS
            pairs[row.id].add(LanguagePair(row.first, row.second, simultaneous))
    people = {
        number: PersonFacts(
            id=number,
            pairs=tuple(sorted(pairs[number], key=lambda one: (one.first, one.second))),
            daily_minutes=None if hours is None else hours * AN_HOUR,
            unavailable=tuple(merged(absences[False, number])),
        )
        for number, hours in {row.id: row.more for row in rows if row.seats is None}.items()
    }
    vehicles = {
        row.id: VehicleFacts(
            id=row.id,
            seats=row.seats,
            has_wheelchair_place=bool(row.more),
            unavailable=tuple(merged(absences[True, row.id])),
        )
        for row in rows
        if row.seats is not None
    }
    return people, vehicles


def busy_in(kind: Owner, needs: Needs) -> Subquery:
    """When people or vehicles are taken as their calendars say: owner, starts, ends."""
    ids = needs.vehicles if kind is Owner.VEHICLE else needs.people
    return taken(kind, ids, needs.first, needs.last).subquery()


def in_span(owns: ColumnElement[bool], needs: Needs) -> ColumnElement[bool]:
    away = resources.Unavailability
    return and_(owns, away.starts < needs.last, away.ends > needs.first)


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
