"""Lanes, and what dropping a stop into one of them means."""

from datetime import date

import pytest

from visits.board.rules import (
    OWN,
    Lane,
    LaneKind,
    days_between,
    duties_after,
    lanes_shown,
    read_lane,
    role_by_skills,
    week_around,
)
from visits.conflicts.rules import Role
from visits.itineraries.rules import Duty

SITE, OTHER_SITE = Lane(LaneKind.SITE, 3), Lane(LaneKind.SITE, 4)
PERSON, OTHER = Lane(LaneKind.PERSON, 5), Lane(LaneKind.PERSON, 6)
BUS, VAN = Lane(LaneKind.VEHICLE, 7), Lane(LaneKind.VEHICLE, 8)


@pytest.mark.parametrize("lane", [OWN, SITE, PERSON, BUS])
def test_a_lane_is_read_as_it_is_written(lane):
    assert read_lane(lane.key) == lane


@pytest.mark.parametrize(
    "written", ["", "site", "site-", "site-0", "site-x", "delegation-1", "a-1"]
)
def test_nothing_else_is_a_lane(written):
    assert read_lane(written) is None


def test_the_delegation_stands_first_and_as_many_lanes_as_fit():
    many = [Lane(LaneKind.SITE, n) for n in range(1, 20)]
    assert lanes_shown([], [SITE, PERSON], days=1) == (OWN, SITE, PERSON)
    assert lanes_shown([PERSON, OWN], [SITE], days=1) == (OWN, PERSON)
    assert len(lanes_shown(many, [], days=1)) == 10
    assert len(lanes_shown(many, [], days=3)) == 5


def test_who_serves_follows_the_hand():
    escort, drive = Duty(Role.ESCORTS, person_id=5), Duty(Role.DRIVES, vehicle_id=7)
    served = (escort, drive)
    assert duties_after(served, OWN, SITE, Role.ESCORTS) == served
    assert duties_after(served, PERSON, PERSON, Role.INTERPRETS) == served
    assert duties_after(served, PERSON, OTHER, Role.INTERPRETS) == (
        Duty(Role.ESCORTS, person_id=6),
        drive,
    )
    assert duties_after(served, BUS, VAN, Role.DRIVES) == (escort, Duty(Role.DRIVES, vehicle_id=8))
    assert duties_after(served, SITE, OTHER, Role.INTERPRETS) == (
        *served,
        Duty(Role.INTERPRETS, person_id=6),
    )
    assert duties_after(served, OWN, PERSON, Role.ESCORTS) == served


@pytest.mark.parametrize(
    ("skills", "role"),
    [
        (("escorts", "interprets"), Role.INTERPRETS),
        (("drives", "escorts"), Role.ESCORTS),
        (("teaches",), Role.SPEAKS),
        ((), Role.ATTENDS),
    ],
)
def test_people_do_what_they_can(skills, role):
    assert role_by_skills(skills) is role


def test_days_are_bounded_and_weeks_begin_on_monday():
    assert len(days_between(date(2099, 1, 1), date(2100, 1, 1))) == 14
    week = week_around(date(2026, 11, 26))
    assert (week[0], week[-1]) == (date(2026, 11, 23), date(2026, 11, 29))
