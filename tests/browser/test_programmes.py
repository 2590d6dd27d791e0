"""Programmes in a browser: every page in three languages, by keyboard alone, on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.test_every_page import LANGUAGES, faults_of
from tests.browser.window import DESKTOP, PHONE, Window
from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    a_user,
    a_vehicle,
    an_itinerary,
    wall,
)
from tests.people import People
from visits.access.links import LinkKeeper
from visits.access.rules import Channel
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries import actions, queries
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated

LONG = Translated(
    en="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ko="국제도시간스마트시티협력및자율주행실증사업공동추진을위한실무협의회개최",
    ar="اجتماع",
)

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def programme(app: Any, session: Session) -> Itinerary:
    """Released once, changed since: a way that cannot work, an override, an answer, a long title."""
    itinerary = an_itinerary(session, languages=("en", "ar"))
    near, far = a_site(session, "Near", min_group=20), a_site(session, "Far", lat=36.58)
    first = a_stop(session, itinerary, site=near, title=LONG, internal_note="Flags\nGifts")
    a_stop(session, itinerary, "11:10", "12:00", site=far, title=Translated(en="Far one"))
    actions.assign_person(session, first, a_person(session), Role.ESCORTS, at=AT)
    actions.assign_vehicle(session, first, a_vehicle(session), at=AT)
    officer = a_user(session)
    actions.answer(
        session,
        first,
        StopStatus.CONFIRMED,
        by=officer,
        channel=Channel.TELEPHONE,
        told_on=AT.date(),
        person="Mr Lee",
        at=AT,
    )
    for one in queries.open_findings(session, itinerary):
        if one.hinders_release:
            key = one.finding.key
            actions.override(session, itinerary, key, reason="Agreed", by=officer, at=AT)
    links: LinkKeeper = app.extensions["links"]
    note = Translated(en="See you soon")
    actions.release(session, itinerary, note=note, by=officer, at=AT, links=links, keep_days=30)
    a_stop(session, itinerary, "14:00", "15:00", day=WEDNESDAY, site=far, move=StopMove.HOLD)
    actions.move_stop(session, first, starts=wall("9:30"), ends=wall("10:30"), at=AT)
    session.commit()
    return itinerary


def pages_of(session: Session, itinerary: Itinerary) -> list[str]:
    base = f"/office/delegations/{itinerary.delegation.code}/itinerary"
    stop = itinerary.stops[0]
    key = queries.open_findings(session, itinerary)[0].finding.key
    of_stop = ("", "/edit", "/move", "/copy", "/cancel", "/delete", "/answer")
    return [
        base,
        f"{base}/stops/new",
        *(f"{base}/stops/{stop.uid}{ending}" for ending in of_stop),
        f"{base}/days/{TUESDAY}",
        f"{base}/findings/{key}/override",
        f"{base}/release",
        f"{base}/releases",
        f"{base}/releases/1",
    ]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_programme_has_a_fault(
    session: Session,
    people: People,
    open_window: Callable[..., Window],
    programme: Itinerary,
    in_turn: Callable[..., list[str]],
    language: str,
    size: tuple[int, int],
):
    people["coordinator"].language = language
    session.commit()
    window = open_window("coordinator", size=size, language=language)
    paths = in_turn(pages_of(session, programme))
    faults = {path: list(faults_of(window, path, language)) for path in paths}
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_stop_is_planned_and_mended_with_the_keyboard_alone(
    session: Session, open_window: Callable[..., Window], people: People
):
    delegation = a_delegation(session)
    vehicle, others = a_vehicle(session), an_itinerary(session)
    theirs = a_stop(session, others, "10:00", "12:00")
    actions.assign_vehicle(session, theirs, vehicle, at=AT)
    session.commit()
    window = open_window("coordinator")
    page = window.open(f"/office/delegations/{delegation.code}/itinerary")
    page.get_by_role("link", name="Add the first stop").press("Enter")
    page.get_by_label("English").first.fill("Ride")
    page.locator("#move").select_option("ask")
    page.get_by_role("button", name="Add a vehicle").press("Enter")
    page.locator("#vehicles-0-vehicle_id").select_option(str(vehicle.id))
    page.get_by_role("button", name="Check without saving").press("Enter")
    expect(page.locator(".callout-danger .finding")).to_have_count(1)
    page.locator("#starts").fill("12:00")
    page.locator("#starts").press("Enter")
    expect(page.locator(".plan-stop h3")).to_have_text("Ride")
    session.expire_all()
    made = session.scalars(select(Stop).where(Stop.uid != theirs.uid)).one()
    assert (made.starts, made.status) == (wall("12:00"), StopStatus.ASKED)


def test_the_map_of_a_day_is_drawn_when_it_is_opened(
    open_window: Callable[..., Window], programme: Itinerary
):
    window = open_window("viewer")
    page = window.open(f"/office/delegations/{programme.delegation.code}/itinerary")
    day = page.locator(f"#day-{TUESDAY}")
    expect(day.locator(".map-pin")).to_have_count(0)
    day.get_by_text("Map of the day").press("Enter")
    expect(day.locator(".map-pin")).to_have_text(["1", "2"])


def test_on_paper_only_the_programme_is_left(
    open_window: Callable[..., Window], programme: Itinerary
):
    window = open_window("coordinator")
    page = window.open(f"/office/delegations/{programme.delegation.code}/itinerary")
    page.emulate_media(media="print")
    expect(page.locator(".plan-stop").first).to_be_visible()
    for hidden in (".topbar", ".side", ".chips", ".plan-gestures", "[aria-labelledby=points]"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_rows_come_and_go_where_the_reader_stands(
    open_window: Callable[..., Window], programme: Itinerary, session: Session
):
    """From the first row on: nothing scrolls away, and the focus is where the work goes on."""
    vehicle = a_vehicle(session)
    code = programme.delegation.code
    page = open_window("coordinator", size=PHONE).open(
        f"/office/delegations/{code}/itinerary/stops/new?day={TUESDAY}"
    )
    page.locator("#internal_note").fill("Flags")
    add = page.get_by_role("button", name="Add a vehicle")
    add.focus()
    before = page.evaluate("scrollY")
    add.press("Enter")
    expect(page.locator("#vehicles-0-vehicle_id")).to_be_focused()
    assert abs(page.evaluate("scrollY") - before) < PHONE[1]
    assert before > PHONE[1]
    add.press("Enter")
    expect(page.locator("#vehicles-1-vehicle_id")).to_be_focused()
    page.locator("#vehicles-1-vehicle_id").select_option(str(vehicle.id))
    page.locator('[name="remove"][value="vehicles-0"]').press("Enter")
    expect(page.locator("#vehicles-1-vehicle_id")).to_be_focused()
    expect(page.locator("#vehicles-1-vehicle_id")).to_have_value(str(vehicle.id))
    page.locator('[name="remove"][value="vehicles-1"]').press("Enter")
    expect(add).to_be_focused()
    expect(page.locator("#internal_note")).to_have_value("Flags")


def test_without_scripts_the_page_comes_back_at_the_new_row(
    open_window: Callable[..., Window], programme: Itinerary
):
    code = programme.delegation.code
    window = open_window("coordinator", size=PHONE)
    window.context.route("**/*.js", lambda route: route.abort())
    page = window.open(f"/office/delegations/{code}/itinerary/stops/new?day={TUESDAY}")
    page.get_by_role("button", name="Add a vehicle").click()
    expect(page.locator("#vehicles-0-vehicle_id")).to_be_in_viewport()
    page.locator('[name="remove"][value="vehicles-0"]').click()
    expect(page.locator("#vehicles-0-vehicle_id")).to_have_count(0)
    expect(page.get_by_role("button", name="Add a vehicle")).to_be_in_viewport()
