"""The programme of a delegation on one page: days, stops, ways, findings, releases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
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
from tests.itineraries.reading import sentences
from visits.conflicts.rules import Mode, Role, StopKind
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.itineraries import actions
from visits.itineraries.models import Day
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated
from visits.sites import actions as sites

DAY = str(TUESDAY)


def open_programme(browser, itinerary, **query):
    return browser.page("itineraries.show", code=itinerary.delegation.code, **query)


def test_a_programme_without_stops_leads_to_the_first_one(session, as_):
    delegation = a_delegation(session)
    session.commit()
    page = as_("coordinator").page("itineraries.show", code=delegation.code)
    assert page.all(".empty h2") == ["Nothing is planned yet."]
    assert page.click("Add the first stop").h1 == "Add a stop"


def test_a_viewer_of_an_empty_programme_is_offered_nothing_to_change(session, as_):
    delegation = a_delegation(session)
    session.commit()
    page = as_("viewer").page("itineraries.show", code=delegation.code)
    assert page.all(".empty a") == []
    as_("viewer").page("itineraries.new", code=delegation.code, status=403)


def test_an_unknown_delegation_has_no_programme(as_):
    as_("viewer").page("itineraries.show", code="2099-999", status=404)


def test_days_hold_their_stops_in_order_of_time(session, as_):
    itinerary = an_itinerary(session)
    site = a_site(session, "Arboretum")
    a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Later"))
    a_stop(session, itinerary, "10:00", "11:00", title=Translated(en="Earlier"), site=site)
    a_stop(session, itinerary, "9:00", "10:00", day=WEDNESDAY, title=Translated(en="Next day"))
    page = open_programme(as_("viewer"), itinerary)
    assert page.all(f"#day-{TUESDAY} .plan-stop h3") == ["1 Earlier", "Later"]
    assert page.all(f"#day-{WEDNESDAY} .plan-stop h3") == ["Next day"]
    assert page.all(f"#day-{TUESDAY} .plan-time strong") == ["10:00–11:00", "14:00–15:00"]
    assert page.all(".chips a") == ["Tue, Mar 3 · 2 stops", "Wed, Mar 4 · 1 stop"]


def test_a_day_without_stops_is_shown_with_the_way_to_its_first_one(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    page = open_programme(as_("coordinator"), itinerary)
    assert "No stop is planned on this day." in page.all(f"#day-{WEDNESDAY} > p")
    new = page.click("Add a stop Wed, Mar 4")
    assert new.one("[name=day]")["value"] == str(WEDNESDAY)


def test_a_stop_outside_the_visit_is_marked(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, day=TUESDAY - timedelta(days=1))
    page = open_programme(as_("viewer"), itinerary)
    outside = f"#day-{TUESDAY - timedelta(days=1)} .badge-warning"
    assert page.all(outside)[0] == "Outside the dates of the visit"


def test_a_stop_says_who_serves_and_what_is_internal(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(
        session, itinerary, internal_note="Bring the flags", public_note=Translated(en="Passports")
    )
    actions.assign_person(session, stop, a_person(session, "Kang Sua"), Role.ESCORTS, at=AT)
    actions.assign_vehicle(session, stop, a_vehicle(session, plate="12GA3456"), at=AT)
    page = open_programme(as_("viewer"), itinerary)
    assert page.all(".plan-who li") == ["Kang Sua · Escorts", "Bus · 12GA3456"]
    assert page.all(".plan-internal") == ["Internal: Bring the flags"]
    assert page.all(".plan-what .lines")[0] == "Passports"


def test_ways_between_stops_say_what_is_needed_and_what_is_there(session, as_):
    itinerary = an_itinerary(session)
    near, far = a_site(session, "Near"), a_site(session, "Far", lat=36.58)
    a_stop(session, itinerary, "10:00", "11:00", site=near)
    a_stop(session, itinerary, "11:10", "12:00", site=far, kind=StopKind.CULTURAL)
    page = open_programme(as_("viewer"), itinerary)
    said = "37 minutes needed, 10 there. 5 to board · estimated · 11.1 km as the crow flies"
    assert page.all(".plan-way") == [f"{said} 27 minutes too few"]
    assert page.has(".plan-way-bad")


def test_a_ride_says_where_it_ends_and_a_way_that_takes_no_time_is_no_line(session, as_):
    itinerary = an_itinerary(session)
    west = a_site(session, "West gate", lat=36.5)
    ride = a_site(session, "Ride", end_site_id=west.id)
    a_stop(session, itinerary, "10:00", "11:00", site=ride)
    a_stop(session, itinerary, "11:30", "12:00", site=west, mode=Mode.ON_FOOT)
    page = open_programme(as_("viewer"), itinerary)
    assert page.all(".plan-what > p:first-of-type")[0] == "Ride · ends at West gate"
    assert not page.has(".plan-way")


def test_ways_of_a_subgroup_say_whose_they_are(session, as_):
    itinerary = an_itinerary(session)
    delegation = itinerary.delegation
    for name, site, lat in (("Roads", "Near", 36.48), ("Water", "Far", 36.49)):
        party = a_party(session, delegation, a_delegate(session, delegation))
        party.name = Translated(en=name)
        here, there = a_site(session, site, lat=lat), a_site(session, site + " end", lat=36.5)
        a_stop(session, itinerary, "10:00", "11:00", site=here, party_id=party.id)
        a_stop(session, itinerary, "12:00", "13:00", site=there, party_id=party.id)
    page = open_programme(as_("viewer"), itinerary)
    assert [line.split()[0] for line in page.all(".plan-way")] == ["Roads", "Water"]


def test_what_cannot_be_stands_before_what_holds_back_the_release(session, as_):
    itinerary, site = an_itinerary(session), a_site(session)
    a_stop(session, itinerary, site=site)
    a_day = {"starts": wall("0:00"), "ends": wall("0:00", WEDNESDAY)}
    sites.close(session, site, reason=Translated(en="Works"), source="", **a_day)
    page = open_programme(as_("viewer"), itinerary)
    assert page.all("[aria-labelledby=points] > p") == ["These cannot stay as planned:"]


def test_findings_stand_at_their_stop_and_above_all_what_holds_back_the_release(session, as_):
    itinerary = an_itinerary(session)
    near, far = a_site(session, "Near"), a_site(session, "Far", lat=36.58)
    a_stop(session, itinerary, "10:00", "11:00", site=near)
    a_stop(session, itinerary, "11:10", "12:00", site=far, title=Translated(en="The far one"))
    page = open_programme(as_("viewer"), itinerary)
    said = (
        "From Near to Far takes 37 minutes, 5 of them to board (estimated); there are 10."
        " Begin at 11:37 or later, or leave Near by 10:33."
    )
    assert sentences(page, "[aria-labelledby=points] .finding") == [
        f"Holds back the release Travel time impossible · The far one {said}"
    ]
    assert (
        sentences(page, ".plan-stop .finding")[1]
        == f"Holds back the release Travel time impossible {said}"
    )


def test_a_programme_with_nothing_against_it_says_so(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    page = open_programme(as_("viewer"), itinerary)
    assert page.all(".callout-success") == ["Nothing holds back a release."]


def test_a_stop_that_does_not_take_place_stays_and_says_so(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    actions.cancel_stop(session, stop, at=AT)
    page = open_programme(as_("viewer"), itinerary)
    assert page.all(".plan-cancelled s") == ["A visit"]
    assert page.all(".plan-cancelled .badge") == ["Cancelled"]


def test_the_page_says_what_changed_since_the_release(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=StopMove.CONFIRM)
    browser = as_("coordinator")
    assert "Draft, never released" in open_programme(browser, itinerary).one(".lead").text
    browser.page("itineraries.release", code=itinerary.delegation.code).submit().follow()
    session.expire_all()
    released = open_programme(browser, itinerary)
    assert released.all(".lead .badge") == ["As released"]
    renamed = replace(actions.values_of(stop), title=Translated(en="Another title"))
    actions.revise_stop(session, stop, renamed, at=AT)
    assert open_programme(browser, itinerary).all(".lead .badge") == ["1 change since"]


@pytest.mark.parametrize("many", [3, 12])
def test_twelve_stops_cost_what_three_cost(session, as_, queries_of, release, many):
    """With everything on the page that can be: subgroups, a release, clashes, holidays, closures."""
    itinerary = an_itinerary(session)
    delegation = itinerary.delegation
    engineers = a_party(session, delegation, a_delegate(session, delegation))
    added(session, Holiday(day=WEDNESDAY, name=Translated(en="Arbor Day"), kind=HolidayKind.PUBLIC))
    others = an_itinerary(session)
    for n in range(many):
        site = a_site(session, f"Site {n}", lat=36.4 + n / 100)
        closes = {"starts": wall("0:00"), "ends": wall("0:00", WEDNESDAY), "source": ""}
        sites.close(session, site, reason=Translated(en="Works"), **closes)
        span = (f"{8 + n // 4}:{n % 4 * 15:02}", f"{8 + n // 4}:{n % 4 * 15 + 10}")
        person = a_person(session, f"Person {n}")
        theirs = a_stop(session, others, *span, site=site, move=StopMove.HOLD)
        mine = a_stop(
            session, itinerary, *span, site=site, move=StopMove.HOLD, party_id=engineers.id
        )
        actions.assign_person(session, theirs, person, Role.ESCORTS, at=AT)
        actions.assign_person(session, mine, person, Role.ESCORTS, at=AT)
    a_stop(session, itinerary, day=WEDNESDAY)
    release(itinerary)
    session.commit()
    code = delegation.code
    browser = as_("coordinator")
    page = browser.page("itineraries.show", code=code)
    assert {"Site closed", "Holiday", "Two places at once"} <= set(page.all(".finding strong"))
    assert queries_of(lambda: browser.page("itineraries.show", code=code)) == 10


def test_texts_of_a_day_are_written_and_shown(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    page = open_programme(as_("coordinator"), itinerary).click("Texts of the day Tue, Mar 3")
    page.submit(**{"title-en": "Arrival day", "note-en": "Bring coats", "rain_plan-en": "Museum"})
    shown = open_programme(as_("viewer"), itinerary)
    assert shown.all(f"#day-{TUESDAY} h2") == ["Tue, Mar 3, 2099 · Arrival day"]
    assert shown.all(f"#day-{TUESDAY} > p") == ["Bring coats", "If it rains: Museum"]


def test_a_day_that_is_no_date_is_not_there(session, as_):
    itinerary = an_itinerary(session)
    session.commit()
    as_("coordinator").page(
        "itineraries.day", code=itinerary.delegation.code, written="tomorrow", status=404
    )


# -- what is said of a day -------------------------------------------------------------------------


def test_a_day_saved_by_two_shows_both_texts(session, as_):
    code = an_itinerary(session).delegation.code
    address = {"code": code, "written": TUESDAY.isoformat()}
    first, second = (
        as_(who).page("itineraries.day", **address) for who in ("coordinator", "colleague")
    )
    second.submit("main form.panel", **{"title-en": "Day of water"})
    stale = first.submit("main form.panel", status=409, **{"title-en": "Day of energy"})
    assert stale.h1 == "Someone else saved first"
    assert stale.all("tbody td bdi") == ["en: Day of energy", "en: Day of water"]
    stale.submit()
    assert session.scalars(select(Day)).one().title == Translated(en="Day of energy")


def test_a_day_emptied_meanwhile_shows_that_too(session, as_):
    code = an_itinerary(session).delegation.code
    address = {"code": code, "written": TUESDAY.isoformat()}
    browser = as_("coordinator")
    browser.page("itineraries.day", **address).submit("main form.panel", **{"title-en": "Water"})
    first, second = (browser.page("itineraries.day", **address) for _ in "12")
    second.submit("main form.panel", **{"title-en": ""})
    stale = first.submit("main form.panel", status=409, **{"title-en": "Water and energy"})
    assert stale.all("tbody td bdi") == ["en: Water and energy", ""]
