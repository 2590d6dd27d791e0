"""The inbox: lists that say what they load, so that their length costs no query, and numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from visits.intake.models import VisitRequest
from visits.intake.queries.single import LISTED
from visits.intake.rules import OPEN, SETTLED, UNANSWERED, RequestState
from visits.kit.search import matching

TABS: Mapping[str, Sequence[RequestState]] = {
    "open": OPEN,
    "unconfirmed": (RequestState.UNCONFIRMED,),
    "settled": SETTLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the inbox shall show; `today` is the day in the city."""

    today: date
    tab: str = "open"
    words: str = ""
    state: RequestState | None = None
    assignee_id: int | None = None
    only_overdue: bool = False
    only_unassigned: bool = False


def requests(wanted: Wanted) -> Select[VisitRequest]:
    """The requests that are wanted, with all that a row shows; with words, of every tab."""
    rows = select(VisitRequest).options(*LISTED)
    ids = matching(VisitRequest, wanted.words)
    if ids is not None:
        rows = rows.where(VisitRequest.id.in_(ids))
    elif wanted.state is None:
        rows = rows.where(VisitRequest.state.in_(TABS.get(wanted.tab, OPEN)))
    if wanted.state is not None:
        rows = rows.where(VisitRequest.state == wanted.state)
    if wanted.assignee_id is not None:
        rows = rows.where(VisitRequest.assignee_id == wanted.assignee_id)
    if wanted.only_unassigned:
        rows = rows.where(VisitRequest.assignee_id.is_(None))
    if wanted.only_overdue:
        rows = rows.where(is_overdue(wanted.today))
    return rows


def is_overdue(today: date) -> ColumnElement[bool]:
    """The requester waits for us beyond the promised day."""
    return and_(VisitRequest.state.in_(UNANSWERED), VisitRequest.answer_due_on < today)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait for our answer, beyond the promise, for a confirmation, for one officer."""

    unanswered: int
    overdue: int
    unconfirmed: int
    mine: int


def counts(session: Session, *, today: date, user_id: int) -> Counts:
    """The numbers of the inbox and the dashboard, in one query."""
    waiting = VisitRequest.state.in_(UNANSWERED)
    row = session.execute(
        select(
            func.count().filter(waiting),
            func.count().filter(is_overdue(today)),
            func.count().filter(VisitRequest.state == RequestState.UNCONFIRMED),
            func.count().filter(VisitRequest.state.in_(OPEN), VisitRequest.assignee_id == user_id),
        ).where(VisitRequest.state.in_((*OPEN, RequestState.UNCONFIRMED)))
    ).one()
    return Counts(*row)


def waiting_for_us(session: Session, *, user_id: int | None, most: int = 10) -> list[VisitRequest]:
    """Unanswered requests, the one due first on top; of one assignee and nobody's, or of all."""
    rows = (
        select(VisitRequest)
        .options(joinedload(VisitRequest.assignee))
        .where(VisitRequest.state.in_(UNANSWERED))
    )
    if user_id is not None:
        rows = rows.where(
            or_(VisitRequest.assignee_id == user_id, VisitRequest.assignee_id.is_(None))
        )
    order = (VisitRequest.answer_due_on, VisitRequest.id)
    return list(session.scalars(rows.order_by(*order).limit(most)))


def awaiting_approval(session: Session, *, most: int = 10) -> list[VisitRequest]:
    """Open requests for which an approver was asked and has not agreed yet, the oldest first."""
    rows = (
        select(VisitRequest)
        .options(joinedload(VisitRequest.assignee))
        .where(
            VisitRequest.state.in_(OPEN),
            VisitRequest.approval_asked_by_id.is_not(None),
            VisitRequest.approved_by_id.is_(None),
        )
    )
    return list(session.scalars(rows.order_by(VisitRequest.id).limit(most)))
