"""What a requester told an officer: the staff twin of everything that they can do by their link."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_keeper, the_user
from visits.access.rules import Permission
from visits.intake import actions, queries
from visits.intake.forms.acts import AnswerForm, ConsentsForm, ToldForm, WithdrawalForm
from visits.intake.models import VisitRequest
from visits.intake.views.blueprint import intake
from visits.intake.views.shared import page_url, the_request, today
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import answer as page_of

AnyForm = TypeVar("AnyForm", bound=ToldForm)


@intake.route("/<code>/confirm", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def confirm(code: str) -> ResponseReturnValue:
    """They say that the request is theirs: by telephone, say, when the letter did not arrive."""

    def act(request: VisitRequest, form: ToldForm) -> None:
        actions.confirm(
            db.session, request, by=the_user(), links=the_keeper(), at=now(), **form.told()
        )

    return told(code, ToldForm, act, "intake/confirm.html", _("The request was confirmed."))


@intake.route("/<code>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def withdraw(code: str) -> ResponseReturnValue:
    def act(request: VisitRequest, form: WithdrawalForm) -> None:
        actions.withdraw(
            db.session,
            request,
            reason=form.reason.data or "",
            by=the_user(),
            at=now(),
            **form.told(),
        )

    return told(code, WithdrawalForm, act, "intake/withdraw.html", _("The request is withdrawn."))


@intake.route("/<code>/questions/<int:number>/answer", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def answer(code: str, number: int) -> ResponseReturnValue:
    def act(request: VisitRequest, form: AnswerForm) -> None:
        question = queries.the_question(request, number)
        actions.answer(
            db.session, question, form.answer.data or "", by=the_user(), at=now(), **form.told()
        )

    question = queries.the_question(the_request(code), number)
    return told(
        code,
        AnswerForm,
        act,
        "intake/answer.html",
        _("The answer was noted."),
        question=question,
    )


@intake.route("/<code>/consents", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def change_consents(code: str) -> ResponseReturnValue:
    """They consent to more, or take a consent back."""

    def act(request: VisitRequest, form: ConsentsForm) -> None:
        actions.change_consents(
            db.session, request, form.consents(), by=the_user(), at=now(), **form.told()
        )

    before = queries.consents_of(the_request(code))
    given = [purpose for purpose, is_given in before.items() if is_given]
    kind = partial(ConsentsForm, given=given)
    return told(code, kind, act, "intake/consents.html", _("The consents were noted."))


@intake.route("/<code>/link", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def send_link(code: str) -> ResponseReturnValue:
    """They ask for their link once more: it goes to the address that we have."""

    def act(request: VisitRequest, form: ToldForm) -> None:
        actions.send_link(
            db.session, request, links=the_keeper(), at=now(), by=the_user(), **form.told()
        )

    return told(code, ToldForm, act, "intake/link.html", _("The letter with the link is written."))


def told(
    code: str,
    kind: Callable[..., AnyForm],
    act: Callable[[VisitRequest, AnyForm], None],
    template: str,
    done: str,
    **more: Any,
) -> ResponseReturnValue:
    """The form that asks how we learned it, and the act; a refusal stands above the form."""
    request = the_request(code)
    form = kind(today=today(), person=request.requester_name)
    if form.validate_on_submit():
        try:
            act(request, form)
        except Refused as error:
            db.session.rollback()
            form.form_errors = [str(words.REASONS[error.reason])]
            request = the_request(code)
        else:
            flash(done, "success")
            db.session.commit()
            return redirect(page_url(request))
    return page_of(template, form, request=request, **more)
