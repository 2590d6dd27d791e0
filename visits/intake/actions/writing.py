"""Letters to requesters: queued as composed, or as an officer wrote over them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind
from visits.intake.actions.steps import SUBJECT
from visits.intake.models import VisitRequest
from visits.intake.rules import RequestState
from visits.notifications import actions as letters
from visits.notifications.models import Letter

RECEIPT = "intake.receipt"
CONFIRM_EMAIL = "intake.confirm_email"
QUESTION = "intake.question"
ACCEPTED = "intake.accepted"
DECLINED = "intake.declined"
WAITLISTED = "intake.waitlisted"
REDIRECTED = "intake.redirected"
NUDGE = "intake.nudge"
LINK = "intake.link"


@dataclass(frozen=True, slots=True)
class Wording:
    """What an officer made of a composed letter: other words (None: as composed), or not yet."""

    subject: str | None = None
    text: str | None = None
    is_draft: bool = False


AS_COMPOSED = Wording()


def link_of(
    session: Session, request: VisitRequest, *, links: LinkKeeper, at: datetime
) -> SecretLink:
    """The requester's own link, in the language in which we write to them."""
    return links.standing(
        session,
        LinkKind.REQUESTER,
        (SUBJECT, request.id),
        language=request.language,
        at=at,
    )


def write(
    session: Session,
    request: VisitRequest,
    kind: str,
    *,
    key: str,
    links: LinkKeeper,
    at: datetime,
    by: User | None = None,
    wording: Wording = AS_COMPOSED,
    **facts: Any,
) -> Letter:
    """A letter to the requester, once per *key*; an officer's words stand over the composed ones.

    Without an e-mail address it waits in the outbox to be sent by hand.
    """
    link = link_of(session, request, links=links, at=at)
    letter = letters.queue(
        session,
        kind,
        to=request.requester_email,
        name=request.requester_name,
        language=request.language,
        about=(SUBJECT, request.id),
        key=f"{kind}:{request.id}:{key}",
        facts={"request": request.id, "link": link.id, **facts},
        at=at,
        draft=wording.is_draft or bool(wording.subject or wording.text),
    )
    if by is not None and (wording.subject or wording.text):
        letters.edit(
            session,
            letter,
            to=letter.recipient,
            name=letter.recipient_name,
            subject=wording.subject,
            text=wording.text,
            by=by.name,
            at=at,
        )
        if not wording.is_draft:
            letters.release(letter, by=by.name, at=at)
    return letter


def follow_address(
    session: Session, request: VisitRequest, was: str, *, links: LinkKeeper, at: datetime
) -> None:
    """After a correction: a link stands in their language; what *was* their address opens nothing.

    The new address gets the link: with the button, while nobody has pressed it yet.
    """
    link = link_of(session, request, links=links, at=at)
    if request.requester_email == was:
        return
    links.renew(link)
    if request.requester_email:
        kind = CONFIRM_EMAIL if request.state is RequestState.UNCONFIRMED else LINK
        write(session, request, kind, key=str(request.steps[-1].id), links=links, at=at)
