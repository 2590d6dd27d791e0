"""PERSON_UNAVAILABLE, VEHICLE_UNAVAILABLE, INTERPRETER_LANGUAGE_MISSING, INTERPRETATION_TIME, VEHICLE_SEATS."""

from datetime import time

import pytest

from tests.conflicts.cast import (
    SITE,
    a_delegation,
    a_programme,
    a_site,
    a_stop,
    a_world,
    drives,
    interprets,
    iso,
    said,
    span,
)
from visits.conflicts.rules import (
    Assignment,
    Code,
    LanguagePair,
    OfferedWindow,
    PersonFacts,
    Role,
    Severity,
    StopKind,
    StopStatus,
    Understanding,
    VehicleFacts,
    understanding,
)

BLOCK_RELEASE, WARN = Severity.BLOCK_RELEASE, Severity.WARN
ARABIC = LanguagePair("ko", "ar")
KHMER = LanguagePair("km", "ko")


# -- who is away -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "is_away"),
    [
        ("9:00", "10:00", False),
        ("9:00", "10:01", True),
        ("10:59", "12:00", True),
        ("11:00", "12:00", False),
    ],
)
def test_somebody_may_be_away(first, last, is_away):
    assignments = (interprets(4), Assignment(Role.ESCORTS, person=4))
    away = PersonFacts(id=4, unavailable=(span(first, last),))
    facts = {
        "person": 4,
        "roles": ("escorts", "interprets"),
        "from": iso(first),
        "until": iso(last),
    }
    found = said(
        Code.PERSON_UNAVAILABLE,
        a_programme(a_stop(assignments=assignments)),
        a_world(people=(away,)),
    )
    assert found == [(BLOCK_RELEASE, "stop", facts)] * is_away


@pytest.mark.parametrize(("last", "is_away"), [("10:00", False), ("10:01", True)])
def test_a_vehicle_may_be_away(last, is_away):
    away = VehicleFacts(id=6, seats=45, unavailable=(span("9:00", last),))
    programme = a_programme(a_stop(assignments=(drives(6),)))
    facts = {"vehicle": 6, "from": iso("9:00"), "until": iso(last)}
    found = said(Code.VEHICLE_UNAVAILABLE, programme, a_world(vehicles=(away,)))
    assert found == [(BLOCK_RELEASE, "stop", facts)] * is_away


def test_whoever_declined_may_be_away():
    away = PersonFacts(id=4, unavailable=(span("9:00", "12:00"),))
    programme = a_programme(a_stop(assignments=(interprets(4, declined=True),)))
    assert said(Code.PERSON_UNAVAILABLE, programme, a_world(people=(away,))) == []


def test_for_a_hold_an_absence_only_warns():
    away = PersonFacts(id=4, unavailable=(span("9:00", "12:00"),))
    stop = a_stop(assignments=(interprets(4),), status=StopStatus.HOLD)
    found = said(Code.PERSON_UNAVAILABLE, a_programme(stop), a_world(people=(away,)))
    assert [severity for severity, _, _ in found] == [WARN]


# -- who understands whom --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("guests", "site_said", "pairs", "own", "expected"),
    [
        ((), {}, (), False, Understanding.NOT_NEEDED),
        (("ar",), {}, (), False, Understanding.MISSING),
        (("ar", "en"), {}, (), False, Understanding.MISSING),
        (("ar", "en"), {"languages": frozenset({"ko", "en"})}, (), False, "shared_language"),
        (("ar",), {"languages": frozenset({"ko", "en"})}, (), False, Understanding.MISSING),
        (("ko",), {}, (), False, Understanding.SHARED_LANGUAGE),
        (("ar",), {}, (), True, Understanding.OWN_INTERPRETER),
        (("ar",), {}, (ARABIC,), False, Understanding.OUR_INTERPRETER),
        (("ar",), {}, (ARABIC,), True, Understanding.OUR_INTERPRETER),
        (("ar",), {}, (KHMER,), False, Understanding.MISSING),
        (("km",), {}, (KHMER,), False, Understanding.OUR_INTERPRETER),
        (("ar",), {"languages": frozenset({"en"})}, (ARABIC,), False, Understanding.MISSING),
    ],
)
def test_guests_and_hosts_understand_each_other(guests, site_said, pairs, own, expected):
    stop = a_stop(site=SITE, assignments=(interprets(4),))
    delegation = a_delegation(languages=guests, has_own_interpreter=own)
    world = a_world(a_site(**site_said), people=(PersonFacts(id=4, pairs=pairs),))
    assert understanding(stop, delegation, world) is Understanding(expected)


@pytest.mark.parametrize(
    ("stop_kind", "is_spoken"),
    [
        (StopKind.SITE_VISIT, True),
        (StopKind.MEETING, True),
        (StopKind.COURTESY_CALL, True),
        (StopKind.LECTURE, True),
        (StopKind.WORKSHOP, True),
        (StopKind.CEREMONY, True),
        (StopKind.MEAL, False),
        (StopKind.TRANSFER, False),
        (StopKind.CULTURAL, False),
        (StopKind.FREE, False),
    ],
)
def test_only_where_people_talk_is_a_language_needed(stop_kind, is_spoken):
    programme = a_programme(a_stop(kind=stop_kind), languages=("ar",))
    facts = {
        "languages": ("ar",),
        "host_languages": ("ko",),
        "assumed": "host_speaks_korean",
        "interpreters": (),
    }
    found = said(Code.INTERPRETER_LANGUAGE_MISSING, programme, a_world())
    assert found == [(BLOCK_RELEASE, "stop", facts)] * is_spoken


def test_a_missing_language_names_what_hosts_speak_and_who_was_assigned():
    stop = a_stop(site=SITE, assignments=(interprets(4),), languages=("ar", "fr"))
    programme = a_programme(stop, languages=("en",))
    world = a_world(
        a_site(languages=frozenset({"ko", "en"})), people=(PersonFacts(id=4, pairs=(KHMER,)),)
    )
    facts = {
        "languages": ("ar", "fr"),
        "host_languages": ("en", "ko"),
        "assumed": None,
        "interpreters": (4,),
    }
    found = said(Code.INTERPRETER_LANGUAGE_MISSING, programme, world)
    assert found == [(BLOCK_RELEASE, "stop", facts)]


@pytest.mark.parametrize(("first", "is_missing"), [("10:00", False), ("10:30", True)])
def test_a_round_in_english_speaks_english(first, is_missing):
    english = OfferedWindow(time(10), time(11), weekday=1, languages=frozenset({"en"}))
    programme = a_programme(a_stop(first, "11:00", site=SITE), languages=("en",))
    early = OfferedWindow(time(10, 30), time(12), weekday=1)
    window = early if is_missing else english
    found = said(Code.INTERPRETER_LANGUAGE_MISSING, programme, a_world(a_site(windows=(window,))))
    assert len(found) == is_missing


# -- time to interpret -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "there", "is_short"),
    [("10:59", 59, True), ("11:00", 60, False), ("11:30", 90, False)],
)
def test_consecutive_interpretation_takes_half_as_long_again(last, there, is_short):
    stop = a_stop("10:00", last, site=SITE, assignments=(interprets(4),))
    world = a_world(a_site(typical_minutes=40), people=(PersonFacts(id=4, pairs=(ARABIC,)),))
    facts = {
        "site": SITE,
        "typical": 40,
        "needed": 60,
        "minutes": there,
        "missing": 60 - there,
        "own": False,
        "interpreters": (4,),
    }
    found = said(Code.INTERPRETATION_TIME, a_programme(stop, languages=("ar",)), world)
    assert found == [(WARN, "stop", facts)] * is_short


@pytest.mark.parametrize(("last", "is_short"), [("10:37", True), ("10:38", False)])
def test_half_a_minute_more_is_a_minute(last, is_short):
    stop = a_stop("10:00", last, site=SITE, assignments=(interprets(4),))
    world = a_world(a_site(typical_minutes=25), people=(PersonFacts(id=4, pairs=(ARABIC,)),))
    found = said(Code.INTERPRETATION_TIME, a_programme(stop, languages=("ar",)), world)
    assert [facts["needed"] for _, _, facts in found] == [38] * is_short


@pytest.mark.parametrize(
    ("pairs", "own", "typical", "is_short"),
    [
        ((ARABIC,), False, 45, True),
        ((LanguagePair("ko", "ar", simultaneous=True),), False, 45, False),
        ((), True, 45, True),
        ((), False, 45, False),
        ((ARABIC,), False, None, False),
    ],
)
def test_simultaneous_interpretation_takes_no_longer(pairs, own, typical, is_short):
    stop = a_stop("10:00", "11:00", site=SITE, assignments=(interprets(4),))
    world = a_world(a_site(typical_minutes=typical), people=(PersonFacts(id=4, pairs=pairs),))
    programme = a_programme(stop, languages=("ar",), has_own_interpreter=own)
    found = said(Code.INTERPRETATION_TIME, programme, world)
    assert [(facts["own"], facts["missing"]) for _, _, facts in found] == [(own, 8)] * is_short


# -- seats -----------------------------------------------------------------------------------------

STAFF = (
    interprets(4),
    Assignment(Role.ESCORTS, person=5),
    Assignment(Role.ESCORTS, person=4),
    Assignment(Role.RECEIVES, person=8),
    Assignment(Role.DRIVES, person=9, vehicle=6),
)


@pytest.mark.parametrize(("seats", "missing"), [(10, 1), (11, 0), (45, 0)])
def test_our_vehicle_seats_guests_escorts_and_interpreters(seats, missing):
    programme = a_programme(a_stop(kind=StopKind.TRANSFER, assignments=STAFF))
    world = a_world(
        people=[PersonFacts(id=number) for number in (4, 5, 8, 9)],
        vehicles=(VehicleFacts(id=6, seats=seats),),
    )
    facts = {
        "vehicles": (6,),
        "seats": seats,
        "needed": 11,
        "missing": missing,
        "guests": 9,
        "staff": 2,
    }
    found = said(Code.VEHICLE_SEATS, programme, world)
    assert found == ([(BLOCK_RELEASE, "stop", facts)] if missing else [])


@pytest.mark.parametrize(("second", "is_found"), [(4, True), (5, False)])
def test_two_vehicles_seat_together(second, is_found):
    programme = a_programme(a_stop(assignments=(drives(6), drives(7))))
    world = a_world(vehicles=(VehicleFacts(id=6, seats=4), VehicleFacts(id=7, seats=second)))
    found = said(Code.VEHICLE_SEATS, programme, world)
    assert [facts["vehicles"] for _, _, facts in found] == [(6, 7)] * is_found


def test_the_delegations_own_bus_is_not_counted():
    programme = a_programme(a_stop(kind=StopKind.TRANSFER, headcount=500))
    assert said(Code.VEHICLE_SEATS, programme, a_world()) == []


@pytest.mark.parametrize(
    ("party", "has_place", "people"),
    [(None, False, 1), (None, True, 0), (frozenset({2}), False, 0), (frozenset({1}), False, 1)],
)
def test_our_vehicle_takes_a_wheelchair(party, has_place, people):
    stop = a_stop(assignments=(drives(6), drives(7)), party=party)
    programme = a_programme(stop, wheelchairs=frozenset({1}), delegates=9)
    vehicles = (
        VehicleFacts(id=6, seats=45),
        VehicleFacts(id=7, seats=45, has_wheelchair_place=has_place),
    )
    found = said(Code.VEHICLE_ACCESSIBILITY, programme, a_world(vehicles=vehicles))
    facts = {"vehicles": (6, 7), "people": people}
    assert found == ([(BLOCK_RELEASE, "stop", facts)] if people else [])
