"""A request at a glance: who asks for what, what is open, what happened, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.intake import actions
from visits.intake.actions import SUBJECT
from visits.intake.forms.acts import ApprovalForm, AssignmentForm, CommentForm
from visits.intake.models import Comment, Question, RequestStep, VisitRequest
from visits.intake.rules import NEED_APPROVER, UNANSWERED, RequestMove
from visits.intake.views.blueprint import intake
from visits.intake.views.shared import country_names, officers, the_request, today
from visits.intake.views.triage import triage_of
from visits.intake.words import HURDLES, TONES
from visits.kit.db import db
from visits.notifications import queries as letters
from visits.notifications.models import Letter
from visits.papers import queries as papers

M = RequestMove


@intake.get("/<code>")
@requires(Permission.READ_DELEGATIONS)
def show(code: str) -> str:
    request = the_request(code)
    user = the_user()
    subject = (SUBJECT, request.id)
    written = letters.letters_about(db.session, subject, most=50)
    return render_template(
        "intake/show.html",
        request=request,
        tones=TONES,
        hurdles=HURDLES,
        countries=country_names(),
        may={move.value for move in RequestMove if actions.may(request, move)},
        is_overdue=request.state in UNANSWERED and request.answer_due_on < today(),
        waits_for_approval=waits_for_approval(request),
        triage=triage_of(request),
        sites={wish.site_id: wish.site for wish in request.sites},
        thread=thread_of(request, written),
        papers=papers.papers_of(db.session, subject),
        comment_form=CommentForm(),
        assignment_form=AssignmentForm(officers=officers(), user_id=request.assignee_id),
        approval_form=ApprovalForm(),
        sees_contact=user.can(Permission.SEE_PHONES),
    )


def waits_for_approval(request: VisitRequest) -> bool:
    """Must an approver agree, or was one asked to?"""
    is_wanted = request.level in NEED_APPROVER or request.approval_asked_by_id is not None
    return is_wanted and request.approved_by_id is None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, of one of these kinds: step, question, comment, letter."""

    at: datetime
    kind: str
    what: Any


def thread_of(request: VisitRequest, written: Sequence[Letter]) -> list[Entry]:
    """Questions, comments, letters and moves in one line of time, the newest first."""
    kinds: Sequence[tuple[str, Sequence[RequestStep | Question | Comment | Letter], str]] = (
        ("step", request.steps, "at"),
        ("question", request.questions, "asked_at"),
        ("comment", request.comments, "at"),
        ("letter", written, "created_at"),
    )
    entries = [Entry(getattr(row, when), kind, row) for kind, rows, when in kinds for row in rows]
    return sorted(entries, key=lambda entry: entry.at)[::-1]
