from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.kit.interval import Interval

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def span(first: int, last: int) -> Interval:
    """Minutes after nine."""
    return Interval(NINE + timedelta(minutes=first), NINE + timedelta(minutes=last))


spans = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda at: span(at[0], at[0] + at[1]))


@pytest.mark.parametrize("last", [0, -1])
def test_an_interval_ends_after_it_starts(last):
    with pytest.raises(ValueError, match="ends after it starts"):
        span(0, last)


def test_an_interval_refuses_naive_instants():
    with pytest.raises(ValueError, match="aware"):
        Interval(datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 10))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("other", "overlaps", "contains", "gap"),
    [
        (span(-20, -10), False, False, 10),
        (span(-10, 0), False, False, 0),
        (span(-10, 1), True, False, 0),
        (span(0, 1), True, True, 0),
        (span(0, 30), True, True, 0),
        (span(29, 30), True, True, 0),
        (span(29, 31), True, False, 0),
        (span(30, 40), False, False, 0),
        (span(31, 40), False, False, 1),
        (span(-10, 40), True, False, 0),
    ],
)
def test_intervals_are_half_open(other, overlaps, contains, gap):
    half_hour = span(0, 30)
    assert half_hour.overlaps(other) is overlaps
    assert other.overlaps(half_hour) is overlaps
    assert half_hour.contains(other) is contains
    assert half_hour.gap(other) == timedelta(minutes=gap) == other.gap(half_hour)


@pytest.mark.parametrize(("minute", "held"), [(-1, False), (0, True), (29, True), (30, False)])
def test_an_interval_holds_its_start_and_not_its_end(minute, held):
    assert span(0, 30).holds(NINE + timedelta(minutes=minute)) is held


def test_length_is_true_time_across_the_change_of_summer_time():
    berlin = ZoneInfo("Europe/Berlin")
    night = Interval(
        datetime(2026, 10, 25, 1, tzinfo=berlin), datetime(2026, 10, 25, 4, tzinfo=berlin)
    )
    assert night.length == timedelta(hours=4)


@given(spans, spans)
def test_two_intervals_share_a_span_exactly_when_they_overlap(first, second):
    shared = first.shared(second)
    assert (shared is not None) is first.overlaps(second)
    assert shared == second.shared(first)
    assert shared is None or (first.contains(shared) and second.contains(shared))
    assert not (first.overlaps(second) and first.gap(second))
