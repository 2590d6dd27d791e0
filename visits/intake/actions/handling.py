"""What the office does with a request before it decides."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.intake import queries
from visits.intake.actions import writing
from visits.intake.actions.asking import opened
from visits.intake.actions.steps import SUBJECT, go, noted, refill, today
from visits.intake.actions.writing import AS_COMPOSED, Wording
from visits.intake.models import Comment, Question, VisitRequest
from visits.intake.rules import MOVES, RequestChannel, RequestMove, missing
from visits.kit.errors import Refused
from visits.papers import actions as papers
from visits.papers.models import File
from visits.papers.storage import Kept


def type_in(
    session: Session,
    facts: Mapping[str, Any],
    *,
    channel: RequestChannel,
    language: str,
    by: User,
    links: LinkKeeper,
    at: datetime,
    files: Sequence[Kept] = (),
    with_receipt: bool = False,
) -> VisitRequest:
    """A letter, call or note typed in: the staff twin of the web form, with the facts of `submit`.

    It is received on `received_on` (a day in the city, today when it is not said).
    Raises Refused (`request_incomplete` with `missing`, `told_in_future`).
    """
    lacking = missing(channel, facts)
    if lacking:
        raise Refused("request_incomplete", missing=lacking)
    if (facts.get("received_on") or today(session, at)) > today(session, at):
        raise Refused("told_in_future", told_on=facts["received_on"])
    request = opened(
        session, facts, channel=channel, move=RequestMove.TYPE_IN, language=language, at=at
    )
    request.confirmed_at = at
    noted(session, request, RequestMove.TYPE_IN, by=by, at=at)
    attach(session, request, files, by=by, at=at)
    writing.link_of(session, request, links=links, at=at)
    if with_receipt:
        writing.write(session, request, writing.RECEIPT, key="1", links=links, at=at)
    return request


def attach(
    session: Session, request: VisitRequest, files: Sequence[Kept], *, by: User | None, at: datetime
) -> None:
    """Rows for files that lie on the disk already; None is the requester."""
    papers.attach_to(session, (SUBJECT, request.id), files, by=by.name if by else "", at=at)
    session.expire(request, ["files"])


def remove_file(session: Session, request: VisitRequest, file: File, *, folder: Path) -> None:
    """The row now, the file under *folder* once that is committed."""
    papers.remove_file(session, file, folder=folder)
    session.flush()
    session.expire(request, ["files"])


def revise(
    session: Session,
    request: VisitRequest,
    facts: Mapping[str, Any],
    *,
    by: User,
    links: LinkKeeper,
    at: datetime,
) -> None:
    """The office's own correction of what it typed; what a requester tells us is `asking.correct`.

    Another e-mail address, while the former was not confirmed, gets the letter with the button.
    """
    was = request.requester_email
    noted(session, request, RequestMove.CORRECT, by=by, at=at)
    refill(session, request, facts, on=request.received_on)
    writing.follow_address(session, request, was, by=by, links=links, at=at)
    session.flush()


def take(session: Session, request: VisitRequest, *, by: User, at: datetime) -> None:
    """I look after it. Raises Refused (`request_move`) when it is settled or not confirmed."""
    request.assignee_id = by.id
    go(session, request, RequestMove.TAKE, by=by, at=at)


def assign(session: Session, request: VisitRequest, to: User | None) -> None:
    """This colleague looks after it, or nobody yet."""
    request.assignee_id = to.id if to else None
    session.flush()
    session.expire(request, ["assignee"])


def comment(
    session: Session, request: VisitRequest, text: str, *, by: User, at: datetime
) -> Comment:
    """A remark for colleagues; it changes nothing."""
    row = Comment(text=text, by_id=by.id, at=at)
    request.comments.append(row)
    session.flush()
    return row


def ask(
    session: Session,
    request: VisitRequest,
    text: str,
    *,
    by: User,
    links: LinkKeeper,
    at: datetime,
    wording: Wording = AS_COMPOSED,
) -> Question:
    """Ask the requester, in their language, by a letter. Raises Refused (`request_move`)."""
    go(session, request, RequestMove.ASK, by=by, at=at)
    question = Question(text=text, asked_at=at, asked_by_id=by.id)
    request.questions.append(question)
    request.assignee_id = request.assignee_id or by.id
    session.flush()
    writing.write(
        session,
        request,
        writing.QUESTION,
        key=str(question.id),
        links=links,
        at=at,
        by=by,
        wording=wording,
        question=question.id,
    )
    return question


def mark_duplicate(
    session: Session, request: VisitRequest, of: VisitRequest, *, by: User, at: datetime
) -> None:
    """The same visit was asked for before. No letter goes out; the other request goes on.

    Raises Refused (`duplicate_of_itself`) also for one that is a duplicate of this.
    """
    if request.id in {of.id, of.duplicate_of_id}:
        raise Refused("duplicate_of_itself")
    go(session, request, RequestMove.MARK_DUPLICATE, by=by, at=at)
    request.duplicate_of_id = of.id
    request.decided_at, request.decided_by_id = at, by.id
    session.flush()


def reopen(session: Session, request: VisitRequest, *, by: User, at: datetime) -> None:
    """Take the decision back. Raises Refused (`request_has_delegation`) once a visit was opened."""
    if request.delegation_id is not None:
        raise Refused("request_has_delegation")
    go(session, request, RequestMove.REOPEN, by=by, at=at)
    request.duplicate_of_id = request.decided_by_id = request.decided_at = None
    request.redirected_to = request.decision_reason = ""
    request.answer_due_on = queries.answer_due(session, today(session, at))
    session.flush()


def may(request: VisitRequest, move: RequestMove) -> bool:
    """Is this move possible now, as far as the request itself is concerned?"""
    if move is RequestMove.REOPEN and request.delegation_id is not None:
        return False
    return (request.state, move) in MOVES
