"""Letters to requesters: queued as composed, or as an officer wrote over them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access import links as secret_links
from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind
from visits.intake.actions.steps import SUBJECT
from visits.intake.models import VisitRequest
from visits.intake.rules import RequestState
from visits.notifications import actions as letters
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

RECEIPT = "intake.receipt"
CONFIRM_EMAIL = "intake.confirm_email"
QUESTION = "intake.question"
ACCEPTED = "intake.accepted"
DECLINED = "intake.declined"
WAITLISTED = "intake.waitlisted"
REDIRECTED = "intake.redirected"
NUDGE = "intake.nudge"
LINK = "intake.link"
WITH_THE_LINK = frozenset({CONFIRM_EMAIL, NUDGE, LINK})
"""Letters that say nothing but the address of the link: another link makes them worthless."""
NOT_GONE = (LetterState.DRAFT, LetterState.QUEUED, LetterState.FOR_HAND, LetterState.FAILED)


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
    session: Session,
    request: VisitRequest,
    was: str,
    *,
    by: User | None,
    links: LinkKeeper,
    at: datetime,
) -> None:
    """After a correction: a link stands in their language; what *was* their address opens nothing.

    Links in every language end, so that no letter on its way to the former address opens anything.
    The new address gets a link of its own: with the button, while nobody has pressed it yet.
    """
    if request.requester_email != was:
        revoke_links(session, request, at=at)
    link = link_of(session, request, links=links, at=at)
    if request.requester_email == was:
        return
    redirect_letters(session, request, was, link, by=by.name if by else "", at=at)
    if request.requester_email:
        kind = CONFIRM_EMAIL if request.state is RequestState.UNCONFIRMED else LINK
        write(session, request, kind, key=str(request.steps[-1].id), links=links, at=at)


def revoke_links(session: Session, request: VisitRequest, *, at: datetime) -> None:
    """Every link that the requester has, in whatever language."""
    for link in session.scalars(secret_links.links_to((SUBJECT, request.id))):
        if link.kind is LinkKind.REQUESTER and link.revoked_at is None:
            secret_links.revoke(link, at=at)
    session.flush()


def redirect_letters(
    session: Session, request: VisitRequest, was: str, link: SecretLink, *, by: str, at: datetime
) -> None:
    """What has not gone to the former address goes to the new one; what it replaces is dropped."""
    waiting = select(Letter).where(
        Letter.about_kind == SUBJECT,
        Letter.about_id == request.id,
        Letter.recipient == was,
        Letter.state.in_(NOT_GONE),
    )
    for letter in session.scalars(waiting.order_by(Letter.id)).all():
        if letter.kind in WITH_THE_LINK:
            letters.drop(letter, by=by, at=at)
            continue
        former = str(letter.facts.get("link", ""))
        letter.facts = {**letter.facts, "link": link.id}
        letters.edit(
            session,
            letter,
            to=request.requester_email,
            name=request.requester_name,
            subject=letter.subject,
            text=letter.text.replace(former, link.id) if letter.text and former else letter.text,
            by=by,
            at=at,
        )
    session.flush()
