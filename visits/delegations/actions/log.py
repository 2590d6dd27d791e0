"""The log of a roster: what its liaison did, by link or told to an officer."""

from sqlalchemy.orm import Session

from visits.delegations.models import Delegate, Delegation, RosterEntry
from visits.delegations.rules import RosterAct, Told
from visits.kit.errors import Refused
from visits.kit.zone import zone_of


def log(
    session: Session,
    delegation: Delegation,
    act: RosterAct,
    told: Told | None,
    *,
    delegate: Delegate | None = None,
    people: int = 1,
) -> None:
    """A line for what an outsider did; none for what the office knows by itself.

    Raises Refused for a day of telling that has not come yet.
    """
    if told is None:
        return
    if told.told_on > told.at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future", told_on=told.told_on)
    session.add(
        RosterEntry(
            delegation_id=delegation.id,
            act=act,
            delegate_id=delegate.id if delegate else None,
            people=people,
            channel=told.channel,
            person=told.person,
            told_on=told.told_on,
            document_number=told.document_number,
            by_id=told.by_id,
            at=told.at,
        )
    )
    session.flush()
