"""Figures told apart: by country, region, body, theme, site and so on.

Each dimension says which delegations stand under which of its keys. From these rows come the cells
of its table and the lists behind them, so that a list always adds up to its cell.
"""

from collections.abc import Mapping
from typing import Any, assert_never

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    case,
    func,
    null,
    select,
    true,
    type_coerce,
    union,
)
from sqlalchemy.orm import Session

from visits.conflicts.rules import FIRM, Role, StopKind
from visits.delegations.models import Delegation, DelegationBody
from visits.feedback.models import GuestAnswer, GuestRating
from visits.feedback.rules import LEAST, Question
from visits.history.models import PastSite, PastVisit
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.itineraries.rules import Consent
from visits.kit.sql import members, minutes_between
from visits.organisations.models import Organisation
from visits.sites.models import Site
from visits.sites.rules import district_ko
from visits.statistics.queries.counting import counted, counts_in, sums
from visits.statistics.rules import FACETS, REGIONS, Cell, Dimension, Key, Period

WAYS = (StopKind.ARRIVAL, StopKind.TRANSFER, StopKind.DEPARTURE)
"""Stops that only begin or end at a site."""


def cells(session: Session, dimension: Dimension, period: Period) -> dict[Key, Cell]:
    """What stands under each key in the period; under None where nobody said. At most 3 queries."""
    return cells_where(session, dimension, period)


def the_cell(session: Session, dimension: Dimension, key: Key, period: Period) -> Cell:
    """What stands under one key; nothing under a key that nobody knows."""
    return cells_where(session, dimension, period, key).get(key, Cell())


Places = Mapping[int, str]
NOWHERE: Places = {}
ANY: Any = object()
"""Every key."""


def cells_where(
    session: Session, dimension: Dimension, period: Period, key: Any = ANY
) -> dict[Key, Cell]:
    places = districts(session) if dimension is Dimension.DISTRICT else {}
    found = rows(dimension, period, places).subquery()
    counts = select(found.c.key, *sums(found)).group_by(found.c.key)
    if key is not ANY:
        counts = counts.where(is_key(dimension, found.c.key, key))
    work = loads_by_key(session, dimension, period, places, key)
    return {
        told: Cell(people, countries, delegations, *work.get(told, (0, 0)))
        for told, people, countries, delegations in session.execute(counts)
    }


def is_key(dimension: Dimension, column: ColumnElement[Any], key: Key) -> ColumnElement[bool]:
    """The row stands under this key."""
    if key is None:
        return column.is_(None)
    return column == key if FACETS[dimension].by_number else type_coerce(column, String) == key


def rows(  # noqa: C901, PLR0911 (one case each)
    dimension: Dimension, period: Period, places: Places = NOWHERE
) -> Select[int, str, int, Any]:
    """Delegation, country, people and key of everything that counts, each key once a delegation.

    *places* are the districts of sites, for that dimension alone.
    """
    match dimension:
        case Dimension.COUNTRY:
            base = counted(period).subquery()
            return select(base, base.c.country.label("key"))
        case Dimension.REGION:
            base = counted(period).subquery()
            return select(base, region_of(base.c.country).label("key"))
        case Dimension.LEVEL:
            return counted(period).add_columns(Delegation.level.label("key"))
        case Dimension.REFERRER:
            return counted(period).add_columns(Delegation.referrer_id.label("key"))
        case Dimension.THEME:
            return beside(period, tagged(period, Delegation.themes))
        case Dimension.LANGUAGE:
            return beside(period, tagged(period, Delegation.languages))
        case Dimension.BODY:
            return beside(period, bodies(period, DelegationBody.organisation_id))
        case Dimension.KIND:
            return beside(period, bodies(period, Organisation.kind))
        case Dimension.SATISFACTION:
            return beside(period, rated(period))
        case Dimension.SITE | Dimension.DISTRICT | Dimension.INTERPRETER:
            return beside(period, stood(dimension, period, places))
        case _:
            assert_never(dimension)


def region_of(country: ColumnElement[str]) -> ColumnElement[Any]:
    regions = ((country.in_(codes), region) for region, codes in REGIONS.items())
    return case(*regions, else_=null())


def beside(period: Period, pairs: Select[int, Any]) -> Select[int, str, int, Any]:
    """Everything that counts, under the keys that *pairs* of delegation and key give it."""
    base, keyed = counted(period).subquery(), pairs.subquery()
    is_its_own = keyed.c.delegation_id == base.c.delegation_id
    return select(base, keyed.c.key).outerjoin(keyed, is_its_own)


def counting(period: Period) -> Select[int]:
    return select(Delegation.id.label("delegation_id")).where(*counts_in(period)).distinct()


def tagged(period: Period, column: Any) -> Select[int, Any]:
    """Which delegation names which theme or language, each once."""
    tags = members(column)
    return counting(period).add_columns(tags.c.value.label("key")).join(tags, true())


def bodies(period: Period, column: Any) -> Select[int, Any]:
    """Which delegation comes from which body, or kind of body, each once."""
    return (
        counting(period)
        .add_columns(column.label("key"))
        .join(DelegationBody, DelegationBody.delegation_id == Delegation.id)
        .join(Organisation, Organisation.id == DelegationBody.organisation_id)
    )


def rated(period: Period) -> Select[int, Any]:
    """Which delegation's guests gave about how many points of five on the whole.

    A delegation of fewer answers than may be told apart stands under none.
    """
    points, answers = func.sum(GuestRating.value), func.count()
    mean = case(
        *((2 * points >= (2 * mark - 1) * answers, str(mark)) for mark in (5, 4, 3, 2)), else_="1"
    )
    return (
        select(GuestAnswer.delegation_id, mean.label("key"))
        .join(GuestRating, GuestRating.answer_id == GuestAnswer.id)
        .join(Delegation, Delegation.id == GuestAnswer.delegation_id)
        .where(*counts_in(period), GuestRating.question == Question.OVERALL)
        .group_by(GuestAnswer.delegation_id)
        .having(answers >= LEAST)
    )


def stood(dimension: Dimension, period: Period, places: Places) -> Select[int, Any]:
    """Which delegation was at which site or in which district, or had which interpreter."""
    stops = loads(dimension, period, places).subquery()
    pairs = select(stops.c.delegation_id, stops.c.key)
    if dimension is Dimension.INTERPRETER:
        return pairs.distinct()
    past = (
        select(PastVisit.delegation_id, key_of_site(dimension, PastSite.site_id, places))
        .join(PastSite, PastSite.past_visit_id == PastVisit.id)
        .join(Delegation, Delegation.id == PastVisit.delegation_id)
        .where(*counts_in(period))
    )
    both = union(pairs, past).subquery()
    return select(both.c.delegation_id, both.c.key)


def loads(dimension: Dimension, period: Period, places: Places) -> Select[int, int, Any, int]:
    """Stop, delegation, key and minutes of what sites or interpreters had to do, each once."""
    chosen = (
        select(
            Stop.id.label("stop_id"),
            Itinerary.delegation_id,
            minutes_between(Stop.starts, Stop.ends).label("minutes"),
        )
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(*counts_in(period), Stop.status.in_(FIRM))
    )
    if dimension is not Dimension.INTERPRETER:
        key = key_of_site(dimension, Stop.site_id, places)
        at_a_site = (Stop.site_id.is_not(None), Stop.kind.not_in(WAYS))
        return chosen.add_columns(key).where(*at_a_site)
    return (
        chosen.add_columns(Assignment.person_id.label("key"))
        .join(Assignment, Assignment.stop_id == Stop.id)
        .where(Assignment.role == Role.INTERPRETS, Assignment.consent != Consent.DECLINED)
        .where(Assignment.person_id.is_not(None))
        .distinct()
    )


def loads_by_key(
    session: Session, dimension: Dimension, period: Period, places: Places, key: Any
) -> dict[Key, tuple[int, int]]:
    """Stops and minutes by key; nothing of a dimension that is no load."""
    if not FACETS[dimension].loaded:
        return {}
    work = loads(dimension, period, places).subquery()
    found = select(work.c.key, func.count(), func.sum(work.c.minutes)).group_by(work.c.key)
    if key is not ANY:
        found = found.where(is_key(dimension, work.c.key, key))
    return {told: (stops, minutes) for told, stops, minutes in session.execute(found)}


def key_of_site(dimension: Dimension, column: Any, places: Places) -> ColumnElement[Any]:
    """The site itself, or the district in which it lies."""
    key: ColumnElement[Any] = column
    if dimension is Dimension.SITE:
        return key.label("key")
    return (case(places, value=key, else_=null()) if places else null()).label("key")


def districts(session: Session) -> dict[int, str]:
    """The district of each site whose address tells one."""
    rows = session.execute(select(Site.id, Site.address_ko))
    named = {number: district_ko(address) for number, address in rows}
    return {number: district for number, district in named.items() if district}
