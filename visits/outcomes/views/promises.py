"""Follow-ups: of one visit, over all visits, one by one."""

from datetime import timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations.models import Delegation
from visits.delegations.views.shared import officer_choices
from visits.kit import words
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import answer, choices
from visits.kit.pager import linked
from visits.languages.html import option
from visits.outcomes import actions, queries
from visits.outcomes.forms.promises import DropForm, FollowUpFilter, FollowUpForm, SettleForm
from visits.outcomes.models import FollowUp
from visits.outcomes.queries import Wanted
from visits.outcomes.rules import FollowUpMove
from visits.outcomes.views.blueprint import outcomes
from visits.outcomes.views.shared import (
    body_choices,
    stop_choices,
    the_delegation,
    today,
)

USUAL_DAYS = timedelta(days=30)
"""Until a promise is proposed to be kept, from today."""


@outcomes.get("/follow-ups/")
@requires(Permission.READ_DELEGATIONS)
def followups() -> str:
    bodies = queries.bodies_with_promises(db.session)
    form = FollowUpFilter(
        request.args, bodies=choices((body.id, option(body.name)) for body in bodies)
    )
    wanted = Wanted(
        today=today(),
        state=form.wanted_state,
        is_overdue=bool(form.overdue.data),
        user_id=the_user().id if form.mine.data else None,
        organisation_id=read_id(form.body.data or ""),
    )
    page = queries.page_of_followups(db.session, wanted, request.args.get("page"))
    return render_template(
        "outcomes/followups.html",
        page=linked(page),
        form=form,
        today=today(),
        is_filtered=any(value for key, value in request.args.items() if key != "page"),
    )


@outcomes.get("/delegations/<code>/follow-ups")
@requires(Permission.READ_DELEGATIONS)
def followups_of(code: str) -> str:
    delegation = the_delegation(code)
    return render_template(
        "outcomes/followups_of.html",
        delegation=delegation,
        rows=queries.followups_of(db.session, delegation.id),
        today=today(),
    )


@outcomes.route("/delegations/<code>/follow-ups/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def add_followup(code: str) -> ResponseReturnValue:
    """`?stop=` says at which stop it was promised."""
    delegation = the_delegation(code)
    form = FollowUpForm(data=proposed(delegation), **offered(delegation))
    if form.validate_on_submit():
        actions.add_followup(db.session, delegation, form.facts(), at=now())
        flash(_("The follow-up was added."), "success")
        another = "outcomes.add_followup" if "another" in request.form else "outcomes.followups_of"
        db.session.commit()
        return redirect(url_for(another, code=code))
    return answer("outcomes/followup_form.html", form, delegation=delegation, row=None)


def proposed(delegation: Delegation) -> dict[str, Any]:
    """By the reader, to the body that came first, within a month."""
    first = delegation.bodies[0].organisation_id if delegation.bodies else None
    return {
        "responsible_id": the_user().id,
        "organisation_id": first,
        "deadline": today() + USUAL_DAYS,
        "stop_id": read_id(request.args.get("stop", "")),
    }


def offered(delegation: Delegation, row: FollowUp | None = None) -> dict[str, Any]:
    return {
        "officers": officer_choices(row.responsible if row else None),
        "bodies": body_choices(),
        "stops": stop_choices(delegation),
    }


@outcomes.get("/follow-ups/<int:number>")
@requires(Permission.READ_DELEGATIONS)
def followup(number: int) -> str:
    row = queries.the_followup(db.session, number)
    return render_template(
        "outcomes/followup.html",
        delegation=row.delegation,
        row=row,
        today=today(),
    )


@outcomes.route("/follow-ups/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_followup(number: int) -> ResponseReturnValue:
    row = queries.the_followup(db.session, number)
    form = FollowUpForm(obj=row, **offered(row.delegation, row))
    if form.validate_on_submit():
        actions.revise_followup(db.session, row, form.facts())
        flash(_("The follow-up was saved."), "success")
        db.session.commit()
        return redirect(url_for("outcomes.followup", number=number))
    return answer("outcomes/followup_form.html", form, delegation=row.delegation, row=row)


@outcomes.route("/follow-ups/<int:number>/<move>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def move_followup(number: int, move: str) -> ResponseReturnValue:
    """Kept, dropped, or open again: with a word on how or why."""
    row = queries.the_followup(db.session, number)
    if move not in set(FollowUpMove):
        abort(404)
    step = FollowUpMove(move)
    form = (DropForm if step is FollowUpMove.DROP else SettleForm)(today=today())
    if form.validate_on_submit():
        try:
            actions.move_followup(
                db.session, row, step, reason=form.reason.data or "", on=form.on.data
            )
        except Refused as error:
            db.session.rollback()
            flash(words.REASONS[error.reason], "warning")
            return redirect(url_for("outcomes.followup", number=number))
        flash(_("The follow-up was saved."), "success")
        db.session.commit()
        return redirect(url_for("outcomes.followup", number=number))
    return answer(
        "outcomes/settle.html",
        form,
        delegation=row.delegation,
        row=queries.the_followup(db.session, number),
        step=step,
    )
