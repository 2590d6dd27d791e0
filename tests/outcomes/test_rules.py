"""How lines are read, when a promise is reminded of, which gift must be reported."""

from datetime import date, time

import pytest

from tests.factories import SEOUL, TUESDAY, WEDNESDAY, wall
from visits.kit.errors import Refused
from visits.outcomes.rules import (
    Currency,
    FollowUpMove,
    FollowUpState,
    GiftDirection,
    Point,
    ReportState,
    actual_span,
    after,
    points_of,
    report_state,
)

FRIDAY = date(2026, 11, 27)


def test_each_line_is_a_point_without_its_bullet():
    typed = "- 자율주행 데이터 공유\n\n  2) 요금 체계\nㅇ 현장 방문\n3.5 km of track\n\n"
    assert [point.text for point in points_of(typed)] == [
        "자율주행 데이터 공유",
        "요금 체계",
        "현장 방문",
        "3.5 km of track",
    ]
    assert points_of(" \n ") == ()


def test_a_stop_really_took_place_at_other_times():
    assert actual_span(TUESDAY, time(10, 5), time(11, 20), SEOUL) == (wall("10:05"), wall("11:20"))
    assert actual_span(TUESDAY, None, time(11, 20), SEOUL) == (None, wall("11:20"))
    assert actual_span(TUESDAY, None, None, SEOUL) == (None, None)


def test_an_evening_may_end_after_midnight():
    assert actual_span(TUESDAY, time(19), time(0, 30), SEOUL) == (
        wall("19:00"),
        wall("0:30", WEDNESDAY),
    )


def test_an_end_before_the_start_is_refused():
    with pytest.raises(Refused) as caught:
        actual_span(TUESDAY, time(15), time(14, 30), SEOUL)
    assert caught.value.reason == "ends_before_start"


def test_only_what_is_open_is_settled():
    assert after(FollowUpState.OPEN, FollowUpMove.SETTLE) is FollowUpState.DONE
    assert after(FollowUpState.DROPPED, FollowUpMove.REOPEN) is FollowUpState.OPEN
    with pytest.raises(Refused):
        after(FollowUpState.DONE, FollowUpMove.DROP)


@pytest.mark.parametrize(
    ("value", "currency", "state"),
    [
        (99, Currency.USD, ReportState.NONE),
        (100, Currency.USD, ReportState.DUE),
        (99_999, Currency.KRW, ReportState.NONE),
        (100_000, Currency.KRW, ReportState.DUE),
        (None, Currency.KRW, ReportState.UNVALUED),
    ],
)
def test_a_received_gift_is_reported_from_the_limit_of_the_law(value, currency, state):
    found = report_state(GiftDirection.RECEIVED, value, currency, is_reported=False)
    assert found is state


def test_what_was_reported_or_given_is_no_concern():
    reported = report_state(GiftDirection.RECEIVED, None, Currency.KRW, is_reported=True)
    assert reported is ReportState.REPORTED
    given = report_state(GiftDirection.GIVEN, 500, Currency.USD, is_reported=False)
    assert given is ReportState.NONE


def test_a_point_may_say_whose_it_is():
    assert Point("Yes", agency="Smart City Division").agency == "Smart City Division"
