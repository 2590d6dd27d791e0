"""Taking a day or a programme over from an earlier visit."""

from datetime import date

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    an_itinerary,
    wall,
)
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries import actions
from visits.itineraries.rules import EMPTY
from visits.kit.translated import Translated
from visits.planner.actions import add_ideas
from visits.planner.layouts import Copying, copy_of
from visits.planner.queries import earlier_visits
from visits.planner.rules.templates import Change

EARLIER = date(2098, 11, 4)
"""A Tuesday."""


def an_earlier_visit(session):
    """Two days: a visit with an escort and a bus, then another."""
    delegation = a_delegation(session, starts_on=EARLIER, ends_on=EARLIER)
    itinerary = an_itinerary(session, delegation)
    site = a_site(session, "Arboretum")
    first = a_stop(
        session, itinerary, "10:00", "11:00", day=EARLIER, site=site, internal_note="VIP"
    )
    actions.assign_person(session, first, a_person(session), Role.ESCORTS, at=AT)
    actions.assign_vehicle(session, first, a_vehicle(session), at=AT)
    a_stop(session, itinerary, "14:00", "15:00", day=EARLIER, move=None)
    gone = a_stop(session, itinerary, "16:00", "17:00", day=EARLIER)
    actions.cancel_stop(session, gone, at=AT)
    return itinerary


def copied(session, source, target, **wanted):
    return copy_of(session, source, target, Copying(**{"day": None, "first": WEDNESDAY, **wanted}))


def test_stops_that_took_place_come_along_at_the_same_wall_times_without_notes(session):
    found = copied(session, an_earlier_visit(session), an_itinerary(session))
    assert [(one.values.starts, one.values.internal_note, one.duties) for one in found.laid] == [
        (wall("10:00", WEDNESDAY), "", ()),
        (wall("14:00", WEDNESDAY), "", ()),
    ]
    assert found.changes == ((), ())


def test_people_and_vehicles_come_along_when_wished_and_free(session):
    source, target = an_earlier_visit(session), an_itinerary(session)
    escort, bus = source.stops[0].assignments
    both = copied(session, source, target, with_people=True, with_vehicles=True)
    assert [(duty.person_id, duty.vehicle_id) for duty in both.laid[0].duties] == [
        (escort.person_id, None),
        (None, bus.vehicle_id),
    ]
    other = a_stop(session, an_itinerary(session), "10:30", "12:00", day=WEDNESDAY)
    actions.assign_person(session, other, escort.person, Role.ESCORTS, at=AT)
    bus.vehicle.is_retired = True
    lost = copied(session, source, target, with_people=True, with_vehicles=True)
    assert lost.laid[0].duties == ()
    assert lost.changes[0] == (Change.PEOPLE_TAKEN, Change.VEHICLE_TAKEN)


def test_what_is_written_of_a_day_comes_along_unless_something_is_written_there(session, app):
    source, target = an_earlier_visit(session), an_itinerary(session)
    lead = target.delegation.lead
    texts = {"title": Translated(en="City"), "note": Translated(en="Coats"), "rain_plan": EMPTY}
    actions.set_day(session, source, EARLIER, **texts, at=AT)
    found = copied(session, source, target)
    add_ideas(session, target, found.laid, days=found.days, by=lead, at=AT)
    assert [(row.day, row.title, row.note) for row in target.days] == [
        (WEDNESDAY, texts["title"], texts["note"])
    ]
    actions.undo(session, target, by=lead, at=AT)
    assert target.days == []
    own = {"title": Translated(en="Own"), "note": EMPTY, "rain_plan": EMPTY}
    actions.set_day(session, target, WEDNESDAY, **own, at=AT)
    add_ideas(session, target, found.laid, days=found.days, by=lead, at=AT)
    assert [row.title for row in target.days] == [own["title"]]


def test_visits_that_are_past_are_offered_first(session):
    past, to_come = an_earlier_visit(session), an_itinerary(session)
    a_stop(session, to_come)
    target = a_delegation(session)
    offered = earlier_visits(session, target, today=date(2098, 12, 1))
    assert offered == [past.delegation, to_come.delegation]


def test_a_site_that_is_no_longer_in_use_comes_along_as_words(session):
    source = an_earlier_visit(session)
    source.stops[0].site.is_retired = True
    found = copied(session, source, an_itinerary(session))
    values = found.laid[0].values
    assert (values.site_id, values.place["en"]) == (None, "Arboretum")
    assert found.changes[0] == (Change.SITE_RETIRED,)


def test_the_page_offers_visits_shows_the_stops_and_adds_them_as_ideas(session, as_):
    source, target = an_earlier_visit(session), an_itinerary(session)
    browser = as_("coordinator")
    chosen = browser.page("planner.choose_visit", code=target.delegation.code)
    title = source.delegation.title.to("en")
    assert chosen.all("tbody th a") == [title]
    shown = chosen.click(title)
    assert shown.all(".plan-time strong") == ["10:00–11:00", "14:00–15:00"]
    shown.submit()
    session.expire_all()
    assert [(stop.starts, stop.status) for stop in target.stops] == [
        (wall("10:00", TUESDAY), StopStatus.IDEA),
        (wall("14:00", TUESDAY), StopStatus.IDEA),
    ]


def test_a_visit_is_not_its_own_source(session, as_):
    target = an_itinerary(session)
    session.commit()
    code = target.delegation.code
    as_("coordinator").page("planner.copy_visit", code=code, source=code, status=404)
