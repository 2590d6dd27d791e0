"""The delegates of a delegation and their order of precedence.

Every action may carry *told*: how the liaison did it, by link or told to an officer who enters it.
Without it the office acts by what it knows itself. All raise Refused for a *told* in the future.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.delegations import queries
from visits.delegations.actions.log import log
from visits.delegations.events import ListsNaming, RosterChanged
from visits.delegations.models import Delegate, Delegation, PartyMember
from visits.delegations.rules import DelegateRole, RosterAct, Told, reordered
from visits.kit.errors import Refused
from visits.kit.events import tell
from visits.kit.uses import refuse_if_used

NO_PLACE = 0
"""The precedence of who does not come."""


def hold(session: Session, delegation: Delegation) -> None:
    """Until the transaction's end nobody else changes what rests on the delegation as a whole: its
    roster, protocol, tasks, documents. SQLite has one writer at a time anyway."""
    row = select(Delegation.id).where(Delegation.id == delegation.id)
    session.execute(row.with_for_update())


def add_delegate(
    session: Session, delegation: Delegation, facts: Mapping[str, Any], *, told: Told | None = None
) -> Delegate:
    """A delegate at the end of the order; the head comes first. Raises Refused for a second head."""
    delegate = put(session, delegation, facts)
    log(session, delegation, RosterAct.ADDED, told, delegate=delegate)
    tell(session, RosterChanged(delegation.id))
    return delegate


def put(session: Session, delegation: Delegation, facts: Mapping[str, Any]) -> Delegate:
    """The new row in its place, nobody told of it yet."""
    hold(session, delegation)
    others = queries.roster(session, delegation)
    refuse_second_head(others, facts["role"])
    delegate = Delegate(**facts, delegation_id=delegation.id, precedence=len(others) + 1)
    session.add(delegate)
    session.flush()
    is_first = delegate.role is DelegateRole.HEAD
    number(session, [delegate, *others] if is_first else [*others, delegate])
    return delegate


def revise_delegate(
    session: Session,
    delegation: Delegation,
    delegate: Delegate,
    facts: Mapping[str, Any],
    *,
    told: Told | None = None,
) -> None:
    """Raises Refused for a second head."""
    change(session, delegation, delegate, facts)
    log(session, delegation, RosterAct.REVISED, told, delegate=delegate)
    tell(session, RosterChanged(delegation.id))


def change(
    session: Session, delegation: Delegation, delegate: Delegate, facts: Mapping[str, Any]
) -> None:
    """Other values for these columns, nobody told of it yet."""
    hold(session, delegation)
    others = [one for one in queries.roster(session, delegation) if one is not delegate]
    refuse_second_head(others, facts.get("role", delegate.role))
    for name, value in facts.items():
        setattr(delegate, name, value)
    session.flush()


def replace_delegate(
    session: Session,
    delegation: Delegation,
    delegate: Delegate,
    facts: Mapping[str, Any],
    *,
    at: datetime,
    told: Told | None = None,
) -> Delegate:
    """Somebody else comes instead: at the same place, in the same subgroups.

    Who was replaced goes, or is kept as withdrawn. Raises Refused for a second head.
    """
    hold(session, delegation)
    others = queries.roster(session, delegation)
    refuse_second_head([one for one in others if one is not delegate], facts["role"])
    successor = Delegate(**facts, delegation_id=delegation.id, precedence=delegate.precedence)
    session.add(successor)
    session.flush()
    for membership in queries.memberships(session, delegate):
        session.add(PartyMember(party_id=membership.party_id, delegate_id=successor.id))
    drop_out(session, delegate, at=at)
    log(session, delegation, RosterAct.REPLACED, told, delegate=successor)
    tell(session, RosterChanged(delegation.id))
    return successor


def remove_delegate(
    session: Session,
    delegation: Delegation,
    delegate: Delegate,
    *,
    at: datetime,
    told: Told | None = None,
) -> bool:
    """The others close up. Returns whether the name is kept, as withdrawn: lists bear it.

    Raises InUse for the last of a subgroup that has stops: these would be for nobody.
    """
    hold(session, delegation)
    refuse_if_used(session, "delegate", delegate.id)
    is_kept = drop_out(session, delegate, at=at)
    number(session, queries.roster(session, delegation))
    act = RosterAct.WITHDRAWN if is_kept else RosterAct.REMOVED
    log(session, delegation, act, told, delegate=delegate)
    tell(session, RosterChanged(delegation.id))
    return is_kept


def drop_out(session: Session, delegate: Delegate, *, at: datetime) -> bool:
    """Out of every subgroup, then deleted, or kept as withdrawn when lists name them."""
    is_kept = is_listed(session, delegate)
    for membership in queries.memberships(session, delegate):
        session.delete(membership)
    session.flush()
    if is_kept:
        delegate.withdrawn_at, delegate.precedence = at, NO_PLACE
    else:
        session.delete(delegate)
    session.flush()
    return is_kept


def is_listed(session: Session, delegate: Delegate) -> bool:
    """Whether a list that went out names this very person."""
    question = ListsNaming(delegate.id)
    tell(session, question)
    return any(count for _, count in question.found)


def return_delegate(
    session: Session, delegation: Delegation, delegate: Delegate, *, told: Told | None = None
) -> None:
    """Who had withdrawn comes after all, as the last. Raises Refused for a second head."""
    hold(session, delegation)
    others = queries.roster(session, delegation)
    refuse_second_head(others, delegate.role)
    delegate.withdrawn_at, delegate.precedence = None, len(others) + 1
    session.flush()
    log(session, delegation, RosterAct.RETURNED, told, delegate=delegate)
    tell(session, RosterChanged(delegation.id))


def place(
    session: Session,
    delegation: Delegation,
    delegate: Delegate,
    to: int,
    *,
    reason: str = "",
    told: Told | None = None,
) -> None:
    """Give a delegate this place in the order (1 is first); the others close up."""
    hold(session, delegation)
    known = {one.id: one for one in queries.roster(session, delegation)}
    order = reordered(list(known), delegate.id, to)
    delegate.precedence_reason = reason or delegate.precedence_reason
    number(session, [known[delegate_id] for delegate_id in order])
    log(session, delegation, RosterAct.MOVED, told, delegate=delegate)


def number(session: Session, delegates: Sequence[Delegate]) -> None:
    """Precedence runs from 1 without a gap."""
    for precedence, delegate in enumerate(delegates, 1):
        if delegate.precedence != precedence:
            delegate.precedence = precedence
    session.flush()


def refuse_second_head(others: Sequence[Delegate], role: DelegateRole) -> None:
    if role is DelegateRole.HEAD and any(one.role is DelegateRole.HEAD for one in others):
        raise Refused("second_head")
