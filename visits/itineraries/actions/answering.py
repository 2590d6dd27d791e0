"""What a host says of a stop: by link, or told to an officer who enters it."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.access.rules import Channel
from visits.conflicts.rules import StopStatus
from visits.itineraries.actions import serving
from visits.itineraries.actions.gestures import Gesture, changing
from visits.itineraries.actions.planning import fill, go, values_of
from visits.itineraries.models import Answer, Stop
from visits.itineraries.rules import Said, Scope, StopMove, StopValues
from visits.kit.errors import Refused
from visits.kit.zone import zone_of

ANSWERS = {
    Said.CONFIRMED: (StopStatus.CONFIRMED, StopMove.CONFIRM),
    Said.DECLINED: (StopStatus.DECLINED, StopMove.DECLINE),
}
"""Where a plain yes or no takes the stop."""


def answer(
    session: Session,
    stop: Stop,
    said: Said,
    *,
    by: User | None,
    channel: Channel,
    told_on: date,
    at: datetime,
    person: str = "",
    document_number: str = "",
    note: str = "",
    most_people: int | None = None,
) -> Answer:
    """What the host said of the stop, entered by an officer (*by*), or by link.

    *told_on* is the day on which *person* said so. Said again, it is noted again and changes
    nothing. A yes that is bound to something leaves the stop asked until the office agrees: a
    confirmed one is asked anew. Raises Refused (`told_in_future`, `stop_move`) and Blocked.
    """
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
            most_people=most_people,
            by_id=by.id if by else None,
            at=at,
        )
        session.add(row)
        follow(gesture, stop, said)
    return row


def follow(gesture: Gesture, stop: Stop, said: Said) -> None:
    """Where the answer takes the stop."""
    if said not in ANSWERS:
        if stop.status is StopStatus.CONFIRMED:
            go(gesture, stop, StopMove.ASK, Scope.ANSWER)
        return
    reached, move = ANSWERS[said]
    if stop.status is not reached:
        go(gesture, stop, move, Scope.ANSWER)


def settle(session: Session, stop: Stop, values: StopValues, *, at: datetime) -> None:
    """The stop as its host offered it, confirmed. Whoever serves there stays, and is asked again when time or place changed.

    Raises Blocked; Refused for values that cannot be; Stale when somebody saved it meanwhile.
    """
    with changing(session, stop.itinerary, at=at, stop=stop) as gesture:
        before = values_of(stop)
        fill(session, stop.itinerary, stop, values)
        if before.gist() != values.gist():
            serving.ask_again(stop, before=before, now=values)
        gesture.agreed.add(stop.uid)
        if stop.status is StopStatus.CONFIRMED:
            stop.changed_at = at
            gesture.tell(stop, Scope.ANSWER)
        else:
            go(gesture, stop, StopMove.CONFIRM, Scope.ANSWER)
