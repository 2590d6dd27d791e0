"""What a host says of a stop: by link, or told to an officer who enters it."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.access.rules import Channel
from visits.conflicts.rules import StopStatus
from visits.itineraries.actions.gestures import changing
from visits.itineraries.actions.planning import go
from visits.itineraries.models import Answer, Stop
from visits.itineraries.rules import Scope, StopMove
from visits.kit.errors import Refused
from visits.kit.zone import zone_of

ANSWERS = {StopStatus.CONFIRMED: StopMove.CONFIRM, StopStatus.DECLINED: StopMove.DECLINE}


def answer(
    session: Session,
    stop: Stop,
    said: StopStatus,
    *,
    by: User | None,
    channel: Channel,
    told_on: date,
    at: datetime,
    person: str = "",
    document_number: str = "",
    note: str = "",
) -> Answer:
    """What the host said of the stop (CONFIRMED or DECLINED), entered by an officer, or by link.

    *told_on* is the day on which *person* said so. Said again, it is noted again and changes
    nothing. Raises Refused (`answer_kind`, `told_in_future`, `stop_move`) and Blocked.
    """
    if said not in ANSWERS:
        raise Refused("answer_kind", said=said)
    if told_on > at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future", told_on=told_on)
    with changing(session, stop.itinerary, at=at, stop=stop) as gesture:
        row = Answer(
            stop_id=stop.id,
            answer=said,
            channel=channel,
            person=person,
            told_on=told_on,
            document_number=document_number,
            note=note,
            by_id=by.id if by else None,
            at=at,
        )
        session.add(row)
        if stop.status is not said:
            go(gesture, stop, ANSWERS[said], Scope.ANSWER)
    return row
