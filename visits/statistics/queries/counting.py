"""What counts in a period, and what it comes to: added up in the database."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, Subquery, distinct, extract, func, literal, select
from sqlalchemy import union_all as together
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation, DelegationCountry
from visits.delegations.rules import COUNTED
from visits.statistics.rules import Announced, Figures, Month, Period, months

PEOPLE = func.coalesce(DelegationCountry.actual, DelegationCountry.planned)
"""Of a country of a delegation: who came, where that is known, else who were announced."""


def counts_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    """The counting rule, of a delegation."""
    return (
        Delegation.starts_on >= period.first,
        Delegation.starts_on <= period.last,
        Delegation.state.in_(COUNTED),
    )


def counted(period: Period) -> Select[int, str, int]:
    """Delegation, country and people of every row that counts in the period."""
    return (
        select(DelegationCountry.delegation_id, DelegationCountry.country, PEOPLE.label("people"))
        .join(Delegation, Delegation.id == DelegationCountry.delegation_id)
        .where(*counts_in(period))
    )


def sums(rows: Subquery) -> tuple[ColumnElement[int], ...]:
    """People, countries and delegations of rows such as `counted` finds."""
    return (
        func.coalesce(func.sum(rows.c.people), 0),
        func.count(distinct(rows.c.country)),
        func.count(distinct(rows.c.delegation_id)),
    )


def figures_of(session: Session, period: Period) -> Figures:
    return figures_of_all(session, [period])[0]


def figures_of_all(session: Session, periods: Sequence[Period]) -> list[Figures]:
    """What each of the periods comes to, in their order. One query."""
    each = [
        select(literal(place), *sums(counted(period).subquery()))
        for place, period in enumerate(periods)
    ]
    found = {place: Figures(*rest) for place, *rest in session.execute(together(*each))}
    return [found[place] for place in range(len(periods))]


def announced_in(session: Session, period: Period) -> Announced:
    """People announced, people who came, and those announced of whom nobody told yet."""
    rows = (
        select(
            func.coalesce(func.sum(DelegationCountry.planned), 0),
            func.sum(DelegationCountry.actual),
            func.coalesce(
                func.sum(DelegationCountry.planned).filter(DelegationCountry.actual.is_(None)), 0
            ),
        )
        .join(Delegation, Delegation.id == DelegationCountry.delegation_id)
        .where(*counts_in(period))
    )
    planned, actual, still_open = session.execute(rows).one()
    return Announced(planned, actual or 0, still_open)


def months_of(session: Session, year: int) -> list[Month]:
    """The twelve months of a year beside those of the year before. One query."""
    start, end = Period.of_year(year - 1).first, Period.of_year(year).last
    parts = (extract("year", Delegation.starts_on), extract("month", Delegation.starts_on))
    rows = (
        select(*parts, func.sum(PEOPLE))
        .join(DelegationCountry, DelegationCountry.delegation_id == Delegation.id)
        .where(*counts_in(Period(start, end)))
        .group_by(*parts)
    )
    found = session.execute(rows)
    return months({(int(y), int(month)): people for y, month, people in found}, year)
