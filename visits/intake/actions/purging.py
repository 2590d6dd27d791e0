"""What is destroyed of requests when it has served its purpose."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from visits.access import links as secret_links
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState
from visits.identity.events import Purging
from visits.identity.rules import Due, Matter
from visits.intake.actions.steps import SUBJECT
from visits.intake.models import RequestStep, VisitRequest
from visits.intake.rules import SETTLED
from visits.kit.clock import local
from visits.kit.zone import zone_of
from visits.notifications import actions as letters
from visits.papers import actions as papers
from visits.papers.storage import folder_of

PERSONAL = (
    "requester_name",
    "requester_position",
    "requester_email",
    "requester_phone",
    "head_name",
    "head_position",
    "accessibility",
)


def on_purging(session: Session, notice: Purging) -> None:
    """Requests that led to no visit go wholly; of the others what was said of people goes.

    What they wrote of mobility and health goes sooner, as they were told when they consented.
    """
    due = notice.due
    refused = list(session.scalars(without_visit(session, due.declined)))
    visited = list(session.scalars(with_visit(Delegation.ends_on <= due.names)))
    cancelled = list(session.scalars(with_visit(is_cancelled(due))))
    needy = list(session.scalars(with_needs(session, due.needs)))
    notice.counted[Matter.REQUESTS] += len(refused) + len(cancelled)
    notice.counted[Matter.VISITED_REQUESTS] += len(visited)
    notice.counted[Matter.NEEDS] += len(needy)
    if not notice.removes:
        return
    folder = folder_of(session)
    for request in needy:
        request.accessibility = ""
    for request in refused:
        destroy(session, request, folder=folder, at=notice.at)
    for request in (*visited, *cancelled):
        forget(session, request, folder=folder, at=notice.at)
    session.flush()


def without_visit(session: Session, last: date) -> Select[VisitRequest]:
    """Settled without a delegation, on this day of the city or before."""
    return (
        select(VisitRequest)
        .where(*settled_until(session, last))
        .options(selectinload(VisitRequest.files))
        .order_by(VisitRequest.id)
    )


def settled_until(session: Session, last: date) -> tuple[ColumnElement[bool], ...]:
    """No visit, and decided on this day of the city or before."""
    until = local(last + timedelta(days=1), time(0), zone_of(session))
    return (
        VisitRequest.state.in_(SETTLED),
        VisitRequest.delegation_id.is_(None),
        VisitRequest.decided_at < until,
    )


def is_cancelled(due: Due) -> ColumnElement[bool]:
    """A visit that was cancelled is none: its last day counts as the day of a refusal does."""
    return and_(
        Delegation.state == DelegationState.CANCELLED,
        Delegation.ends_on <= due.declined,
        Delegation.ends_on > due.names,
    )


def with_visit(is_due: ColumnElement[bool]) -> Select[VisitRequest]:
    """Of visits that are due, as long as something of people is left."""
    return (
        select(VisitRequest)
        .join(Delegation, Delegation.id == VisitRequest.delegation_id)
        .where(is_due, or_(*says_of_people()))
        .options(selectinload(VisitRequest.files))
        .order_by(VisitRequest.id)
    )


def says_of_people() -> list[ColumnElement[bool]]:
    """Whatever `forget` takes away: a request without a name may have a letter, or our remarks."""
    named = [getattr(VisitRequest, name) != "" for name in PERSONAL]
    said = or_(RequestStep.person != "", RequestStep.note != "")
    rows = (
        VisitRequest.files,
        VisitRequest.comments,
        VisitRequest.questions,
        VisitRequest.consents,
    )
    return [*named, *(each.any() for each in rows), VisitRequest.steps.any(said)]


def with_needs(session: Session, last: date) -> Select[VisitRequest]:
    """Of a visit that ended on this day or before, or of a refusal until then."""
    ended = select(Delegation.id).where(Delegation.ends_on <= last)
    is_over = or_(VisitRequest.delegation_id.in_(ended), and_(*settled_until(session, last)))
    rows = select(VisitRequest).where(VisitRequest.accessibility != "", is_over)
    return rows.order_by(VisitRequest.id)


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
    secret_links.revoke_all(session, (SUBJECT, request.id), at=at)
    letters.strip_letters(session, (SUBJECT, request.id), at=at)
