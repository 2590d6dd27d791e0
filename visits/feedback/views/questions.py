"""Questions asked before a visit: looked at, translated, passed on to hosts or not."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.feedback import actions, queries
from visits.feedback.forms.office import KoreanForm
from visits.feedback.rules import QuestionState
from visits.feedback.views.blueprint import feedback
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import answer
from visits.kit.pager import linked

HERE = "/office/delegations/<code>/questions"
DECIDED = f"{QuestionState.PASSED_ON},{QuestionState.HIDDEN}"


@feedback.get(HERE)
@requires(Permission.READ_DELEGATIONS)
def questions(code: str) -> str:
    """The newest first, each with what can be done about it."""
    delegation = delegations.the_delegation(db.session, code)
    page = queries.page_of_questions(db.session, delegation.id, request.args.get("page"))
    return render_template("feedback/questions.html", delegation=delegation, page=linked(page))


@feedback.route(f"{HERE}/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def translate_question(code: str, number: int) -> ResponseReturnValue:
    """What a question says in Korean."""
    delegation = delegations.the_delegation(db.session, code)
    question = queries.the_question(db.session, delegation, number)
    form = KoreanForm(obj=question)
    if form.validate_on_submit():
        actions.translate_question(db.session, question, form.korean.data or "")
        flash(_("The translation was saved."), "success")
        db.session.commit()
        return redirect(url_for("feedback.questions", code=code, _anchor=f"question-{number}"))
    return answer("feedback/translate.html", form, delegation=delegation, words=question)


@feedback.post(f"{HERE}/<int:number>/<any({DECIDED}):state>")
@requires(Permission.EDIT_DELEGATIONS)
def decide(code: str, number: int, state: str) -> ResponseReturnValue:
    """Passed on to the hosts it concerns, or hidden from them."""
    delegation = delegations.the_delegation(db.session, code)
    question = queries.the_question(db.session, delegation, number)
    actions.decide(db.session, question, QuestionState(state), by=the_user(), at=now())
    db.session.commit()
    return redirect(url_for("feedback.questions", code=code, _anchor=f"question-{number}"))
