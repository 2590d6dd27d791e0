"""Who was seen at a stop. Flush at most."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import Told
from visits.escorting import queries
from visits.escorting.models import CheckIn
from visits.itineraries.models import Stop


def check_in(
    session: Session, stop: Stop, delegate: Delegate, *, told: Told, seen_at: datetime | None = None
) -> CheckIn:
    """The delegate is there, since *seen_at* or now; seen twice, the first time counts."""
    known = queries.check_in_of(session, stop, delegate)
    if known is not None:
        return known
    row = CheckIn(
        stop_id=stop.id,
        delegate_id=delegate.id,
        at=seen_at or told.at,
        channel=told.channel,
        person=told.person,
        told_on=told.told_on,
        document_number=told.document_number,
        by_id=told.by_id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # two escorts saw them at once
        if (first := queries.check_in_of(session, stop, delegate)) is None:
            raise
        return first
    return row


def check_out(session: Session, stop: Stop, delegate: Delegate) -> None:
    """It was a slip: nobody has seen the delegate there."""
    known = queries.check_in_of(session, stop, delegate)
    if known is not None:
        session.delete(known)
        session.flush()


def give_codes(
    session: Session,
    keeper: LinkKeeper,
    delegation: Delegation,
    delegates: Iterable[Delegate],
    *,
    expires_at: datetime | None,
    at: datetime,
) -> None:
    """Each has a code of their own, which tells nothing of them; codes that stand are kept."""
    for delegate in delegates:
        if delegate.delegation_id == delegation.id:
            keeper.standing(
                session,
                LinkKind.CHECK_IN,
                ("delegate", delegate.id),
                language="ko",
                at=at,
                expires_at=expires_at,
            )
