"""Releases: what refuses one, what it holds, which letters follow, and what the next one says."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    TUESDAY,
    a_delegate,
    a_delegation,
    a_party,
    a_site,
    a_stop,
    a_user,
    a_vehicle,
    added,
    an_itinerary,
    stop_values,
    wall,
)
from visits.access.rules import Channel, Role
from visits.conflicts.rules import Layer, StopKind, StopStatus
from visits.delegations import actions as delegations
from visits.delegations.rules import DelegationState
from visits.itineraries import actions, queries
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Booking, Release, ReleasedStop
from visits.itineraries.rules import StopMove, Visibility
from visits.kit.errors import NotThere, Refused
from visits.kit.translated import Translated
from visits.sites.models import Closure, OfferedWindow, Space

NOTHING = Translated()
LATER = AT + timedelta(days=1)


def shown(release):
    """What guests are shown: title, number, state."""
    return [(one.title.to("en"), one.sequence, one.state.value) for one in release.stops]


def an_override(session, itinerary, code, reason="The host agreed"):
    keys = [
        one.finding.key
        for one in queries.open_findings(session, itinerary)
        if one.finding.code.value == code
    ]
    by = a_user(session)
    return actions.override(session, itinerary, keys[0], reason=reason, by=by, at=AT)


# -- the visit itself ------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [DelegationState.DRAFT, DelegationState.PLANNING])
def test_the_first_release_confirms_the_visit(session, release, state):
    itinerary = an_itinerary(session, state=state)
    a_stop(session, itinerary)
    release(itinerary)
    delegation = itinerary.delegation
    assert delegation.state is DelegationState.CONFIRMED
    with pytest.raises(Refused) as refused:
        delegations.delete(session, delegation, at=LATER)
    assert refused.value.reason == "delegation_not_draft"


def test_a_later_release_leaves_the_visit_as_it_is(session, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    release(itinerary)
    itinerary.delegation.state = DelegationState.PLANNING
    actions.change_status(session, stop, StopMove.CONFIRM, at=LATER)
    release(itinerary, at=LATER)
    assert itinerary.delegation.state is DelegationState.PLANNING


# -- what refuses it -------------------------------------------------------------------------------


def test_without_a_stop_that_goes_there_is_nothing_to_release(session, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, move=None)
    with pytest.raises(Refused) as refused:
        release(itinerary)
    assert refused.value.reason == "nothing_to_release"


def test_without_news_there_is_no_second_release(session, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    a_stop(session, itinerary, "14:00", "15:00", move=None)
    with pytest.raises(Refused) as refused:
        release(itinerary)
    assert refused.value.reason == "nothing_new"
    assert not queries.release_preview(session, itinerary, at=AT).can_go


def test_where_approval_is_needed_an_approver_releases(session, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    with pytest.raises(Refused) as refused:
        release(itinerary, needs_approval=True)
    assert refused.value.reason == "release_needs_approval"
    by = a_user(session, Role.APPROVER)
    assert release(itinerary, by=by, needs_approval=True).by is by


def test_what_cannot_be_refuses_it_and_is_named(session, release):
    site = a_site(session)
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site)
    site.closures.append(Closure(starts=wall("9:00"), ends=wall("12:00")))
    session.flush()
    with pytest.raises(Blocked) as refused:
        release(itinerary)
    assert [one.code.value for one in refused.value.findings] == ["SITE_CLOSURE"]
    assert session.scalars(select(Release)).all() == []


def closed_at_ten(session):
    """A site whose round is in the afternoon: a stop at ten holds the release back."""
    afternoon = OfferedWindow(weekday=2, opens=time(14), closes=time(16))
    return a_site(session, windows=[afternoon])


def test_what_holds_it_back_can_be_gone_over_with_a_reason_that_is_released_too(session, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=closed_at_ten(session))
    with pytest.raises(Blocked) as refused:
        release(itinerary)
    assert [one.code.value for one in refused.value.findings] == ["SITE_WINDOW"]
    given = an_override(session, itinerary, "SITE_WINDOW")
    assert [(one["code"], one["reason"]) for one in release(itinerary).overrides] == [
        ("SITE_WINDOW", "The host agreed")
    ]
    actions.move_stop(session, stop, starts=wall("10:30"), ends=wall("11:30"), at=LATER)
    with pytest.raises(Blocked):
        release(itinerary)
    actions.move_stop(session, stop, starts=wall("10:00"), ends=wall("11:00"), at=LATER)
    actions.withdraw_override(session, itinerary, given.key, at=LATER)
    with pytest.raises(Blocked):
        release(itinerary)


@pytest.mark.parametrize(
    ("reason", "refusal"), [("", "override_without_reason"), ("  ", "override_without_reason")]
)
def test_nobody_goes_over_a_finding_without_a_reason(session, app, reason, refusal):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=closed_at_ten(session))
    with pytest.raises(Refused) as refused:
        an_override(session, itinerary, "SITE_WINDOW", reason)
    assert refused.value.reason == refusal


def test_a_caution_that_was_seen_is_named_at_the_release(session, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=a_site(session), headcount=7)
    an_override(session, itinerary, "COUNT_MISMATCH", "Two join later")
    assert [(one["code"], one["reason"]) for one in release(itinerary).overrides] == [
        ("COUNT_MISMATCH", "Two join later")
    ]


def test_what_blocks_bears_no_override(session, app):
    site = a_site(session)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site, headcount=7)
    site.closures.append(Closure(starts=wall("9:00"), ends=wall("12:00")))
    session.flush()
    actions.revise_stop(session, stop, stop_values(site=site), at=AT)
    with pytest.raises(Refused) as refused:
        an_override(session, itinerary, "SITE_CLOSURE")
    assert refused.value.reason == "not_overridable"
    with pytest.raises(NotThere):
        actions.override(session, itinerary, "?", reason="?", by=a_user(session), at=AT)
    with pytest.raises(NotThere):
        actions.withdraw_override(session, itinerary, "?", at=AT)


# -- what it holds ---------------------------------------------------------------------------------


def test_asked_and_confirmed_stops_go_the_others_stay(session, release):
    itinerary = an_itinerary(session)
    for n, move in enumerate((None, StopMove.HOLD, StopMove.ASK, StopMove.CONFIRM)):
        title = Translated(en=str(move or "idea"))
        a_stop(session, itinerary, f"{n + 13}:00", f"{n + 13}:30", move=move, title=title)
    preview = queries.release_preview(session, itinerary, at=AT)
    assert [stop.title.to("en") for stop in preview.goes] == ["ask", "confirm"]
    assert [stop.title.to("en") for stop in preview.stays] == ["idea", "hold"]
    assert (preview.cancelled, preview.has_news, preview.can_go) == ((), True, True)
    made = release(itinerary)
    assert shown(made) == [("ask", 0, "tentative"), ("confirm", 0, "confirmed")]
    assert (made.number, itinerary.current_release_id) == (1, made.id)


def test_a_released_stop_holds_what_guests_may_know_and_no_more(session, release):
    delegation = a_delegation(session)
    people = [a_delegate(session, delegation) for _ in range(3)]
    party = a_party(session, delegation, *people[:2])
    bridge = a_site(session, "Bridge")
    ride = a_site(session, "Ride", end_site=bridge, address_ko="한누리대로", lat=36.5, lng=127.3)
    itinerary = an_itinerary(session, delegation)
    a_stop(
        session,
        itinerary,
        site=ride,
        party_id=party.id,
        public_note=Translated(en="Bring water"),
        internal_note="The mayor is late",
        visibility=Visibility.STAFF,
    )
    (row,) = release(itinerary).stops
    columns = {c.key: getattr(row, c.key) for c in ReleasedStop.__table__.columns}
    assert columns == {
        "id": row.id,
        "release_id": row.release_id,
        "uid": itinerary.stops[0].uid,
        "sequence": 0,
        "state": "tentative",
        "visibility": Visibility.STAFF,
        "kind": StopKind.SITE_VISIT,
        "title": Translated(en="A visit"),
        "public_note": Translated(en="Bring water"),
        "site_id": ride.id,
        "site_name": Translated(en="Ride"),
        "place": NOTHING,
        "address_ko": "한누리대로",
        "address_roman": "",
        "entrance_note": NOTHING,
        "lat": 36.5,
        "lng": 127.3,
        "end_site_id": bridge.id,
        "end_place": Translated(en="Bridge"),
        "starts": wall("10:00"),
        "ends": wall("11:00"),
        "mode": None,
        "party_name": Translated(en="Engineers"),
        "delegate_ids": (str(people[0].id), str(people[1].id)),
        "languages": (),
        "created_at": AT,
        "changed_at": AT,
    }


def test_a_release_stays_as_it_was(session, release):
    itinerary = an_itinerary(session)
    site = a_site(session)
    stop = a_stop(session, itinerary, site=site)
    first = release(itinerary)
    site.name = Translated(en="Another name")
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    release(itinerary, at=LATER)
    session.expire_all()
    (row,) = first.stops
    assert (row.starts, row.site_name.to("en")) == (wall("10:00"), "Arboretum")


def test_what_guests_knew_is_cancelled_for_them_once(session, release):
    itinerary = an_itinerary(session)
    gone = a_stop(session, itinerary, site=a_site(session), title=Translated(en="Gone"))
    a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Stays"))
    first = release(itinerary)
    actions.cancel_stop(session, gone, at=LATER)
    a_stop(session, itinerary, "16:00", "17:00", title=Translated(en="Unborn"), move=StopMove.ASK)
    actions.cancel_stop(session, itinerary.stops[-1], at=LATER)
    second = release(itinerary, at=LATER)
    actions.set_day(
        session,
        itinerary,
        TUESDAY,
        title=Translated(en="Day"),
        note=NOTHING,
        rain_plan=NOTHING,
        at=AT,
    )
    third = release(itinerary, at=LATER)
    assert shown(first) == [("Gone", 0, "tentative"), ("Stays", 0, "tentative")]
    assert shown(second) == [("Gone", 1, "cancelled"), ("Stays", 0, "tentative")]
    assert shown(third) == [("Stays", 0, "tentative")]
    assert second.diff["cancelled"] == second.diff["guests"]["cancelled"] == [gone.uid]
    assert (third.diff["cancelled"], third.diff["days"]) == ([], ["2099-03-03"])
    assert third.days == [
        {"day": "2099-03-03", "title": {"en": "Day"}, "note": {}, "rain_plan": {}}
    ]


def test_a_declined_stop_is_cancelled_for_guests_and_may_return(session, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session))
    a_stop(session, itinerary, "14:00", "15:00")
    release(itinerary)
    actions.change_status(session, stop, StopMove.DECLINE, at=LATER)
    assert shown(release(itinerary, at=LATER))[0] == ("A visit", 1, "cancelled")
    actions.change_status(session, stop, StopMove.ASK, at=LATER)
    third = release(itinerary, at=LATER)
    assert shown(third)[0] == ("A visit", 2, "tentative")
    assert third.diff["added"] == [stop.uid]


def test_a_stop_that_moves_keeps_its_uid_and_its_number_rises_by_one(session, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session))
    told = {"by": None, "channel": Channel.TELEPHONE, "told_on": AT.date()}
    actions.answer(session, stop, StopStatus.CONFIRMED, **told, at=AT)
    first = release(itinerary)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    second = release(itinerary, at=LATER, note=Translated(en="Later"))
    (before,), (after,) = first.stops, second.stops
    assert before.uid == after.uid == stop.uid
    assert [(row.sequence, row.state.value) for row in (before, after)] == [
        (1, "confirmed"),
        (2, "tentative"),
    ]
    (change,) = second.diff["changed"]
    assert change["fields"] == {
        "state": ["confirmed", "tentative"],
        "starts": [wall("10:00").isoformat(), wall("14:00").isoformat()],
        "ends": [wall("11:00").isoformat(), wall("15:00").isoformat()],
    }


def test_the_draft_goes_on_while_guests_see_the_release(session, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    made = release(itinerary)
    a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Later"))
    assert len(queries.current_release(session, itinerary).stops) == 1
    assert queries.the_release(session, itinerary.delegation.code, 1) is made
    with pytest.raises(NotThere):
        queries.the_release(session, itinerary.delegation.code, 2)
    second = release(itinerary, at=LATER)
    assert [one.number for one in queries.releases(session, itinerary)] == [2, 1]
    assert second.diff["added"] == [itinerary.stops[1].uid]


def test_what_is_released_stays_booked_until_the_next_release(session, release):
    bus = a_vehicle(session)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    actions.assign_vehicle(session, stop, bus, at=AT)
    release(itinerary)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    theirs = a_stop(session, an_itinerary(session))
    with pytest.raises(Blocked):
        actions.assign_vehicle(session, theirs, bus, at=LATER)
    release(itinerary, at=LATER)
    actions.assign_vehicle(session, theirs, bus, at=LATER)
    layers = select(Booking.layer, Booking.starts).where(Booking.itinerary_id == itinerary.id)
    assert sorted(tuple(row) for row in session.execute(layers)) == [
        (Layer.DRAFT, wall("14:00")),
        (Layer.RELEASED, wall("14:00")),
    ]


def test_a_room_of_its_own_is_no_news_for_guests(session, release):
    site = a_site(session)
    room = added(session, Space(site=site, name=Translated(en="Room")))
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site, move=StopMove.ASK)
    release(itinerary)
    actions.revise_stop(session, stop, stop_values(site=site, space_id=room.id), at=LATER)
    with pytest.raises(Refused):
        release(itinerary, at=LATER)


def test_the_preview_names_the_languages_that_miss_texts(session, app):
    itinerary = an_itinerary(session, languages=("en", "ar"))
    stop = a_stop(session, itinerary)
    whole = Translated(en="Lunch", ar="غداء")
    a_stop(session, itinerary, "12:00", "13:00", title=whole, kind=StopKind.MEAL)
    preview = queries.release_preview(session, itinerary, at=AT)
    assert preview.missing_texts == {"ar": {stop.uid: ("title",)}}


def test_it_is_asked_under_the_lock_whether_the_draft_is_what_was_read(session, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    seen = itinerary.version
    a_stop(session, itinerary, "14:00", "15:00")
    with pytest.raises(Refused, match="changed_while_read"):
        release(itinerary, seen=seen)
    assert release(itinerary, seen=itinerary.version).number == 1
