"""The page of the figures, its table as a workbook, and the lists behind its numbers."""

from datetime import date
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from visits.access.guard import requires, settings
from visits.access.rules import Permission
from visits.kit.asked import read_id
from visits.kit.charts import bars, step_of, steps
from visits.kit.charts import lines as drawn
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.errors import NotThere
from visits.kit.forms import answer, city_today
from visits.kit.pager import linked
from visits.kit.sheets.writing import Sheet, workbook
from visits.languages import dates
from visits.languages.routing import interface_language
from visits.organisations.views.shared import country_name
from visits.statistics import queries
from visits.statistics.forms import PeriodForm
from visits.statistics.queries import Within
from visits.statistics.rules import (
    FACETS,
    Cell,
    Dimension,
    Key,
    Measure,
    Month,
    Period,
    ratio,
)
from visits.statistics.sentences import press_sentence
from visits.statistics.views.blueprint import statistics
from visits.statistics.views.choosing import choices
from visits.statistics.views.tables import Shown, largest, named, table_of

BARS = 10
MOST_ROWS = 100
"""Of a table on the page; the workbook holds every row."""


@statistics.get("/")
@requires(Permission.READ_FIGURES)
def show() -> ResponseReturnValue:
    """The figures of a period; none at all when the period asked for is none."""
    today = city_today()
    form = PeriodForm(request.args)
    period = form.period(today) if form.validate() else None
    found = found_in(period, form.dimension) if period else {}
    chosen = choices(period, form.dimension, today)
    return answer("statistics/figures.html", form, choices=chosen, **found)


def found_in(period: Period, dimension: Dimension) -> dict[str, Any]:
    """What the page shows of a period, beside the year before it."""
    whole = queries.figures_of_all(db.session, [period, period.year_before()])
    current, before = whole
    shown = table_of(db.session, dimension, period, whole)
    facet = FACETS[dimension]
    return {
        "period": period,
        "before_period": period.year_before(),
        "figures": current,
        "before": before,
        "ratio": ratio(current.people, before.people),
        "sentences": press_sentence(
            period, current, before, city=settings().CITY_NAME, today=city_today()
        ),
        "announced": queries.announced_in(db.session, period),
        "shown": shown,
        "rows": shown.rows[:MOST_ROWS],
        "facet": facet,
        "bars": bars(largest(shown.rows, facet.measures[0], BARS), rtl=is_rtl()),
        **map_of(shown, period),
        **year_of(period),
    }


def is_rtl() -> bool:
    return interface_language().dir == "rtl"


def map_of(shown: Shown, period: Period) -> dict[str, Any]:
    """Which country has which colour, from how many people on."""
    if shown.dimension is Dimension.COUNTRY:
        cells = {row.line.key: row.line.now for row in shown.rows}
    else:
        cells = queries.cells(db.session, Dimension.COUNTRY, period)
    people = {str(code): cell.people for code, cell in cells.items() if cell.people}
    beginnings = steps(people.values())
    ends = [*(beginning - 1 for beginning in beginnings[1:]), None]
    return {
        "shapes": [(code, step_of(count, beginnings)) for code, count in people.items()],
        "map_legend": [
            (f"step-{number}", span(first, last))
            for number, (first, last) in enumerate(zip(beginnings, ends, strict=True), 1)
        ],
        "countries": sorted(people.items(), key=lambda one: (-one[1], country_name(one[0]))),
    }


def span(first: int, last: int | None) -> Markup:
    """From how many people until how many a colour stands for."""
    if last is None:
        return escape(_("%(first)s or more", first=first))
    return Markup('<bdi dir="ltr">{}</bdi>').format(f"{first}–{last}" if last > first else first)


def year_of(period: Period) -> dict[str, Any]:
    """The year in which the period ends: month by month, and what it has reached by then."""
    year, month = period.last.year, period.last.month
    months = queries.months_of(db.session, year)
    reached = queries.year_to_date(db.session, period)
    target = next(one.target for one in reached if one.measure is Measure.PEOPLE)
    until = [one.cumulative for one in months[:month]]
    chart = drawn([until, [m.cumulative_before for m in months]], target=target, rtl=is_rtl())
    return {
        "months": [(month_name(year, one), one) for one in months],
        "month_names": [short_month(one.number) for one in months],
        "year_chart": chart,
        "reached": reached,
        "year_period": period.year_to_date(),
        "target": target,
    }


def month_name(year: int, month: Month) -> str:
    return dates.month(date(year, month.number, 1), interface_language().tag)


def short_month(number: int) -> str:
    """`Jan`, `1월`: below a chart."""
    names = get_locale().months["stand-alone"]["abbreviated"]
    return str(names[number])


@statistics.get("/table.xlsx")
@requires(Permission.READ_FIGURES)
def table() -> ResponseReturnValue:
    """The table that is shown, every row of it; a period that is none is answered by the page."""
    form = PeriodForm(request.args)
    if not form.validate():
        return show()
    period, dimension = form.period(city_today()), form.dimension
    whole = queries.figures_of_all(db.session, [period, period.year_before()])
    content = as_workbook(table_of(db.session, dimension, period, whole), period)
    return download(content, f"figures-{dimension}-{period.first}-{period.last}.xlsx")


def as_workbook(shown: Shown, period: Period) -> bytes:
    reader = interface_language()
    title = str(_("Figures"))
    rows = [[row.text, *(number.value for number in row.numbers)] for row in shown.rows]
    whole = [str(_("The whole period")), *(number.value for number in shown.whole)]
    sheet = Sheet(
        title=title,
        headers=[shown.heading, *(column.title for column in shown.columns)],
        rows=[*rows, whole],
        lead=[f"{title} {dates.days(period.first, period.last, reader.tag)}"],
        direction=reader.dir,
    )
    return workbook([sheet], title=title)


@statistics.get("/delegations")
@requires(Permission.READ_FIGURES)
def behind() -> ResponseReturnValue:
    """The delegations that a number counts: of a period, and of one row of a table if one is named."""
    form = PeriodForm(request.args)
    if not form.validate():
        return show()
    period, within = form.period(city_today()), within_of(request.args.get("of"), form)
    page = queries.behind(db.session, period, within, request.args.get("page"))
    parts = queries.parts(db.session, period, within, [row.id for row in page.rows])
    return render_template(
        "statistics/behind.html",
        period=period,
        page=linked(page),
        parts=parts,
        is_load=within is not None and FACETS[within.dimension].loaded,
        cell=cell_of(period, within),
        title=title_of(within),
        dimension=form.dimension,
    )


def within_of(key: str | None, form: PeriodForm) -> Within | None:
    """The row that is named. Raises NotThere for a key that cannot be one."""
    if key is None:
        return None
    found: Key = key or None
    if found is not None and FACETS[form.dimension].by_number:
        found = read_id(key)
        if found is None:
            raise NotThere("row of a table")
    return Within(form.dimension, found)


def cell_of(period: Period, within: Within | None) -> Cell:
    if within is not None:
        return queries.the_cell(db.session, within.dimension, within.key, period)
    whole = queries.figures_of(db.session, period)
    return Cell(whole.people, whole.countries, whole.delegations)


def title_of(within: Within | None) -> str:
    """What the list is of, in plain words."""
    if within is None:
        return str(_("Delegations of the period"))
    names = queries.names_of(db.session, within.dimension, [within.key])
    return named(within.dimension, within.key, names)[0]
