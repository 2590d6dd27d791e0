"""Links to what the press published. Flush at most."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.outcomes.models import PressLink


def add_press_link(session: Session, delegation: Delegation, facts: Mapping[str, Any]) -> PressLink:
    """Something that was published about this visit, out of a form's facts."""
    link = PressLink(**facts, delegation_id=delegation.id)
    session.add(link)
    session.flush()
    return link


def revise_press_link(session: Session, link: PressLink, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(link, name, value)
    session.flush()


def remove_press_link(session: Session, link: PressLink) -> None:
    session.delete(link)
    session.flush()
