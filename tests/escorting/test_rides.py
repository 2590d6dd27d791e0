"""Ways as they really took."""

import pytest

from tests.escorting.test_standing import DAY, tap
from visits.escorting.rules import Oddity, Ride, TapKind, Way, rides_of, today_of, typical
from visits.sites.rules import TravelMode

T = TapKind
WAY = Way("b", 1, 2, TravelMode.BUS)


def measured(*taps, ways=(WAY,)):
    return list(rides_of(ways, today_of(DAY, taps)))


def test_a_ride_lasts_from_departure_to_arrival():
    taps = (tap("b", T.DEPARTED, "11:02"), tap("b", T.ARRIVED, "11:25"))
    assert measured(*taps) == [Ride(WAY, 23)]


@pytest.mark.parametrize(
    "taps",
    [
        (tap("b", T.DEPARTED, "11:02"),),
        (tap("b", T.DEPARTED, "11:02"), tap("b", T.ARRIVED, "11:02")),
        (tap("b", T.DEPARTED, "8:00"), tap("b", T.ARRIVED, "11:25")),
        (
            tap("b", T.DEPARTED, "11:02", oddity=Oddity.LONG_AGO),
            tap("b", T.ARRIVED, "11:25"),
        ),
    ],
)
def test_what_is_no_ride_is_not_measured(taps):
    assert measured(*taps) == []


def test_where_groups_come_from_different_sites_nobody_knows_whose_ride_it_was():
    taps = (tap("b", T.DEPARTED, "11:02"), tap("b", T.ARRIVED, "11:25"))
    assert measured(*taps, ways=(WAY, Way("b", 3, 2, TravelMode.BUS))) == []


@pytest.mark.parametrize(
    ("minutes", "found"), [((), None), ((10, 12), None), ((10, 30, 12), 12), ((9, 10, 12, 14), 11)]
)
def test_from_three_rides_on_their_median_counts(minutes, found):
    assert typical(minutes) == found
