"""What stands open over all visits that are to come, page by page."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from visits.conflicts.rules import Code, Severity
from visits.delegations.models import Delegation
from visits.delegations.rules import LIVING
from visits.itineraries.models import FindingRow, Itinerary, Override
from visits.kit.pages import Page, page_of

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFindings:
    """Which findings somebody looks for; what is empty narrows nothing. `week` is its Monday."""

    today: date
    severities: frozenset[Severity] = frozenset()
    code: Code | None = None
    lead_id: int | None = None
    week: date | None = None


def page_of_findings(
    session: Session, wanted: WantedFindings, cursor: str | None
) -> Page[FindingRow]:
    """The next visit first, each in the order of its programme; with delegation and lead. One query."""
    rows = (
        select(FindingRow)
        .join(FindingRow.itinerary)
        .join(Itinerary.delegation)
        .where(*conditions(wanted))
        .options(
            contains_eager(FindingRow.itinerary)
            .contains_eager(Itinerary.delegation)
            .options(joinedload(Delegation.lead))
        )
    )
    if wanted.severities:
        rows = rows.where(FindingRow.severity.in_(wanted.severities))
    by = (Delegation.starts_on, FindingRow.itinerary_id, FindingRow.position, FindingRow.id)
    return page_of(session, rows, by=by, cursor=cursor)


def counts_everywhere(session: Session, wanted: WantedFindings) -> dict[Severity, int]:
    """How many there are of each severity, whichever is wanted. One query."""
    rows = session.execute(
        select(FindingRow.severity, func.count().label("number"))
        .join(FindingRow.itinerary)
        .join(Itinerary.delegation)
        .where(*conditions(wanted))
        .group_by(FindingRow.severity)
    )
    return {row.severity: row.number for row in rows}


def conditions(wanted: WantedFindings) -> list[ColumnElement[bool]]:
    """Of visits that are not over, that nobody went over; severities apart."""
    overridden = (
        select(Override.id)
        .where(Override.itinerary_id == FindingRow.itinerary_id, Override.key == FindingRow.key)
        .exists()
    )
    found = [Delegation.state.in_(LIVING), Delegation.ends_on >= wanted.today, ~overridden]
    if wanted.code is not None:
        found.append(FindingRow.code == wanted.code)
    if wanted.lead_id is not None:
        found.append(
            or_(Delegation.lead_id == wanted.lead_id, Delegation.deputy_id == wanted.lead_id)
        )
    if wanted.week is not None:
        end = wanted.week + A_WEEK
        found.append(
            or_(
                and_(FindingRow.day >= wanted.week, FindingRow.day < end),
                and_(
                    FindingRow.day.is_(None),
                    Delegation.starts_on < end,
                    Delegation.ends_on >= wanted.week,
                ),
            )
        )
    return found
