"""Can we at all: the party and the days against what sites receive."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from visits.conflicts.rules import Calendar, Closure, HolidayFacts, OfferedWindow, SiteFacts
from visits.intake.rules import Half
from visits.intake.rules.eligibility import (
    Hurdle,
    Obstacle,
    Wish,
    day_obstacles,
    group_obstacles,
    halves_in,
    notice_obstacles,
)
from visits.kit.interval import Interval

TODAY = date(2026, 11, 23)
WEDNESDAY = date(2027, 5, 12)
CALENDAR = Calendar(
    ZoneInfo("Asia/Seoul"), (HolidayFacts(1, date(2027, 5, 13), "Buddha’s birthday"),)
)


def site(**facts) -> SiteFacts:
    return SiteFacts(id=7, **{"max_group": 20, "min_group": 5, "lead_days": 10, **facts})


def wish(day: date = WEDNESDAY, half: Half = Half.EITHER) -> Wish:
    return Wish(day, day, half)


@pytest.mark.parametrize(
    ("people", "concurrent", "found"),
    [
        (None, 1, [Obstacle(Hurdle.PEOPLE_UNKNOWN)]),
        (4, 1, [Obstacle(Hurdle.TOO_SMALL, 7, wanted=4, limit=5)]),
        (5, 1, []),
        (20, 1, []),
        (21, 1, [Obstacle(Hurdle.TOO_LARGE, 7, wanted=21, limit=20)]),
        (40, 2, [Obstacle(Hurdle.SEVERAL_ROUNDS, 7, wanted=40, limit=20)]),
    ],
)
def test_the_party_is_held_against_the_group_that_a_site_receives(people, concurrent, found):
    assert list(group_obstacles(people, [site(concurrent_groups=concurrent)])) == found


def hurdles(obstacles):
    return [one.hurdle for one in obstacles]


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (None, [Hurdle.DAYS_UNKNOWN]),
        (date(2026, 11, 20), [Hurdle.PAST]),
        (date(2026, 12, 4), [Hurdle.SHORT_NOTICE, Hurdle.SITE_NOTICE]),
        (date(2026, 12, 7), [Hurdle.SHORT_NOTICE]),
        (date(2026, 12, 18), [Hurdle.SHORT_NOTICE]),
        (date(2026, 12, 21), []),
    ],
)
def test_notice_is_counted_in_working_days(last, found):
    asked = Wish(last, last)
    assert hurdles(notice_obstacles(asked, [site()], CALENDAR, TODAY)) == found


def test_short_notice_says_which_day_would_be_early_enough():
    (first, _) = notice_obstacles(wish(date(2026, 12, 4)), [site()], CALENDAR, TODAY)
    assert (first.wanted, first.limit, first.earliest) == (9, 20, date(2026, 12, 21))


CLOSED_MORNING = Closure(
    1,
    Interval(
        CALENDAR.instant(WEDNESDAY, time(8)),
        CALENDAR.instant(WEDNESDAY, time(12)),
    ),
)
AFTERNOONS = (OfferedWindow(time(14), time(15), weekday=2),)


@pytest.mark.parametrize(
    ("facts", "half", "visitors", "found"),
    [
        ({}, Half.EITHER, {}, []),
        ({"closures": (CLOSED_MORNING,)}, Half.MORNING, {}, [Hurdle.CLOSED]),
        ({"closures": (CLOSED_MORNING,)}, Half.EITHER, {}, []),
        ({"weekly_closing_days": frozenset({2})}, Half.EITHER, {}, [Hurdle.CLOSED]),
        ({"windows": AFTERNOONS}, Half.MORNING, {}, [Hurdle.NOT_OFFERED]),
        ({"windows": AFTERNOONS}, Half.EITHER, {}, []),
        ({}, Half.MORNING, {(7, WEDNESDAY, Half.MORNING): 1}, [Hurdle.TAKEN]),
        ({}, Half.EITHER, {(7, WEDNESDAY, Half.MORNING): 1}, []),
        (
            {"concurrent_groups": 2},
            Half.MORNING,
            {(7, WEDNESDAY, Half.MORNING): 1},
            [],
        ),
    ],
)
def test_a_day_is_held_against_closures_rounds_and_other_groups(facts, half, visitors, found):
    asked = wish(half=half)
    assert hurdles(day_obstacles(asked, [site(**facts)], CALENDAR, visitors)) == found


def test_a_holiday_is_said_of_the_day_and_of_the_sites_that_rest():
    day = date(2027, 5, 13)
    found = day_obstacles(wish(day), [site(closed_on_holidays=True)], CALENDAR, {})
    assert hurdles(found) == [Hurdle.DAY_OFF, Hurdle.CLOSED]


def test_of_a_vague_wish_no_day_is_judged():
    asked = Wish(date(2027, 5, 11), date(2027, 5, 20))
    assert list(day_obstacles(asked, [site()], CALENDAR, {})) == []


@pytest.mark.parametrize(
    ("starts", "ends", "halves"),
    [
        (time(10), time(12), {Half.MORNING}),
        (time(10), time(13), {Half.MORNING, Half.AFTERNOON}),
        (time(12), time(13), {Half.AFTERNOON}),
        (time(19), time(1), {Half.AFTERNOON}),
    ],
)
def test_a_round_lies_in_its_halves_of_the_day(starts, ends, halves):
    assert halves_in(OfferedWindow(starts, ends, weekday=2)) == halves
