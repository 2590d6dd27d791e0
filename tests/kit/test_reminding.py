"""Days of reminding, in working days."""

from datetime import date

import pytest

from visits.kit.reminding import reminder_day

CHUSEOK = frozenset({date(2026, 9, 24), date(2026, 9, 25)})
"""The working days among Chuseok's in 2026: a Thursday and a Friday."""
WEDNESDAY = date(2026, 9, 23)
MONDAY = date(2026, 9, 28)


@pytest.mark.parametrize(
    ("due", "today", "reminded"),
    [
        (WEDNESDAY, date(2026, 9, 22), None),
        (WEDNESDAY, WEDNESDAY, WEDNESDAY),
        (WEDNESDAY, date(2026, 9, 25), WEDNESDAY),
        (WEDNESDAY, MONDAY, MONDAY),
        (WEDNESDAY, date(2026, 10, 2), MONDAY),
        (WEDNESDAY, date(2026, 10, 5), date(2026, 10, 5)),
        (date(2026, 9, 26), MONDAY, MONDAY),
        (date(2026, 9, 26), date(2026, 9, 27), None),
        (date(2026, 9, 26), date(2026, 9, 30), date(2026, 9, 29)),
        (date(2020, 1, 2), date(2026, 9, 30), MONDAY),
    ],
    ids=[
        "not before",
        "on the day",
        "still the last on a holiday",
        "on the working day after",
        "not every day",
        "but when a week begins",
        "due on a Saturday",
        "but not on it",
        "and on the working day after",
        "for years",
    ],
)
def test_days_of_reminding(due, today, reminded):
    assert reminder_day(due, today, CHUSEOK) == reminded


@pytest.mark.parametrize(
    ("today", "reminded"),
    [
        (date(2026, 9, 17), None),
        (date(2026, 9, 18), date(2026, 9, 18)),
        (date(2026, 9, 22), date(2026, 9, 18)),
        (WEDNESDAY, WEDNESDAY),
    ],
)
def test_some_are_told_of_before(today, reminded):
    assert reminder_day(WEDNESDAY, today, CHUSEOK, ahead=3) == reminded


def test_holidays_make_the_first_reminder_earlier():
    assert reminder_day(MONDAY, date(2026, 9, 21), CHUSEOK, ahead=3) == date(2026, 9, 21)
    assert reminder_day(MONDAY, date(2026, 9, 20), CHUSEOK, ahead=3) is None
