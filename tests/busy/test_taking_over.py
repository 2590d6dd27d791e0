"""Busy times of sites, people and vehicles: what they do to programmes, what replaces them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    an_itinerary,
    wall,
)
from visits.board.queries import marks
from visits.board.rules import Lane, LaneKind
from visits.busy import actions, queries
from visits.busy.models import BusySource, BusySpan
from visits.busy.rules import Fault, LeftOut, Offer, Owner, Reading, Why
from visits.conflicts.rules import Code, Role
from visits.itineraries import actions as itineraries
from visits.itineraries.models import FindingRow
from visits.itineraries.queries import busy as busy_at
from visits.kit.interval import Interval
from visits.kit.sealing import Sealer
from visits.planner.queries import busy_spans
from visits.sites import actions as sites

SEALER = Sealer(["a key for tests"], "address of a calendar")
BUSY = {Code.SITE_BUSY, Code.PERSON_UNAVAILABLE, Code.VEHICLE_UNAVAILABLE}


def a_span(first: str, last: str) -> Interval:
    return Interval(wall(first), wall(last))


def an_offer(*spans: Interval, address: str = "", **facts) -> Offer:
    return Offer("Outlook", Reading(spans=spans, **facts), address)


def added(session, kind, number, *spans, **facts) -> BusySource:
    offer = an_offer(*spans, **facts)
    return actions.add(session, kind, number, offer, by="Kim", at=AT, sealer=SEALER)


def found(session) -> list[tuple[str, str, str]]:
    rows = session.scalars(select(FindingRow).order_by(FindingRow.id)).all()
    return [
        (row.code.value, row.facts["from"], row.facts["until"]) for row in rows if row.code in BUSY
    ]


def span_of(session, source) -> list[Interval]:
    return sorted(queries.spans_kept(session, source.id))


def test_a_stop_in_the_busy_time_of_its_site_is_found(session):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site)
    added(session, Owner.SITE, site.id, a_span("10:30", "12:00"))
    assert found(session) == [
        ("SITE_BUSY", "2099-03-03T01:30:00+00:00", "2099-03-03T03:00:00+00:00")
    ]


def test_a_person_and_a_vehicle_are_not_available(session):
    person, vehicle = a_person(session), a_vehicle(session)
    stop = a_stop(session, an_itinerary(session))
    itineraries.assign_person(session, stop, person, Role.ESCORTS, at=AT)
    itineraries.assign_vehicle(session, stop, vehicle, at=AT)
    added(session, Owner.PERSON, person.id, a_span("10:30", "12:00"))
    added(session, Owner.VEHICLE, vehicle.id, a_span("9:00", "10:15"))
    assert sorted(found(session)) == [
        ("PERSON_UNAVAILABLE", "2099-03-03T01:30:00+00:00", "2099-03-03T03:00:00+00:00"),
        ("VEHICLE_UNAVAILABLE", "2099-03-03T00:00:00+00:00", "2099-03-03T01:15:00+00:00"),
    ]


def test_a_stop_that_is_planned_later_is_found_as_well(session):
    site = a_site(session)
    added(session, Owner.SITE, site.id, a_span("10:00", "11:00"))
    a_stop(session, an_itinerary(session), site=site)
    assert [code for code, *_ in found(session)] == ["SITE_BUSY"]


def test_meetings_in_a_row_are_one_busy_time(session):
    site = a_site(session)
    spans = (a_span("10:30", "11:30"), a_span("11:00", "12:00"), a_span("12:00", "13:00"))
    added(session, Owner.SITE, site.id, *spans)
    a_stop(session, an_itinerary(session), site=site)
    assert found(session) == [
        ("SITE_BUSY", "2099-03-03T01:30:00+00:00", "2099-03-03T04:00:00+00:00")
    ]


def test_what_is_brought_anew_replaces_what_was_there(session):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site)
    source = added(session, Owner.SITE, site.id, a_span("10:30", "12:00"), a_span("14:00", "15:00"))
    offer = an_offer(a_span("14:00", "15:00"), a_span("16:00", "17:00"))
    actions.replace(session, source, offer, by="Lee", at=AT, sealer=SEALER)
    assert span_of(session, source) == [a_span("14:00", "15:00"), a_span("16:00", "17:00")]
    assert (found(session), source.number, source.by) == ([], 2, "Lee")


def test_two_calendars_of_one_owner_stand_side_by_side(session):
    site = a_site(session)
    first = added(session, Owner.SITE, site.id, a_span("10:00", "11:00"))
    added(session, Owner.SITE, site.id, a_span("14:00", "15:00"))
    actions.remove(session, first)
    assert [source.number for source in queries.sources_of(session, Owner.SITE, site.id)] == [1]
    assert session.scalar(select(func.count(BusySpan.id))) == 1


def test_with_the_calendar_goes_its_finding(session):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site)
    source = added(session, Owner.SITE, site.id, a_span("10:30", "12:00"))
    actions.remove(session, source)
    assert found(session) == []


def test_a_copy_of_our_own_stop_is_no_reason_against_it(session):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site)
    source = added(session, Owner.SITE, site.id, a_span("10:00", "11:00"))
    assert (found(session), source.number) == ([], 0)


def test_what_the_calendar_held_before_we_planned_there_is_not_ours(session):
    site = a_site(session)
    source = added(session, Owner.SITE, site.id, a_span("10:00", "11:00"))
    a_stop(session, an_itinerary(session), site=site)
    actions.take_reading(session, source, Reading(spans=(a_span("10:00", "11:00"),)), at=AT)
    assert [code for code, *_ in found(session)] == ["SITE_BUSY"]


def test_a_failing_reading_keeps_the_times_and_is_said(session):
    source = added(session, Owner.SITE, a_site(session).id, a_span("10:00", "11:00"))
    actions.note_fault(session, source, Fault.TOO_LATE)
    assert (source.fault, source.read_at, source.number) == (Fault.TOO_LATE, AT, 1)
    actions.take_reading(session, source, Reading(), at=AT + timedelta(hours=1))
    assert (source.fault, source.read_at, source.number) == (None, AT + timedelta(hours=1), 0)


def test_no_title_is_kept(session):
    left = (LeftOut(Why.BAD_RULE, 1, "Secret talk"),)
    facts = {"left_out": left, "left_out_by": {Why.BAD_RULE: 1}}
    source = added(session, Owner.SITE, a_site(session).id, a_span("10:00", "11:00"), **facts)
    kept = [getattr(source, column.key) for column in BusySource.__table__.columns]
    assert source.left_out == 1
    assert "Secret talk" not in str(kept)
    assert set(BusySpan.__table__.columns.keys()) == {"id", "source_id", "starts", "ends"}


def test_an_address_is_sealed_and_only_its_server_shown(session):
    address = "https://calendar.example.org/private-1234/basic.ics"
    source = added(session, Owner.SITE, a_site(session).id, address=address)
    assert (source.host, "1234" in source.address) == ("calendar.example.org", False)
    assert actions.address_of(source, SEALER) == address


def test_busy_times_go_with_their_owner(session):
    site = a_site(session)
    added(session, Owner.SITE, site.id, a_span("10:00", "11:00"))
    sites.delete(session, site, at=AT)
    assert session.scalar(select(func.count(BusySource.id))) == 0
    assert session.scalar(select(func.count(BusySpan.id))) == 0


def test_what_is_long_over_is_forgotten(session, tmp_path):
    added(session, Owner.SITE, a_site(session).id, a_span("10:00", "11:00"))
    tended = [
        actions.tend(session, links=None, folder=tmp_path, at=wall("11:00") + timedelta(days=n))
        for n in (7, 8)
    ]
    assert tended == [{"busy times forgotten": 0}, {"busy times forgotten": 1}]


def test_of_two_workers_one_reads_a_calendar(session):
    source = added(session, Owner.SITE, a_site(session).id, address="https://example.org/a.ics")
    later = AT + timedelta(hours=1)
    every = timedelta(minutes=50)
    assert queries.due(session, before=later - every) == [source.id]
    claims = [actions.claim(session, source.id, every=every, at=later) for _ in range(2)]
    assert claims == [True, False]
    assert queries.due(session, before=later - every) == []


def test_a_file_is_never_due(session):
    added(session, Owner.SITE, a_site(session).id, a_span("10:00", "11:00"))
    assert queries.due(session, before=AT + timedelta(days=9)) == []


# -- where people plan -----------------------------------------------------------------------------


def test_the_board_paints_busy_times(session):
    site, person, vehicle = a_site(session), a_person(session), a_vehicle(session)
    owners = [(Owner.SITE, site), (Owner.PERSON, person), (Owner.VEHICLE, vehicle)]
    for kind, row in owners:
        added(session, kind, row.id, a_span("10:00", "11:00"), a_span("11:00", "12:00"))
    lanes = [Lane(LaneKind(kind.value), row.id) for kind, row in owners]
    shown = marks(session, lanes, [TUESDAY, WEDNESDAY], itinerary_id=0)
    painted = [(mark.lane, mark.when) for mark in shown if mark.kind == "busy"]
    assert painted == [(lane, a_span("10:00", "12:00")) for lane in lanes]


@pytest.mark.parametrize(
    ("hours", "is_busy"), [(("9:00", "10:00"), False), (("10:30", "11"), True)]
)
def test_choices_say_who_is_busy(session, hours, is_busy):
    person, vehicle = a_person(session), a_vehicle(session)
    added(session, Owner.PERSON, person.id, a_span("10:00", "11:00"))
    added(session, Owner.VEHICLE, vehicle.id, a_span("10:00", "11:00"))
    span = a_span(hours[0], hours[1] if ":" in hours[1] else f"{hours[1]}:00")
    told = busy_at(session, span, people=[person.id], vehicles=[vehicle.id])
    assert (person.id in told.people, vehicle.id in told.vehicles) == (is_busy, is_busy)


def test_the_planner_knows_busy_times(session):
    person = a_person(session)
    added(session, Owner.PERSON, person.id, a_span("10:00", "11:00"))
    taken = busy_spans(
        session, a_span("8:00", "18:00"), people=[person.id], vehicles=[], itinerary_id=None
    )
    assert [*taken.values()] == [[a_span("10:00", "11:00")]]
