"""One A4 of a period for the mayor: as PDF with charts and a map, and for a word processor."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from visits.kit import typeset
from visits.kit.charts import STEP_COLOURS, step_of, steps
from visits.kit.reports import Paragraph, Report, Section, Table
from visits.languages.catalogue import language
from visits.statistics.periodic_papers import (
    ReportFacts,
    TableFacts,
    VisitRow,
    coming_heading,
    five_numbers,
    named,
    none_so_high,
    nothing_planned,
    rule,
    table_of,
    visits_section,
)
from visits.statistics.rules import Dimension

BARS = 8
MOST_LISTED = 6
"""Of each list, so that the page stays one."""
MOST_COUNTRIES = 2
"""Of a visit in such a list."""


def one_page(facts: ReportFacts, world: bytes) -> bytes:
    """An A4 page as PDF: the sentence, five numbers, two charts, what comes next, the coloured
    *world*."""
    return typeset.pdf(
        "statistics/one_page.typ",
        {
            "heading": facts.title,
            "days": facts.days,
            "sentence": typeset.resolved(facts.sentences, facts.tag),
            "numbers": five_numbers(facts),
            "charts": [chart_facts(one) for one in charted(facts)],
            "legend": [facts.name, str(_("Year before"))],
            "lists": [
                list_facts(str(_("Visits of the highest level")), facts.highest, none_so_high()),
                list_facts(coming_heading(facts), facts.coming, nothing_planned()),
            ],
            "map": map_facts(facts),
            "rule": rule(),
        },
        language=language(facts.tag).interface.tag,
        title=facts.title,
        stamp=facts.stamp,
        files={"world.svg": world},
    )


def map_facts(facts: ReportFacts) -> dict[str, Any]:
    """Where they came from: the title, what the drawing says, and what its colours stand for."""
    beginnings = steps(people_from(facts).values())
    ends = [*(beginning - 1 for beginning in beginnings[1:]), None]
    return {
        "title": str(_("Where they came from")),
        "alt": str(_("Countries coloured by how many people came from each.")),
        "legend": [
            [colour, span(first, last)]
            for colour, first, last in zip(STEP_COLOURS, beginnings, ends, strict=False)
        ],
    }


def span(first: int, last: int | None) -> str:
    """From how many people until how many a colour stands for."""
    if last is None:
        return str(_("%(first)s or more", first=first))
    return f"{first}–{last}" if last > first else str(first)


def people_from(facts: ReportFacts) -> dict[str, int]:
    """People by the code of their country."""
    by_country = [one.rows for one in facts.tables if one.key == Dimension.COUNTRY]
    return {
        str(row.line.key): row.line.now.people
        for rows in by_country
        for row in rows
        if row.line.key is not None and row.line.now.people
    }


def shapes_of(facts: ReportFacts) -> list[tuple[str, int]]:
    """Which country has which colour."""
    people = people_from(facts)
    beginnings = steps(people.values())
    return [(code, step_of(count, beginnings)) for code, count in people.items()]


def charted(facts: ReportFacts) -> list[TableFacts]:
    """The first two tables that say something."""
    return [table for table in facts.tables if table.rows][:2]


def chart_facts(table: TableFacts) -> dict[str, Any]:
    rows = [(row.name, row.line.now.people, row.line.before.people) for row in table.rows[:BARS]]
    return {"title": table.title, "rows": rows}


def who_said(visit: VisitRow) -> str:
    """Mongolia · 15 people · Director."""
    people = ngettext("%(num)s person", "%(num)s people", visit.people)
    return " · ".join(filter(None, (named(visit.countries, MOST_COUNTRIES), people, visit.level)))


def list_facts(heading: str, visits: Sequence[VisitRow], empty: str) -> dict[str, Any]:
    rows = [[one.days, one.title, who_said(one)] for one in visits[:MOST_LISTED]]
    return {"heading": heading, "rows": rows, "empty": empty}


def one_page_report(facts: ReportFacts) -> Report:
    """The same page for a word processor: tables instead of charts."""
    numbers = five_numbers(facts)
    return Report(
        title=facts.title,
        language=language(facts.tag).interface.tag,
        head=[(str(_("Period")), facts.days)],
        sections=[
            Section(
                str(_("Summary")),
                [
                    Paragraph(facts.sentence),
                    Table(
                        head=[name for name, _value, _note in numbers],
                        rows=[[f"{value}\n({note})" for _name, value, note in numbers]],
                    ),
                ],
            ),
            *(Section(table.title, [short_table(table)]) for table in charted(facts)),
            visits_section(str(_("Visits of the highest level")), facts.highest, none_so_high()),
            visits_section(coming_heading(facts), facts.coming[:MOST_LISTED], nothing_planned()),
        ],
        foot=rule(),
        stamp=facts.stamp,
        made_at=facts.made_at,
    )


def short_table(table: TableFacts) -> Table:
    whole = table_of(table)
    return Table(whole.head, whole.rows[:BARS], widths=whole.widths, figures=whole.figures)
