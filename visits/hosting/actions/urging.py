"""A host that has not answered is asked once more because an officer wants it so."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.hosting import queries
from visits.hosting.actions import writing
from visits.hosting.models import HostRequest
from visits.hosting.rules import RequestState
from visits.itineraries.models import Stop
from visits.kit.errors import Refused
from visits.notifications import actions as outbox
from visits.notifications.models import Letter
from visits.notifications.rules import GONE


def ask_once_more(session: Session, stop: Stop, *, by: str, at: datetime) -> HostRequest:
    """The contact who was asked for the stop gets a letter that asks for the answer.

    Raises Refused: `nobody_was_asked`; `still_on_its_way` while what asks has not left.
    """
    waiting = (one for one in queries.of_stop(session, stop) if one.state is RequestState.AWAITING)
    request = next(waiting, None)
    if request is None:
        raise Refused("nobody_was_asked")
    reminder = session.scalar(
        select(Letter).where(Letter.key == f"{writing.REMINDER}:{request.id}")
    )
    if not writing.was_told(request) or (reminder and reminder.state not in GONE):
        raise Refused("still_on_its_way")
    if reminder is None:
        writing.write(session, writing.REMINDER, request, at=at).due_at = at
    else:
        outbox.send_again(reminder, by=by, at=at)
    request.reminded_at = at
    session.flush()
    return request
