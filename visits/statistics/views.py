"""The figures' page."""

from collections import Counter
from datetime import date

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit.clock import now
from visits.kit.db import db
from visits.statistics import queries
from visits.statistics.forms import PeriodForm
from visits.statistics.rules import Period, figures, half_of, half_year, ratio

statistics = Blueprint("statistics", __name__, url_prefix="/office/figures")

HALVES_SHOWN = 6


@statistics.get("/")
@requires(Permission.READ_FIGURES)
def show() -> ResponseReturnValue:
    today = now().astimezone(current_app.config["ZONE"]).date()
    form = PeriodForm(request.args)
    is_good = form.validate()
    period = chosen(form, today) if is_good else half_year(*half_of(today))
    rows = queries.rows_of(db.session, period)
    by_country = Counter[str]()
    for row in rows:
        by_country[row.country] += row.people
    current, before = figures(rows), queries.figures_of(db.session, period.year_before())
    body = render_template(
        "statistics/figures.html",
        form=form,
        period=period,
        before_period=period.year_before(),
        figures=current,
        before=before,
        ratio=ratio(current.people, before.people),
        by_country=by_country.most_common(),
        delegations=queries.delegations_in(db.session, period),
        halves=halves_until(today),
    )
    return body, 200 if is_good else 422


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
