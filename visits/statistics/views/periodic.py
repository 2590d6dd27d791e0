"""Reports of a month, a quarter, a half-year or a year: the page, files, and one page for the mayor."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, settings
from visits.access.rules import Permission
from visits.delegations.models import Delegation
from visits.kit.charts import coloured
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.errors import NotThere
from visits.kit.forms import city_today
from visits.kit.reports import hwpx
from visits.kit.words import label
from visits.languages import dates
from visits.languages.routing import interface_language
from visits.organisations.views.shared import country_name
from visits.statistics import one_page as sheet
from visits.statistics import periodic_papers as papers
from visits.statistics import queries
from visits.statistics.queries import periodic as rows
from visits.statistics.rules import (
    FACETS,
    Dimension,
    Line,
    Named,
    Period,
    Unit,
    key_of,
    latest,
    named_on,
)
from visits.statistics.rules.periodic import earlier, later, named_by
from visits.statistics.sentences import press_sentence
from visits.statistics.views.blueprint import statistics
from visits.statistics.views.choosing import SHOWN, Choice, name
from visits.statistics.views.tables import named

TOLD = (
    Dimension.COUNTRY,
    Dimension.THEME,
    Dimension.SITE,
    Dimension.REGION,
    Dimension.KIND,
)
"""Tables of the report, in its order; the first two that say something are charts of the one page."""
UNITS = (Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR)
MOST_NEXT = 50


@statistics.get("/reports")
@requires(Permission.READ_FIGURES)
def report() -> ResponseReturnValue:
    """The period asked for, else the month that was over last."""
    chosen, today = asked(), city_today()
    facts = facts_of(chosen, most=papers.MOST_VISITS)
    return render_template(
        "statistics/report.html",
        facts=facts,
        key=key_of(chosen),
        period=chosen.period,
        units=[unit_choice(unit, chosen, today) for unit in UNITS],
        periods=[period_choice(one, chosen) for one in offered(chosen, today)],
        earlier=earlier(chosen),
        later=later(chosen),
        numbers=papers.five_numbers(facts),
        left_out=papers.left_out(facts),
        summary=papers.summary_rows(facts),
        summary_headers=papers.summary_headers(facts),
        visit_headers=papers.visit_headers(),
        visits=[papers.visit_cells(one) for one in facts.visits],
    )


@statistics.get("/reports.<any(xlsx,hwpx):kind>")
@requires(Permission.READ_FIGURES)
def report_file(kind: str) -> ResponseReturnValue:
    """The whole report; the workbook holds every visit."""
    chosen = asked()
    if kind == "xlsx":
        content = papers.sheets(facts_of(chosen))
    else:
        content = hwpx(papers.report(facts_of(chosen, most=papers.MOST_VISITS)))
    return download(content, f"report-{key_of(chosen)}.{kind}")


@statistics.get("/reports/one-page.<any(pdf,hwpx):kind>")
@requires(Permission.READ_FIGURES)
def one_page(kind: str) -> ResponseReturnValue:
    """What the mayor reads of it."""
    chosen = asked()
    highest = rows.highest_in(db.session, chosen.period, sheet.MOST_LISTED)
    facts = replace(facts_of(chosen, most=0), highest=visit_rows(highest))
    if kind == "pdf":
        world = current_app.extensions["built_file"]("world.svg").read_text()
        content = sheet.one_page(facts, coloured(world, sheet.shapes_of(facts)))
    else:
        content = hwpx(sheet.one_page_report(facts))
    return download(content, f"report-{key_of(chosen)}-one-page.{kind}")


# -- which period ----------------------------------------------------------------------------------


def asked() -> Named:
    """Raises NotThere for what is no period."""
    key = request.args.get("period")
    if key is None:
        return earlier(named_on(Unit.MONTH, city_today()))
    found = named_by(key)
    if found is None:
        raise NotThere("period")
    return found


def offered(chosen: Named, today: date) -> list[Named]:
    """The latest periods of this length, up to the chosen one where that lies ahead."""
    until = max(today, chosen.period.first)
    return latest(chosen.unit, until, SHOWN[chosen.unit])


def unit_choice(unit: Unit, chosen: Named, today: date) -> Choice:
    """A length: it leads to the period of that length in which the chosen one ends."""
    day = min(chosen.period.last, max(today, chosen.period.first))
    return Choice(label(unit), address(named_on(unit, day)), unit is chosen.unit)


def period_choice(one: Named, chosen: Named) -> Choice:
    return Choice(name(one), address(one), one == chosen)


def address(one: Named) -> str:
    return url_for("statistics.report", period=key_of(one))


# -- what it says ----------------------------------------------------------------------------------


def facts_of(chosen: Named, most: int | None = None) -> papers.ReportFacts:
    """The report of a period in the reader's language, with at most so many of its visits."""
    period, tag = chosen.period, interface_language().tag
    current, before = queries.figures_of_all(db.session, [period, period.year_before()])
    coming = rows.coming_after(db.session, period, MOST_NEXT)
    at = now()
    made = dates.moment(at, tag, settings().zone)
    return papers.ReportFacts(
        tag=tag,
        name=name(chosen),
        days=dates.days(period.first, period.last, tag),
        sentences=press_sentence(
            period, current, before, city=settings().CITY_NAME, today=city_today()
        ),
        now=current,
        before=before,
        reached=queries.year_to_date(db.session, period),
        year=period.last.year,
        tables=tables_of(period),
        visits=visit_rows(rows.visits_in(db.session, period, most)),
        month=dates.month(coming.period.first, tag),
        coming=visit_rows(coming.visits),
        stamp=str(_("As of %(when)s", when=made)),
        made_at=at,
    )


def tables_of(period: Period) -> list[papers.TableFacts]:
    """Each table of which somebody said something; sites are looked up, all others are codes."""
    found = {one: rows.lines_of(db.session, one, period) for one in TOLD}
    keys = [line.key for line in found[Dimension.SITE]]
    sites = queries.names_of(db.session, Dimension.SITE, keys)

    def row(dimension: Dimension, line: Line) -> papers.Row:
        names = sites if dimension is Dimension.SITE else {}
        return papers.Row(named(dimension, line.key, names)[0], line)

    return [
        papers.TableFacts(
            dimension.value,
            str(label(dimension)),
            str(_(FACETS[dimension].heading)),
            [row(dimension, line) for line in lines],
        )
        for dimension, lines in found.items()
        if any(line.key is not None for line in lines)
    ]


def visit_rows(visits: Iterable[Delegation]) -> list[papers.VisitRow]:
    tag = interface_language().tag
    return [
        papers.VisitRow(
            code=one.code,
            days=dates.days(one.starts_on, one.ends_on, tag),
            title=one.title.to(tag),
            countries=[country_name(country.country) for country in one.countries],
            people=one.people,
            level=str(label(one.level)),
        )
        for one in visits
    ]
