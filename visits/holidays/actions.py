"""Changing the calendar of days off. Each change tells `HolidaysChanged`: lead times rest on it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.holidays import queries
from visits.holidays.events import HolidaysChanged
from visits.holidays.library import KnownDay, known_days
from visits.holidays.models import Holiday
from visits.kit.errors import Refused
from visits.kit.events import tell


def fill(session: Session, year: int, *, country: str) -> int:
    """Add the country's days off of a year that are missing; how many they were.

    What was filled before stays as it was edited, even on another day; nothing comes twice.
    Raises Refused for a country without a calendar.
    """
    known = known_days(country, year)
    try:
        with session.begin_nested():
            missing = add_missing(session, year, known)
    except IntegrityError:
        # Somebody else filled the year at this moment: what still lacks is added now.
        missing = add_missing(session, year, known)
    changed(session, *(one.day for one in missing))
    return len(missing)


def add_missing(session: Session, year: int, known: Sequence[KnownDay]) -> list[KnownDay]:
    """The days that the calendar did not have yet, added."""
    rows = queries.of_year(session, year)
    filled = queries.filled(session, [origin_of(day) for day in known])
    taken = {(row.day, row.kind) for row in rows}
    missing = [d for d in known if origin_of(d) not in filled and (d.day, d.kind) not in taken]
    session.add_all(
        Holiday(day=one.day, kind=one.kind, name=one.name, origin=origin_of(one)) for one in missing
    )
    session.flush()
    return missing


def fill_ahead(session: Session, first: int, *, country: str, years: int = 3) -> int:
    """Fill the years from the first on that were never filled; how many days were added.

    A country without a calendar is left to the office.
    """
    wanted = [y for y in range(first, first + years) if not queries.is_filled(session, y)]
    try:
        return sum(fill(session, year, country=country) for year in wanted)
    except Refused:
        return 0


def add(session: Session, facts: Mapping[str, Any], *, last: date) -> list[Holiday]:
    """A row for each day up to the last. Raises Refused when one of them is known already."""
    length = (last - facts["day"]).days
    days = [facts["day"] + timedelta(days=n) for n in range(length + 1)]
    for day in days:
        refuse_twice(session, day, facts)
    rows = [Holiday(**{**facts, "day": day}) for day in days]
    session.add_all(rows)
    session.flush()
    changed(session, *days)
    return rows


def revise(session: Session, row: Holiday, facts: Mapping[str, Any]) -> None:
    """Raises Refused when the day has such a row already."""
    refuse_twice(session, facts["day"], facts, but=row.id)
    before = row.day
    for name, value in facts.items():
        setattr(row, name, value)
    session.flush()
    changed(session, before, row.day)


def delete(session: Session, row: Holiday) -> None:
    """From now on it is a day like others; nothing points to it."""
    day = row.day
    session.delete(row)
    session.flush()
    changed(session, day)


def refuse_twice(
    session: Session, day: date, facts: Mapping[str, Any], *, but: int | None = None
) -> None:
    if queries.is_taken(session, day, facts["kind"], but=but):
        raise Refused("day_known", day=day)


def changed(session: Session, *days: date) -> None:
    if days:
        tell(session, HolidaysChanged(tuple(sorted(set(days)))))


def origin_of(known: KnownDay) -> str:
    """What a filled row was filled from, so that it is known after an edit."""
    return f"{known.day.isoformat()}/{known.kind.value}"
