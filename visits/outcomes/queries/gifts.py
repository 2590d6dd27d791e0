"""Reading gifts: those of a visit, and the register over all years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from visits.kit.errors import NotThere
from visits.kit.pages import Page, page_of
from visits.outcomes.models import Gift
from visits.outcomes.rules import REPORTED_FROM, GiftDirection, ReportState

BY_DATE = (Gift.dated_on, Gift.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftsWanted:
    """What the register shall show; nothing said is everything."""

    year: int | None = None
    direction: GiftDirection | None = None
    report: ReportState | None = None


def the_gift(session: Session, number: int) -> Gift:
    """Raises NotThere."""
    row = session.scalar(select(Gift).where(Gift.id == number).options(joinedload(Gift.delegation)))
    if row is None:
        raise NotThere("gift")
    return row


def gifts_of(session: Session, delegation_id: int) -> Sequence[Gift]:
    """What was given and received at a visit, in order."""
    rows = select(Gift).where(Gift.delegation_id == delegation_id)
    return session.scalars(rows.order_by(*BY_DATE)).all()


def gifts(wanted: GiftsWanted) -> Select[Gift]:
    rows = select(Gift).options(joinedload(Gift.delegation))
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        rows = rows.where(Gift.dated_on.between(first, last))
    if wanted.direction is not None:
        rows = rows.where(Gift.direction == wanted.direction)
    if wanted.report is not None:
        rows = rows.where(stands(wanted.report))
    return rows


def stands(report: ReportState) -> ColumnElement[bool]:
    """The rule of `report_state` as a condition."""
    received = Gift.direction == GiftDirection.RECEIVED
    reported, unvalued = Gift.reported_on.is_not(None), Gift.value.is_(None)
    exceeds = or_(*limits())
    conditions = {
        ReportState.REPORTED: and_(received, reported),
        ReportState.UNVALUED: and_(received, ~reported, unvalued),
        ReportState.DUE: and_(received, ~reported, ~unvalued, exceeds),
        ReportState.NONE: or_(~received, and_(~reported, ~unvalued, ~exceeds)),
    }
    return conditions[report]


def limits() -> Iterator[ColumnElement[bool]]:
    for currency, amount in REPORTED_FROM.items():
        yield and_(Gift.currency == currency, Gift.value >= amount)


def page_of_gifts(session: Session, wanted: GiftsWanted, cursor: str | None) -> Page[Gift]:
    """The latest first."""
    return page_of(session, gifts(wanted), by=BY_DATE, cursor=cursor, descending=True)


def all_gifts(session: Session, wanted: GiftsWanted, *, most: int) -> Sequence[Gift]:
    """The same in one piece for a table, the oldest first, of at most so many rows."""
    return session.scalars(gifts(wanted).order_by(*BY_DATE).limit(most)).all()


def years_of_gifts(session: Session) -> list[int]:
    """From the year of the last gift to that of the first."""
    first, last = session.execute(select(func.min(Gift.dated_on), func.max(Gift.dated_on))).one()
    return list(range(last.year, first.year - 1, -1)) if first else []
