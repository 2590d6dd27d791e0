"""Reading requests. Every list says what it loads, so that its length costs no further query."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.conflicts.rules import (
    Calendar,
    Closure,
    HolidayFacts,
    HolidayKind,
    OfferedWindow,
    SiteFacts,
)
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.holidays.queries import holidays_between
from visits.intake.models import (
    Comment,
    Question,
    RequestDraft,
    RequestStep,
    VisitRequest,
    WishedSite,
)
from visits.intake.rules import (
    ANSWER_DAYS,
    BY_REQUESTER,
    OPEN,
    SETTLED,
    UNANSWERED,
    RequestMove,
    RequestState,
    allows,
)
from visits.kit.errors import NotThere
from visits.kit.interval import Interval
from visits.kit.search import matching
from visits.kit.translated import Translated
from visits.kit.workdays import add_working_days
from visits.kit.zone import zone_of
from visits.organisations.models import Organisation
from visits.papers.models import File
from visits.sites import models
from visits.sites.models import Site

HOLIDAYS_AHEAD = timedelta(days=120)
MOST_COUNTED = 1_000

# -- one request -----------------------------------------------------------------------------------

LISTED = (
    joinedload(VisitRequest.assignee),
    joinedload(VisitRequest.organisation),
    joinedload(VisitRequest.delegation),
    selectinload(VisitRequest.slots),
)
"""What a row of a list shows of a request."""
WHOLE = (
    *LISTED,
    joinedload(VisitRequest.duplicate_of),
    joinedload(VisitRequest.approval_asked_by),
    joinedload(VisitRequest.approved_by),
    joinedload(VisitRequest.decided_by),
    selectinload(VisitRequest.sites).joinedload(WishedSite.site),
    selectinload(VisitRequest.consents),
    selectinload(VisitRequest.questions).joinedload(Question.asked_by),
    selectinload(VisitRequest.comments).joinedload(Comment.by),
    selectinload(VisitRequest.steps).joinedload(RequestStep.by),
    selectinload(VisitRequest.files),
)


def the_request(session: Session, code: str) -> VisitRequest:
    """A request with all that belongs to it, by its code as people type it. Raises NotThere."""
    rows = select(VisitRequest).where(VisitRequest.code == read_code(code)).options(*WHOLE)
    return found(session.scalar(rows))


def request_by_id(session: Session, number: int) -> VisitRequest:
    """The request that a link, a letter or a paper names. Raises NotThere."""
    return found(session.get(VisitRequest, number, options=WHOLE))


def found(request: VisitRequest | None) -> VisitRequest:
    if request is None:
        raise NotThere("request")
    return request


def read_code(typed: str) -> str:
    """`K7QM-3FXD` out of `k7qm 3fxd`; what is no code stays as it is and finds nothing."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return f"{signs[:4]}-{signs[4:]}"


def request_of_delegation(session: Session, delegation_id: int) -> VisitRequest | None:
    """The request that opened this delegation; None when an officer opened it without one."""
    rows = select(VisitRequest).where(VisitRequest.delegation_id == delegation_id).options(*WHOLE)
    return session.scalar(rows)


def the_question(request: VisitRequest, number: int) -> Question:
    """One of the request's own questions. Raises NotThere, also for that of another."""
    for question in request.questions:
        if question.id == number:
            return question
    raise NotThere("question")


def the_file(request: VisitRequest, number: int) -> File:
    """One of the request's own files. Raises NotThere, also for that of another."""
    for file in request.files:
        if file.id == number:
            return file
    raise NotThere("file")


# -- what requesters may know ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the page of a request's own link shows: an allow-list, whatever the row may hold."""

    code: str
    state: RequestState
    subject: str
    body_name: str
    people_said: str
    slots: Sequence[str]
    received_on: date
    answer_due_on: date | None
    """None where no answer is promised: not confirmed yet, waiting for theirs, or settled."""
    questions: Sequence[Question]
    moves: Sequence[RequestMove]
    """What the requester may do now: CONFIRM, ANSWER, CORRECT, WITHDRAW."""
    visit: tuple[date, date] | None
    """First and last day of an accepted visit."""
    redirected_to: str


def status_of(request: VisitRequest) -> Status:
    """The request as its requester may see it."""
    delegation = request.delegation if request.state is RequestState.ACCEPTED else None
    return Status(
        code=request.code,
        state=request.state,
        subject=request.subject,
        body_name=request.body_name,
        people_said=request.people_said,
        slots=[slot.said for slot in request.slots],
        received_on=request.received_on,
        answer_due_on=request.answer_due_on if request.state in UNANSWERED else None,
        questions=list(request.questions),
        moves=moves_of_requester(request),
        visit=(delegation.starts_on, delegation.ends_on) if delegation else None,
        redirected_to=request.redirected_to if request.state is RequestState.REDIRECTED else "",
    )


def moves_of_requester(request: VisitRequest) -> list[RequestMove]:
    """What the requester may do by link now; an answer only while a question is open."""
    return [
        move
        for move in BY_REQUESTER
        if allows(request.state, move)
        and (move is not RequestMove.ANSWER or request.open_questions)
    ]


def requests_of_address(session: Session, email: str) -> list[VisitRequest]:
    """What was asked from this address, newest first: for "send me my link again"."""
    rows = select(VisitRequest).where(VisitRequest.requester_email == email.strip().lower())
    return list(session.scalars(rows.order_by(VisitRequest.id.desc()).limit(10)))


def the_draft(session: Session, number: int, *, locked: bool = False) -> RequestDraft | None:
    """The unfinished web form that a link names; None once it was sent or destroyed.

    *locked* holds it against a second sender.
    """
    rows = (
        select(RequestDraft)
        .where(RequestDraft.id == number)
        .options(selectinload(RequestDraft.files))
        .execution_options(populate_existing=True)
    )
    return session.scalar(rows.with_for_update() if locked else rows)


def file_of_draft(draft: RequestDraft, number: int) -> File:
    """One of the draft's own files. Raises NotThere, also for that of another."""
    for file in draft.files:
        if file.id == number:
            return file
    raise NotThere("file")


# -- lists -----------------------------------------------------------------------------------------

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
    """How many requests wait; none of them is counted beyond MOST_COUNTED."""

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
    rows = select(VisitRequest).options(*LISTED).where(VisitRequest.state.in_(UNANSWERED))
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
        .options(*LISTED)
        .where(
            VisitRequest.state.in_(OPEN),
            VisitRequest.approval_asked_by_id.is_not(None),
            VisitRequest.approved_by_id.is_(None),
        )
    )
    return list(session.scalars(rows.order_by(VisitRequest.id).limit(most)))


# -- days ------------------------------------------------------------------------------------------


def days_off(session: Session, first: date, last: date) -> frozenset[date]:
    """The holidays between two days on which nobody works here."""
    rows = holidays_between(session, first, last)
    return frozenset(row.day for row in rows if row.kind.closes)


def answer_due(session: Session, received_on: date) -> date:
    """The promised day: five working days after the receipt."""
    off = days_off(session, received_on, received_on + HOLIDAYS_AHEAD)
    return add_working_days(received_on, ANSWER_DAYS, off)


def calendar_of(session: Session, first: date, last: date) -> Calendar:
    """The city's days off between two days, as the rules look at them."""
    kinds = {True: HolidayKind.PUBLIC, False: HolidayKind.WORKING_NOTE}
    return Calendar(
        zone_of(session),
        tuple(
            HolidayFacts(row.id, row.day, row.name.to("ko"), kinds[row.kind.closes])
            for row in holidays_between(session, first, last)
        ),
    )


# -- sites -----------------------------------------------------------------------------------------


def site_facts(session: Session, ids: Iterable[int]) -> list[SiteFacts]:
    """Limits, rounds and closures of these sites, as the rules look at them."""
    rows = (
        select(Site)
        .where(Site.id.in_(set(ids)))
        .options(selectinload(Site.windows), selectinload(Site.closures))
        .order_by(Site.sort_key, Site.id)
    )
    return [facts_of(site) for site in session.scalars(rows)]


def facts_of(site: Site) -> SiteFacts:
    return SiteFacts(
        id=site.id,
        max_group=site.max_group,
        min_group=site.min_group,
        concurrent_groups=site.concurrent_groups,
        lead_days=site.lead_days,
        windows=tuple(window_of(window) for window in site.windows),
        closures=tuple(
            Closure(closure.id, Interval(closure.starts, closure.ends)) for closure in site.closures
        ),
        weekly_closing_days=frozenset(int(day) - 1 for day in site.closed_weekdays),
        closed_on_holidays=site.closed_on_holidays,
    )


def window_of(row: models.OfferedWindow) -> OfferedWindow:
    return OfferedWindow(
        row.opens,
        row.closes,
        weekday=None if row.weekday is None else row.weekday - 1,
        day=row.day,
        valid_from=row.first,
        valid_until=row.last,
        languages=frozenset(row.languages),
    )


# -- what is known already -------------------------------------------------------------------------


def known_body(session: Session, name: str, country: str) -> Organisation | None:
    """The organisation of the register that is written so; None without a country."""
    if not (name and country):
        return None
    return delegations.organisation_called(session, Translated(en=name), country)


def of_same_body(
    session: Session, request: VisitRequest, *, since: date
) -> tuple[list[VisitRequest], list[Delegation]]:
    """Other requests and the delegations of the same body since a day."""
    same = func.lower(VisitRequest.body_name) == request.body_name.lower()
    if request.organisation_id is not None:
        same = or_(same, VisitRequest.organisation_id == request.organisation_id)
    rows = (
        select(VisitRequest)
        .options(*LISTED)
        .where(same, VisitRequest.id != request.id, VisitRequest.received_on >= since)
        .order_by(VisitRequest.received_on.desc(), VisitRequest.id.desc())
        .limit(10)
    )
    others = list(session.scalars(rows)) if request.body_name else []
    if request.organisation_id is None:
        return others, []
    visits = delegations.latest_of_bodies(session, [request.organisation_id], 10)
    return others, [visit for visit in visits if visit.ends_on >= since]


def uses(session: Session, kind: str, row_id: int) -> int:
    """How many requests point to an organisation, a site or a delegation."""
    columns: Mapping[str, ColumnElement[bool]] = {
        "organisation": VisitRequest.organisation_id == row_id,
        "delegation": VisitRequest.delegation_id == row_id,
        "site": VisitRequest.sites.any(WishedSite.site_id == row_id),
    }
    if kind not in columns:
        return 0
    return session.scalar(select(func.count(VisitRequest.id)).where(columns[kind])) or 0


def requests_of_body(session: Session, organisation_id: int) -> list[VisitRequest]:
    """The requests of a body that the register knows."""
    rows = select(VisitRequest).where(VisitRequest.organisation_id == organisation_id)
    return list(session.scalars(rows))


def days_of_requests(session: Session, body_ids: Collection[int]) -> list[tuple[int, date]]:
    """Requests of these bodies: id and the day of the receipt."""
    rows = select(VisitRequest.id, VisitRequest.received_on)
    found = session.execute(rows.where(VisitRequest.organisation_id.in_(body_ids)))
    return [(number, day) for number, day in found]


def requests_by_id(session: Session, ids: Collection[int]) -> dict[int, VisitRequest]:
    rows = select(VisitRequest).options(*LISTED).where(VisitRequest.id.in_(ids))
    return {request.id: request for request in session.scalars(rows)}
