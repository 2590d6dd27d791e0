"""The board's page, what is painted on it, who is there, and the week over all visits."""

import json
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from tests.board.hands import Officer
from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    added,
    an_itinerary,
    wall,
)
from visits.access.models import UserSession
from visits.board import actions as board
from visits.board.models import Presence
from visits.conflicts.rules import Role
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.intake.models import VisitRequest, WishedSite
from visits.intake.rules import RequestChannel, RequestState
from visits.itineraries import actions
from visits.itineraries.rules import StopMove
from visits.kit.clock import now
from visits.kit.translated import Translated
from visits.resources.models import Unavailability
from visits.sites.models import Closure, OfferedWindow


def shown(browser, itinerary, **asked):
    return browser.page("board.show", code=itinerary.delegation.code, **asked)


def data_of(page, name="data-board"):
    return json.loads(page.one(f"[{name}]")[name])


def lanes_of(page):
    return [lane["id"] for lane in data_of(page)["lanes"]]


def test_a_board_begins_with_the_first_day_and_what_it_uses(session, as_):
    itinerary = an_itinerary(session)
    site, guide, bus = a_site(session), a_person(session), a_vehicle(session)
    stop = a_stop(session, itinerary, site=site, move=None)
    a_stop(session, itinerary, day=WEDNESDAY, site=a_site(session), move=None)
    actions.assign_person(session, stop, guide, Role.ESCORTS, at=AT)
    actions.assign_vehicle(session, stop, bus, at=AT)
    page = shown(as_("coordinator"), itinerary)
    assert lanes_of(page) == [
        "delegation",
        f"site-{site.id}",
        f"person-{guide.id}",
        f"vehicle-{bus.id}",
    ]
    assert page.all(".board-days .chip") == [
        "Tue, Mar 3 1 1 stop",
        "Wed, Mar 4 1 1 stop",
        "All days 2 2 stops",
    ]
    whole = shown(as_("coordinator"), itinerary, day="all")
    assert [one["day"] for one in data_of(whole)["days"]] == [str(TUESDAY), str(WEDNESDAY)]
    assert lanes_of(whole) == ["delegation"]


def test_other_lanes_are_shown_when_they_are_asked_for(session, as_):
    itinerary = an_itinerary(session)
    bus = a_vehicle(session)
    page = shown(as_("viewer"), itinerary, lane=[f"vehicle-{bus.id}", "nonsense", "site-0"])
    assert lanes_of(page) == ["delegation", f"vehicle-{bus.id}"]
    assert page.one(f"#lane-vehicle-{bus.id}").has_attr("checked")
    assert shown(as_("viewer"), itinerary, day="31.12.").has(".board-days [aria-current]")


def test_without_scripts_every_stop_and_every_thing_leads_to_its_form(session, as_):
    itinerary = an_itinerary(session)
    site = a_site(session, "Arboretum")
    stop = a_stop(session, itinerary, move=None)
    page = shown(as_("coordinator"), itinerary)
    assert page.all(".plan-gestures a") == [
        "Edit A visit",
        "Move A visit",
        "Copy A visit",
        "Split the group A visit",
        "Delete the stop A visit",
    ]
    form = page.click("Arboretum 40 min")
    assert form.one(f"#site_id option[value='{site.id}']").has_attr("selected")
    assert form.one("#day")["value"] == str(TUESDAY)
    lunch = page.click("Lunch 60 min")
    assert lunch.one("#kind option[value=meal]").has_attr("selected")
    assert page.has(f'a[href$="{stop.uid}/split"]')


def test_the_tray_begins_with_what_the_request_wishes_for(session, as_):
    itinerary = an_itinerary(session)
    first, second = a_site(session, "First"), a_site(session, "Second")
    request = VisitRequest(
        channel=RequestChannel.WEB,
        state=RequestState.ACCEPTED,
        subject="A visit",
        received_on=TUESDAY,
        answer_due_on=TUESDAY,
        delegation=itinerary.delegation,
        created_at=AT,
        sites=[WishedSite(site=second, position=0), WishedSite(site=first, position=1)],
    )
    added(session, request)
    page = shown(as_("coordinator"), itinerary)
    assert page.all("[aria-labelledby=tray-wished] .tray-title") == ["Second", "First"]
    assert page.all("[aria-labelledby=tray-sites] .tray-title") == ["First", "Second"]


def test_what_is_around_is_painted_behind_the_stops(session, as_):
    itinerary, other = an_itinerary(session), an_itinerary(session)
    site = a_site(session, is_closed_at_lunch=True, closed_weekdays=("3",))
    site.windows.append(OfferedWindow(weekday=2, opens=time(10), closes=time(11)))
    site.closures.append(
        Closure(starts=wall("16:00"), ends=wall("17:00"), reason=Translated(en="Drill"))
    )
    guide, bus = a_person(session), a_vehicle(session)
    guide.absences.append(Unavailability(starts=wall("8:00"), ends=wall("9:00"), reason="Leave"))
    theirs = a_stop(session, other, "14:00", "15:00", site=site, title=Translated(en="Tour"))
    actions.assign_vehicle(session, theirs, bus, at=AT)
    held = a_stop(session, other, "9:00", "9:30", site=site, move=StopMove.HOLD)
    added(session, Holiday(day=WEDNESDAY, kind=HolidayKind.PUBLIC, name=Translated(en="Fest")))
    session.commit()
    browser = as_("viewer")
    lanes = [f"site-{site.id}", f"person-{guide.id}", f"vehicle-{bus.id}"]
    days = {"first": TUESDAY, "last": WEDNESDAY}
    path = browser.url("board.marks", code=itinerary.delegation.code, lane=lanes, **days)
    found = browser.fetch("GET", path).json["marks"]
    told = {
        (one["lane"], one["kind"], one["start"][8:], one["end"][8:], one["label"]) for one in found
    }
    code = other.delegation.code
    assert told == {
        ("delegation", "lunch", "03T12:00", "03T13:00", ""),
        ("delegation", "lunch", "04T12:00", "04T13:00", ""),
        ("delegation", "holiday", "04T00:00", "05T00:00", "Holiday, Fest"),
        (lanes[0], "closed", "03T12:00", "03T13:00", "Closed"),
        (lanes[0], "offered", "03T10:00", "03T11:00", "Receives visitors"),
        (lanes[0], "closed", "04T00:00", "05T00:00", "Closed, Fest"),
        (lanes[0], "closed", "03T16:00", "03T17:00", "Closed, Drill"),
        (lanes[0], "booked", "03T14:00", "03T15:00", f"Booked, {code}, Tour"),
        (lanes[0], "held", "03T09:00", "03T09:30", f"Held, {code}, A visit"),
        (lanes[1], "away", "03T08:00", "03T09:00", "Not available"),
        (lanes[2], "booked", "03T14:00", "03T15:00", f"Booked, {code}, Tour"),
    }
    assert held.uid not in str(found)


def test_ways_are_drawn_until_the_next_stop_begins(session, as_):
    itinerary = an_itinerary(session)
    near, far = a_site(session), a_site(session, lat=36.58)
    a_stop(session, itinerary, site=near)
    a_stop(session, itinerary, "11:10", "12:00", site=far)
    ways = data_of(shown(as_("viewer"), itinerary))["plan"]["ways"]
    assert [(one["tone"], one["end"]) for one in ways] == [("missing", f"{TUESDAY}T11:10")]
    assert "minutes too few" in ways[0]["label"]


def test_the_plan_is_sent_again_only_when_it_is_another_one(session, as_, queries_of):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=None)
    officer = Officer(as_("coordinator"), itinerary)
    first = officer.plan()
    assert [one["uid"] for one in first.json["stops"]] == [stop.uid]
    officer.plan(first.json["tag"])
    tag = officer.plan().json["tag"]
    assert officer.plan(tag).status_code == 304
    assert queries_of(lambda: officer.plan(tag)) == 2
    actions.remove_stop(session, stop, at=AT)
    assert officer.plan(tag).json["stops"] == []


def test_each_officer_sees_that_the_other_is_there(session, as_):
    itinerary = an_itinerary(session)
    session.commit()
    first = Officer(as_("coordinator"), itinerary)
    second = Officer(as_("administrator"), itinerary)
    assert first.plan().json["others"] == []
    assert second.plan().json["others"] == ["Kim Haneul"]
    assert first.plan().json["others"] == ["Seo Jiwon"]
    for row in session.scalars(select(Presence)):
        row.seen_at = now() - timedelta(minutes=1)
    assert first.plan().json["others"] == []


def test_an_open_board_alone_keeps_nobody_signed_in(session, as_):
    officer = Officer(as_("coordinator"), an_itinerary(session))
    row = session.scalars(select(UserSession)).one()
    row.seen_at = left = now() - timedelta(minutes=20)
    assert officer.plan().status_code == 200
    session.refresh(row)
    assert row.seen_at == left
    row.seen_at = now() - timedelta(minutes=40)
    assert officer.plan().status_code == 401


def test_signs_of_presence_are_few_and_short_lived(session, app):
    itinerary = an_itinerary(session)
    user = itinerary.delegation.lead
    for minute in range(3):
        board.be_seen(session, itinerary.id, user.id, at=AT + timedelta(minutes=minute))
    assert len(session.scalars(select(Presence)).all()) == 1
    later = AT + timedelta(minutes=20)
    told = board.tend(session, links=None, folder=None, at=later)
    assert told == {"signs of presence forgotten": 1}


def test_a_card_says_what_can_be_done(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=None)
    session.commit()
    browser = as_("coordinator")
    path = browser.url("board.card", code=itinerary.delegation.code, uid=stop.uid)
    card = browser.fetch("GET", path).text
    for words in ("Hold", "Split the group", "Take out", "Everything about this stop"):
        assert words in card
    missing = browser.url("board.card", code=itinerary.delegation.code, uid="nobody")
    assert browser.fetch("GET", missing).status_code == 404


def test_the_week_shows_every_visit_and_leads_to_its_board(session, as_):
    itinerary = an_itinerary(session)
    a_delegation(session, title=Translated(en="Without a programme"))
    cancelled = a_stop(session, itinerary, "15:00", "16:00")
    actions.cancel_stop(session, cancelled, at=AT)
    a_stop(session, itinerary, title=Translated(en="Tour"))
    page = as_("viewer").page("board.week", day=TUESDAY)
    assert page.all("tbody th") == [itinerary.delegation.title.to("en"), "Without a programme"]
    assert page.all("tbody td a") == ["10:00 Tour Asked"]
    assert page.all(".week-list section:has(a) :is(h2, h3, .week-stop)") == [
        "Tue, Mar 3, 2099",
        itinerary.delegation.title.to("en"),
        "10:00–11:00 Tour Asked",
    ]
    board_page = page.click("10:00–11:00 Tour Asked")
    assert board_page.h1 == f"Planning board of {itinerary.delegation.title.to('en')}"
    empty = page.click("Week before")
    assert "Nobody comes in this week." in empty.text


@pytest.mark.parametrize("language", ["ko", "ar"])
def test_the_board_opens_in_other_languages(session, as_, people, language):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    people["viewer"].language = language
    assert data_of(shown(as_("viewer", language), itinerary))["plan"]["stops"] != []
