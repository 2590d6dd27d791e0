"""Taking, assigning, commenting on, approving, reopening a request; marking it as a duplicate."""

from flask import flash, redirect
from flask import request as asked
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import queries as access
from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.intake import actions, queries
from visits.intake.forms.acts import (
    ApprovalForm,
    AssignmentForm,
    CommentForm,
    DuplicateForm,
    SendingBackForm,
)
from visits.intake.views.blueprint import intake
from visits.intake.views.shared import officers, page_url, step, the_request
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import answer


@intake.post("/<code>/take")
@requires(Permission.EDIT_DELEGATIONS)
def take(code: str) -> ResponseReturnValue:
    return step(
        code,
        lambda request: actions.take(db.session, request, by=the_user(), at=now()),
        _("You look after this request now."),
    )


@intake.post("/<code>/assign")
@requires(Permission.EDIT_DELEGATIONS)
def assign(code: str) -> ResponseReturnValue:
    request = the_request(code)
    form = AssignmentForm(officers=officers())
    if not form.validate_on_submit():
        flash(_("Choose whom it is assigned to."), "warning")
        return redirect(page_url(request))
    number = form.user_id.data
    actions.assign(db.session, request, access.the_user(db.session, number) if number else None)
    flash(_("The assignment was saved."), "success")
    db.session.commit()
    return redirect(page_url(request))


@intake.post("/<code>/comments")
@requires(Permission.EDIT_DELEGATIONS)
def comment(code: str) -> ResponseReturnValue:
    request = the_request(code)
    form = CommentForm()
    if form.validate_on_submit():
        actions.comment(db.session, request, form.text.data, by=the_user(), at=now())
        db.session.commit()
        return redirect(page_url(request, "thread"))
    return answer("intake/comment.html", form, request=request)


@intake.post("/<code>/approval")
@requires(Permission.EDIT_DELEGATIONS)
def seek_approval(code: str) -> ResponseReturnValue:
    return step(
        code,
        lambda request: actions.seek_approval(db.session, request, by=the_user(), at=now()),
        _("The approvers see it on their dashboard now."),
    )


@intake.post("/<code>/approve")
@requires(Permission.APPROVE)
def approve(code: str) -> ResponseReturnValue:
    form = ApprovalForm()
    if not form.validate_on_submit():
        return answer("intake/approval.html", form, request=the_request(code))
    note = form.note.data or ""
    return step(
        code,
        lambda request: actions.approve(db.session, request, note=note, by=the_user(), at=now()),
        _("The visit may be accepted now."),
    )


@intake.route("/<code>/send-back", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def send_back(code: str) -> ResponseReturnValue:
    """Not yet: the officers read why in the request's history."""
    form = SendingBackForm()
    if not form.validate_on_submit():
        return answer("intake/send_back.html", form, request=the_request(code))
    note = form.note.data or ""
    return step(
        code,
        lambda request: actions.send_back(db.session, request, note=note, by=the_user(), at=now()),
        _("The request was sent back to the officers."),
    )


@intake.post("/<code>/reopen")
@requires(Permission.EDIT_DELEGATIONS)
def reopen(code: str) -> ResponseReturnValue:
    return step(
        code,
        lambda request: actions.reopen(db.session, request, by=the_user(), at=now()),
        _("The request is under review again."),
    )


@intake.route("/<code>/duplicate", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def mark_duplicate(code: str) -> ResponseReturnValue:
    request = the_request(code)
    form = DuplicateForm(code=asked.args.get("of"))
    if form.validate_on_submit():
        try:
            other = queries.the_request(db.session, form.code.data or "")
            actions.mark_duplicate(db.session, request, other, by=the_user(), at=now())
        except NotThere:
            form.refuse("code", _("There is no request with this number."))
        except Refused as error:
            db.session.rollback()
            form.refuse("code", str(words.REASONS[error.reason]))
            request = the_request(code)
        else:
            flash(_("The request is marked as a duplicate."), "success")
            db.session.commit()
            return redirect(page_url(request))
    return answer("intake/duplicate.html", form, request=request)
