"""Meals of a programme, for counting what must be on the plates."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.conflicts.rules import StopKind
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.queries.glances import GONE


def meals_of(session: Session, delegation_id: int) -> Sequence[Stop]:
    """Stops of the draft at which people eat, in order of time; nothing that was called off."""
    rows = (
        select(Stop)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(
            Itinerary.delegation_id == delegation_id,
            Stop.kind == StopKind.MEAL,
            Stop.status.not_in(GONE),
        )
        .order_by(Stop.starts, Stop.id)
    )
    return session.scalars(rows).all()
