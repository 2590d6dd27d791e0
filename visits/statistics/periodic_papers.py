"""The report of a month, a half-year or a year in words: as a paper, as a workbook, on one page.

Rows and names come worded from the view, in the language that is active; nothing here reads rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from visits.kit.reports import Paragraph, Report, Section, Table
from visits.kit.sheets.writing import Sheet, Value, workbook
from visits.kit.translated import Translated
from visits.kit.words import label
from visits.languages.catalogue import language
from visits.statistics.rules import Against, Figures, Line, Measure, ratio

MOST_VISITS = 100
"""Of the page and the paper; the workbook holds all."""
MOST_ROWS = 15
"""Of each table of the page and the paper."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table by its name."""

    name: str
    line: Line

    @property
    def times(self) -> str:
        """How many times the people of the year before."""
        return times(self.line.now.people, self.line.before.people)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table of the report: what it is told apart by, what its first column holds, all of its rows."""

    key: str
    title: str
    heading: str
    rows: Sequence[Row]

    @property
    def shown(self) -> Sequence[Row]:
        return self.rows[:MOST_ROWS]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit of a list: its code for links, its days, who came from where, how many."""

    code: str
    days: str
    title: str
    countries: Sequence[str]
    people: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Everything that the report says, worded in *tag*."""

    tag: str
    name: str
    days: str
    sentences: Translated
    now: Figures
    before: Figures
    reached: Sequence[Against]
    year: int
    tables: Sequence[TableFacts]
    visits: Sequence[VisitRow]
    highest: Sequence[VisitRow] = ()
    """Visits of the highest level, for the one page."""
    month: str
    coming: Sequence[VisitRow]
    stamp: str
    made_at: datetime

    @property
    def title(self) -> str:
        return str(_("Report on foreign delegations, %(period)s", period=self.name))

    @property
    def sentence(self) -> str:
        """The sentence of the press in the reader's language, else in English."""
        return self.sentences.to(self.tag)


def rule() -> str:
    """How it is counted."""
    return str(
        _(
            "How it is counted: a delegation counts when it starts in the period and is confirmed, "
            "under way or closed; people are those who came, else those announced, with their own "
            "interpreters and aides and without our escorts; each country counts once."
        )
    )


# -- the summary -----------------------------------------------------------------------------------


def summary_headers(facts: ReportFacts) -> list[str]:
    return [
        str(_("Measure")),
        facts.name,
        str(_("Year before")),
        str(_("Times the year before")),
        str(_("Cumulative, %(year)s", year=facts.year)),
        str(_("Cumulative, year before")),
        str(_("Target of %(year)s", year=facts.year)),
        str(_("Reached")),
    ]


def summary_cells(facts: ReportFacts) -> list[list[Value]]:
    """People, countries, delegations: the period, a year before, the year so far, its target, and
    how many per cent of that are reached."""
    return [
        [
            str(label(one.measure)),
            facts.now.of(one.measure),
            facts.before.of(one.measure),
            ratio(facts.now.of(one.measure), facts.before.of(one.measure)),
            one.now,
            one.before,
            one.target,
            one.percent,
        ]
        for one in facts.reached
    ]


def summary_rows(facts: ReportFacts) -> list[list[str]]:
    """The same as it is read."""
    return [
        [*map(told, cells), "–" if percent is None else f"{percent}%"]
        for *cells, percent in summary_cells(facts)
    ]


def times(now: int, before: int) -> str:
    found = ratio(now, before)
    return "–" if found is None else str(found)


def five_numbers(facts: ReportFacts) -> list[tuple[str, str, str]]:
    """Label, value and a note: what the mayor sees first."""
    then = str(_("Year before"))
    said = [
        (str(label(measure)), str(facts.now.of(measure)), f"{then} {facts.before.of(measure)}")
        for measure in (Measure.PEOPLE, Measure.COUNTRIES, Measure.DELEGATIONS)
    ]
    people = next(one for one in facts.reached if one.measure is Measure.PEOPLE)
    against = times(facts.now.people, facts.before.people)
    reached = "–" if people.percent is None else f"{people.percent}%"
    note = _("%(people)s of %(target)s people", people=people.now, target=people.target)
    return [
        *said,
        (str(_("Against a year before")), against, str(_("times as many people"))),
        (
            str(_("Target of %(year)s", year=facts.year)),
            reached,
            str(note if people.target else _("No target is set")),
        ),
    ]


# -- the paper -------------------------------------------------------------------------------------


def report(facts: ReportFacts) -> Report:
    """The whole report as a paper of the office."""
    return Report(
        title=facts.title,
        language=language(facts.tag).interface.tag,
        head=[(str(_("Period")), facts.days)],
        sections=[
            Section(str(_("Summary")), [Paragraph(facts.sentence), summary_table(facts)]),
            *(Section(one.title, [table_of(one)]) for one in facts.tables if one.rows),
            visits_section(str(_("Visits")), facts.visits, nobody(), left_out(facts)),
            visits_section(coming_heading(facts), facts.coming, nothing_planned()),
        ],
        foot=rule(),
        stamp=facts.stamp,
        made_at=facts.made_at,
    )


def summary_table(facts: ReportFacts) -> Table:
    return Table(
        head=summary_headers(facts),
        rows=summary_rows(facts),
        widths=(2.2, 2, 1.5, 1.2, 1.7, 1.7, 1.6, 1.3),
        figures=range(1, 8),
    )


def table_headers(table: TableFacts) -> list[str]:
    return [
        table.heading,
        str(label(Measure.PEOPLE)),
        str(_("Year before")),
        str(_("Times the year before")),
        str(label(Measure.DELEGATIONS)),
    ]


def table_cells(row: Row) -> list[Value]:
    now, before = row.line.now, row.line.before
    return [row.name, now.people, before.people, ratio(now.people, before.people), now.delegations]


def table_of(table: TableFacts) -> Table:
    return Table(
        head=table_headers(table),
        rows=[[told(cell) for cell in table_cells(row)] for row in table.shown],
        widths=(4, 1.4, 1.4, 1.2, 1.4),
        figures=range(1, 5),
    )


def told(value: Value) -> str:
    return "–" if value is None else str(value)


def visit_headers() -> list[str]:
    return [
        str(_("Days")),
        str(_("Delegation")),
        str(_("Countries")),
        str(_("People")),
        str(_("Level of the visit")),
    ]


def visit_cells(visit: VisitRow) -> list[Value]:
    return [visit.days, visit.title, ", ".join(visit.countries), visit.people, visit.level]


def named(countries: Sequence[str], most: int) -> str:
    """The first of many."""
    if len(countries) <= most:
        return ", ".join(countries)
    return str(
        ngettext(
            "%(names)s and %(num)s more",
            "%(names)s and %(num)s more",
            len(countries) - most,
            names=", ".join(countries[:most]),
        )
    )


def visits_table(visits: Iterable[VisitRow]) -> Table:
    return Table(
        head=visit_headers(),
        rows=[[told(cell) for cell in visit_cells(visit)] for visit in visits],
        widths=(2.6, 4.4, 3, 1, 2),
        figures=(3,),
    )


def visits_section(heading: str, visits: Sequence[VisitRow], empty: str, note: str = "") -> Section:
    table = visits_table(visits) if visits else Paragraph(empty)
    return Section(heading, [table, Paragraph(note)] if note else [table])


def left_out(facts: ReportFacts) -> str:
    """A word where the list does not hold every visit."""
    listed, number = len(facts.visits), facts.now.delegations
    if number <= listed:
        return ""
    return str(
        ngettext(
            "The first %(most)s of %(num)s row. The workbook holds all of them.",
            "The first %(most)s of %(num)s rows. The workbook holds all of them.",
            number,
            most=listed,
        )
    )


def coming_heading(facts: ReportFacts) -> str:
    return str(_("Coming in %(month)s", month=facts.month))


def none_so_high() -> str:
    return str(_("No minister, mayor or vice minister came in this period."))


def nobody() -> str:
    return str(_("Nobody came in this period."))


def nothing_planned() -> str:
    return str(_("No visit is planned yet."))


# -- the workbook ----------------------------------------------------------------------------------


def sheets(facts: ReportFacts) -> bytes:
    """A sheet for the summary, for each table, for the visits: every row of all of them."""
    lead = (facts.title, facts.days)
    direction = language(facts.tag).interface.dir
    *headers, reached = summary_headers(facts)
    tables: list[tuple[str, Sequence[str], Sequence[Sequence[Value]]]] = [
        (str(_("Summary")), [*headers, f"{reached} (%)"], summary_cells(facts)),
        *(
            (one.title, table_headers(one), [table_cells(row) for row in one.rows])
            for one in facts.tables
        ),
        (str(_("Visits")), visit_headers(), [visit_cells(one) for one in facts.visits]),
    ]
    coming = Sheet(
        title=facts.month,
        headers=visit_headers(),
        rows=[visit_cells(one) for one in facts.coming],
        lead=(coming_heading(facts),),
        direction=direction,
    )
    return workbook(
        [
            Sheet(title=title, headers=headers, rows=rows, lead=lead, direction=direction)
            for title, headers, rows in tables
        ]
        + [coming],
        title=facts.title,
    )
