"""Rows as the rules look at them: a draft becomes a `Programme`. What is around it: `world.py`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from visits.conflicts.rules import (
    Assignment as Service,
)
from visits.conflicts.rules import (
    Booking as Use,
)
from visits.conflicts.rules import (
    DelegationFacts,
    Layer,
    Programme,
    SiteFacts,
    StopFacts,
    bookings_of,
)
from visits.delegations.models import (
    Delegate,
    Delegation,
    DelegationCountry,
    PartyMember,
)
from visits.delegations.rules import Arrangement, Level, Mobility
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import Consent, StopValues
from visits.kit.interval import Interval

COLUMNS = (
    Delegate.id,
    Delegate.mobility,
    Delegate.meal_needs,
    Delegate.arrangements,
    Delegate.family_name,
    Delegate.given_name,
)
COMES = Delegate.withdrawn_at.is_(None)


@dataclass(frozen=True, slots=True)
class Roster:
    """How many people a delegation brings, and who is in which of its parties."""

    delegation: DelegationFacts
    parties: Mapping[int, frozenset[int]]


CASE = (
    Delegation.id,
    Delegation.languages,
    Delegation.starts_on,
    Delegation.ends_on,
    Delegation.level,
    Delegation.own_interpreter,
)
"""What the rules know of a delegation beside its people."""


def roster_of(session: Session, delegation: Delegation) -> Roster:
    """One query: people announced, delegates, and their parties."""
    planned = (
        select(func.coalesce(func.sum(DelegationCountry.planned), 0))
        .where(DelegationCountry.delegation_id == delegation.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(planned, *COLUMNS, PartyMember.party_id)
        .select_from(Delegation)
        .outerjoin(Delegate, and_(Delegate.delegation_id == Delegation.id, COMES))
        .outerjoin(PartyMember, PartyMember.delegate_id == Delegate.id)
        .where(Delegation.id == delegation.id)
    ).all()
    return roster_from(delegation, rows[0][0], [row for row in rows if row.id is not None])


def roster_from(delegation: Any, planned: int, rows: Collection[Any]) -> Roster:
    """Out of the columns of `CASE`, and of a row of `COLUMNS` for each delegate and party."""
    parties: dict[int, set[int]] = defaultdict(set)
    people = {row.id: row for row in rows}
    for row in rows:
        if row.party_id is not None:
            parties[row.party_id].add(row.id)
    facts = DelegationFacts(
        id=delegation.id,
        languages=delegation.languages,
        first_day=delegation.starts_on,
        last_day=delegation.ends_on,
        planned=planned,
        delegates=len(people),
        unnamed=frozenset(
            row.id for row in people.values() if not (row.family_name or row.given_name)
        ),
        gets_certificates=delegation.level is Level.TRAINING,
        has_own_interpreter=delegation.own_interpreter,
        wheelchairs=asking(people, "mobility", Mobility.WHEELCHAIR),
        praying=asking(people, "arrangements", Arrangement.PRAYER),
        fasting=asking(people, "arrangements", Arrangement.FASTING),
        diets={row.id: frozenset(row.meal_needs) for row in people.values() if row.meal_needs},
    )
    return Roster(facts, {party: frozenset(members) for party, members in parties.items()})


def asking(people: Mapping[int, Any], column: str, code: str) -> frozenset[int]:
    """The ids of delegates who have this among what they need."""
    return frozenset(row.id for row in people.values() if code in getattr(row, column))


def programme_of(itinerary: Itinerary, roster: Roster) -> Programme:
    """The draft as it stands in the session: itinerary with days, stops and assignments loaded."""
    return Programme(
        itinerary=itinerary.id,
        delegation=roster.delegation,
        stops=tuple(facts_of(stop, roster) for stop in itinerary.stops),
        rain_plans=frozenset(day.day for day in itinerary.days if day.rain_plan),
    )


def facts_of(stop: Stop, roster: Roster) -> StopFacts:
    """One stop as the rules look at it."""
    return StopFacts(
        uid=stop.uid,
        kind=stop.kind,
        when=Interval(stop.starts, stop.ends),
        status=stop.status,
        site=stop.site_id,
        end_site=stop.end_site_id,
        party=members_of(stop.party_id, roster),
        headcount=stop.headcount,
        languages=stop.languages,
        assignments=tuple(
            Service(
                assignment.role,
                person=assignment.person_id,
                vehicle=assignment.vehicle_id,
                declined=assignment.consent is Consent.DECLINED,
            )
            for assignment in stop.assignments
        ),
        mode=stop.mode,
        title_languages=frozenset(stop.title),
        asked_at=stop.asked_at,
        agreed=agreed_to(stop.agreed_starts, stop.agreed_ends),
    )


def agreed_to(starts: datetime | None, ends: datetime | None) -> Interval | None:
    """What the host had agreed to before it was asked for another time."""
    return Interval(starts, ends) if starts and ends else None


def members_of(party_id: int | None, roster: Roster) -> frozenset[int] | None:
    """Delegates' ids; None is everybody."""
    return None if party_id is None else roster.parties.get(party_id, frozenset())


def revised(facts: StopFacts, values: StopValues, roster: Roster) -> StopFacts:
    """The stop as it would be with these values."""
    return StopFacts(
        uid=facts.uid,
        kind=values.kind,
        when=Interval(values.starts, values.ends),
        status=facts.status,
        site=values.site_id,
        end_site=values.end_site_id,
        party=members_of(values.party_id, roster),
        headcount=values.headcount,
        languages=values.languages,
        assignments=facts.assignments,
        mode=values.mode,
        title_languages=frozenset(values.title),
        asked_at=facts.asked_at,
        agreed=facts.agreed,
    )


def uses_of(
    programme: Programme, sites: Mapping[int, SiteFacts], stops: Iterable[StopFacts], layer: Layer
) -> list[Use]:
    """What stops of the programme occupy in a layer."""
    return [
        use
        for stop in stops
        for use in bookings_of(
            stop,
            itinerary=programme.itinerary,
            delegation=programme.delegation,
            sites=sites,
            layer=layer,
        )
    ]
