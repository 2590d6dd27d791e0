"""The lead officer reads what hosts said otherwise than yes: a letter for all answers of an hour."""

from datetime import datetime

from sqlalchemy.orm import Session

from visits.hosting.actions import writing
from visits.hosting.models import HostRequest
from visits.hosting.rules import BATCH
from visits.notifications.actions import queue

ANSWERED = "hosting.answered"


def tell_lead(session: Session, request: HostRequest, *, at: datetime) -> None:
    """The answer stands in the letter that the lead officer of the visit gets next, or the deputy
    when the lead has left. With neither it stands on the pages of the office alone."""
    lead = request.stop.itinerary.delegation.answerable
    if lead is None:
        return
    for letter in writing.waiting(session, ANSWERED, at=at):
        if letter.recipient == lead.email:
            writing.hold(letter, [*letter.facts["requests"], request.id])
            return
    letter = queue(
        session,
        ANSWERED,
        to=lead.email,
        name=lead.name,
        language=lead.language,
        about=("delegation", request.stop.itinerary.delegation_id),
        key=f"{ANSWERED}:{request.id}:{at.isoformat()}",
        facts={"requests": [request.id]},
        at=at,
    )
    letter.due_at = at + BATCH
