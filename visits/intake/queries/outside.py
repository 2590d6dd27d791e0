"""What requesters may know, and the web form that somebody has begun."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from visits.intake.models import Question, RequestDraft, VisitRequest
from visits.intake.rules import BY_REQUESTER, UNANSWERED, RequestMove, RequestState, allows
from visits.kit.errors import NotThere
from visits.kit.translated import Translated
from visits.papers.models import File


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the page of a request's own link shows: an allow-list, whatever the row may hold."""

    code: str
    state: RequestState
    subject: str
    body_name: str
    people_said: str
    slots: Sequence[str]
    sites: Sequence[Translated]
    sites_said: str
    languages: Sequence[str]
    purpose: str
    learning_questions: str
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
        sites=[wish.site.name for wish in request.sites],
        sites_said=request.sites_said,
        languages=request.languages,
        purpose=request.purpose,
        learning_questions=request.learning_questions,
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
