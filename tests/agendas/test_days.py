"""Days as agendas write them: the one that is meant, or a question."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agendas.cast import FIRST, LAST, a_world, lines
from visits.agendas.rules import Why
from visits.agendas.rules.days import Visit, resolved, said

TUE, WED, THU = FIRST, date(2026, 11, 25), LAST


def day_of(text, first=FIRST, last=LAST):
    (item,) = lines([text, "10:00", "Talk", "", ""], world=a_world(first, last))
    return item.day if not item.asks else item.asks[0].why


@pytest.mark.parametrize(
    "text",
    [
        "Wednesday 25 November 2026", "Wed 25 Nov", "25-Nov-26", "25/11", "11/25", "25/11/2026", "11/25/2026",
        "11/25/26", "2026-11-25", "2026. 11. 25.(수)", "11.25.(수)", "11월 25일(수)", "11월 25일 수요일", "25일(수)",
        "'26. 11. 25.", "26. 11. 25.(수)", "Nov. 25 (Wed.)", "25th (Wed)", "Wednesday", "Wednesday the 25th of November",
        "Mercredi 25 novembre", "miércoles 25 de noviembre de 2026", "الأربعاء 25 نوفمبر", "\u0662\u0665/11/\u0662\u0660\u0662\u0666", "46351",
        "Day 2", "Day 2: Wednesday", "2일차", "2일차(11.25.)", "Jour 2", "둘째 날", "2", "11月25日(水)", "25 Nov 10:00" , "2026.11.25(수) 10:00",
    ],
)  # fmt: skip
def test_each_of_these_is_the_wednesday(text):
    assert day_of(text) == WED


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Thursday 25 November", Why.WEEKDAY_DIFFERS),
        ("11.25(목)", Why.WEEKDAY_DIFFERS),
        ("25–26 November", Why.DAY_SEVERAL),
        ("12 May 2026", Why.DAY_OUTSIDE),
        ("27 November", Why.DAY_OUTSIDE),
        ("Saturday", Why.DAY_UNREADABLE),
        ("Day 9", Why.DAY_UNREADABLE),
        ("32/13/2026", Why.DAY_UNREADABLE),
        ("", Why.DAY_MISSING),
    ],
)
def test_each_of_these_is_asked(text, why):
    assert day_of(text) is why


def test_day_and_month_that_may_be_either_are_asked():
    assert day_of("3/4/2026") is Why.DAY_AMBIGUOUS
    assert day_of("3/4/2026", date(2026, 3, 1), date(2026, 4, 30)) is Why.DAY_AMBIGUOUS


def test_the_visit_or_the_weekday_makes_it_certain():
    assert day_of("3/4/2026", date(2026, 4, 2), date(2026, 4, 4)) == date(2026, 4, 3)
    assert day_of("Fri 3/4/2026", date(2026, 3, 1), date(2026, 4, 30)) == date(2026, 4, 3)


def test_another_day_of_the_table_makes_it_certain():
    world = a_world(date(2026, 3, 1), date(2026, 4, 30))
    first, second = lines(
        ["3/4/2026", "10:00", "Talk", "", ""], ["25/3/2026", "10:00", "Talk", "", ""], world=world
    )
    assert (first.day, second.day) == (date(2026, 4, 3), date(2026, 3, 25))


def test_the_day_is_asked_once_and_the_rows_below_wait():
    first, second = lines(
        ["Thursday 25 November", "10:00", "Talk", "", ""], ["", "11:00", "Tour", "", ""]
    )
    assert [ask.why for ask in first.asks] == [Why.WEEKDAY_DIFFERS]
    assert [choice.value for choice in first.asks[0].choices] == ["2026-11-25", "2026-11-26"]
    assert [ask.why for ask in second.asks] == [Why.DAY_FROM_ABOVE]


def test_numbered_days_count_from_the_one_that_has_a_date():
    first, second = lines(
        ["Day 0 (24 November)", "10:00", "Arrival", "", ""], ["Day 1", "10:00", "Talk", "", ""]
    )
    assert (first.day, second.day) == (TUE, WED)


def test_a_day_above_the_table_is_that_of_all_rows():
    items = lines(
        ["Time", "What", "", "", ""],
        ["10:00", "Talk", "", "", ""],
        header=("Programme of 26 November 2026", "", "", "", ""),
    )
    assert [item.day for item in items] == [THU]


PATTERNS = (
    "%d %B %Y",
    "%A %d %B %Y",
    "%B %d, %Y",
    "%Y-%m-%d",
    "%d-%b-%Y",
    "%Y. %m. %d.",
    "%Y년 %m월 %d일",
)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(PATTERNS))
def test_every_form_of_a_date_is_read_as_that_date(day, pattern):
    visit, text = Visit(day, day), day.strftime(pattern)
    read = resolved(said(text, visit), text, visit)
    assert (read.day, read.ask) == (day, None)
