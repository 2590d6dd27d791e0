"""The delegations behind a number: the same rows that it counts, a page at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.kit.pages import Page, page_of
from visits.statistics.queries.counting import counted
from visits.statistics.queries.dimensions import Places, districts, is_key, loads, rows
from visits.statistics.rules import FACETS, Dimension, Key, Period
from visits.statistics.rules.dimensions import MINUTES


@dataclass(frozen=True, slots=True)
class Within:
    """A cell of a table: of which dimension, and under which key."""

    dimension: Dimension
    key: Key


@dataclass(slots=True)
class Part:
    """What one delegation adds to the number: people by country, stops, minutes."""

    countries: dict[str, int] = field(default_factory=dict)
    stops: int = 0
    minutes: int = 0

    @property
    def people(self) -> int:
        return sum(self.countries.values())

    @property
    def hours(self) -> float:
        """To one decimal."""
        return round(self.minutes / MINUTES, 1)


def behind(
    session: Session, period: Period, within: Within | None, cursor: str | None = None
) -> Page[Delegation]:
    """The delegations of a cell, or of the whole period, in the order of their first days."""
    found = counted(period).subquery()
    ids = select(found.c.delegation_id)
    if within is not None:
        found = rows(within.dimension, period, places_of(session, within)).subquery()
        ids = select(found.c.delegation_id).where(is_key(within.dimension, found.c.key, within.key))
    chosen = select(Delegation).where(Delegation.id.in_(ids))
    return page_of(session, chosen, by=(Delegation.starts_on, Delegation.id), cursor=cursor)


def parts(
    session: Session, period: Period, within: Within | None, ids: Collection[int]
) -> Mapping[int, Part]:
    """What each of these delegations adds, by its id."""
    found = {number: Part() for number in ids}
    for number, country, people in people_of(session, period, within, ids):
        found[number].countries[country] = people
    if within is not None and FACETS[within.dimension].loaded:
        for number, stops, minutes in work_of(session, period, within, ids):
            found[number].stops, found[number].minutes = stops, minutes
    return found


def places_of(session: Session, within: Within) -> Places:
    return districts(session) if within.dimension is Dimension.DISTRICT else {}


def people_of(
    session: Session, period: Period, within: Within | None, ids: Collection[int]
) -> list[tuple[int, str, int]]:
    """Delegation, country and people, in the order of the countries of each."""
    if within is None:
        base = counted(period).subquery()
        chosen = select(base.c.delegation_id, base.c.country, base.c.people)
    else:
        base = rows(within.dimension, period, places_of(session, within)).subquery()
        chosen = select(base.c.delegation_id, base.c.country, base.c.people).where(
            is_key(within.dimension, base.c.key, within.key)
        )
    chosen = chosen.where(base.c.delegation_id.in_(ids)).order_by(base.c.people.desc())
    return [(number, country, people) for number, country, people in session.execute(chosen)]


def work_of(
    session: Session, period: Period, within: Within, ids: Collection[int]
) -> list[tuple[int, int, int]]:
    """Delegation, stops and minutes."""
    work = loads(within.dimension, period, places_of(session, within)).subquery()
    chosen = (
        select(work.c.delegation_id, func.count(), func.sum(work.c.minutes))
        .where(is_key(within.dimension, work.c.key, within.key), work.c.delegation_id.in_(ids))
        .group_by(work.c.delegation_id)
    )
    return [(number, stops, minutes) for number, stops, minutes in session.execute(chosen)]
