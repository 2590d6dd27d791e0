"""The lead officer reads what hosts said otherwise than yes, and who of ours cannot serve.

One letter for all answers of an hour, another for all refusals.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.hosting.actions import writing
from visits.hosting.models import DutyAnswer, HostRequest
from visits.hosting.rules import BATCH
from visits.notifications.actions import queue

ANSWERED = "hosting.answered"
REFUSED = "hosting.refused"


def tell_lead(session: Session, request: HostRequest, *, at: datetime) -> None:
    """The answer stands in the letter that the lead officer of the visit gets next, or the deputy
    when the lead has left. When both have left, every officer who could lead it gets the letter."""
    tell(session, ANSWERED, request.stop.itinerary.delegation, ("requests", request.id), at=at)


def tell_lead_of_no(session: Session, answer: DutyAnswer, *, at: datetime) -> None:
    """The same of a no to an assignment."""
    delegation = answer.assignment.stop.itinerary.delegation
    tell(session, REFUSED, delegation, ("answers", answer.id), at=at)


def tell(
    session: Session,
    kind: str,
    delegation: Delegation,
    fact: tuple[str, int],
    *,
    at: datetime,
) -> None:
    """Whoever answers for the visit reads it; with nobody left, every officer."""
    officer = delegation.answerable
    for reader in [officer] if officer else delegations.officers(session):
        tell_one(session, kind, delegation, fact, reader=reader, at=at)


def tell_one(
    session: Session,
    kind: str,
    delegation: Delegation,
    fact: tuple[str, int],
    *,
    reader: User,
    at: datetime,
) -> None:
    """Add the number of a row to the fact of this name in the letter that waits, or in a new one."""
    name, number = fact
    for letter in writing.waiting(session, kind, at=at):
        if letter.recipient == reader.email:
            told = [*letter.facts[name], number]
            letter.facts = {**letter.facts, name: list(dict.fromkeys(told))}
            return
    queue(
        session,
        kind,
        to=reader.email,
        name=reader.name,
        language=reader.language,
        about=("delegation", delegation.id),
        key=f"{kind}:{number}:{reader.id}:{at.isoformat()}",
        facts={name: [number]},
        at=at,
        wait=BATCH,
    )
