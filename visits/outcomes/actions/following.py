"""Promises: made, changed, kept, dropped, taken up again. Flush at most."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.kit.errors import Refused
from visits.outcomes.models import FollowUp
from visits.outcomes.rules import FollowUpMove, FollowUpState, after


def add_followup(
    session: Session, delegation: Delegation, facts: Mapping[str, Any], *, at: datetime
) -> FollowUp:
    """Something that was promised at this visit, out of a form's facts."""
    row = FollowUp(**facts, delegation_id=delegation.id, created_at=at)
    session.add(row)
    session.flush()
    return row


def revise_followup(session: Session, row: FollowUp, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    session.flush()


def move_followup(
    session: Session, row: FollowUp, step: FollowUpMove, *, reason: str = "", on: date
) -> None:
    """Keep, drop or take up a promise again; *on* is the city's day on which that happened.

    Raises Refused (`follow_up_move`, `reason_missing`).
    """
    if step is FollowUpMove.DROP and not reason.strip():
        raise Refused("reason_missing")
    row.state = after(row.state, step)
    row.reason = reason
    row.settled_on = None if row.state is FollowUpState.OPEN else on
    session.flush()
