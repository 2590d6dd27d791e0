"""The figures' page."""

from collections import Counter
from datetime import date
from typing import Any

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import answer
from visits.statistics import queries
from visits.statistics.forms import PeriodForm
from visits.statistics.rules import Period, figures, half_of, half_year, ratio

statistics = Blueprint("statistics", __name__, url_prefix="/office/figures")

HALVES_SHOWN = 6


@statistics.get("/")
@requires(Permission.READ_FIGURES)
def show() -> ResponseReturnValue:
    """The figures of a period; none at all when the period asked for is none."""
    today = now().astimezone(current_app.config["ZONE"]).date()
    form = PeriodForm(request.args)
    found = found_in(chosen(form, today)) if form.validate() else {}
    return answer("statistics/figures.html", form, halves=halves_until(today), **found)


def found_in(period: Period) -> dict[str, Any]:
    """What the page shows of a period, beside the year before it."""
    rows = queries.rows_of(db.session, period)
    by_country = Counter[str]()
    for row in rows:
        by_country[row.country] += row.people
    current, before = figures(rows), queries.figures_of(db.session, period.year_before())
    return {
        "period": period,
        "before_period": period.year_before(),
        "figures": current,
        "before": before,
        "ratio": ratio(current.people, before.people),
        "by_country": by_country.most_common(),
        "delegations": queries.delegations_in(db.session, period),
    }


def chosen(form: PeriodForm, today: date) -> Period:
    """The period asked for; an open end is the year's."""
    first, last = form.first.data, form.last.data
    if first is None and last is None:
        return half_year(*half_of(today))
    first = first or date(last.year, 1, 1)
    return Period(first, last or date(first.year, 12, 31))


def halves_until(today: date) -> list[tuple[int, int, Period]]:
    """The last half-years, newest first."""
    year, half = half_of(today)
    count = year * 2 + half - 1
    found = [(n // 2, n % 2 + 1) for n in range(count, count - HALVES_SHOWN, -1)]
    return [(year, half, half_year(year, half)) for year, half in found]
