"""The budget of a visit: what is planned, what was spent."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import answer, edit_rows
from visits.reception import actions, queries
from visits.reception.forms import BudgetForm
from visits.reception.rules import totals
from visits.reception.views.blueprint import reception


@reception.get("/budget")
@requires(Permission.READ_DELEGATIONS)
def budget(code: str) -> str:
    delegation = delegations.the_delegation(db.session, code)
    row = queries.the_budget(db.session, delegation)
    return render_template(
        "reception/budget.html", delegation=delegation, budget=row, totals=totals(row.lines)
    )


@reception.route("/budget/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_budget(code: str) -> ResponseReturnValue:
    delegation = delegations.the_delegation(db.session, code)
    row = queries.the_budget(db.session, delegation)
    form = BudgetForm(obj=row)
    if not edit_rows(form.lines) and form.validate_on_submit():
        actions.write_budget(db.session, row, form.lines.data, by=the_user(), at=now())
        flash(_("The budget was saved."), "success")
        db.session.commit()
        return redirect(url_for("reception.budget", code=code))
    return answer("reception/edit_budget.html", form, delegation=delegation)
