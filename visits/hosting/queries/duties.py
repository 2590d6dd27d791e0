"""What people of ours are assigned to, for themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from visits.conflicts.rules import StopStatus
from visits.delegations.models import Delegation
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.kit.errors import NotThere
from visits.resources.models import Person

KNOWN = (StopStatus.ASKED, StopStatus.CONFIRMED)
"""Ideas and holds never leave the office."""


def duties(user_id: int) -> Select[Assignment]:
    whose = joinedload(Stop.itinerary).joinedload(Itinerary.delegation)
    return (
        select(Assignment)
        .join(Assignment.person)
        .join(Assignment.stop)
        .where(Person.user_id == user_id, Stop.status.in_(KNOWN))
        .options(
            joinedload(Assignment.stop).options(
                joinedload(Stop.site),
                joinedload(Stop.space),
                joinedload(Stop.party),
                whose.joinedload(Delegation.lead),
                whose.selectinload(Delegation.countries),
            )
        )
        .order_by(Stop.starts, Assignment.id)
    )


def duties_of_user(session: Session, user_id: int, *, since: datetime) -> Sequence[Assignment]:
    """What the account's person is asked to do at stops that are not over, in order of time."""
    return session.scalars(duties(user_id).where(Stop.ends > since)).all()


def the_duty(session: Session, user_id: int, number: int) -> Assignment:
    """An assignment of the account's own person. Raises NotThere."""
    found = session.scalar(duties(user_id).where(Assignment.id == number))
    if found is None:
        raise NotThere("assignment")
    return found
