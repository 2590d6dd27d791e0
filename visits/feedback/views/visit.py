"""What was said of one visit: summed up, in words, by its hosts."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.delegations.rules import DelegationState
from visits.feedback import actions, queries
from visits.feedback.forms.office import KoreanForm
from visits.feedback.rules import HOSTS_DAYS
from visits.feedback.views.blueprint import BASE, feedback
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import answer
from visits.kit.pager import linked


@feedback.get(BASE)
@requires(Permission.READ_DELEGATIONS)
def show(code: str) -> str:
    """Numbers first, then words, then what hosts said of each stop."""
    delegation = delegations.the_delegation(db.session, code)
    words = queries.words_of(db.session, delegation.id, request.args.get("page"))
    stops = [stop for stop in queries.stops_of(db.session, delegation.id) if stop.site]
    return render_template(
        "feedback/visit.html",
        delegation=delegation,
        found=queries.summary_of(db.session, delegation.id),
        page=linked(words),
        stops=stops,
        at=now(),
        waiting=queries.questions_waiting(db.session, delegation.id),
        may_enter=delegation.state is not DelegationState.CANCELLED,
        host_days=HOSTS_DAYS,
    )


@feedback.route(f"{BASE}/words/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def translate(code: str, number: int) -> ResponseReturnValue:
    """What a guest's words say in Korean."""
    delegation = delegations.the_delegation(db.session, code)
    words = queries.the_words(db.session, delegation, number)
    form = KoreanForm(obj=words)
    if form.validate_on_submit():
        actions.translate_words(db.session, words, form.korean.data or "")
        flash(_("The translation was saved."), "success")
        db.session.commit()
        return redirect(url_for("feedback.show", code=code, _anchor=f"words-{number}"))
    return answer("feedback/translate.html", form, delegation=delegation, words=words)
