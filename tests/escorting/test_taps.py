"""When a tap happened, whatever the phone's clock says, and which taps count."""

from datetime import datetime, timedelta

import pytest

from tests.factories import wall
from visits.escorting.forms import TOLD
from visits.escorting.rules import Moment, Oddity, TapKind, Tapped, moment_of, standing_taps

NOON = wall("12:00")


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def a_tap(key: str, kind: TapKind, at: datetime = NOON, **facts) -> Tapped:
    return Tapped(**{"received_at": at, "uid": "a", **facts, "key": key, "kind": kind, "at": at})


def test_an_officer_enters_every_tap_but_the_one_that_takes_back():
    assert set(TapKind) - set(TOLD) == {TapKind.TAKEN_BACK}


@pytest.mark.parametrize(
    ("tapped", "sent", "moment"),
    [
        (None, None, Moment(NOON)),
        (NOON - minutes(40), NOON, Moment(NOON - minutes(40))),
        (NOON - minutes(40), None, Moment(NOON - minutes(40))),
        # its clock is an hour ahead, or behind: what counts is how long the tap waited
        (NOON + minutes(20), NOON + minutes(60), Moment(NOON - minutes(40), Oddity.CLOCK)),
        (NOON - minutes(70), NOON - minutes(60), Moment(NOON - minutes(10), Oddity.CLOCK)),
        (NOON + minutes(1), NOON + minutes(1), Moment(NOON)),
        # the clock was turned back while the tap waited
        (NOON + minutes(5), NOON, Moment(NOON, Oddity.CLOCK)),
        (NOON - minutes(60 * 40), NOON, Moment(NOON - minutes(60 * 36), Oddity.LONG_AGO)),
    ],
)
def test_a_tap_happened_as_long_ago_as_it_waited_and_never_in_the_future(tapped, sent, moment):
    assert moment_of(tapped, sent, NOON) == moment


def test_taps_count_in_the_order_in_which_they_happened_not_in_which_they_came_in():
    late = a_tap("late", TapKind.ARRIVED, NOON - minutes(9), received_at=NOON + minutes(50))
    soon = a_tap("soon", TapKind.STARTED, NOON)
    assert [tap.key for tap in standing_taps([soon, late])] == ["late", "soon"]


def test_what_is_taken_back_does_not_count_even_when_that_came_in_first():
    slip = a_tap("slip", TapKind.SKIPPED)
    back = a_tap("back", TapKind.TAKEN_BACK, NOON + minutes(1), of_key="slip")
    assert standing_taps([back, slip]) == ()
    assert standing_taps([slip]) == (slip,)
