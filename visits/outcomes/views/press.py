"""What the press published about a visit."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit.db import db
from visits.kit.forms import answer
from visits.outcomes import actions, queries
from visits.outcomes.forms.shown import PressLinkForm
from visits.outcomes.views.blueprint import outcomes
from visits.outcomes.views.shared import the_delegation, today


@outcomes.get("/delegations/<code>/press")
@requires(Permission.READ_DELEGATIONS)
def press(code: str) -> str:
    delegation = the_delegation(code)
    return render_template(
        "outcomes/press.html",
        delegation=delegation,
        rows=queries.press_of(db.session, delegation.id),
    )


@outcomes.route("/delegations/<code>/press/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def add_press_link(code: str) -> ResponseReturnValue:
    delegation = the_delegation(code)
    form = PressLinkForm(data={"published_on": today()})
    if form.validate_on_submit():
        actions.add_press_link(db.session, delegation, form.facts())
        flash(_("The press link was added."), "success")
        db.session.commit()
        return redirect(url_for("outcomes.press", code=code))
    return answer("outcomes/press_form.html", form, delegation=delegation, link=None)


@outcomes.route("/delegations/<code>/press/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_press_link(code: str, number: int) -> ResponseReturnValue:
    delegation = the_delegation(code)
    link = queries.the_press_link(db.session, delegation.id, number)
    form = PressLinkForm(obj=link)
    if form.validate_on_submit():
        actions.revise_press_link(db.session, link, form.facts())
        flash(_("The press link was saved."), "success")
        db.session.commit()
        return redirect(url_for("outcomes.press", code=code))
    return answer("outcomes/press_form.html", form, delegation=delegation, link=link)


@outcomes.post("/delegations/<code>/press/<int:number>/delete")
@requires(Permission.EDIT_DELEGATIONS)
def remove_press_link(code: str, number: int) -> ResponseReturnValue:
    delegation = the_delegation(code)
    actions.remove_press_link(db.session, queries.the_press_link(db.session, delegation.id, number))
    flash(_("The press link was removed."), "success")
    db.session.commit()
    return redirect(url_for("outcomes.press", code=code))
