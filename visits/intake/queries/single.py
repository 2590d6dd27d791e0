"""One request with all that belongs to it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.intake.models import Comment, Question, RequestStep, VisitRequest, WishedSite
from visits.intake.rules import Purpose
from visits.kit.errors import NotThere
from visits.papers.models import File

LISTED = (
    joinedload(VisitRequest.assignee),
    joinedload(VisitRequest.organisation),
    joinedload(VisitRequest.delegation),
    selectinload(VisitRequest.slots),
)
"""What a row of a list shows of a request."""
WHOLE = (
    joinedload(VisitRequest.assignee),
    joinedload(VisitRequest.organisation),
    joinedload(VisitRequest.delegation),
    joinedload(VisitRequest.slots),
    joinedload(VisitRequest.duplicate_of),
    joinedload(VisitRequest.approval_asked_by),
    joinedload(VisitRequest.approved_by),
    joinedload(VisitRequest.decided_by),
    joinedload(VisitRequest.sites).joinedload(WishedSite.site),
    selectinload(VisitRequest.consents),
    selectinload(VisitRequest.questions).joinedload(Question.asked_by),
    selectinload(VisitRequest.comments).joinedload(Comment.by),
    selectinload(VisitRequest.steps).joinedload(RequestStep.by),
    selectinload(VisitRequest.files),
)


def the_request(session: Session, code: str) -> VisitRequest:
    """A request with all that belongs to it, by its code as people type it. Raises NotThere."""
    rows = select(VisitRequest).where(VisitRequest.code == read_code(code)).options(*WHOLE)
    return found(session.scalars(rows).unique().one_or_none())


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
    return session.scalars(rows).unique().first()


def wishes_for(session: Session, delegation_id: int) -> VisitRequest | None:
    """The same, to read what is wished: with its sites and times; one query."""
    rows = (
        select(VisitRequest)
        .where(VisitRequest.delegation_id == delegation_id)
        .options(joinedload(VisitRequest.slots), joinedload(VisitRequest.sites))
    )
    return session.scalars(rows).unique().first()


def consents_of(request: VisitRequest) -> dict[Purpose, bool]:
    """The last word on each purpose; one that was never asked for is not given."""
    said = {consent.purpose: consent.is_given for consent in request.consents}
    return {purpose: said.get(purpose, False) for purpose in Purpose}


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
