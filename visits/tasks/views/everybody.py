"""Tasks over all delegations: mine first, anybody's by choice."""

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.kit.db import db
from visits.kit.forms import choices, city_today
from visits.kit.pager import linked
from visits.tasks import queries
from visits.tasks.forms import TaskFilter
from visits.tasks.rules import Shown, Whose
from visits.tasks.views.blueprint import tasks


@tasks.get("/tasks/")
@requires(Permission.READ_DELEGATIONS)
def index() -> str:
    user, today = the_user(), city_today()
    officers = delegations.officers(db.session)
    asked = MultiDict(request.args)
    if user not in officers:
        asked.setdefault("whose", Whose.ALL)
    form = TaskFilter(asked, officers=choices((one.id, one.name) for one in officers))
    wanted = queries.Wanted(
        today=today, shown=Shown(form.chosen("shown")), officer_id=form.officer_id(user.id)
    )
    page = queries.page_of_tasks(db.session, wanted, request.args.get("page"))
    return render_template(
        "tasks/index.html",
        page=linked(page),
        form=form,
        today=today,
        is_filtered=any(value for key, value in request.args.items() if key != "page"),
    )
