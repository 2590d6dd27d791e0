"""Earlier visits whose programme could be taken over."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from visits.conflicts.rules import OFF
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState, Period
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Itinerary, Stop
from visits.kit.errors import NotThere

MOST = 25


def earlier_visits(
    session: Session, delegation: Delegation, *, words: str = "", today: date
) -> list[Delegation]:
    """Other visits with a programme, by the beginnings of words; *today* is the city's day.

    What is past comes first, of it those of the same bodies, then the latest; at most 25.
    """
    ids = bodies_of(delegation)
    wanted = delegations.Wanted(today=today, words=words, period=Period.ALL)
    has_stops = (
        select(Itinerary.delegation_id)
        .join(Stop, Stop.itinerary_id == Itinerary.id)
        .where(Stop.status.not_in(OFF))
    )
    rows = delegations.delegations(wanted).where(
        Delegation.id.in_(has_stops),
        Delegation.id != delegation.id,
        Delegation.state != DelegationState.CANCELLED,
    )
    is_other = case((delegations.of_bodies(ids), 0), else_=1)
    is_to_come = case((Delegation.starts_on > today, 1), else_=0)
    order = (is_to_come, is_other, Delegation.starts_on.desc(), Delegation.id.desc())
    return list(session.scalars(rows.order_by(*order).limit(MOST)))


def bodies_of(delegation: Delegation) -> Collection[int]:
    ids = {body.organisation_id for body in delegation.bodies}
    return ids | ({delegation.referrer_id} if delegation.referrer_id else set())


def the_source(session: Session, code: str, *, but: int) -> Itinerary:
    """The programme of another visit than the one with this id. Raises NotThere."""
    itinerary = itineraries.the_itinerary(session, code)
    if itinerary.delegation_id == but:
        raise NotThere("itinerary")
    return itinerary
