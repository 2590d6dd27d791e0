"""Reports of months, quarters, half-years and years: their keys in addresses, what comes next. Pure."""

import re
from datetime import timedelta

from visits.statistics.rules.periods import Named, Period, Unit, named_on

KEY = re.compile(r"(20\d\d)(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")
"""`2024`, `2024-H1`, `2024-Q3`, `2024-05`."""


def key_of(named: Named) -> str:
    """What stands for a period in addresses and files."""
    return {
        Unit.HALF_YEAR: f"{named.year}-H{named.number}",
        Unit.QUARTER: f"{named.year}-Q{named.number}",
        Unit.MONTH: f"{named.year}-{named.number:02}",
        Unit.YEAR: f"{named.year}",
    }[named.unit]


def named_by(key: str) -> Named | None:
    """The period of a key; None for what is no key of this century."""
    found = KEY.fullmatch(key)
    if found is None:
        return None
    year, half, quarter, month = found.groups()
    if half or quarter or month:
        unit = Unit.HALF_YEAR if half else Unit.QUARTER if quarter else Unit.MONTH
        return Named(unit, int(year), int(half or quarter or month))
    return Named(Unit.YEAR, int(year), 1)


def earlier(named: Named) -> Named:
    """The period of the same length that ends on the day before."""
    return named_on(named.unit, named.period.first - timedelta(days=1))


def later(named: Named) -> Named:
    """The period of the same length that begins on the day after."""
    return named_on(named.unit, named.period.last + timedelta(days=1))


def month_after(period: Period) -> Period:
    """The month that follows: what comes next is told of it, however long the period is."""
    return named_on(Unit.MONTH, period.last + timedelta(days=1)).period
