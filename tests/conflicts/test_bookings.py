"""What a stop occupies; PERSON_OVERLAP, INTERPRETER_OVERLAP, VEHICLE_OVERLAP."""

import pytest

from tests.conflicts.cast import (
    CALENDAR,
    DELEGATION,
    ITINERARY,
    SITE,
    TUESDAY,
    a_delegation,
    a_programme,
    a_site,
    a_stop,
    a_world,
    booked,
    drives,
    interprets,
    iso,
    said,
)
from visits.conflicts.rules import (
    Assignment,
    Code,
    Layer,
    PersonFacts,
    ResourceKind,
    Role,
    Severity,
    StopKind,
    StopStatus,
    Strength,
    VehicleFacts,
    bookings_of,
    clashes,
)

BLOCK, WARN = Severity.BLOCK, Severity.WARN
PERSON, BUS = 4, 6
PEOPLE = (PersonFacts(id=PERSON),)
BUSES = (VehicleFacts(id=BUS, seats=45),)


# -- what a stop occupies --------------------------------------------------------------------------


def occupied(stop, site=None, **said):
    bookings = bookings_of(
        stop,
        itinerary=ITINERARY,
        delegation=a_delegation(planned=9, delegates=12),
        sites={SITE: site or a_site()},
        **said,
    )
    return [(booking.kind.value, booking.id, booking.weight) for booking in bookings]


def test_a_stop_occupies_its_site_its_people_and_our_vehicles():
    stop = a_stop(
        site=SITE,
        assignments=(
            interprets(PERSON),
            Assignment(Role.ESCORTS, person=PERSON),
            Assignment(Role.DRIVES, person=5, vehicle=BUS),
            Assignment(Role.ATTENDS, person=8, declined=True),
        ),
    )
    assert occupied(stop) == [
        ("person", PERSON, 1),
        ("person", 5, 1),
        ("vehicle", BUS, 1),
        ("site", SITE, 12),
    ]


@pytest.mark.parametrize(
    ("stop_said", "weight"),
    [({}, 12), ({"party": frozenset({1, 2})}, 2), ({"headcount": 7}, 7)],
)
def test_a_site_is_filled_by_the_delegates_of_the_party(stop_said, weight):
    assert occupied(a_stop(site=SITE, **stop_said)) == [("site", SITE, weight)]


@pytest.mark.parametrize(
    ("stop_kind", "beyond"),
    [
        (StopKind.TRANSFER, False),
        (StopKind.ARRIVAL, False),
        (StopKind.DEPARTURE, False),
        (StopKind.FREE, False),
        (StopKind.SITE_VISIT, True),
    ],
)
def test_a_place_that_is_only_passed_is_not_occupied(stop_kind, beyond):
    assert occupied(a_stop(site=SITE, kind=stop_kind), a_site(is_beyond_city=beyond)) == []


@pytest.mark.parametrize(
    ("status", "layer", "strengths"),
    [
        (StopStatus.IDEA, Layer.DRAFT, []),
        (StopStatus.HOLD, Layer.DRAFT, [Strength.HOLD]),
        (StopStatus.ASKED, Layer.DRAFT, [Strength.FIRM]),
        (StopStatus.CONFIRMED, Layer.DRAFT, [Strength.FIRM]),
        (StopStatus.DECLINED, Layer.DRAFT, []),
        (StopStatus.CANCELLED, Layer.DRAFT, []),
        (StopStatus.ASKED, Layer.RELEASED, [Strength.FIRM]),
        (StopStatus.CONFIRMED, Layer.RELEASED, [Strength.FIRM]),
    ],
)
def test_what_was_asked_or_released_is_firm_and_ideas_occupy_nothing(status, layer, strengths):
    bookings = bookings_of(
        a_stop(site=SITE, status=status),
        itinerary=ITINERARY,
        delegation=a_delegation(),
        sites={SITE: a_site()},
        layer=layer,
    )
    assert [(booking.strength, booking.layer) for booking in bookings] == [
        (strength, layer) for strength in strengths
    ]


# -- one at a time ---------------------------------------------------------------------------------


def overlap_facts(resource, number, **changed):
    return {
        "resource": resource,
        "id": number,
        "other_stop": "theirs",
        "other_itinerary": 80,
        "from": iso("10:30"),
        "until": iso("11:00"),
        "minutes": 30,
        "free_from": iso("11:30"),
        **changed,
    }


@pytest.mark.parametrize(
    ("assignment", "resource", "number", "code"),
    [
        (Assignment(Role.ESCORTS, person=PERSON), "person", PERSON, Code.PERSON_OVERLAP),
        (interprets(PERSON), "person", PERSON, Code.INTERPRETER_OVERLAP),
        (drives(BUS), "vehicle", BUS, Code.VEHICLE_OVERLAP),
    ],
)
def test_nobody_and_no_bus_is_in_two_places(assignment, resource, number, code):
    programme = a_programme(a_stop(assignments=(assignment,)))
    other = booked(ResourceKind(resource), number, "10:30", "11:30")
    world = a_world(people=PEOPLE, vehicles=BUSES, bookings=(other,))
    assert said(code, programme, world) == [(BLOCK, "stop", overlap_facts(resource, number))]


@pytest.mark.parametrize(
    ("first", "last", "minutes"),
    [
        ("9:00", "10:00", None),
        ("9:00", "10:01", 1),
        ("10:15", "10:45", 30),
        ("9:00", "12:00", 60),
        ("10:59", "12:00", 1),
        ("11:00", "12:00", None),
    ],
)
def test_bookings_that_touch_do_not_overlap(first, last, minutes):
    programme = a_programme(a_stop(assignments=(drives(BUS),)))
    other = booked(ResourceKind.VEHICLE, BUS, first, last)
    found = said(Code.VEHICLE_OVERLAP, programme, a_world(vehicles=BUSES, bookings=(other,)))
    assert [facts["minutes"] for _, _, facts in found] == ([minutes] if minutes else [])


@pytest.mark.parametrize(
    ("status", "strength", "severities"),
    [
        (StopStatus.CONFIRMED, Strength.FIRM, [BLOCK]),
        (StopStatus.ASKED, Strength.FIRM, [BLOCK]),
        (StopStatus.CONFIRMED, Strength.HOLD, [WARN]),
        (StopStatus.HOLD, Strength.FIRM, [WARN]),
        (StopStatus.HOLD, Strength.HOLD, [WARN]),
        (StopStatus.IDEA, Strength.FIRM, []),
    ],
)
def test_firm_against_firm_blocks_and_a_hold_only_warns(status, strength, severities):
    programme = a_programme(a_stop(status=status, assignments=(drives(BUS),)))
    other = booked(ResourceKind.VEHICLE, BUS, strength=strength)
    found = said(Code.VEHICLE_OVERLAP, programme, a_world(vehicles=BUSES, bookings=(other,)))
    assert [severity for severity, _, _ in found] == severities


def test_an_itinerary_never_conflicts_with_its_own_other_layer():
    programme = a_programme(a_stop(site=SITE, assignments=(drives(BUS), interprets(PERSON))))
    released = [
        booked(kind, number, itinerary=ITINERARY, layer=Layer.RELEASED, stop="gone", weight=9)
        for kind, number in (
            (ResourceKind.VEHICLE, BUS),
            (ResourceKind.PERSON, PERSON),
            (ResourceKind.SITE, SITE),
        )
    ]
    world = a_world(
        a_site(max_group=9, concurrent_groups=1),
        people=PEOPLE,
        vehicles=BUSES,
        bookings=tuple(released),
    )
    for code in (
        Code.VEHICLE_OVERLAP,
        Code.INTERPRETER_OVERLAP,
        Code.SITE_CAPACITY,
        Code.SITE_CONCURRENCY,
    ):
        assert said(code, programme, world) == []


def test_another_stop_in_both_layers_is_found_once_by_its_firm_side():
    programme = a_programme(a_stop(assignments=(drives(BUS),)))
    draft = booked(ResourceKind.VEHICLE, BUS, "10:00", "11:00", strength=Strength.HOLD)
    released = booked(ResourceKind.VEHICLE, BUS, "10:30", "11:30", layer=Layer.RELEASED)
    world = a_world(vehicles=BUSES, bookings=(draft, released))
    expected = [(BLOCK, "stop", overlap_facts("vehicle", BUS))]
    assert said(Code.VEHICLE_OVERLAP, programme, world) == expected


def test_two_parties_of_one_delegation_cannot_share_an_interpreter():
    first = a_stop("10:00", "11:00", uid="a", party=frozenset({1}), assignments=(interprets(4),))
    second = a_stop("10:30", "11:30", uid="b", party=frozenset({2}), assignments=(interprets(4),))
    facts = overlap_facts(
        "person", 4, other_stop="a", other_itinerary=ITINERARY, free_from=iso("11:00")
    )
    world = a_world(people=PEOPLE)
    found = said(Code.INTERPRETER_OVERLAP, a_programme(second, first), world)
    assert found == [(BLOCK, "b", facts)]


def test_whoever_has_two_roles_at_one_stop_is_there_once():
    assignments = (interprets(PERSON), Assignment(Role.ESCORTS, person=PERSON))
    world = a_world(people=PEOPLE)
    assert said(Code.INTERPRETER_OVERLAP, a_programme(a_stop(assignments=assignments)), world) == []


# -- the delegation itself -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "delegates"),
    [
        (None, None, [None]),
        (None, frozenset({2, 1}), [(1, 2)]),
        (frozenset({1, 3}), None, [(1, 3)]),
        (frozenset({1, 2, 3}), frozenset({3, 2, 4}), [(2, 3)]),
        (frozenset({1}), frozenset({2}), []),
    ],
)
def test_delegates_are_at_one_stop_at_a_time(first, second, delegates):
    programme = a_programme(
        a_stop("10:00", "11:00", uid="a", party=first),
        a_stop("10:30", "11:30", uid="b", party=second),
    )
    facts = overlap_facts(
        "delegation",
        DELEGATION,
        other_stop="a",
        other_itinerary=ITINERARY,
        free_from=iso("11:00"),
    )
    found = said(Code.PERSON_OVERLAP, programme, a_world())
    assert found == [(BLOCK, "b", {**facts, "delegates": ids}) for ids in delegates]


@pytest.mark.parametrize(
    ("first", "second", "severities"),
    [
        (StopStatus.CONFIRMED, StopStatus.ASKED, [BLOCK]),
        (StopStatus.CONFIRMED, StopStatus.HOLD, [WARN]),
        (StopStatus.CONFIRMED, StopStatus.IDEA, []),
        (StopStatus.CONFIRMED, StopStatus.DECLINED, []),
        (StopStatus.IDEA, StopStatus.IDEA, []),
    ],
)
def test_ideas_may_lie_side_by_side(first, second, severities):
    programme = a_programme(
        a_stop("10:00", "11:00", uid="a", status=first),
        a_stop("10:30", "11:30", uid="b", status=second),
    )
    found = said(Code.PERSON_OVERLAP, programme, a_world())
    assert [severity for severity, _, _ in found] == severities


# -- one stop in a preview -------------------------------------------------------------------------


def test_one_stop_is_checked_against_what_is_booked_with_the_same_rules():
    stop = a_stop(site=SITE, assignments=(drives(BUS),))
    sites = {SITE: a_site(concurrent_groups=1)}
    own = bookings_of(stop, itinerary=ITINERARY, delegation=a_delegation(), sites=sites)
    others = [booked(ResourceKind.VEHICLE, BUS), booked(ResourceKind.SITE, SITE, weight=3)]
    found = list(clashes(own, others, sites=sites, calendar=CALENDAR))
    assert [(finding.code, finding.stop, finding.day) for finding in found] == [
        (Code.VEHICLE_OVERLAP, "stop", TUESDAY),
        (Code.SITE_CONCURRENCY, "stop", TUESDAY),
    ]
