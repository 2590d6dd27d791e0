"""Small worlds of visits, invented by hypothesis and written straight into the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.factories import AT, a_person, a_site, a_user, added, wall
from visits.conflicts.rules import Role, StopKind, StopStatus
from visits.delegations.models import Delegation, DelegationBody, DelegationCountry
from visits.delegations.rules import DelegationState, Level
from visits.history.models import PastSite, PastVisit
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.itineraries.rules import Consent
from visits.kit.translated import Translated
from visits.organisations.models import Organisation
from visits.organisations.rules import OrganisationKind

FIRST = date(2099, 1, 1)
SPAN = 60
"""Days in which the visits begin."""
KINDS = (OrganisationKind.UNIVERSITY, OrganisationKind.UNIVERSITY, OrganisationKind.COMPANY)
PLACES = (
    "세종특별자치시 한누리대로 2130 (보람동)",
    "세종특별자치시 한솔동",
    "길 1",
    "세종특별자치시 한솔동 2",
)
numbers = count(1)


@dataclass(frozen=True)
class ToldStop:
    site: int | None
    kind: StopKind
    status: StopStatus
    minutes: int
    interpreters: tuple[tuple[int, Consent], ...]


@dataclass(frozen=True)
class Told:
    """A visit as hypothesis tells it; bodies, sites and people by their place in the cast."""

    day: int
    state: DelegationState
    level: Level
    countries: dict[str, tuple[int, int | None]]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    bodies: frozenset[int]
    referrer: int | None
    stops: tuple[ToldStop, ...]
    past: frozenset[int]


@dataclass(frozen=True)
class Cast:
    lead: int
    bodies: Sequence[int]
    sites: Sequence[int]
    people: Sequence[int]


PEOPLE = st.integers(0, 40)
STOPS = st.builds(
    ToldStop,
    site=st.none() | st.integers(0, 3),
    kind=st.sampled_from((StopKind.SITE_VISIT, StopKind.TRANSFER, StopKind.MEAL)),
    status=st.sampled_from(StopStatus),
    minutes=st.integers(1, 300),
    interpreters=st.lists(st.tuples(st.integers(0, 1), st.sampled_from(Consent)), max_size=2).map(
        tuple
    ),
)
VISITS = st.builds(
    Told,
    day=st.integers(0, SPAN),
    state=st.sampled_from(DelegationState),
    level=st.sampled_from(Level),
    countries=st.dictionaries(
        st.sampled_from(("MN", "LA", "SA", "FR", "X-ASEAN")),
        st.tuples(PEOPLE, st.none() | PEOPLE),
        min_size=1,
        max_size=3,
    ),
    themes=st.lists(st.sampled_from(("smart city", "water", "물")), max_size=3).map(tuple),
    languages=st.lists(st.sampled_from(("en", "ar")), max_size=2).map(tuple),
    bodies=st.frozensets(st.integers(0, 2)),
    referrer=st.none() | st.integers(0, 2),
    stops=st.lists(STOPS, max_size=4).map(tuple),
    past=st.frozensets(st.integers(0, 3), max_size=2),
)


def a_cast(session: Session) -> Cast:
    """Three bodies of two kinds, four sites in two districts and without one, two interpreters."""
    bodies = [
        Organisation(
            name=Translated(en=f"Body {n}"), sort_key="body", kind=kind, country="MN", created_at=AT
        )
        for n, kind in enumerate(KINDS)
    ]
    session.add_all(bodies)
    sites = [a_site(session, address_ko=place) for place in PLACES]
    people = [a_person(session) for _ in range(2)]
    session.flush()
    return Cast(
        a_user(session).id,
        [body.id for body in bodies],
        [site.id for site in sites],
        [person.id for person in people],
    )


def write(session: Session, cast: Cast, told: Told) -> Delegation:
    n = next(numbers)
    first = FIRST + timedelta(days=told.day)
    row = Delegation(
        code=f"2099-{n:05}",
        year=2099,
        number=10_000 + n,
        title=Translated(en=f"Visit {n}"),
        starts_on=first,
        ends_on=first,
        state=told.state,
        level=told.level,
        themes=told.themes,
        languages=told.languages,
        lead_id=cast.lead,
        referrer_id=None if told.referrer is None else cast.bodies[told.referrer],
        created_at=AT,
    )
    row.countries = [
        DelegationCountry(country=code, planned=planned, actual=actual)
        for code, (planned, actual) in told.countries.items()
    ]
    row.bodies = [DelegationBody(organisation_id=cast.bodies[place]) for place in told.bodies]
    added(session, row)
    write_programme(session, cast, row, told)
    return row


def write_programme(session: Session, cast: Cast, row: Delegation, told: Told) -> None:
    """Stops one after the other, or where a ledger says that they went."""
    itinerary = added(session, Itinerary(delegation_id=row.id, changed_at=AT))
    at = wall("0:00", row.starts_on)
    for one in told.stops:
        stop = Stop(
            itinerary_id=itinerary.id,
            kind=one.kind,
            title=Translated(en="A stop"),
            site_id=None if one.site is None else cast.sites[one.site],
            starts=at,
            ends=at + timedelta(minutes=one.minutes),
            status=one.status,
            created_at=AT,
            changed_at=AT,
        )
        stop.assignments = [
            Assignment(role=Role.INTERPRETS, person_id=cast.people[place], consent=consent)
            for place, consent in one.interpreters
        ]
        session.add(stop)
    if told.past:
        past = PastVisit(
            delegation_id=row.id, fingerprint=row.code, imported_by="Kim", imported_at=AT
        )
        past.sites = [PastSite(site_id=cast.sites[place]) for place in told.past]
        session.add(past)
    session.flush()
