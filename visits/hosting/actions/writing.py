"""Letters to contacts: what is new for one of them within an hour is one letter.

The letter waits in the outbox meanwhile: its facts grow, and shrink again when an ask is undone; a
letter with nothing left in it is dropped. One that an officer has written over is left alone.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from visits.hosting.events import GoesAlone, WroteTo
from visits.hosting.models import HostRequest
from visits.hosting.rules import BATCH
from visits.kit.events import tell
from visits.notifications import actions as outbox
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.models import SiteContact
from visits.sites.rules import ContactChannel

ASKED = "hosting.asked"
COOPERATION = "hosting.cooperation"
CALL = "hosting.call"
WITHDRAWN = "hosting.withdrawn"
REGRET = "hosting.regret"
SETTLED = "hosting.settled"
REMINDER = "hosting.reminder"
RECONFIRM = "hosting.reconfirm"

KINDS = (ASKED, COOPERATION, CALL, WITHDRAWN, REGRET, SETTLED, REMINDER, RECONFIRM)

OF_ONE_VISIT = (WITHDRAWN, SETTLED)
"""Releases look among the letters about their visit whether a host knows already."""

KIND_BY_CHANNEL: dict[ContactChannel, str] = {
    ContactChannel.MAIL: ASKED,
    ContactChannel.LINK: ASKED,
    ContactChannel.OFFICIAL_LETTER: COOPERATION,
    ContactChannel.TELEPHONE: CALL,
}
"""How a contact is asked: by a mail, a text for the government's own system, or a call to make."""
BY_MAIL = (ContactChannel.MAIL, ContactChannel.LINK)
NOT_YET = (LetterState.DRAFT, LetterState.QUEUED, LetterState.FOR_HAND)
"""A letter in these states has reached nobody, as far as we know."""


def announce(session: Session, request: HostRequest, *, at: datetime) -> None:
    """The request stands in the letter that its contact gets next."""
    request.letter = write(session, KIND_BY_CHANNEL[request.channel], request, at=at)
    session.flush()


def can_stand_again(request: HostRequest) -> bool:
    """Whether the letter that asked for it could still go out as it was."""
    letter = request.letter
    return letter is not None and not was_told(request) and letter.state is not LetterState.FAILED


def put_back(session: Session, request: HostRequest, *, at: datetime) -> None:
    """The request stands again in the letter that it was taken out of; what an officer dropped
    stays dropped."""
    letter = request.letter
    if letter is None:
        return
    if outbox.dropped_itself(letter):
        outbox.put_back(letter, at=at)
        hold(letter, [request.id])
    elif letter.state in NOT_YET:
        hold(letter, [*letter.facts["requests"], request.id])
    tell(session, WroteTo(letter.id, ("contact", request.contact_id), request.stop_id))


def say_withdrawn(session: Session, request: HostRequest, *, at: datetime) -> None:
    """The contact knows of the request: it learns that nobody asks any more."""
    write(session, WITHDRAWN, request, at=at)


def take_back(session: Session, request: HostRequest, *, at: datetime) -> Letter | None:
    """Out of the letter that would have told of its end; None when there is none, or it has left."""
    rows = session.scalars(
        select(Letter).where(Letter.kind == WITHDRAWN, Letter.state.in_(NOT_YET)).with_for_update()
    )
    letter = next((one for one in rows if request.id in one.facts["requests"]), None)
    if letter is not None:
        leave_out(session, letter, request, at=at)
        session.flush()
    return letter


def say_regret(session: Session, request: HostRequest, *, at: datetime) -> None:
    """Thanks for the proposal, which the delegation cannot take up."""
    write(session, REGRET, request, at=at)


def say_settled(session: Session, request: HostRequest, *, at: datetime) -> None:
    """Thanks for the proposal, which the delegation takes up."""
    write(session, SETTLED, request, at=at)


def write(session: Session, kind: str, request: HostRequest, *, at: datetime) -> Letter:
    """The letter of this kind to the contact, with the request in it: a growing one, or a new one."""
    reader = ("contact", request.contact.id)
    alone = GoesAlone(reader)
    tell(session, alone)
    visit = request.stop.itinerary.delegation_id
    letter = None if alone.is_so else growing(session, kind, request.contact, visit, at=at)
    if letter is None:
        letter = new(session, kind, request, at=at)
    else:
        hold(letter, [*letter.facts["requests"], request.id])
    tell(session, WroteTo(letter.id, reader, request.stop_id))
    return letter


def new(session: Session, kind: str, request: HostRequest, *, at: datetime) -> Letter:
    """A letter about this request; it waits for an hour, for others like it."""
    contact = request.contact
    is_by_mail = request.channel in BY_MAIL
    return outbox.queue(
        session,
        kind,
        to=contact.email if is_by_mail else "",
        name=contact.name,
        language=contact.language,
        about=("delegation", request.stop.itinerary.delegation_id),
        key=f"{kind}:{request.id}",
        facts={"contact": contact.id, "requests": [request.id]},
        at=at,
        wait=BATCH,
    )


def growing(
    session: Session, kind: str, contact: SiteContact, visit: int, *, at: datetime
) -> Letter | None:
    """A letter to the same person that still waits for its hour and that nobody has edited."""
    rows = waiting(session, kind, at=at)
    return next(
        (
            letter
            for letter in rows
            if is_to(letter, contact)
            if kind not in OF_ONE_VISIT or letter.about_id == visit
        ),
        None,
    )


def waiting(session: Session, kind: str, *, at: datetime) -> Iterable[Letter]:
    """Letters of this kind that wait for their hour and that nobody has edited, the newest first."""
    return session.scalars(
        select(Letter)
        .where(
            Letter.kind == kind,
            Letter.state.in_(NOT_YET),
            Letter.created_at > at - BATCH,
            Letter.due_at > at,
            Letter.attempts == 0,
            Letter.text.is_(None),
            Letter.subject.is_(None),
        )
        .order_by(Letter.id.desc())
        .with_for_update()
    )


def is_to(letter: Letter, contact: SiteContact) -> bool:
    """The same contact row, or the same mailbox of somebody who answers for several sites."""
    if letter.facts["contact"] == contact.id:
        return True
    is_same_mailbox = bool(letter.recipient) and letter.recipient == contact.email
    return is_same_mailbox and letter.language == contact.language


def hold(letter: Letter, requests: Iterable[int]) -> None:
    letter.facts = {**letter.facts, "requests": list(dict.fromkeys(requests))}


def was_told(request: HostRequest) -> bool:
    """Whether the contact may know of the request: its letter left us, or it answered."""
    if request.answer_id is not None:
        return True
    return request.letter is not None and request.letter.state not in (
        *NOT_YET,
        LetterState.DROPPED,
    )


def is_told() -> ColumnElement[bool]:
    """The same, asked of the database."""
    has_left = select(Letter.id).where(
        Letter.id == HostRequest.letter_id, Letter.state.not_in((*NOT_YET, LetterState.DROPPED))
    )
    return HostRequest.answer_id.is_not(None) | has_left.exists()


def take_out(session: Session, request: HostRequest, *, at: datetime) -> bool:
    """Out of the letters that have not left; whether the contact knows of the request."""
    for reminder in waiting_reminders(session, request):
        leave_out(session, reminder, request, at=at)
    if was_told(request):
        return True
    letter = request.letter
    if letter is not None and letter.state in NOT_YET:
        leave_out(session, letter, request, at=at)
    session.flush()
    return False


def leave_out(session: Session, letter: Letter, request: HostRequest, *, at: datetime) -> None:
    """Without this request; with nothing left in it the letter is dropped, else it is filed under a
    visit that it still speaks of."""
    left = [number for number in letter.facts["requests"] if number != request.id]
    if left:
        hold(letter, left)
        first = session.get_one(HostRequest, left[0])
        letter.about_id = first.stop.itinerary.delegation_id
    else:
        outbox.drop(letter, by="", at=at)


def waiting_reminders(session: Session, request: HostRequest) -> list[Letter]:
    """Reminders and questions whether all stands that name the request and have not left."""
    if request.reminded_at is None and request.reconfirm_asked_at is None:
        return []
    rows = session.scalars(
        select(Letter).where(Letter.kind.in_((REMINDER, RECONFIRM)), Letter.state.in_(NOT_YET))
    )
    return [letter for letter in rows if request.id in letter.facts["requests"]]
