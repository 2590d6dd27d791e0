"""The table of a dimension as pages, workbooks and charts show it: rows by name, columns of numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, assert_never

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from visits.delegations.rules import Level
from visits.feedback import words as feedback_words  # noqa: F401 (names the ratings)
from visits.feedback.rules import Rating
from visits.kit import words
from visits.kit.translated import Translated
from visits.languages.html import plain, tr
from visits.languages.names import cldr_country, language_name
from visits.languages.routing import interface_language
from visits.organisations.rules import OrganisationKind
from visits.organisations.views.shared import country_name
from visits.sites.words import THEMES
from visits.statistics import queries
from visits.statistics.rules import (
    FACETS,
    Dimension,
    Figures,
    Key,
    Line,
    Measure,
    Period,
    lines,
    ratio,
)


class Of(Enum):
    """Which number of a measure: the period's, that of a year before, how many times that."""

    NOW = auto()
    BEFORE = auto()
    RATIO = auto()


@dataclass(frozen=True, slots=True)
class Column:
    measure: Measure
    of: Of

    @property
    def title(self) -> str:
        """What it is called where one line must say all."""
        measure = str(words.label(self.measure))
        if self.of is Of.BEFORE:
            return str(_("%(measure)s, year before", measure=measure))
        if self.of is Of.RATIO:
            return str(_("%(measure)s, times the year before", measure=measure))
        return measure

    @property
    def short(self) -> str:
        """What it is called below the name of the measure."""
        named = {
            Of.NOW: _("This period"),
            Of.BEFORE: _("Year before"),
            Of.RATIO: _("Ratio"),
        }
        return str(named[self.of])

    def value(self, line: Line) -> float | None:
        if self.of is Of.RATIO:
            return line.ratio(self.measure)
        return (line.now if self.of is Of.NOW else line.before).of(self.measure)


def columns_of(dimension: Dimension) -> list[Column]:
    """Each measure beside its year before; the first one's ratio as well."""
    measures = FACETS[dimension].measures
    return [
        Column(measure, of)
        for measure in measures
        for of in Of
        if of is not Of.RATIO or measure is measures[0]
    ]


@dataclass(frozen=True, slots=True)
class Number:
    """A cell: its value, and the list that it counts; none where nothing is counted."""

    column: Column
    value: float | None
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table by its name: as plain text, and marked up for a page."""

    text: str
    html: Markup
    line: Line
    numbers: Sequence[Number]


@dataclass(frozen=True, slots=True)
class Shown:
    """The table of one dimension, with what the whole period comes to."""

    dimension: Dimension
    heading: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    whole: Sequence[Number]


def table_of(
    session: Session, dimension: Dimension, period: Period, whole: Sequence[Figures]
) -> Shown:
    """*whole* is what the period and the one before come to."""
    spans = (period, period.year_before())
    now, before = (queries.cells(session, dimension, span) for span in spans)
    columns, found = columns_of(dimension), lines(now, before, FACETS[dimension])
    names = queries.names_of(session, dimension, {**now, **before}.keys())
    rows = []
    for line in found:
        text, html = named(dimension, line.key, names)
        numbers = [number(dimension, line, column, spans) for column in columns]
        rows.append(Row(text, html, line, numbers))
    return Shown(
        dimension,
        str(_(FACETS[dimension].heading)),
        columns,
        rows,
        [total(column, whole, spans) for column in columns],
    )


def number(dimension: Dimension, line: Line, column: Column, spans: Sequence[Period]) -> Number:
    value = column.value(line)
    if column.of is Of.RATIO or not value:
        return Number(column, value, "")
    span = spans[0 if column.of is Of.NOW else 1]
    return Number(column, value, list_url(span, dimension, line.key))


def total(column: Column, whole: Sequence[Figures], spans: Sequence[Period]) -> Number:
    """The figure of the whole period; stops and hours have none."""
    if column.measure in {Measure.STOPS, Measure.HOURS}:
        return Number(column, None, "")
    now, before = (each.of(column.measure) for each in whole)
    if column.of is Of.RATIO:
        return Number(column, ratio(now, before), "")
    value, span = (now, spans[0]) if column.of is Of.NOW else (before, spans[1])
    return Number(column, value, list_url(span) if value else "")


def list_url(period: Period, dimension: Dimension | None = None, key: Key = None) -> str:
    """The list behind a number."""
    values: dict[str, Any] = {"first": period.first, "last": period.last}
    if dimension is not None:
        values |= {"by": dimension.value, "of": "" if key is None else key}
    return url_for("statistics.behind", **values)


def named(dimension: Dimension, key: Key, names: Mapping[Key, Translated]) -> tuple[str, Markup]:
    """What a row is called, plain and marked up."""
    if key is None:
        said = str(_(FACETS[dimension].unsaid))
        return said, escape(said)
    if dimension is Dimension.DISTRICT:
        name = Translated(ko=str(key))
        return plain(name), tr(name)
    if key in names:
        return plain(names[key]), tr(names[key])
    said = word_of(dimension, str(key))
    return said, Markup("<bdi>{}</bdi>").format(said)


def word_of(dimension: Dimension, key: str) -> str:
    """A code as its readers call it; itself where it is no code that we know."""
    return str(said_of(dimension, key, interface_language().tag))


def said_of(dimension: Dimension, key: str, reader: str) -> Any:  # noqa: PLR0911 (one of each)
    match dimension:
        case Dimension.COUNTRY:
            return country_name(key)
        case Dimension.REGION:
            return cldr_country(key, reader)
        case Dimension.LANGUAGE:
            return language_name(key, reader)
        case Dimension.THEME:
            return THEMES.get(key.casefold(), key)
        case Dimension.LEVEL:
            return member_of(Level, key)
        case Dimension.KIND:
            return member_of(OrganisationKind, key)
        case Dimension.SATISFACTION:
            return rating_of(key)
        case (
            Dimension.BODY
            | Dimension.REFERRER
            | Dimension.SITE
            | Dimension.INTERPRETER
            | Dimension.DISTRICT
        ):
            return key
        case _:
            assert_never(dimension)


def member_of(kind: type[Enum], key: str) -> Any:
    return words.label(kind(key)) if key in {member.value for member in kind} else key


def rating_of(key: str) -> Any:
    marks = {str(mark.value): mark for mark in Rating}
    return words.label(marks[key]) if key in marks else key


def largest(
    rows: Iterable[Row], measure: Measure, most: int
) -> list[tuple[str, float, float | None]]:
    """The longest bars of a chart: label, value, the value of a year before."""
    told = [
        (row.text, row.line.now.of(measure), row.line.before.of(measure) or None)
        for row in rows
        if row.line.key is not None and row.line.now.of(measure)
    ]
    return told[:most]
