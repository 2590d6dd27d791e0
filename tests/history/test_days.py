"""Days of a visit out of one cell or two, as offices write them."""

from datetime import date, datetime

import pytest

from visits.history.rules import BadCell, Trouble
from visits.history.rules.days import days_of

TODAY = date(2026, 11, 23)
AFTERNOON = datetime.fromisoformat("2024-03-05T14:00")
FIRST, LAST = date(2024, 3, 5), date(2024, 3, 7)


def read(starts, ends="", day_first=None):
    return days_of(starts, ends, day_first=day_first, today=TODAY)


def trouble(starts, ends=""):
    with pytest.raises(BadCell) as caught:
        read(starts, ends)
    return caught.value.fault.trouble


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05",
        "2024. 3. 5.(화)",
        "'24. 3. 5.",
        "5 March 2024",
        FIRST,
        AFTERNOON,
    ],
)
def test_one_day(text):
    assert read(text) == (FIRST, FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "2024. 3. 5.~3. 7.",
        "2024. 3. 5.(화)~3. 7.(목)",
        "2024. 3. 5. ~ 7.",
        "2024.3.5~7",
        "2024.3.5-7",
        "2024-03-05 ~ 2024-03-07",
        "2024-03-05 - 2024-03-07",
        "2024/03/05–03/07",
        "2024년 3월 5일 ~ 7일",
        "2024년 3월 5일부터 3월 7일까지",
        "5 March 2024 to 7 March 2024",
    ],
)
def test_two_days_in_one_cell(text):
    assert read(text) == (FIRST, LAST)


@pytest.mark.parametrize("ends", [LAST, "2024-03-07", "3. 7.", "7"])
def test_two_days_in_two_cells(ends):
    assert read("2024-03-05", ends) == (FIRST, LAST)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("", "", Trouble.NO_DAY),
        ("2024년 봄", "", Trouble.NOT_A_DAY),
        ("2024-02-30", "", Trouble.NOT_A_DAY),
        ("2024. 3. 5.~3. 40.", "", Trouble.NOT_A_DAY),
        ("03/04/2024", "", Trouble.WHICH_DAY),
        ("2024-03-05", "soon", Trouble.NOT_A_DAY),
        ("2024-03-05", "2024-03-04", Trouble.ENDS_BEFORE_START),
        ("2022-03-05", "2024-03-04", Trouble.TOO_LONG),
        ("2026-11-23", "", Trouble.NOT_OVER),
        ("2027-01-02", "", Trouble.NOT_OVER),
    ],
)
def test_what_cannot_be_read_is_named(starts, ends, expected):
    assert trouble(starts, ends) is expected


def test_a_table_can_say_how_it_writes_days():
    assert read("03/04/2024", day_first=True) == (date(2024, 4, 3), date(2024, 4, 3))
