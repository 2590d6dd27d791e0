"""What people of ours and the offices of officials say to serving: themselves, or told to an officer."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.hosting.actions import reporting
from visits.hosting.models import DutyAnswer
from visits.hosting.rules import Told, refuse_when_over
from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.itineraries import actions as itineraries
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.itineraries.rules import Consent
from visits.kit.batches import in_batches, number_of
from visits.kit.errors import Refused
from visits.kit.zone import zone_of


def say_of_duty(
    session: Session,
    duty: Assignment,
    said: Consent,
    *,
    told: Told,
    by: User | None,
    at: datetime,
    note: str = "",
) -> DutyAnswer:
    """Yes or no to one assignment. The lead officer gets a letter about a no, unless an officer
    entered it (*by*).

    Raises Refused (`told_in_future`), Blocked when the person is booked elsewhere, and Over when
    they say so themselves after the end of the stop.
    """
    if told.on > at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future", told_on=told.on)
    if by is None:
        refuse_when_over(duty.stop.ends, at=at)
    itineraries.set_consent(session, duty, said, at=at, by=by)
    answer = DutyAnswer(
        assignment=duty,
        answer=said,
        channel=told.channel,
        person=told.person,
        told_on=told.on,
        document_number=told.document_number,
        note=note,
        by=by,
        at=at,
    )
    session.add(answer)
    session.flush()
    if by is None and said is Consent.DECLINED:
        reporting.tell_lead_of_no(session, answer, at=at)
    return answer


def on_purging(session: Session, notice: Purging) -> None:
    """Who said so and why goes with the names of the visit: a reason may tell of somebody's health."""
    due = (
        select(DutyAnswer)
        .join(DutyAnswer.assignment)
        .join(Assignment.stop)
        .join(Stop.itinerary)
        .where(
            Itinerary.delegation_id.in_(visits_ended(notice.due.names)),
            (DutyAnswer.person != "") | (DutyAnswer.note != ""),
        )
    )
    notice.counted[Matter.NOTES] += number_of(session, due)
    for answer in in_batches(session, due, DutyAnswer.id) if notice.removes else ():
        answer.person = answer.note = ""
