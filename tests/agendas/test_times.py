"""Which half of the day: certain by the line, by the order of the day, or asked."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.agendas.cast import lines, spans
from visits.agendas.rules.order import Timed, counts_to_24, settled
from visits.kit.sheets.clocks import written


def read(*times, day="24 Nov", title="Talk"):
    rows = [[day if n == 0 else "", time, title, "", ""] for n, time in enumerate(times)]
    return spans(lines(*rows))


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["9:00", "10:30", "1:30", "3:00"], ["09:00", "10:30", "13:30", "15:00"]),
        (["11:30", "12:30", "2:00"], ["11:30", "12:30", "14:00"]),
        (["9:30 am", "1:00", "5:30"], ["09:30", "13:00", "17:30"]),
        (["9.00", "14.00", "15.30"], ["09:00", "14:00", "15:30"]),
    ],
)
def test_the_order_of_the_day_makes_it_certain(times, expected):
    assert [span[3:8] for span in read(*times)] == expected


@pytest.mark.parametrize(
    "times",
    [["1:30"], ["6:00", "9:00"], ["14:00", "1:30"], ["09:00", "2:00"], ["10:00", "9:00"]],
)
def test_what_stays_open_is_asked(times):
    assert "half_of_day" in read(*times)


def test_an_unmarked_span_after_the_morning_asks_for_the_half_of_the_day():
    assert read("9-10", "2 - 3", "15:30-16:30") == [
        "24 09:00–10:00",
        "half_of_day",
        "24 15:30–16:30",
    ]


def test_a_dinner_is_no_breakfast():
    assert read("7:00", title="Dinner") == ["half_of_day"]
    items = lines(["24 Nov", "9:00", "Talk", "", ""], ["", "6:30", "Dinner", "", ""])
    assert spans(items)[1] == "24 18:30–19:30"


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("9:30-2:30", "24 09:30–14:30"),
        ("9:30 am – 2:30", "24 09:30–14:30"),
        ("1:00–2:30 pm", "24 13:00–14:30"),
        ("11:30–1:00 pm", "24 11:30–13:00"),
        ("8:00–9:00 pm", "24 20:00–21:00"),
        ("10:00–11:30 am", "24 10:00–11:30"),
        ("22:00–01:00", "24 22:00–01:00"),
        ("10:00 (30 min)", "24 10:00–10:30"),
        ("10:00–10:00", "24 10:00–11:00"),
        ("14:00–13:00", "ends_before_start"),
        ("~15:30", "start_missing"),
        ("30 min", "start_missing"),
        ("TBC", "time_unreadable"),
        ("9.3", "time_unreadable"),
    ],
)
def test_one_line_alone(time, expected):
    assert read(time) == [expected]


def test_what_follows_an_evening_is_asked_for_its_day():
    assert read("22:00", "00:30") == ["24 22:00–23:00", "night"]


def test_a_duration_goes_on_where_the_line_above_ends():
    assert read("10:00–10:30", "45 min") == ["24 10:00–10:30", "24 10:30–11:15"]


def test_without_an_end_it_lasts_until_the_next_or_as_usual():
    assert read("10:00", "11:15", "16:00") == [
        "24 10:00–11:15",
        "24 11:15–12:15",
        "24 16:00–17:00",
    ]


def test_a_gap_between_two_lines_is_offered_for_one_without_a_time():
    items = lines(
        ["24 Nov", "9:00-12:00", "Talk", "", ""],
        ["", "", "Lunch", "", ""],
        ["", "13:30-15:00", "Talk", "", ""],
    )
    assert spans(items)[1] == "time_missing"
    assert [choice.value for choice in items[1].asks[0].choices] == ["12:00–13:30"]


STARTS = st.lists(st.integers(7 * 60, 22 * 60 - 1), min_size=1, max_size=8, unique=True).map(sorted)
A_HALF_DAY = 12 * 60


def starts_of(texts):
    timed = [Timed(written(text)) for text in texts]
    is_24 = counts_to_24(one.written for one in timed)
    return [None if one.asks else one.starts for one in settled(timed, is_24=is_24)]


@given(STARTS)
def test_no_order_of_unmarked_times_is_read_wrongly(starts):
    """Written on a dial of twelve hours: read as meant, or asked.

    Nobody can tell who leaves out half a day, or begins at seven in the evening.
    """
    gaps = [later - sooner for sooner, later in pairwise([7 * 60, *starts])]
    assume(max(gaps) < A_HALF_DAY)
    texts = [f"{minutes // 60 % 12 or 12}:{minutes % 60:02}" for minutes in starts]
    found = starts_of(texts)
    assert [given for given in found if given is not None] == [
        meant for meant, given in zip(starts, found, strict=True) if given is not None
    ]


@given(STARTS)
def test_times_counted_to_24_are_always_read(starts):
    assume(any(not 10 * 60 <= minutes < 13 * 60 for minutes in starts))
    assert starts_of(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in starts) == starts
