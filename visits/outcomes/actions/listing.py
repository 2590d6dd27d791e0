"""The register of gifts. Flush at most."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.outcomes.models import Gift


def add_gift(session: Session, delegation: Delegation, facts: Mapping[str, Any]) -> Gift:
    """A gift of this visit, out of a form's facts."""
    gift = Gift(**facts, delegation_id=delegation.id)
    session.add(gift)
    session.flush()
    return gift


def revise_gift(session: Session, gift: Gift, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(gift, name, value)
    session.flush()


def remove_gift(session: Session, gift: Gift) -> None:
    """It was entered by mistake."""
    session.delete(gift)
    session.flush()
