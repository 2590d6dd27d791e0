"""Periods with names, parts of the world, the order of a table: on plain values."""

from datetime import date

import pytest

from visits.languages.names import cldr_country, country_codes
from visits.statistics.rules import (
    REGION_OF,
    REGIONS,
    Cell,
    Facet,
    Line,
    Measure,
    Month,
    Named,
    Period,
    Unit,
    latest,
    lines,
    months,
    name_of,
    named_on,
)


@pytest.mark.parametrize(
    ("named", "first", "last"),
    [
        (Named(Unit.QUARTER, 2024, 1), date(2024, 1, 1), date(2024, 3, 31)),
        (Named(Unit.QUARTER, 2024, 4), date(2024, 10, 1), date(2024, 12, 31)),
        (Named(Unit.MONTH, 2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (Named(Unit.MONTH, 2024, 12), date(2024, 12, 1), date(2024, 12, 31)),
        (Named(Unit.HALF_YEAR, 2024, 1), date(2024, 1, 1), date(2024, 6, 30)),
        (Named(Unit.YEAR, 2024, 1), date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_named_period_has_all_its_days_and_is_known_again(named, first, last):
    assert named.period == Period(first, last)
    assert named_on(named.unit, first) == named_on(named.unit, last) == named
    assert name_of(Period(first, last)) == named


@pytest.mark.parametrize(
    "days",
    [
        (date(2024, 1, 1), date(2024, 6, 29)),
        (date(2024, 2, 1), date(2024, 4, 30)),
        (date(2024, 1, 1), date(2025, 12, 31)),
    ],
)
def test_other_days_have_no_name(days):
    assert name_of(Period(*days)) is None


def test_the_latest_periods_reach_into_the_year_before():
    assert [(n.year, n.number) for n in latest(Unit.QUARTER, date(2024, 5, 1), 3)] == [
        (2024, 2),
        (2024, 1),
        (2023, 4),
    ]


def test_the_year_to_date_ends_with_the_period():
    period = Period(date(2023, 11, 1), date(2024, 2, 29))
    assert period.year_to_date() == Period(date(2024, 1, 1), date(2024, 2, 29))


def test_months_add_up_over_their_year():
    found = months({(2024, 1): 3, (2024, 3): 4, (2023, 3): 5}, 2024)
    assert found[:3] == [Month(1, 3, 0, 3, 0), Month(2, 0, 0, 3, 0), Month(3, 4, 5, 7, 5)]
    assert found[-1] == Month(12, 0, 0, 7, 5)


def test_every_country_lies_in_one_part_of_the_world():
    listed = [code for codes in REGIONS.values() for code in codes]
    assert len(listed) == len(set(listed))
    assert set(country_codes()) - set(REGION_OF) == {"AQ"}
    assert set(REGION_OF) - set(country_codes()) == set()


def test_parts_of_the_world_have_names_in_every_language_of_staff():
    assert [cldr_country(code, "en") for code in REGIONS] == [
        "Eastern Asia",
        "Southeast Asia",
        "Southern Asia",
        "Central Asia",
        "Western Asia",
        "Africa",
        "Europe",
        "Northern America",
        "Latin America",
        "Oceania",
    ]
    assert cldr_country("034", "ko") == "남아시아"


def test_the_largest_row_is_first_and_what_nobody_said_last():
    now = {None: Cell(people=90), "LA": Cell(people=5), "MN": Cell(people=7)}
    before = {"KH": Cell(people=3), "LA": Cell(people=1)}
    found = lines(now, before, Facet(title="", heading="", measures=(Measure.PEOPLE,)))
    assert [line.key for line in found] == ["MN", "LA", "KH", None]
    assert found[1] == Line("LA", Cell(people=5), Cell(people=1))
    assert (found[1].ratio(Measure.PEOPLE), found[0].ratio(Measure.PEOPLE)) == (5.0, None)


def test_hours_are_told_to_one_decimal():
    assert Cell(minutes=100).of(Measure.HOURS) == 1.7
