"""The figures' page."""

from datetime import date
from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import answer
from visits.statistics import queries
from visits.statistics.forms import PeriodForm
from visits.statistics.rules import Dimension, Period, half_of, half_year, ratio
from visits.statistics.views.blueprint import statistics

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
    current, before = queries.figures_of_all(db.session, [period, period.year_before()])
    by_country = queries.cells(db.session, Dimension.COUNTRY, period)
    page = queries.behind(db.session, period, None)
    return {
        "period": period,
        "before_period": period.year_before(),
        "figures": current,
        "before": before,
        "ratio": ratio(current.people, before.people),
        "by_country": [(code, cell.people) for code, cell in by_country.items()],
        "delegations": page.rows,
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
