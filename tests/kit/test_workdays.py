from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.kit.workdays import (
    add_working_days,
    is_working_day,
    on_or_after,
    working_days_between,
)

MONDAY = date(2026, 11, 23)
HOLIDAY = date(2026, 11, 26)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
holidays = st.frozensets(days, max_size=40)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (MONDAY, True),
        (HOLIDAY, False),
        (date(2026, 11, 27), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
    ],
)
def test_a_working_day_is_neither_a_weekend_nor_a_holiday(day, works):
    assert is_working_day(day, {HOLIDAY}) is works


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 11, 23), 0),
        (date(2026, 11, 24), 1),
        (date(2026, 11, 26), 3),
        (date(2026, 11, 27), 3),
        (date(2026, 11, 30), 4),
        (date(2026, 12, 1), 5),
        (date(2026, 11, 20), -1),
    ],
)
def test_the_first_day_counts_and_the_last_does_not(last, expected):
    assert working_days_between(MONDAY, last, {HOLIDAY}) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, MONDAY),
        (1, date(2026, 11, 24)),
        (3, date(2026, 11, 27)),
        (4, date(2026, 11, 30)),
        (-1, date(2026, 11, 20)),
        (-5, date(2026, 11, 16)),
    ],
)
def test_a_deadline_counts_from_the_next_day_over_weekends_and_holidays(number, expected):
    assert add_working_days(MONDAY, number, {HOLIDAY}) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (HOLIDAY, date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (MONDAY, MONDAY),
    ],
)
def test_what_begins_on_a_day_off_begins_on_the_next_working_day(day, expected):
    assert on_or_after(day, {HOLIDAY}) == expected


@given(days, days, st.integers(0, 30), holidays)
def test_notice_suffices_exactly_until_the_latest_day_to_ask(asked, visit, notice, off):
    latest = add_working_days(visit, -notice, off) if notice else visit
    assert (working_days_between(asked, visit, off) >= notice) is (
        asked <= latest if notice else working_days_between(asked, visit, off) >= 0
    )


@given(days, st.integers(1, 30), holidays)
def test_the_day_reached_is_a_working_day_that_many_later(day, number, off):
    reached = add_working_days(day, number, off)
    assert is_working_day(reached, off)
    assert working_days_between(day + timedelta(days=1), reached, off) == number - 1
