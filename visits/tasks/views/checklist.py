"""The checklist of a delegation: drawing it up, ticking off."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import city_today
from visits.kit.next_path import is_own_path
from visits.tasks import actions, queries
from visits.tasks.models import Task
from visits.tasks.rules import TaskState, kinds_at, missing, superfluous
from visits.tasks.views.blueprint import CHECKLIST, tasks


@tasks.get(CHECKLIST)
@requires(Permission.READ_DELEGATIONS)
def checklist(code: str) -> str:
    delegation = delegations.the_delegation(db.session, code)
    rows = queries.tasks_of(db.session, delegation.id)
    asked = kinds_at(delegation.level)
    return render_template(
        "tasks/checklist.html",
        delegation=delegation,
        tasks={state: [task for task in rows if task.state is state] for state in TaskState},
        lacking=missing(asked, rows),
        too_many=superfluous(asked, rows),
        today=city_today(),
    )


@tasks.post(f"{CHECKLIST}/draw-up")
@requires(Permission.EDIT_DELEGATIONS)
def draw_up(code: str) -> ResponseReturnValue:
    """By one press: what the level asks for."""
    delegation = delegations.the_delegation(db.session, code)
    actions.draw_up(db.session, delegation, at=now())
    flash(_("The checklist is as the level of the visit asks for it."), "success")
    db.session.commit()
    return redirect(url_for("tasks.checklist", code=code))


MOVES = "<any(done,not_needed,open):state>"


@tasks.post(f"{CHECKLIST}/<int:number>/{MOVES}")
@requires(Permission.EDIT_DELEGATIONS)
def tick(code: str, number: int, state: str) -> ResponseReturnValue:
    """Done, not needed, or to be done after all; the first who says so is named."""
    delegation = delegations.the_delegation(db.session, code)
    task = queries.the_task(db.session, delegation, number, for_change=True)
    wanted = TaskState(state)
    if wanted is TaskState.OPEN:
        is_news = actions.take_up(db.session, task)
    else:
        is_news = actions.settle(db.session, task, wanted, by=the_user(), at=now())
    if not is_news:
        flash(already(task), "info")
    db.session.commit()
    return redirect(back_to(code))


def already(task: Task) -> str:
    """Somebody was faster."""
    if task.settled_by is None:
        return str(_("This task was open already."))
    return str(_("%(name)s has said so already.", name=task.settled_by.name))


def back_to(code: str) -> str:
    """To the list from which it was ticked, at the same place."""
    came_from = request.form.get("next", "")
    return came_from if is_own_path(came_from) else url_for("tasks.checklist", code=code)
