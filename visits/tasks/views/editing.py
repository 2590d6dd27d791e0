"""One task: typed freely, moved, given to another officer, deleted."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.delegations.views.shared import officer_choices
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import answer
from visits.tasks import actions, queries
from visits.tasks.forms import TaskForm
from visits.tasks.views.blueprint import CHECKLIST, tasks


@tasks.route(f"{CHECKLIST}/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def new(code: str) -> ResponseReturnValue:
    delegation = delegations.the_delegation(db.session, code)
    form = TaskForm(officers=officer_choices())
    if form.validate_on_submit():
        actions.add(db.session, delegation, form.facts(), at=now())
        flash(_("The task was added."), "success")
        db.session.commit()
        return redirect(url_for("tasks.checklist", code=code))
    return answer("tasks/form.html", form, delegation=delegation, task=None)


@tasks.route(f"{CHECKLIST}/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(code: str, number: int) -> ResponseReturnValue:
    delegation = delegations.the_delegation(db.session, code)
    task = queries.the_task(db.session, delegation, number)
    form = TaskForm(obj=task, officers=officer_choices(task.officer), has_title=task.is_own)
    if form.validate_on_submit():
        actions.revise(db.session, task, form.facts())
        flash(_("The task was saved."), "success")
        db.session.commit()
        return redirect(url_for("tasks.checklist", code=code))
    return answer("tasks/form.html", form, delegation=delegation, task=task)


@tasks.route(f"{CHECKLIST}/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def delete(code: str, number: int) -> ResponseReturnValue:
    """One's own words; a task out of a template is not needed instead."""
    delegation = delegations.the_delegation(db.session, code)
    task = queries.the_task(db.session, delegation, number)
    refused: list[str] = []
    if request.method == "POST":
        try:
            actions.delete(db.session, task)
        except Refused as error:
            refused = [str(words.REASONS[error.reason])]
        else:
            flash(_("The task was deleted."), "success")
            db.session.commit()
            return redirect(url_for("tasks.checklist", code=code))
    body = render_template(
        "tasks/delete.html",
        delegation=delegation,
        task=task,
        refused=refused,
        confirm_label=_("Delete the task"),
        cancel_url=url_for("tasks.edit", code=code, number=number),
    )
    return body, 409 if refused else 200
