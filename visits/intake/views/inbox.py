"""The inbox: which requests are unanswered, beyond the promise, whose, not confirmed yet."""

from flask import render_template, request

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.intake import queries
from visits.intake.forms.lists import RequestFilter
from visits.intake.models import VisitRequest
from visits.intake.queries import Wanted
from visits.intake.views.blueprint import intake
from visits.intake.views.shared import country_names, today
from visits.intake.words import TABS, TONES
from visits.kit.db import db
from visits.kit.pager import linked
from visits.kit.pages import page_of


@intake.get("/")
@requires(Permission.READ_DELEGATIONS)
def index() -> str:
    form = RequestFilter(request.args)
    wanted = wanted_by(form)
    is_open = wanted.tab == "open"
    page = page_of(
        db.session,
        queries.requests(wanted),
        by=(VisitRequest.answer_due_on, VisitRequest.id) if is_open else (VisitRequest.id,),
        cursor=request.args.get("page"),
        descending=not is_open,
    )
    return render_template(
        "intake/index.html",
        form=form,
        page=linked(page),
        tab=wanted.tab,
        tabs=TABS,
        tones=TONES,
        countries=country_names(),
        counts=queries.counts(db.session, today=wanted.today, user_id=the_user().id),
        today=wanted.today,
        is_filtered=any(value for key, value in request.args.items() if key not in {"page", "tab"}),
    )


def wanted_by(form: RequestFilter) -> Wanted:
    """What is looked for; what cannot be read is not looked for."""
    return Wanted(
        today=today(),
        tab=form.tab.data if form.tab.data in queries.TABS else "open",
        words=form.words.data or "",
        state=form.wanted_state,
        assignee_id=the_user().id if form.mine.data else None,
        only_overdue=bool(form.overdue.data),
        only_unassigned=bool(form.unassigned.data),
    )
