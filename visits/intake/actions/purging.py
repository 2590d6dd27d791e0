"""What is destroyed of requests when it has served its purpose."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from visits.access import links as secret_links
from visits.delegations.models import Delegation
from visits.identity.events import Purging
from visits.identity.rules import Matter
from visits.intake.actions.steps import SUBJECT
from visits.intake.models import VisitRequest
from visits.intake.rules import SETTLED
from visits.kit.clock import local
from visits.kit.zone import zone_of
from visits.notifications import actions as letters
from visits.notifications.models import Letter
from visits.notifications.rules import LetterMove, allows
from visits.papers import actions as papers
from visits.papers.storage import folder_of

PERSONAL = (
    "requester_name",
    "requester_position",
    "requester_email",
    "requester_phone",
    "head_name",
    "accessibility",
)


def on_purging(session: Session, notice: Purging) -> None:
    """Requests that led to no visit go wholly; of the others what was said of people goes."""
    refused = list(session.scalars(without_visit(session, notice.due.declined)))
    visited = list(session.scalars(with_visit(notice.due.names)))
    notice.counted[Matter.REQUESTS] += len(refused) + len(visited)
    if not notice.removes:
        return
    folder = folder_of(session)
    for request in refused:
        destroy(session, request, folder=folder, at=notice.at)
    for request in visited:
        forget(session, request, folder=folder, at=notice.at)
    session.flush()


def without_visit(session: Session, last: date) -> Select[VisitRequest]:
    """Settled without a delegation, on this day of the city or before."""
    until = local(last + timedelta(days=1), time(0), zone_of(session))
    return (
        select(VisitRequest)
        .where(
            VisitRequest.state.in_(SETTLED),
            VisitRequest.delegation_id.is_(None),
            VisitRequest.decided_at < until,
        )
        .options(selectinload(VisitRequest.files))
        .order_by(VisitRequest.id)
    )


def with_visit(last: date) -> Select[VisitRequest]:
    """Their visit ended on this day or before, and they still name somebody."""
    return (
        select(VisitRequest)
        .join(Delegation, Delegation.id == VisitRequest.delegation_id)
        .where(
            Delegation.ends_on <= last,
            or_(*(getattr(VisitRequest, name) != "" for name in PERSONAL)),
        )
        .options(selectinload(VisitRequest.files))
        .order_by(VisitRequest.id)
    )


def destroy(session: Session, request: VisitRequest, *, folder: Path, at: datetime) -> None:
    """The request with its files; its links open nothing, its letters name nobody."""
    strip(session, request, folder=folder, at=at)
    session.delete(request)


def forget(session: Session, request: VisitRequest, *, folder: Path, at: datetime) -> None:
    """What remains is who came from where, how many, when and why: no person."""
    strip(session, request, folder=folder, at=at)
    for name in PERSONAL:
        setattr(request, name, "")
    request.questions, request.comments, request.consents = [], [], []
    for step in request.steps:
        step.person = step.note = ""


def strip(session: Session, request: VisitRequest, *, folder: Path, at: datetime) -> None:
    """Files, links and letters of a request, as far as they are about people."""
    for file in request.files:
        papers.remove_file(session, file, folder=folder)
    for link in session.scalars(secret_links.links_to((SUBJECT, request.id))):
        secret_links.revoke(link, at=at)
    about = select(Letter).where(Letter.about_kind == SUBJECT, Letter.about_id == request.id)
    for letter in session.scalars(about):
        if allows(letter.state, LetterMove.DROP):
            letters.drop(letter, by="", at=at)
        letter.recipient = letter.recipient_name = ""
        letter.subject = letter.text = None
