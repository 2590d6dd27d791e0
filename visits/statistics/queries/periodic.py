"""Reading what reports of a period hold: its tables beside a year before, its visits, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, case, literal, select, union_all
from sqlalchemy.orm import Session, selectinload

from visits.delegations.models import Delegation
from visits.delegations.rules import EXPECTED, Level
from visits.statistics.queries.counting import counts_in, sums
from visits.statistics.queries.dimensions import rows
from visits.statistics.rules import FACETS, Cell, Dimension, Key, Line, Period, lines
from visits.statistics.rules.periodic import month_after


@dataclass(frozen=True, slots=True)
class Coming:
    """What the month after a period brings."""

    period: Period
    visits: Sequence[Delegation]


def lines_of(session: Session, dimension: Dimension, period: Period) -> list[Line]:
    """The table of a dimension, the largest first: people, countries and delegations. One query."""
    spans = (period, period.year_before())
    each = []
    for place, span in enumerate(spans):
        found = rows(dimension, span).subquery()
        each.append(select(literal(place), found.c.key, *sums(found)).group_by(found.c.key))
    cells: tuple[dict[Key, Cell], dict[Key, Cell]] = ({}, {})
    for place, key, *counts in session.execute(union_all(*each)):
        cells[place][key] = Cell(*counts)
    now, before = cells
    return lines(now, before, FACETS[dimension])


def visits_in(session: Session, period: Period, most: int | None = None) -> Sequence[Delegation]:
    """The delegations that count, in the order of their first days, with what a list shows."""
    chosen = select(Delegation).where(*counts_in(period))
    return session.scalars(listed(chosen).limit(most)).all()


HIGHEST = (Level.MINISTER, Level.VICE_MINISTER)
"""Levels of which the mayor reads one by one."""


def highest_in(session: Session, period: Period, most: int) -> Sequence[Delegation]:
    """The visits of the highest levels, the earlier first within each."""
    place = case({level: place for place, level in enumerate(HIGHEST)}, value=Delegation.level)
    chosen = select(Delegation).where(*counts_in(period), Delegation.level.in_(HIGHEST))
    return session.scalars(listed(chosen.order_by(place)).limit(most)).all()


def listed(chosen: Select[Delegation]) -> Select[Delegation]:
    """In the order of their first days, with their countries."""
    rows = chosen.options(selectinload(Delegation.countries))
    return rows.order_by(Delegation.starts_on, Delegation.id)


def coming_after(session: Session, period: Period, most: int) -> Coming:
    """Who is expected in the month after a period."""
    month = month_after(period)
    chosen = select(Delegation).where(
        Delegation.starts_on >= month.first,
        Delegation.starts_on <= month.last,
        Delegation.state.in_(EXPECTED),
    )
    return Coming(month, session.scalars(listed(chosen).limit(most)).all())
