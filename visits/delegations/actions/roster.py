"""The delegates of a delegation and their order of precedence."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations import queries
from visits.delegations.events import RosterChanged
from visits.delegations.models import Delegate, Delegation, PartyMember
from visits.delegations.rules import DelegateRole, reordered
from visits.kit.errors import Refused
from visits.kit.events import tell
from visits.kit.uses import refuse_if_used


def add_delegate(session: Session, delegation: Delegation, facts: Mapping[str, Any]) -> Delegate:
    """A delegate at the end of the order; the head comes first. Raises Refused for a second head."""
    others = queries.roster(session, delegation)
    refuse_second_head(others, facts["role"])
    delegate = Delegate(**facts, delegation_id=delegation.id, precedence=len(others) + 1)
    session.add(delegate)
    session.flush()
    is_first = delegate.role is DelegateRole.HEAD
    number(session, [delegate, *others] if is_first else [*others, delegate])
    tell(session, RosterChanged(delegation.id))
    return delegate


def revise_delegate(
    session: Session, delegation: Delegation, delegate: Delegate, facts: Mapping[str, Any]
) -> None:
    """Raises Refused for a second head."""
    others = [one for one in queries.roster(session, delegation) if one is not delegate]
    refuse_second_head(others, facts["role"])
    for name, value in facts.items():
        setattr(delegate, name, value)
    session.flush()
    tell(session, RosterChanged(delegation.id))


def replace_delegate(
    session: Session, delegation: Delegation, delegate: Delegate, facts: Mapping[str, Any]
) -> Delegate:
    """Somebody else comes instead: at the same place, in the same subgroups.

    Raises Refused for a second head.
    """
    others = queries.roster(session, delegation)
    refuse_second_head([one for one in others if one is not delegate], facts["role"])
    successor = Delegate(**facts, delegation_id=delegation.id, precedence=delegate.precedence)
    session.add(successor)
    session.flush()
    for membership in queries.memberships(session, delegate):
        session.add(PartyMember(party_id=membership.party_id, delegate_id=successor.id))
        session.delete(membership)
    session.flush()
    session.delete(delegate)
    session.flush()
    tell(session, RosterChanged(delegation.id))
    return successor


def remove_delegate(session: Session, delegation: Delegation, delegate: Delegate) -> None:
    """The others close up. Raises InUse while something above holds on to this very person."""
    refuse_if_used(session, "delegate", delegate.id)
    for membership in queries.memberships(session, delegate):
        session.delete(membership)
    session.flush()
    session.delete(delegate)
    session.flush()
    number(session, queries.roster(session, delegation))
    tell(session, RosterChanged(delegation.id))


def place(session: Session, delegation: Delegation, delegate: Delegate, to: int) -> None:
    """Give a delegate this place in the order (1 is first); the others close up."""
    known = {one.id: one for one in queries.roster(session, delegation)}
    order = reordered(list(known), delegate.id, to)
    number(session, [known[delegate_id] for delegate_id in order])


def number(session: Session, delegates: Sequence[Delegate]) -> None:
    """Precedence runs from 1 without a gap."""
    for precedence, delegate in enumerate(delegates, 1):
        if delegate.precedence != precedence:
            delegate.precedence = precedence
    session.flush()


def refuse_second_head(others: Sequence[Delegate], role: DelegateRole) -> None:
    if role is DelegateRole.HEAD and any(one.role is DelegateRole.HEAD for one in others):
        raise Refused("second_head")
