"""Meals of a programme, for counting what must be on the plates."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.conflicts.rules import OFF, StopKind
from visits.itineraries.models import Itinerary, Stop
from visits.kit.translated import Translated


@dataclass(frozen=True, slots=True)
class Meal:
    """A stop at which people eat; without a party it is for everybody."""

    title: Translated
    starts: datetime
    party_id: int | None


def meals_of(session: Session, delegation_id: int) -> list[Meal]:
    """Meals of the draft in order of time; nothing that was called off."""
    rows = (
        select(Stop.title, Stop.starts, Stop.party_id)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(
            Itinerary.delegation_id == delegation_id,
            Stop.kind == StopKind.MEAL,
            Stop.status.not_in(OFF),
        )
        .order_by(Stop.starts, Stop.id)
    )
    return [Meal(*row) for row in session.execute(rows)]
