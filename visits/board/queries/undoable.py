"""Whether an officer has a step to undo, or to redo."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.itineraries.actions.steps import KEPT_FOR
from visits.itineraries.models import Step


@dataclass(frozen=True, slots=True)
class Undoable:
    """How many steps of the officer's own can be undone, and redone."""

    undo: int = 0
    redo: int = 0


def undoable(session: Session, itinerary_id: int, user_id: int, *, at: datetime) -> Undoable:
    """One query."""
    rows = session.execute(
        select(Step.is_undone, func.count())
        .where(
            Step.itinerary_id == itinerary_id,
            Step.user_id == user_id,
            Step.at >= at - KEPT_FOR,
        )
        .group_by(Step.is_undone)
    )
    counts = {bool(is_undone): count for is_undone, count in rows}
    return Undoable(undo=counts.get(False, 0), redo=counts.get(True, 0))
