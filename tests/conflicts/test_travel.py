"""How long a way takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conflicts.cast import a_site
from visits.conflicts.rules import Mode, Source, Travel, TravelTime, times_by_pair, travel_between
from visits.conflicts.rules.travel import boarding_minutes, estimated_minutes, kilometres

CENTRE = a_site(1, latitude=36.4800, longitude=127.2890)
ARBORETUM = a_site(2, latitude=36.4975, longitude=127.2870)
OFFICE = a_site(3, latitude=36.4801, longitude=127.2892)
NEAR = a_site(4, latitude=36.4820, longitude=127.2890)
NOWHERE = a_site(5)
AIRPORT = a_site(9, latitude=37.4490, longitude=126.4510, is_beyond_city=True)


def travel(origin, goal, *rows, mode=None, people=9, wheelchair=False):
    times = times_by_pair(rows)
    return travel_between(
        origin, goal, mode=mode, people=people, wheelchair=wheelchair, times=times
    )


@pytest.mark.parametrize(
    ("distance", "expected"), [(0.0, 0), (1.0, 3), (15 / 14, 3), (1.08, 4), (10.0, 28), (100, 280)]
)
def test_an_estimate_is_the_distance_with_detours_at_thirty_an_hour_rounded_up(distance, expected):
    assert estimated_minutes(distance) == expected


@pytest.mark.parametrize(
    ("people", "mode", "wheelchair", "expected"),
    [
        (15, None, False, 5),
        (16, None, False, 10),
        (1, Mode.OWN_BUS, False, 5),
        (9, Mode.KTX, False, 5),
        (9, None, True, 15),
        (40, Mode.CHARTERED, True, 15),
        (40, Mode.ON_FOOT, True, 0),
    ],
)
def test_boarding_takes_time(people, mode, wheelchair, expected):
    assert boarding_minutes(people, mode, wheelchair=wheelchair) == expected


def test_the_great_circle_is_measured_in_kilometres():
    assert round(kilometres(CENTRE, ARBORETUM), 3) == 1.954
    assert kilometres(CENTRE, NOWHERE) is None
    assert kilometres(NOWHERE, CENTRE) is None


@pytest.mark.parametrize(
    ("goal", "said", "expected"),
    [
        (CENTRE, {}, Travel(0, 0, Source.GIVEN)),
        (OFFICE, {}, Travel(0, 0, Source.GIVEN)),
        (ARBORETUM, {}, Travel(6, 5, Source.ESTIMATED)),
        (ARBORETUM, {"people": 16}, Travel(6, 10, Source.ESTIMATED)),
        (ARBORETUM, {"wheelchair": True}, Travel(6, 15, Source.ESTIMATED)),
        (ARBORETUM, {"mode": Mode.TAXI}, Travel(6, 5, Source.ESTIMATED)),
        (ARBORETUM, {"mode": Mode.ON_FOOT}, Travel(37, 0, Source.ESTIMATED)),
        (ARBORETUM, {"mode": Mode.KTX}, None),
        (NEAR, {}, Travel(5, 0, Source.ESTIMATED)),
        (NEAR, {"mode": Mode.OWN_BUS}, Travel(1, 5, Source.ESTIMATED)),
        (NEAR, {"wheelchair": True}, Travel(5, 0, Source.ESTIMATED)),
        (NOWHERE, {}, None),
        (AIRPORT, {}, Travel(138, 5, Source.ESTIMATED)),
    ],
)
def test_a_way_without_a_row_is_estimated_by_road_or_on_foot(goal, said, expected):
    assert travel(CENTRE, goal, **said) == expected


BY_BUS = TravelTime(1, 2, Mode.OWN_BUS, 20)
BY_TAXI = TravelTime(1, 2, Mode.TAXI, 12, Source.MEASURED)
WALKING = TravelTime(1, 2, Mode.ON_FOOT, 16)
BY_TRAIN = TravelTime(1, 2, Mode.KTX, 3)
BACK = TravelTime(2, 1, Mode.OWN_BUS, 30)


@pytest.mark.parametrize(
    ("rows", "mode", "expected"),
    [
        ((BY_BUS,), Mode.OWN_BUS, Travel(20, 5, Source.GIVEN)),
        ((BY_BUS, BY_TAXI), Mode.OWN_BUS, Travel(20, 5, Source.GIVEN)),
        ((BY_BUS, BY_TAXI), Mode.CHARTERED, Travel(12, 5, Source.MEASURED)),
        ((BY_BUS, BY_TAXI), None, Travel(12, 5, Source.MEASURED)),
        ((BY_BUS, BY_TAXI, WALKING), None, Travel(16, 0, Source.GIVEN)),
        ((BY_BUS, BY_TRAIN), None, Travel(20, 5, Source.GIVEN)),
        ((BY_BUS, BY_TRAIN), Mode.KTX, Travel(3, 5, Source.GIVEN)),
        ((BY_BUS,), Mode.ON_FOOT, Travel(37, 0, Source.ESTIMATED)),
        ((BACK,), Mode.OWN_BUS, Travel(30, 5, Source.GIVEN)),
        ((BACK, BY_TAXI), Mode.OWN_BUS, Travel(12, 5, Source.MEASURED)),
    ],
)
def test_a_given_time_stands_before_an_estimate(rows, mode, expected):
    assert travel(CENTRE, ARBORETUM, *rows, mode=mode) == expected


@given(st.floats(33, 39), st.floats(125, 130), st.floats(33, 39), st.floats(125, 130))
def test_there_and_back_are_equally_far(south, west, north, east):
    first = a_site(1, latitude=south, longitude=west)
    second = a_site(2, latitude=north, longitude=east)
    assert kilometres(first, second) == pytest.approx(kilometres(second, first))
    assert kilometres(first, first) == 0
