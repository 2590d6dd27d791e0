"""The stops of a week over all delegations."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Stop


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A delegation that is here in the week, or has a stop in it."""

    delegation: Delegation
    stops: Sequence[Stop]


def week(session: Session, first: date, last: date) -> list[WeekRow]:
    """In order of arrival; three queries."""
    stops: dict[int, list[Stop]] = defaultdict(list)
    for stop in itineraries.stops_on(session, first, last):
        stops[stop.itinerary.delegation_id].append(stop)
    is_here = and_(Delegation.starts_on <= last, Delegation.ends_on >= first)
    rows = session.scalars(
        select(Delegation)
        .where(
            or_(is_here, Delegation.id.in_(stops)),
            Delegation.state != DelegationState.CANCELLED,
        )
        .order_by(Delegation.starts_on, Delegation.id)
    )
    return [WeekRow(row, stops[row.id]) for row in rows]
