"""What hosts say to requests, and what the office makes of what they propose.

One action for everybody: a host's link and the officer at the telephone both call `reply`. The
programme is locked first, then the request is read anew: of two who answer at once the second is
told what the first one said, and nothing is lost.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.hosting.actions import reporting, writing
from visits.hosting.models import HostRequest, ProposedTime
from visits.hosting.rules import HOST_DECIDES, Reply, RequestState, Told, after, refuse_when_over
from visits.itineraries import actions as itineraries
from visits.itineraries.actions.gestures import lock
from visits.itineraries.models import Answer, FindingRow, Stop
from visits.itineraries.rules import Said, StopMove, StopValues
from visits.kit.errors import NotThere, Refused


def reply(
    session: Session,
    request: HostRequest,
    said: Reply,
    *,
    told: Told,
    by: User | None,
    at: datetime,
    seen: int | None = None,
) -> Answer:
    """A host's answer, by its own link or entered by an officer (*by*).

    *seen* is the version of the request that was on the page. The lead officer gets a letter about
    anything but a plain yes, unless an officer entered it. Raises Refused (`request_over`,
    `request_answered` when somebody answered since, and what `Reply.checked` refuses), Blocked,
    and Over when the host answers after the end of the stop; an officer may still note it.
    """
    said.checked()
    read_anew(session, request)
    refuse_unless_seen(request, seen)
    if by is None:
        refuse_when_over(request.stop.ends, at=at)
    request.state = after(request.state, said.said)
    request.settled_at = at
    note_terms(request, said)
    writing.take_out(session, request, at=at)
    session.flush()
    answer = itineraries.answer(
        session,
        request.stop,
        said.said,
        by=by,
        channel=told.channel,
        told_on=told.on,
        at=at,
        person=told.person,
        document_number=told.document_number,
        note=said.note,
        most_people=said.most_people,
    )
    session.flush()
    request.answer = answer
    session.flush()
    if by is None and said.said is not Said.CONFIRMED:
        reporting.tell_lead(session, request, at=at)
    return answer


def note_terms(request: HostRequest, said: Reply) -> None:
    """What the host ties its answer to; a plain yes keeps what was agreed before."""
    request.docent = said.docent or request.docent
    request.times = [ProposedTime(starts=starts, ends=ends) for starts, ends in said.times]
    if said.said is Said.LIMITED:
        request.most_people = said.most_people
    if said.said is Said.CONDITIONS:
        request.conditions = said.note


def note_answer(
    session: Session, stop: Stop, said: Reply, *, told: Told, by: User, at: datetime
) -> Answer:
    """A yes or no about a stop of which nobody was asked: there is no contact, or it is old.

    Raises Refused (`stop_move`, `told_in_future`) and Blocked.
    """
    return itineraries.answer(
        session,
        stop,
        said.said,
        by=by,
        channel=told.channel,
        told_on=told.on,
        at=at,
        person=told.person,
        document_number=told.document_number,
        note=said.note,
    )


# -- what the office makes of a counter-proposal ---------------------------------------------------


def take_over(
    session: Session,
    request: HostRequest,
    *,
    at: datetime,
    time_id: int | None = None,
    guests_note: str = "",
    seen: int | None = None,
) -> None:
    """The stop becomes what the host proposed, confirmed by that host, who is told so.

    *guests_note*, in the language of the contact, joins what guests read of the stop: what the host
    asks of them.

    Raises Refused (`request_answered`) when it is decided already, or says something else than in
    the version *seen*; NotThere for a time that the host did not propose; Blocked for what cannot
    be.
    """
    read_anew(session, request)
    refuse_unless_seen(request, seen)
    refuse_unless_countered(request)
    values = with_note(proposed(request, time_id=time_id), guests_note, request.contact.language)
    request.state, request.settled_at = RequestState.ACCEPTED, at
    session.flush()
    itineraries.settle(session, request.stop, values, at=at)
    writing.say_settled(session, request, at=at)
    session.flush()


def go_on(session: Session, request: HostRequest, *, reason: str, by: User, at: datetime) -> None:
    """What the host itself decides about its site no longer stands against what it proposed.

    *reason* says so, under the name of the officer who took the proposal over.
    """
    itinerary = request.stop.itinerary
    keys = select(FindingRow.key).where(
        FindingRow.itinerary_id == itinerary.id,
        FindingRow.stop_uid == request.stop.uid,
        FindingRow.code.in_(HOST_DECIDES),
    )
    for key in session.scalars(keys).all():
        itineraries.override(session, itinerary, key, reason=reason, by=by, at=at)


def turn_down(
    session: Session, request: HostRequest, *, at: datetime, seen: int | None = None
) -> None:
    """The proposal cannot be taken up: the host is thanked, the stop counts as declined.

    Raises Refused (`request_answered`) when it is decided already, or says something else than in
    the version *seen*.
    """
    read_anew(session, request)
    refuse_unless_seen(request, seen)
    refuse_unless_countered(request)
    request.state, request.settled_at = RequestState.WITHDRAWN, at
    session.flush()
    itineraries.change_status(session, request.stop, StopMove.DECLINE, at=at)
    writing.say_regret(session, request, at=at)
    session.flush()


def proposed(request: HostRequest, *, time_id: int | None = None) -> StopValues:
    """The stop as the host would receive it. Raises NotThere for a time that was not proposed."""
    values = itineraries.values_of(request.stop)
    kind = request.answer.answer if request.answer else None
    if kind is Said.PROPOSED:
        time = next((one for one in request.times if one.id == time_id), None)
        if time is None:
            raise NotThere("time")
        return replace(values, starts=time.starts, ends=time.ends)
    if kind is Said.LIMITED and request.most_people and request.people > request.most_people:
        return replace(values, headcount=request.most_people)
    return values


def with_note(values: StopValues, text: str, tag: str) -> StopValues:
    """With the text at the end of what guests read in this language."""
    if not text:
        return values
    note = values.public_note
    before = note[tag] if note.has(tag) else ""
    joined = f"{before}\n{text}".strip() if text not in before else before
    return replace(values, public_note=note.merged({tag: joined}))


def refuse_unless_seen(request: HostRequest, seen: int | None) -> None:
    """*seen* is the version that somebody decided by; None where nobody looked at a page."""
    if seen is not None and seen != request.version:
        raise Refused("request_answered", state=request.state)


def refuse_unless_countered(request: HostRequest) -> None:
    if request.state is not RequestState.COUNTERED:
        raise Refused("request_answered", state=request.state)


def read_anew(session: Session, request: HostRequest) -> None:
    """Nobody else changes the programme from now on; the request as it is at this moment."""
    lock(session, request.stop.itinerary)
    session.refresh(request)
