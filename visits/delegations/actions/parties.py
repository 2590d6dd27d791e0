"""Parties: named sets of delegates that do something without the others."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from visits.audit import recorder
from visits.delegations.events import RosterChanged
from visits.delegations.models import Delegation, Party, PartyMember
from visits.kit.errors import InUse
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.kit.uses import uses_of


def add_party(
    session: Session, delegation: Delegation, *, name: Translated, members: Collection[int]
) -> Party:
    """A new party of these delegates, by their ids."""
    party = Party(delegation_id=delegation.id, name=name)
    party.members = [PartyMember(delegate_id=delegate_id) for delegate_id in members]
    session.add(party)
    session.flush()
    tell(session, RosterChanged(delegation.id))
    return party


def revise_party(
    session: Session, party: Party, *, name: Translated, members: Collection[int]
) -> None:
    """Another name, other members; who stays keeps their row."""
    known = {member.delegate_id: member for member in party.members}
    before = numbers_of(party)
    party.name = name
    party.members = [
        known.get(delegate_id) or PartyMember(delegate_id=delegate_id) for delegate_id in members
    ]
    party.version += 1
    session.flush()
    if before != numbers_of(party):
        recorder.tell(session, "changed", party, members=[before, numbers_of(party)])
    tell(session, RosterChanged(party.delegation_id))


def numbers_of(party: Party) -> str:
    """The members by their numbers in the order of precedence: the log tells no names."""
    return ", ".join(
        f"#{n}" for n in sorted(member.delegate.precedence for member in party.members)
    )


def uses_of_party(session: Session, party: Party) -> list[tuple[str, int]]:
    """What is for this party, so that it cannot be deleted, and how many of it."""
    return uses_of(session, "party", party.id)


def delete_party(session: Session, party: Party) -> None:
    """Raises InUse while stops are for this party."""
    if used := uses_of_party(session, party):
        raise InUse(used)
    delegation_id = party.delegation_id
    session.delete(party)
    session.flush()
    tell(session, RosterChanged(delegation_id))
