"""Reading programmes: what comes back, and that it is as many queries with 3 stops as with 300."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta

import pytest
from sqlalchemy import event

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_contact,
    a_delegate,
    a_delegation,
    a_party,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    added,
    an_interpreter,
    an_itinerary,
    stop_values,
    wall,
)
from visits.conflicts.rules import Closure as ClosureFacts
from visits.conflicts.rules import (
    Finding,
    HolidayFacts,
    LanguagePair,
    Mode,
    OfferedWindow,
    PersonFacts,
    Role,
    SiteFacts,
    Source,
    StopKind,
    TravelTime,
    VehicleFacts,
)
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.itineraries import actions, queries
from visits.itineraries.judging import preview
from visits.itineraries.models import Stop
from visits.itineraries.programme import programme_of, roster_of
from visits.itineraries.rules import StopMove
from visits.itineraries.world import world_around
from visits.kit.errors import NotThere
from visits.kit.interval import Interval
from visits.kit.translated import Translated
from visits.resources.models import LanguagePair as PairRow
from visits.resources.models import Unavailability
from visits.resources.rules import InterpretingMode
from visits.sites import models as sites
from visits.sites.rules import ContactRole, TravelMode


@contextmanager
def counted(session) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []
    engine = session.connection().engine

    def note(_connection, _cursor, statement, *_) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def a_programme(session, stops=3):
    """A delegation with this many stops, half an hour each, all with people, site and bus."""
    delegation = a_delegation(session)
    party = a_party(session, delegation, a_delegate(session, delegation))
    itinerary = an_itinerary(session, delegation)
    person, bus = an_interpreter(session), a_vehicle(session)
    for n in range(stops):
        starts = wall("9:00", TUESDAY + timedelta(days=n // 20)) + timedelta(minutes=30 * (n % 20))
        stop = Stop(
            kind=StopKind.SITE_VISIT,
            title=Translated(en=f"Stop {n}"),
            starts=starts,
            ends=starts + timedelta(minutes=20),
            created_at=AT,
            changed_at=AT,
            party=party if n % 2 else None,
            site=a_site(session) if n < 30 else None,
        )
        itinerary.stops.append(stop)
        session.flush()
    first = itinerary.stops[0]
    actions.change_status(session, first, StopMove.ASK, at=AT)
    actions.assign_person(session, first, person, Role.INTERPRETS, at=AT)
    actions.assign_vehicle(session, first, bus, at=AT)
    session.commit()
    return itinerary


def everything_of(session, code):
    """All that the page of an itinerary asks for."""
    itinerary = queries.the_itinerary(session, code)
    found = queries.open_findings(session, itinerary)
    queries.names_in(session, [one.finding for one in found])
    queries.legs(session, itinerary)
    queries.last_answers(session, itinerary)
    for stop in itinerary.stops:
        for one in stop.assignments:
            assert one.person or one.vehicle
        assert stop.site is None or stop.site.name
        assert stop.party is None or stop.party.members
    return itinerary


def test_a_page_costs_as_many_queries_with_3_stops_as_with_300(session, app):
    few, many = a_programme(session, 3), a_programme(session, 300)
    sent = {}
    for itinerary in (few, many):
        code, number = itinerary.delegation.code, itinerary.id
        session.expunge_all()
        with counted(session) as sent[number]:
            everything_of(session, code)
    assert len(sent[few.id]) == len(sent[many.id]) == 8


def test_the_world_around_a_programme_is_seven_queries_whatever_the_archive(session, app):
    itinerary = a_programme(session, 20)
    site = itinerary.stops[0].site
    for n in range(30):
        a_stop(session, an_itinerary(session), site=site, day=WEDNESDAY + timedelta(days=n))
    session.commit()
    session.expunge_all()
    itinerary = queries.the_itinerary(session, itinerary.delegation.code)
    with counted(session) as sent:
        programme = programme_of(itinerary, roster_of(session, itinerary.delegation))
        world = world_around(session, (programme,), at=AT)
    assert len(sent) == 7
    assert world.bookings == ()


def test_saving_costs_as_many_queries_beside_3_stops_as_beside_300(session, app):
    few, many = a_programme(session, 3), a_programme(session, 300)
    sent = {}
    for itinerary in (few, many):
        code = itinerary.delegation.code
        session.expunge_all()
        stop = queries.the_itinerary(session, code).stops[1]
        with counted(session) as statements:
            actions.move_stop(
                session, stop, starts=wall("19:10"), ends=wall("19:30"), at=AT + timedelta(hours=1)
            )
        sent[code] = [one for one in statements if "findings" not in one]
    first, second = sent.values()
    assert len(first) == len(second)


def test_a_preview_costs_as_many_queries_beside_3_stops_as_beside_300(session, app):
    few, many = a_programme(session, 3), a_programme(session, 300)
    lengths = []
    for itinerary in (few, many):
        code = itinerary.delegation.code
        session.expunge_all()
        loaded = queries.the_itinerary(session, code)
        with counted(session) as sent:
            preview(session, loaded, stop_values("19:00", "19:30"), at=AT)
        lengths.append(len(sent))
    assert lengths[0] == lengths[1] == 7


def test_what_is_not_there_is_not_there(session, app):
    with pytest.raises(NotThere):
        queries.the_itinerary(session, "2099-999")
    with pytest.raises(NotThere):
        queries.the_stop(session, "nothing")


def test_a_stop_comes_with_all_that_its_form_shows(session, app):
    itinerary = a_programme(session)
    uid = itinerary.stops[1].uid
    session.expunge_all()
    stop = queries.the_stop(session, uid)
    with counted(session) as sent:
        assert stop.itinerary.delegation.lead.name
        assert [party.members for party in stop.itinerary.delegation.parties]
        assert (stop.site.end_site, stop.space, stop.end_site) == (None, None, None)
        assert stop.assignments == []
    assert sent == []


# -- rows as the rules look at them ----------------------------------------------------------------


def test_a_site_as_the_rules_look_at_it(session, app):
    bridge = a_site(session, "Bridge")
    site = a_site(
        session,
        max_group=20,
        min_group=5,
        concurrent_groups=2,
        minutes_typical=30,
        lead_days=10,
        closed_weekdays=("1", "7"),
        is_closed_at_lunch=True,
        closed_on_holidays=True,
        end_site=bridge,
        lat=36.5,
        lng=127.25,
    )
    round_ = sites.OfferedWindow(
        weekday=2, opens=time(10), closes=time(11), first=date(2099, 3, 1), languages=("en",)
    )
    once = sites.OfferedWindow(day=TUESDAY, opens=time(9), closes=time(12))
    site.windows = [round_, once]
    reason = Translated(ko="공사")
    site.closures = [sites.Closure(starts=wall("18:00"), ends=wall("19:00"), reason=reason)]
    a_contact(session, site, languages=("fr",))
    a_contact(session, site, role=ContactRole.DOCENT, languages=("ko", "en"))
    a_contact(session, site, role=ContactRole.CATERING, languages=("ja",))
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site)
    programme = programme_of(itinerary, roster_of(session, itinerary.delegation))
    world = world_around(session, (programme,), at=AT)
    assert world.sites == {
        bridge.id: world.sites[bridge.id],
        site.id: SiteFacts(
            id=site.id,
            max_group=20,
            min_group=5,
            concurrent_groups=2,
            typical_minutes=30,
            lead_days=10,
            windows=(
                OfferedWindow(
                    time(10),
                    time(11),
                    weekday=1,
                    valid_from=date(2099, 3, 1),
                    languages=frozenset({"en"}),
                ),
                OfferedWindow(time(9), time(12), day=TUESDAY),
            ),
            closures=(
                ClosureFacts(site.closures[0].id, Interval(wall("18:00"), wall("19:00")), "공사"),
            ),
            weekly_closing_days=frozenset({0, 6}),
            closed_at_lunch=True,
            closed_on_holidays=True,
            languages=frozenset({"ko", "en"}),
            latitude=36.5,
            longitude=127.25,
            end_site=bridge.id,
        ),
    }


def test_where_nobody_guides_the_coordinator_speaks(session, app):
    site = a_site(session)
    a_contact(session, site, languages=("fr",))
    a_contact(session, site, role=ContactRole.SECURITY_DESK, languages=("de",))
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site)
    programme = programme_of(itinerary, roster_of(session, itinerary.delegation))
    assert world_around(session, (programme,), at=AT).sites[site.id].languages == {"fr"}


def test_people_vehicles_ways_and_holidays_as_the_rules_look_at_them(session, app):
    here, there = a_site(session), a_site(session, "Lake", lat=36.5)
    person, bus = an_interpreter(session), a_vehicle(session, seats=25)
    person.pairs.append(PairRow(first="ko", second="ar", mode=InterpretingMode.SIMULTANEOUS))
    escort = a_person(session)
    for owner in ({"person_id": person.id}, {"vehicle_id": bus.id}):
        added(session, Unavailability(**owner, starts=wall("13:00"), ends=wall("14:00")))
        added(
            session,
            Unavailability(
                **owner, starts=wall("9:00", date(2099, 5, 1)), ends=wall("9:30", date(2099, 5, 1))
            ),
        )
    added(
        session, sites.TravelTime(from_id=here.id, to_id=there.id, minutes=9, mode=TravelMode.CAR)
    )
    added(session, Holiday(day=WEDNESDAY, name=Translated(ko="선거"), kind=HolidayKind.ELECTION))
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=here)
    a_stop(session, itinerary, "14:00", "15:00", site=there)
    actions.assign_person(session, stop, person, Role.INTERPRETS, at=AT)
    actions.assign_person(session, stop, escort, Role.ESCORTS, at=AT)
    actions.assign_vehicle(session, stop, bus, at=AT)
    programme = programme_of(itinerary, roster_of(session, itinerary.delegation))
    world = world_around(session, (programme,), at=AT)
    away = (Interval(wall("13:00"), wall("14:00")),)
    pairs = (LanguagePair("ko", "ar", simultaneous=True), LanguagePair("ko", "en"))
    assert world.people == {
        person.id: PersonFacts(id=person.id, pairs=pairs, unavailable=away),
        escort.id: PersonFacts(id=escort.id),
    }
    assert world.vehicles == {bus.id: VehicleFacts(id=bus.id, seats=25, unavailable=away)}
    assert world.travel == (TravelTime(here.id, there.id, Mode.CITY_VEHICLE, 9, Source.GIVEN),)
    (holiday,) = world.calendar.holidays
    assert holiday == HolidayFacts(holiday.id, WEDNESDAY, "선거", holiday.kind)
    assert (holiday.kind.value, holiday.is_day_off) == ("election_day", True)


# -- for pages -------------------------------------------------------------------------------------


def test_the_ways_between_stops(session, app):
    here, there = a_site(session, lat=36.48), a_site(session, "Lake", lat=36.50)
    itinerary = an_itinerary(session)
    first = a_stop(session, itinerary, site=here)
    second = a_stop(session, itinerary, "11:05", "12:00", site=there, mode=Mode.OWN_BUS)
    session.commit()
    loaded = queries.the_itinerary(session, itinerary.delegation.code)
    (leg,) = queries.legs(session, loaded)
    assert (leg.from_uid, leg.to_uid) == (first.uid, second.uid)
    assert (leg.available, leg.needed, leg.boarding, leg.missing) == (5, 12, 5, 7)
    assert (leg.source, leg.kilometres) == (Source.ESTIMATED, 2.2)
    assert (leg.from_site, leg.to_site) == (here.id, there.id)


def test_stops_of_days_and_of_a_site(session, app):
    site = a_site(session)
    night = a_stop(session, an_itinerary(session), "23:00", ends=wall("0:30", WEDNESDAY), site=site)
    gone = a_stop(session, an_itinerary(session), "9:00", "9:30", site=site)
    actions.cancel_stop(session, gone, at=AT)
    day = a_stop(session, an_itinerary(session), "9:00", "10:00", day=WEDNESDAY)
    assert queries.stops_on(session, TUESDAY, TUESDAY) == [night]
    assert queries.stops_on(session, WEDNESDAY, WEDNESDAY) == [night, day]
    assert queries.stops_of_site(session, site.id, TUESDAY, WEDNESDAY) == [gone, night]
    assert queries.stops_on(session, date(2099, 3, 5), date(2099, 3, 9)) == []


def test_what_findings_name_is_called(session, app):
    site, person, bus = a_site(session), a_person(session), a_vehicle(session)
    stop = a_stop(session, an_itinerary(session), site=site)
    code = stop.itinerary.delegation.code
    facts = {
        "SITE_CAPACITY": {"site": site.id, "with": (stop.uid,)},
        "PERSON_UNAVAILABLE": {"person": person.id},
        "VEHICLE_OVERLAP": {"resource": "vehicle", "id": bus.id, "other_stop": stop.uid},
        "PERSON_OVERLAP": {"resource": "delegation", "id": 99},
    }
    found = [Finding(name, 3, facts=said) for name, said in facts.items()]
    names = queries.names_in(session, found)
    assert names.sites == {site.id: site.name}
    assert names.people == {person.id: person.name}
    assert names.vehicles == {bus.id: Translated(en=f"Bus {bus.plate}")}
    assert names.stops == {stop.uid: (Translated(en="A visit"), code)}
    assert names.holidays == names.closures == {}


def test_the_hours_that_people_have_already_are_told_where_one_chooses(session, as_):
    person = an_interpreter(session)
    mine, other = an_itinerary(session), an_itinerary(session)
    for first, last in (("13:00", "14:30"), ("15:00", "16:00")):
        stop = a_stop(session, other, first, last)
        actions.assign_person(session, stop, person, Role.INTERPRETS, at=AT)
    idea = a_stop(session, other, "17:00", "19:00", move=None)
    actions.assign_person(session, idea, person, Role.INTERPRETS, at=AT)
    session.commit()
    code = mine.delegation.code
    page = as_("coordinator").page("itineraries.new", code=code).submit(status=200, add="people")
    assert "Amal Haddad · Korean–English · 2 hours" in page.all("option")


def test_ways_are_drawn_by_what_was_just_judged_as_by_what_is_read(session, app):
    itinerary = a_programme(session, 6)
    moved = itinerary.stops[1]
    later = {"starts": moved.starts + timedelta(days=1), "ends": moved.ends + timedelta(days=1)}
    actions.move_stop(session, moved, **later, at=AT)
    with counted(session) as sent:
        judged = queries.legs(session, itinerary)
    assert sent == []
    session.commit()
    assert queries.legs(session, itinerary) == judged
    assert judged
