"""The plan of a week: its page, and the same as a file."""

from datetime import date, timedelta
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, settings
from visits.access.rules import Permission
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.forms import answer, city_today
from visits.kit.reports import hwpx
from visits.languages import dates
from visits.languages.routing import interface_language
from visits.organisations.views.shared import country_names
from visits.statistics import weekly_papers as papers
from visits.statistics.forms import WeekForm
from visits.statistics.queries.weekly import plan_of_week
from visits.statistics.rules.weekly import WEEK_DAYS, WeekPlan, next_week, week_of
from visits.statistics.views.blueprint import statistics

WEEK = timedelta(days=WEEK_DAYS)


@statistics.get("/weekly")
@requires(Permission.READ_DELEGATIONS)
def weekly() -> ResponseReturnValue:
    """The week of the day asked for, else the next one; none where the day is none."""
    form = WeekForm(request.args)
    found = found_in(form.day.data) if form.validate() else {}
    return answer("statistics/weekly.html", form, **found)


@statistics.get("/weekly.<any(xlsx,hwpx):kind>")
@requires(Permission.READ_DELEGATIONS)
def weekly_file(kind: str) -> ResponseReturnValue:
    """The same as a file; a day that is none is answered by the page."""
    form = WeekForm(request.args)
    if not form.validate():
        return answer("statistics/weekly.html", form)
    plan = plan_of(form.day.data)
    content = papers.sheet(plan, reader()) if kind == "xlsx" else as_hwpx(plan)
    return download(content, f"weekly-plan-{plan.period.first}.{kind}")


def plan_of(day: date | None) -> WeekPlan:
    return plan_of_week(db.session, week_of(day) if day else next_week(city_today()))


def found_in(day: date | None) -> dict[str, Any]:
    """What the page shows."""
    plan, today = plan_of(day), city_today()
    return {
        "plan": plan,
        "shown": papers.worded(plan, reader()),
        "headers": [str(_("Day")), *papers.headers()],
        "summary": papers.summary_said(plan),
        "weeks": {
            _("Previous week"): plan.period.first - WEEK,
            _("This week"): week_of(today).first,
            _("Next week"): next_week(today).first,
            _("Following week"): plan.period.first + WEEK,
        },
    }


def reader() -> papers.Reader:
    tag = interface_language().tag
    return papers.Reader(tag, settings().zone, country_names())


def as_hwpx(plan: WeekPlan) -> bytes:
    at = now()
    made = dates.moment(at, interface_language().tag, settings().zone)
    stamp = str(_("As of %(when)s", when=made))
    return hwpx(papers.report(plan, reader(), stamp=stamp, made_at=at))
