"""The counting rule, on plain values."""

from datetime import date

import pytest

from visits.statistics.rules import Period, half_of, half_year, ratio


@pytest.mark.parametrize(
    ("year", "half", "first", "last"),
    [
        (2024, 1, date(2024, 1, 1), date(2024, 6, 30)),
        (2024, 2, date(2024, 7, 1), date(2024, 12, 31)),
    ],
)
def test_a_half_year_has_all_its_days(year, half, first, last):
    assert half_year(year, half) == Period(first, last)
    assert half_of(first) == half_of(last) == (year, half)


def test_the_year_before_a_leap_day_ends_on_the_28th():
    assert Period(date(2024, 2, 1), date(2024, 2, 29)).year_before() == Period(
        date(2023, 2, 1), date(2023, 2, 28)
    )


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="ends after"):
        Period(date(2024, 2, 2), date(2024, 2, 1))


def test_the_ratio_of_the_press():
    assert ratio(273, 122) == 2.2
    assert ratio(273, 0) is None
