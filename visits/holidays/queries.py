"""Reading the calendar of days off."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.kit.errors import NotThere


def the_holiday(session: Session, holiday_id: int) -> Holiday:
    """Raises NotThere."""
    row = session.get(Holiday, holiday_id)
    if row is None:
        raise NotThere("holiday")
    return row


def holidays_between(session: Session, first: date, last: date) -> list[Holiday]:
    """Days off and notes from the first to the last day, both counted, in order."""
    rows = select(Holiday).where(Holiday.day.between(first, last))
    return list(session.scalars(rows.order_by(Holiday.day, Holiday.kind)))


def days_off(session: Session, first: date, last: date) -> frozenset[date]:
    """The days from the first to the last, both counted, on which nobody works; no weekends."""
    rows = holidays_between(session, first, last)
    return frozenset(row.day for row in rows if row.kind.closes)


def of_year(session: Session, year: int) -> list[Holiday]:
    return holidays_between(session, date(year, 1, 1), date(year, 12, 31))


def is_taken(session: Session, day: date, kind: HolidayKind, *, but: int | None = None) -> bool:
    """Is there such a day already, besides the row *but*?"""
    rows = select(Holiday.id).where(Holiday.day == day, Holiday.kind == kind)
    return any(found != but for found in session.scalars(rows))


def filled(session: Session, origins: list[str]) -> set[str]:
    """Which of these days of the library stand in the calendar, however they were edited."""
    rows = select(Holiday.origin).where(Holiday.origin.in_(origins))
    return {origin for origin in session.scalars(rows) if origin}


def is_filled(session: Session, year: int) -> bool:
    """Was the year ever filled from the library?"""
    rows = select(Holiday.id).where(Holiday.origin.startswith(f"{year}-", autoescape=True))
    return session.scalar(rows.limit(1)) is not None
