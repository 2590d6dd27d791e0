"""Reading what everybody may know: half-years that are over, without any group of a few people.

Counted in the database by half-year, then handed to the rule that decides what is told
(`rules/publishing.py`). Seven queries, however long the archive.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, case, distinct, extract, func, select
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.kit.translated import Translated
from visits.sites.models import Site
from visits.sites.rules import NOT_VISITED
from visits.statistics.queries.counting import counted
from visits.statistics.queries.dimensions import rows
from visits.statistics.rules import REGION_OF, Dimension, Named, Period, Unit
from visits.statistics.rules.publishing import (
    Counted,
    Published,
    half_year_published,
    year_published,
)

BEGINNING = date(1900, 1, 1)
JULY = 7
UNPLACED = "none"
"""The region of participants that lie in none."""
Half = tuple[int, int]
"""Year and number: 1 or 2."""
Cells = Mapping[Half, dict[str, int]]
"""People by code, of each half-year."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Half-years and years that are over, the newest first; names of public sites by their slugs."""

    periods: Mapping[Named, Published]
    sites: Mapping[str, Translated]


def publication(session: Session, *, today: date, themes: Collection[str]) -> Publication:
    """What is told on a day in the city; of *themes* alone, which are no words of anybody's own."""
    last = last_closed(today)
    span = Period(BEGINNING, Named(Unit.HALF_YEAR, *last).period.last)
    sites = public_sites(session)
    halves = counted_halves(session, span, {number: site.slug for number, site in sites.items()})
    told = {half: half_year_published(kept(one, themes), region_of) for half, one in halves.items()}
    return Publication(
        periods=in_order({half: one for half, one in told.items() if one.people is not None}, last),
        sites={site.slug: site.name for site in sites.values()},
    )


def last_closed(today: date) -> Half:
    """The last half-year that is over on a day."""
    return (today.year, 1) if today.month >= JULY else (today.year - 1, 2)


def region_of(country: str) -> str:
    return REGION_OF.get(country, UNPLACED)


def kept(half: Counted, themes: Collection[str]) -> Counted:
    """Without themes that somebody typed freely."""
    told = {code: n for code, n in half.several[Dimension.THEME].items() if code in themes}
    several = {**half.several, Dimension.THEME: told}
    return Counted(half.people, half.delegations, half.countries, half.levels, several)


def in_order(told: Mapping[Half, Published], last: Half) -> dict[Named, Published]:
    """Every half-year from the first that is told to the last, and the years that are over."""
    found: dict[Named, Published] = {}
    if not told:
        return found
    for year in range(last[0], min(told)[0] - 1, -1):
        halves = [told.get((year, number), Published()) for number in (1, 2)]
        if (year, 2) <= last:
            found[Named(Unit.YEAR, year, 1)] = year_published(*halves)
            found[Named(Unit.HALF_YEAR, year, 2)] = halves[1]
        found[Named(Unit.HALF_YEAR, year, 1)] = halves[0]
    return found


# -- counting --------------------------------------------------------------------------------------


def counted_halves(
    session: Session, span: Period, slugs: Mapping[int, str]
) -> Mapping[Half, Counted]:
    """What each half-year comes to; *slugs* of the sites that may be named, by their ids."""
    countries = cells(session, rows(Dimension.COUNTRY, span))
    levels = cells(session, rows(Dimension.LEVEL, span))
    kinds = cells(session, rows(Dimension.KIND, span))
    themes = cells(session, rows(Dimension.THEME, span))
    sites = cells(session, rows(Dimension.SITE, span), slugs)
    groups = delegations(session, span)
    return {
        half: Counted(
            people=sum(people.values()),
            delegations=groups.get(half, 0),
            countries=people,
            levels=levels.get(half, {}),
            several={
                Dimension.KIND: kinds.get(half, {}),
                Dimension.THEME: themes.get(half, {}),
                Dimension.SITE: sites.get(half, {}),
            },
        )
        for half, people in countries.items()
    }


def cells(
    session: Session, chosen: Select[int, str, int, Any], codes: Mapping[int, str] | None = None
) -> Cells:
    """People by half-year and key; with *codes* those keys alone, by their codes."""
    found = chosen.subquery()
    year, half = half_begun()
    query = (
        select(year, half, found.c.key, func.sum(found.c.people))
        .join(Delegation, Delegation.id == found.c.delegation_id)
        .where(found.c.key.is_not(None))
        .group_by(year, half, found.c.key)
    )
    told: dict[Half, dict[str, int]] = defaultdict(dict)
    for at_year, at_half, key, people in session.execute(query):
        if codes is None or key in codes:
            told[int(at_year), at_half][str(key if codes is None else codes[key])] = people
    return told


def half_begun() -> tuple[Any, Any]:
    """Year and half in which a delegation's visit begins."""
    month = extract("month", Delegation.starts_on)
    return extract("year", Delegation.starts_on), case((month < JULY, 1), else_=2)


def delegations(session: Session, span: Period) -> dict[Half, int]:
    """How many came in each half-year."""
    found = counted(span).subquery()
    year, half = half_begun()
    query = (
        select(year, half, func.count(distinct(found.c.delegation_id)))
        .join(Delegation, Delegation.id == found.c.delegation_id)
        .group_by(year, half)
    )
    return {(int(one), other): number for one, other, number in session.execute(query)}


class OpenSite(NamedTuple):
    """A site as figures name it."""

    slug: str
    name: Translated


def public_sites(session: Session) -> dict[int, OpenSite]:
    """What stands in the public catalogue, or stood there, by id."""
    query = select(Site.id, Site.slug, Site.name).where(
        Site.is_public.is_(True), Site.is_elsewhere.is_(False), Site.category.not_in(NOT_VISITED)
    )
    return {number: OpenSite(slug, name) for number, slug, name in session.execute(query)}
