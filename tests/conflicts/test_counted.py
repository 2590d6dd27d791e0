"""SITE_CAPACITY and SITE_CONCURRENCY: places that hold so many."""

import pytest

from tests.conflicts.cast import (
    OTHER_SITE,
    SITE,
    a_programme,
    a_site,
    a_stop,
    a_world,
    booked,
    iso,
    said,
)
from visits.conflicts.rules import Code, Layer, ResourceKind, Severity, StopStatus, Strength

BLOCK, WARN = Severity.BLOCK, Severity.WARN


@pytest.mark.parametrize(("limit", "over"), [(8, 1), (9, 0), (None, 0)])
def test_a_site_holds_so_many_people(limit, over):
    facts = {
        "site": SITE,
        "limit": limit,
        "people": 9,
        "own": 9,
        "over": over,
        "from": iso("10:00"),
        "until": iso("11:00"),
        "with": (),
        "free_from": iso("11:00"),
    }
    world = a_world(a_site(max_group=limit))
    found = said(Code.SITE_CAPACITY, a_programme(a_stop(site=SITE)), world)
    assert found == ([(BLOCK, "stop", facts)] if over else [])


@pytest.mark.parametrize(("limit", "is_full"), [(29, True), (30, False)])
def test_people_of_several_delegations_are_counted_at_the_fullest_moment(limit, is_full):
    others = (
        booked(ResourceKind.SITE, SITE, "9:00", "10:20", stop="x", weight=5),
        booked(ResourceKind.SITE, SITE, "10:20", "10:50", stop="y", weight=11),
        booked(ResourceKind.SITE, SITE, "10:40", "12:00", stop="z", weight=10),
        booked(ResourceKind.SITE, SITE, "11:00", "12:00", stop="later", weight=99),
        booked(ResourceKind.SITE, OTHER_SITE, "9:00", "12:00", stop="elsewhere", weight=99),
    )
    facts = {
        "site": SITE,
        "limit": limit,
        "people": 30,
        "own": 9,
        "over": 1,
        "from": iso("10:40"),
        "until": iso("10:50"),
        "with": ("y", "z"),
        "free_from": iso("12:00"),
    }
    world = a_world(a_site(max_group=limit), a_site(OTHER_SITE), bookings=others)
    found = said(Code.SITE_CAPACITY, a_programme(a_stop(site=SITE)), world)
    assert found == [(BLOCK, "stop", facts)] * is_full


@pytest.mark.parametrize(
    ("own", "strength", "limit", "severities"),
    [
        (StopStatus.CONFIRMED, Strength.FIRM, 18, [BLOCK]),
        (StopStatus.CONFIRMED, Strength.HOLD, 18, [WARN]),
        (StopStatus.HOLD, Strength.FIRM, 18, [WARN]),
        (StopStatus.HOLD, Strength.HOLD, 8, [WARN]),
        (StopStatus.CONFIRMED, Strength.HOLD, 8, [BLOCK]),
        (StopStatus.IDEA, Strength.FIRM, 8, []),
        (StopStatus.CONFIRMED, Strength.FIRM, 19, []),
    ],
)
def test_holds_fill_a_site_for_a_warning_only(own, strength, limit, severities):
    other = booked(ResourceKind.SITE, SITE, weight=10, strength=strength)
    world = a_world(a_site(max_group=limit), bookings=(other,))
    found = said(Code.SITE_CAPACITY, a_programme(a_stop(site=SITE, status=own)), world)
    assert [severity for severity, _, _ in found] == severities


def test_a_stop_in_both_layers_is_counted_once_while_they_lie_over_each_other():
    draft = booked(ResourceKind.SITE, SITE, "10:00", "10:40", weight=10)
    released = booked(ResourceKind.SITE, SITE, "10:20", "11:00", weight=8, layer=Layer.RELEASED)
    programme = a_programme(a_stop(site=SITE))
    others = (draft, released)
    full = a_world(a_site(max_group=18, concurrent_groups=2), bookings=others)
    wide = a_world(a_site(max_group=19, concurrent_groups=2), bookings=others)
    ((_, _, facts),) = said(Code.SITE_CAPACITY, programme, full)
    assert (facts["people"], facts["from"], facts["with"]) == (19, iso("10:00"), ("theirs",))
    assert said(Code.SITE_CAPACITY, programme, wide) == []
    assert said(Code.SITE_CONCURRENCY, programme, full) == []


def test_between_its_layers_a_stop_is_not_there():
    draft = booked(ResourceKind.SITE, SITE, "10:00", "10:20", weight=10)
    released = booked(ResourceKind.SITE, SITE, "10:40", "11:00", weight=12, layer=Layer.RELEASED)
    another = booked(ResourceKind.SITE, SITE, "10:20", "10:40", stop="x", itinerary=81, weight=11)
    world = a_world(a_site(max_group=20), bookings=(draft, released, another))
    ((_, _, facts),) = said(Code.SITE_CAPACITY, a_programme(a_stop(site=SITE)), world)
    assert (facts["people"], facts["from"], facts["with"]) == (21, iso("10:40"), ("theirs",))


@pytest.mark.parametrize(("limit", "over"), [(1, 2), (2, 1), (3, 0), (None, 0)])
def test_a_site_receives_so_many_groups_at_once(limit, over):
    others = (
        booked(ResourceKind.SITE, SITE, "9:00", "10:30", stop="x"),
        booked(ResourceKind.SITE, SITE, "10:20", "10:45", stop="y"),
        booked(ResourceKind.SITE, SITE, "10:45", "11:00", stop="z"),
    )
    facts = {
        "site": SITE,
        "limit": limit,
        "groups": 3,
        "over": over,
        "from": iso("10:20"),
        "until": iso("10:30"),
        "with": ("x", "y"),
        "free_from": iso("10:45"),
    }
    world = a_world(a_site(concurrent_groups=limit), bookings=others)
    found = said(Code.SITE_CONCURRENCY, a_programme(a_stop(site=SITE)), world)
    assert found == ([(BLOCK, "stop", facts)] if over else [])


def test_two_parties_of_one_delegation_are_two_groups():
    first = a_stop(uid="a", site=SITE, party=frozenset({1, 2}))
    second = a_stop(uid="b", site=SITE, party=frozenset({3}))
    world = a_world(a_site(concurrent_groups=1))
    found = said(Code.SITE_CONCURRENCY, a_programme(first, second), world)
    assert [(stop, facts["with"]) for _, stop, facts in found] == [("a", ("b",)), ("b", ("a",))]
