"""Which period and which dimension: what one can choose from, and how periods are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from visits.kit import words
from visits.languages import dates
from visits.languages.routing import interface_language
from visits.statistics.rules import Dimension, Named, Period, Unit, latest, name_of, named_on
from visits.statistics.rules.periods import MONTHS_OF

SHOWN = {Unit.HALF_YEAR: 6, Unit.QUARTER: 8, Unit.MONTH: 12, Unit.YEAR: 6}
"""How many periods of each length are offered, the newest first."""
NEWER, DAYS_OF_A_MONTH = 2, 28
"""So many newer periods stand before one that is long ago."""


@dataclass(frozen=True, slots=True)
class Choice:
    label: Any
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Lengths of periods, the latest periods of the chosen length, and dimensions."""

    units: Sequence[Choice]
    periods: Sequence[Choice]
    dimensions: Sequence[Choice]


def choices(period: Period | None, dimension: Dimension, today: date) -> Choices:
    """The latest periods as long as this one, half-years where it has no such length."""
    named = name_of(period) if period else None
    chosen = named.unit if named else Unit.HALF_YEAR
    until = newest_shown(named, today) if named else today
    return Choices(
        units=[unit_choice(each, chosen, period, dimension, today) for each in Unit],
        periods=[
            Choice(name(each), address(each.period, dimension), each.period == period)
            for each in latest(chosen, until, SHOWN[chosen])
        ],
        dimensions=[
            Choice(words.label(each), address(period, each) + "#told-apart", each is dimension)
            for each in Dimension
            if period
        ],
    )


def newest_shown(named: Named, today: date) -> date:
    """A day in the newest period of the row: today's, unless the chosen one is far from it."""
    if named in latest(named.unit, today, SHOWN[named.unit]):
        return today
    months = MONTHS_OF[named.unit] * NEWER
    return named.period.last + timedelta(days=months * DAYS_OF_A_MONTH)


def unit_choice(
    unit: Unit, chosen: Unit, period: Period | None, dimension: Dimension, today: date
) -> Choice:
    """A length of periods: it leads to the period of that length in which this one ends."""
    url = address(named_on(unit, period.last if period else today).period, dimension)
    return Choice(words.label(unit), url, unit is chosen)


def address(period: Period, dimension: Dimension) -> str:
    return url_for("statistics.show", first=period.first, last=period.last, by=dimension.value)


def name(named: Named) -> str:
    """What a period of this length is called."""
    if named.unit is Unit.HALF_YEAR and named.number == 1:
        return str(_("First half of %(year)s", year=named.year))
    if named.unit is Unit.HALF_YEAR:
        return str(_("Second half of %(year)s", year=named.year))
    if named.unit is Unit.QUARTER:
        return str(_("Quarter %(number)s of %(year)s", number=named.number, year=named.year))
    if named.unit is Unit.MONTH:
        return dates.month(named.period.first, interface_language().tag)
    return str(named.year)
