"""What refuses a save, what merely stands open, and what reaches the drafts from elsewhere."""

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    TUESDAY,
    a_delegate,
    a_delegation,
    a_party,
    a_person,
    a_site,
    a_stop,
    a_user,
    a_vehicle,
    added,
    an_interpreter,
    an_itinerary,
    stop_values,
    wall,
)
from visits.conflicts.rules import Code, Role, Severity, StopKind, StopStatus
from visits.delegations.events import DelegationChanged, RosterChanged
from visits.delegations.rules import DelegationState
from visits.holidays.events import HolidaysChanged
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.itineraries import actions, queries
from visits.itineraries.actions.gestures import recheck
from visits.itineraries.judging import Blocked, preview
from visits.itineraries.models import Booking, FindingRow
from visits.itineraries.rules import Consent, StopMove
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.resources.events import ResourceChanged
from visits.resources.models import Unavailability
from visits.sites.events import SiteChanged, TravelTimeChanged
from visits.sites.models import Closure, OfferedWindow, TravelTime

LONG_AGO = datetime(2020, 1, 6, tzinfo=UTC)


def found(session, itinerary):
    """Code and severity of what stands open, beside that hosts have not answered yet."""
    return [
        (one.finding.code.value, one.finding.severity.name)
        for one in queries.open_findings(session, itinerary)
        if one.finding.code is not Code.HOST_NOT_CONFIRMED
    ]


def booked(session):
    """What is booked, as plain rows."""
    rows = session.execute(
        select(
            Booking.resource_kind, Booking.layer, Booking.strength, Booking.weight, Booking.starts
        ).order_by(Booking.id)
    )
    return [(k.value, layer.value, s.value, n, t.hour + 9) for k, layer, s, n, t in rows]


def blocked(error):
    return [(finding.code.value, finding.stop) for finding in error.value.findings]


# -- bookings --------------------------------------------------------------------------------------


def test_what_is_asked_or_held_books_its_site_people_and_vehicles(session, app):
    stop = a_stop(session, an_itinerary(session), site=a_site(session), headcount=7)
    actions.assign_person(session, stop, an_interpreter(session), Role.INTERPRETS, at=AT)
    actions.assign_vehicle(session, stop, a_vehicle(session), at=AT)
    assert booked(session) == [
        ("site", "draft", "firm", 7, 10),
        ("person", "draft", "firm", 1, 10),
        ("vehicle", "draft", "firm", 1, 10),
    ]
    assert session.scalars(select(Booking.interprets).order_by(Booking.id)).all() == [
        False,
        True,
        False,
    ]


def test_bookings_follow_the_stop(session, app):
    stop = a_stop(session, an_itinerary(session), site=a_site(session), move=StopMove.HOLD)
    assert booked(session) == [("site", "draft", "hold", 9, 10)]
    actions.change_status(session, stop, StopMove.ASK, at=AT)
    assert booked(session) == [("site", "draft", "firm", 9, 10)]
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=AT)
    assert booked(session) == [("site", "draft", "firm", 9, 14)]
    actions.change_status(session, stop, StopMove.DECLINE, at=AT)
    assert booked(session) == []


@pytest.mark.parametrize(
    "values",
    [{"move": None}, {"kind": StopKind.TRANSFER}, {"kind": StopKind.FREE}],
    ids=["idea", "transfer", "free time"],
)
def test_ideas_and_what_only_comes_by_book_no_site(session, app, values):
    a_stop(session, an_itinerary(session), site=a_site(session), **values)
    assert booked(session) == []


def test_a_place_beyond_the_city_is_not_booked(session, app):
    a_stop(session, an_itinerary(session), site=a_site(session, is_elsewhere=True))
    assert booked(session) == []


def test_the_weight_is_that_of_the_party(session, app):
    delegation = a_delegation(session, planned=14)
    engineers = a_party(session, delegation, *(a_delegate(session, delegation) for _ in range(3)))
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary, site=a_site(session))
    a_stop(session, itinerary, "14:00", "15:00", site=a_site(session), party_id=engineers.id)
    assert [weight for _, _, _, weight, _ in booked(session)] == [14, 3]


def test_who_declined_is_free_again(session, app):
    stop = a_stop(session, an_itinerary(session))
    one = actions.assign_person(session, stop, a_person(session), Role.ESCORTS, at=AT)
    actions.set_consent(session, one, Consent.CONSENTED, at=AT)
    assert len(booked(session)) == 1
    actions.set_consent(session, one, Consent.DECLINED, at=AT)
    assert booked(session) == []


def test_a_person_is_assigned_once_in_a_role(session, app):
    stop, person = a_stop(session, an_itinerary(session)), a_person(session)
    one = actions.assign_person(session, stop, person, Role.ESCORTS, at=AT)
    assert actions.assign_person(session, stop, person, Role.ESCORTS, at=AT) is one
    actions.assign_person(session, stop, person, Role.PHOTOGRAPHS, at=AT)
    assert len(stop.assignments) == 2


# -- what refuses a save ---------------------------------------------------------------------------


def test_a_vehicle_of_another_delegation_is_refused_and_nothing_of_it_remains(session, app):
    bus = a_vehicle(session)
    theirs = a_stop(session, an_itinerary(session))
    actions.assign_vehicle(session, theirs, bus, at=AT)
    itinerary = an_itinerary(session)
    mine = a_stop(session, itinerary, "10:30", "12:00")
    version = itinerary.version
    with pytest.raises(Blocked) as refused:
        actions.assign_vehicle(session, mine, bus, at=AT)
    assert blocked(refused) == [("VEHICLE_OVERLAP", mine.uid)]
    (finding,) = refused.value.findings
    assert finding.facts["other_stop"] == theirs.uid
    assert (mine.assignments, itinerary.version) == ([], version)
    assert [kind for kind, *_ in booked(session)] == ["vehicle"]


def test_the_same_with_a_stop_that_is_added_and_one_that_moves(session, app):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site)
    itinerary = an_itinerary(session)
    with pytest.raises(Blocked) as refused:
        a_stop(session, itinerary, "10:30", "11:30", site=site)
    assert [code for code, _ in blocked(refused)] == ["SITE_CONCURRENCY"]
    assert itinerary.stops == []
    stop = a_stop(session, itinerary, "11:00", "12:00", site=site)
    with pytest.raises(Blocked):
        actions.move_stop(session, stop, starts=wall("10:59"), ends=wall("12:00"), at=AT)
    assert stop.starts == wall("11:00")


def test_two_stops_of_one_delegation_at_once_are_refused_unless_their_parties_differ(session, app):
    delegation = a_delegation(session)
    people = [a_delegate(session, delegation) for _ in range(4)]
    some, others = (
        a_party(session, delegation, *people[:2]),
        a_party(session, delegation, people[3]),
    )
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary, party_id=some.id)
    a_stop(session, itinerary, party_id=others.id)
    with pytest.raises(Blocked) as refused:
        a_stop(session, itinerary)
    assert {code for code, _ in blocked(refused)} == {"PERSON_OVERLAP"}


def test_a_hold_is_refused_nothing_and_both_are_warned(session, app):
    site = a_site(session)
    firm, held = an_itinerary(session), an_itinerary(session)
    a_stop(session, firm, site=site)
    a_stop(session, held, site=site, move=StopMove.HOLD)
    assert found(session, held) == [("SITE_CONCURRENCY", "WARN")]
    assert found(session, firm) == [("SITE_CONCURRENCY", "WARN")]
    actions.cancel_stop(session, held.stops[0], at=AT)
    assert found(session, firm) == found(session, held) == []


def test_a_hold_that_is_asked_for_becomes_firm_and_is_refused(session, app):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site)
    held = a_stop(session, an_itinerary(session), site=site, move=StopMove.HOLD)
    with pytest.raises(Blocked):
        actions.change_status(session, held, StopMove.ASK, at=AT)
    assert held.status is StopStatus.HOLD


def test_several_changes_in_one_gesture_are_judged_once_after_all(session, app):
    site = a_site(session)
    itinerary = an_itinerary(session)
    first = a_stop(session, itinerary, "10:00", "11:00", site=site)
    second = a_stop(session, itinerary, "11:00", "12:00", site=site)
    with actions.changing(session, itinerary, at=AT):
        first.starts, first.ends = wall("11:00"), wall("12:00")
        second.starts, second.ends = wall("10:00"), wall("11:00")
    assert [hour for *_, hour in booked(session)] == [10, 11]


def test_what_arose_elsewhere_hinders_no_other_edit_but_the_release(session, app):
    site = a_site(session)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site)
    other = a_stop(session, itinerary, "9:00", "9:30")
    site.closures.append(Closure(starts=wall("9:00"), ends=wall("12:00")))
    session.flush()
    tell(session, SiteChanged(site.id))
    assert found(session, itinerary) == [("SITE_CLOSURE", "BLOCK")]
    actions.revise_stop(session, stop, stop_values(site=site, headcount=5), at=AT)
    actions.move_stop(session, other, starts=wall("9:15"), ends=wall("9:45"), at=AT)
    with pytest.raises(Blocked):
        a_stop(session, itinerary, "11:00", "11:30", site=site)
    assert found(session, itinerary) == [("SITE_CLOSURE", "BLOCK"), ("COUNT_MISMATCH", "WARN")]


# -- what reaches the drafts from elsewhere --------------------------------------------------------


def test_a_site_that_changes(session, app):
    site = a_site(session)
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site)
    site.windows = [OfferedWindow(weekday=2, opens=time(14), closes=time(15))]
    session.flush()
    tell(session, SiteChanged(site.id))
    one, other = queries.open_findings(session, itinerary)
    assert other.finding.code is Code.HOST_NOT_CONFIRMED
    assert one.finding.code is Code.SITE_WINDOW
    assert one.finding.facts["offers"][0] == (
        wall("14:00").isoformat(),
        wall("15:00").isoformat(),
    )


def test_a_travel_time_that_changes(session, app):
    itinerary = an_itinerary(session)
    here, there = a_site(session), a_site(session, "Lake", lat=36.49)
    a_stop(session, itinerary, site=here)
    a_stop(session, itinerary, "11:20", "12:20", site=there)
    assert found(session, itinerary) == []
    added(session, TravelTime(from_id=here.id, to_id=there.id, minutes=40))
    tell(session, TravelTimeChanged(here.id, there.id))
    assert found(session, itinerary) == [("TRAVEL_INFEASIBLE", "BLOCK_RELEASE")]


def test_an_interpreter_and_a_bus_that_cannot_come(session, app):
    itinerary = an_itinerary(session)
    stop, person, bus = a_stop(session, itinerary), an_interpreter(session), a_vehicle(session)
    actions.assign_person(session, stop, person, Role.INTERPRETS, at=AT)
    actions.assign_vehicle(session, stop, bus, at=AT)
    for owner, notice in (
        ({"person_id": person.id}, ResourceChanged("person", person.id)),
        ({"vehicle_id": bus.id}, ResourceChanged("vehicle", bus.id)),
    ):
        away = {"starts": wall("9:00"), "ends": wall("10:30")}
        added(session, Unavailability(**owner, **away))
        tell(session, notice)
    assert found(session, itinerary) == [
        ("PERSON_UNAVAILABLE", "BLOCK_RELEASE"),
        ("VEHICLE_UNAVAILABLE", "BLOCK_RELEASE"),
    ]


def test_a_holiday(session, app):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=a_site(session, closed_on_holidays=True))
    name = Translated(ko="임시공휴일")
    added(session, Holiday(day=TUESDAY, name=name, kind=HolidayKind.TEMPORARY))
    tell(session, HolidaysChanged((TUESDAY,)))
    assert found(session, itinerary) == [("HOLIDAY", "WARN"), ("SITE_CLOSURE", "BLOCK")]


def test_a_roster_that_grows(session, app):
    delegation = a_delegation(session, planned=2)
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary, site=a_site(session, max_group=2))
    for _ in range(3):
        a_delegate(session, delegation)
    tell(session, RosterChanged(delegation.id))
    assert found(session, itinerary) == [("COUNT_MISMATCH", "WARN"), ("SITE_CAPACITY", "BLOCK")]
    assert [weight for _, _, _, weight, _ in booked(session)] == [3]


def test_a_language_that_is_added(session, app):
    delegation = a_delegation(session)
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary)
    delegation.languages = ("en", "ar")
    session.flush()
    tell(session, DelegationChanged(delegation.id))
    assert found(session, itinerary) == [("TRANSLATION_MISSING", "WARN")]


def test_a_delegation_that_is_cancelled_frees_what_it_held_and_says_so(session, app):
    delegation = a_delegation(session)
    itinerary = an_itinerary(session, delegation)
    idea = a_stop(session, itinerary, move=None)
    asked = a_stop(session, itinerary, site=a_site(session))
    delegation.state = DelegationState.CANCELLED
    session.flush()
    tell(session, DelegationChanged(delegation.id))
    assert [idea.status, asked.status] == [StopStatus.CANCELLED] * 2
    assert booked(session) == []
    assert [row.state.value for row in queries.publications_of(session, asked)] == [
        "cancelled",
        "tentative",
    ]


def test_what_is_over_is_not_judged_again(session, app):
    site = a_site(session)
    day = date(2020, 3, 3)
    itinerary = an_itinerary(session, starts_on=day, ends_on=day)
    a_stop(session, itinerary, site=site, day=day, at=LONG_AGO)
    site.max_group = 1
    session.flush()
    tell(session, SiteChanged(site.id))
    assert found(session, itinerary) == []


def test_only_rows_that_say_something_else_are_written(session, app):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, "10:00", "11:00", headcount=7)
    kept = session.scalars(select(FindingRow.id)).all()
    a_stop(session, itinerary, "9:00", "10:00", headcount=8)
    rows = session.execute(select(FindingRow.id).order_by(FindingRow.position)).scalars().all()
    assert rows[-1:] == kept
    assert found(session, itinerary) == [("COUNT_MISMATCH", "WARN")] * 2


# -- before anything is saved ----------------------------------------------------------------------


def test_a_preview_says_what_the_save_would_and_changes_nothing(session, app):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site)
    itinerary = an_itinerary(session)
    session.commit()
    values = stop_values("10:30", "11:30", site=site, headcount=7)
    seen = preview(session, itinerary, values, at=AT, move=StopMove.ASK)
    assert [one.code.value for one in seen.blocking] == ["SITE_CONCURRENCY"]
    expected = {"SITE_CONCURRENCY", "COUNT_MISMATCH", "HOST_NOT_CONFIRMED"}
    assert {one.code.value for one in seen.introduced} == expected
    assert {one.code.value for one in seen.about_stop} == expected
    assert not session.dirty
    assert not session.new
    with pytest.raises(Blocked) as refused:
        actions.add_stop(session, itinerary, values, at=AT, move=StopMove.ASK)
    assert [one.code for one in refused.value.findings] == [one.code for one in seen.blocking]


def test_a_preview_of_a_stop_is_not_disturbed_by_the_stop_itself(session, app):
    site = a_site(session)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site)
    seen = preview(session, itinerary, stop_values("10:30", "11:30", site=site), at=AT, stop=stop)
    assert seen.blocking == seen.introduced == ()


def test_counts_of_findings_leave_out_what_somebody_went_over(session, app):
    itinerary = an_itinerary(session)
    site = a_site(session, windows=[OfferedWindow(weekday=1, opens=time(9), closes=time(18))])
    a_stop(session, itinerary, site=site, headcount=7)
    counts = queries.finding_counts(session, [itinerary.id])
    assert counts == {itinerary.id: {Severity.BLOCK_RELEASE: 1, Severity.WARN: 2}}
    window = next(
        one.finding
        for one in queries.open_findings(session, itinerary)
        if one.finding.code is Code.SITE_WINDOW
    )
    actions.override(session, itinerary, window.key, reason="Agreed", by=a_user(session), at=AT)
    assert queries.finding_counts(session, [itinerary.id]) == {itinerary.id: {Severity.WARN: 2}}


def test_a_moved_stop_is_told_by_what_its_host_had_agreed_to(session, app):
    itinerary = an_itinerary(session)
    site = a_site(session)
    stop = a_stop(session, itinerary, site=site, move=StopMove.CONFIRM)

    def agreed():
        (found,) = [
            one.finding.facts
            for one in queries.open_findings(session, itinerary)
            if one.finding.code is Code.HOST_NOT_CONFIRMED
        ]
        return found.get("agreed"), found.get("moved")

    def moved(first, last, **values):
        there = {"starts": wall(first), "ends": wall(last), **values}
        actions.move_stop(session, stop, **there, at=AT)

    moved("14:00", "15:00")
    moved("16:00", "17:00")
    assert agreed() == (span("10:00", "11:00"), span("16:00", "17:00"))
    recheck(session, [itinerary.id], at=AT)
    assert agreed() == (span("10:00", "11:00"), span("16:00", "17:00"))
    moved("16:00", "17:00", site_id=a_site(session, "Other").id)
    assert agreed() == (None, None)
    actions.change_status(session, stop, StopMove.CONFIRM, at=AT)
    actions.change_status(session, stop, StopMove.ASK, at=AT)
    assert agreed() == (None, None)


def span(first, last):
    return wall(first).isoformat(), wall(last).isoformat()
