"""What hosts and offices were told in writing by our letters: a release tells nobody a second time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from visits.access.rules import BY_THEMSELVES
from visits.hosting.actions import writing
from visits.hosting.actions.officials import DIARY
from visits.hosting.models import HostRequest
from visits.hosting.rules import RequestState
from visits.itineraries.events import Hurried, Known, KnownElsewhere
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.itineraries.rules import Said
from visits.notifications.models import Letter
from visits.notifications.rules import GONE, LetterState

TELLING = (writing.WITHDRAWN, writing.SETTLED)
"""Letters that say how things stand, beside those that ask."""


def on_known_asked(session: Session, question: KnownElsewhere) -> None:
    """What contacts know of the stops that they were asked for, offices of the visits in diaries."""
    requests = session.scalars(
        select(HostRequest)
        .join(Stop, Stop.id == HostRequest.stop_id)
        .where(Stop.itinerary_id == question.itinerary_id)
        .options(contains_eager(HostRequest.stop))
        .options(joinedload(HostRequest.letter), joinedload(HostRequest.answer))
        .order_by(HostRequest.id)
    ).all()
    letters = telling(requests, question.letters)
    by_reader: dict[tuple[int, str], list[HostRequest]] = defaultdict(list)
    for request in requests:
        by_reader[request.contact_id, request.stop.uid].append(request)
    for (contact_id, uid), own in by_reader.items():
        known = known_of(own, letters, at=question.at)
        if known is not None:
            question.found[("contact", contact_id), uid] = known
    for person_id, uid, known in told_to_offices(session, question):
        question.found[("person", person_id), uid] = known


def telling(
    requests: Sequence[HostRequest], written: Iterable[Letter]
) -> Mapping[int, Sequence[Letter]]:
    """By request: the letters about it that were not dropped. One that asks may be about another
    visit, too, under whose name it stands in the outbox."""
    asking = {one.letter.id: one.letter for one in requests if one.letter}
    others = {one.id: one for one in written if one.kind in TELLING}
    found: dict[int, list[Letter]] = defaultdict(list)
    for letter in (*asking.values(), *others.values()):
        if letter.state is not LetterState.DROPPED:
            for number in letter.facts["requests"]:
                found[number].append(letter)
    return found


def known_of(
    requests: Sequence[HostRequest], letters: Mapping[int, Sequence[Letter]], *, at: datetime
) -> Known | None:
    """What one contact knows of one stop, by all requests about it; None when nobody wrote yet."""
    heard = sorted(
        (heard_at(letter, at), letter.kind)
        for request in requests
        for letter in letters.get(request.id, ())
    )
    answers = [one for one in requests if one.answer is not None]
    last = answers[-1] if answers else None
    by_themselves = [
        one.answer.at for one in answers if one.answer and one.answer.channel in BY_THEMSELVES
    ]
    if not heard and not by_themselves:
        return None
    since = max([*(moment for moment, _ in heard), *by_themselves])
    said_no = last is not None and last.state is RequestState.DECLINED
    is_off = bool(heard) and heard[-1][1] == writing.WITHDRAWN
    return Known(since, believes=not (said_no or is_off), agreed=has_agreed(requests))


def heard_at(letter: Letter, at: datetime) -> datetime:
    """When the letter was read at the earliest; one on its way says what is true when it arrives."""
    return (letter.sent_at or letter.created_at) if is_gone(letter) else at


def is_gone(letter: Letter) -> bool:
    return letter.state in GONE


def has_agreed(requests: Iterable[HostRequest]) -> bool:
    """Whether the contact said yes itself, and it stands."""
    return any(
        one.state is RequestState.ACCEPTED
        and one.answer is not None
        and one.answer.answer is not Said.DECLINED
        for one in requests
    )


def told_to_offices(session: Session, question: KnownElsewhere) -> Iterator[tuple[int, str, Known]]:
    """What the offices know that keep the diaries of officials: person, uid, and since when.

    A question that has not left, about an official who was taken off since, reaches nobody.
    """
    for letter in question.letters:
        if letter.kind != DIARY or letter.state is LetterState.DROPPED:
            continue
        serving = session.get(Assignment, letter.facts["assignment"])
        person_id = serving.person_id if serving else letter.facts.get("person")
        stop = session.get(Stop, letter.about_id)
        if stop and person_id and (serving or is_gone(letter)):
            yield person_id, stop.uid, Known(heard_at(letter, question.at))


def on_hurried(session: Session, notice: Hurried) -> None:
    """What would wait for its hour goes out now: requests, and questions to offices."""
    itinerary = session.get_one(Itinerary, notice.itinerary_id)
    stops = select(Stop.id).where(Stop.itinerary_id == itinerary.id)
    about = ((Letter.about_kind == "delegation") & (Letter.about_id == itinerary.delegation_id)) | (
        (Letter.about_kind == "stop") & Letter.about_id.in_(stops)
    )
    waiting = session.scalars(
        select(Letter).where(
            about,
            Letter.kind.in_((*writing.KINDS, DIARY)),
            Letter.state == LetterState.QUEUED,
            Letter.due_at > notice.at,
        )
    )
    for letter in waiting:
        letter.due_at = notice.at
    session.flush()
