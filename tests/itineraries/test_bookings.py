"""Bookings of others are one look-up in an index; who points to a row is counted before it goes."""

from datetime import timedelta

import pytest
from sqlalchemy import event, insert, text

from tests.factories import (
    AT,
    SEOUL,
    a_contact,
    a_delegate,
    a_delegation,
    a_party,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    added,
    an_itinerary,
    wall,
)
from visits.conflicts.rules import Booking as Use
from visits.conflicts.rules import Calendar, Layer, ResourceKind, Role, Strength
from visits.delegations import actions as delegations
from visits.itineraries import actions, bookings
from visits.itineraries.models import Booking, Itinerary
from visits.kit.errors import InUse
from visits.kit.events import tell
from visits.kit.interval import Interval
from visits.kit.translated import Translated
from visits.kit.uses import UsesOf, refuse_if_used
from visits.sites.models import Space

HOUR = timedelta(hours=1)


def an_archive(session, itinerary, number):
    """So many bookings of ten things of each kind, an hour each, over the years before."""
    rows = [
        {
            "resource_kind": list(bookings.BOOKED)[n % 3],
            "resource_id": 1 + n % 10,
            "starts": wall("9:00") - n * HOUR,
            "ends": wall("10:00") - n * HOUR,
            "stop_uid": f"old-{n}",
            "itinerary_id": itinerary.id,
            "layer": Layer.RELEASED,
            "strength": Strength.HOLD,
        }
        for n in range(number)
    ]
    session.execute(insert(Booking), rows)
    session.commit()
    session.execute(text("ANALYZE bookings"))


def around(session, own):
    """What others booked at the same time."""
    calendar = Calendar(SEOUL)
    found = bookings.around(
        session, own, itinerary_id=99, delegation_id=99, counted={}, calendar=calendar
    )
    return found.meeting


def test_others_bookings_are_found_by_resource_and_start(session, app, kind):
    itinerary = an_itinerary(session)
    an_archive(session, itinerary, 3000)
    when = Interval(wall("9:00") - 300 * HOUR, wall("10:00") - 300 * HOUR)
    own = [Use(kind=kind, id=1, when=when, stop="mine", itinerary=99) for kind in bookings.BOOKED]
    sent = []

    def note(_connection, _cursor, statement, parameters, *_):
        sent.append((statement, parameters))

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    found = around(session, own)
    event.remove(engine, "before_cursor_execute", note)
    same_day = [(ResourceKind.SITE, "old-300"), (ResourceKind.PERSON, "old-310")]
    assert [(use.kind, use.stop) for use in found] == same_day
    ((statement, parameters),) = sent
    explain = "EXPLAIN QUERY PLAN" if kind == "sqlite" else "EXPLAIN"
    plan = session.connection().exec_driver_sql(f"{explain} {statement}", parameters)
    lines = [str(row[-1]) for row in plan]
    assert sum("ix_bookings_resource" in line for line in lines) >= 3, lines
    assert sum("starts >" in line or "starts>" in line for line in lines) >= 3, lines


def test_bookings_that_only_touch_do_not_meet(session, app):
    site = a_site(session)
    a_stop(session, an_itinerary(session), "9:00", "10:00", site=site)
    a_stop(session, an_itinerary(session), "11:00", "12:00", site=site)
    a_stop(session, an_itinerary(session), "10:00", "11:00", site=site)


def test_the_longest_stop_that_may_be_is_found(session, app):
    bus = a_vehicle(session)
    theirs = a_stop(session, an_itinerary(session), "10:00", ends=wall("10:00") + 24 * HOUR)
    actions.assign_vehicle(session, theirs, bus, at=AT)
    when = Interval(wall("10:00") + 23 * HOUR, wall("10:00") + 25 * HOUR)
    own = Use(kind=ResourceKind.VEHICLE, id=bus.id, when=when, stop="mine", itinerary=99)
    assert [use.stop for use in around(session, [own])] == [theirs.uid]


# -- who points to a row ---------------------------------------------------------------------------


def test_what_a_programme_uses_is_not_deleted(session, app):
    delegation = a_delegation(session)
    party = a_party(session, delegation, a_delegate(session, delegation))
    site, bridge, person, bus = (
        a_site(session),
        a_site(session),
        a_person(session),
        a_vehicle(session),
    )
    room = added(session, Space(site=site, name=Translated(en="Room")))
    stop = a_stop(
        session,
        an_itinerary(session, delegation),
        site=site,
        space_id=room.id,
        end_site_id=bridge.id,
        party_id=party.id,
    )
    actions.assign_person(session, stop, person, Role.ESCORTS, at=AT)
    actions.assign_vehicle(session, stop, bus, at=AT)
    used = {
        "site": [site, bridge],
        "space": [room],
        "party": [party],
        "person": [person],
        "vehicle": [bus],
        "delegation": [delegation],
    }
    for kind, rows in used.items():
        for row in rows:
            question = UsesOf(kind, row.id)
            tell(session, question)
            assert ("stop", 1) in question.found, kind
            with pytest.raises(InUse):
                refuse_if_used(session, kind, row.id)


def test_what_no_programme_uses_may_go(session, app):
    contact = a_contact(session, a_site(session))
    for kind, row in (("site", a_site(session)), ("person", a_person(session))):
        refuse_if_used(session, kind, row.id)
    refuse_if_used(session, "site_contact", contact.id)


def test_an_empty_itinerary_goes_with_its_delegation(session, app):
    delegation = a_delegation(session)
    itinerary = an_itinerary(session, delegation)
    number = itinerary.id
    delegations.delete(session, delegation, at=AT)
    session.commit()
    assert session.get(Itinerary, number) is None
