"""The first visit, from plan to calendar: a coordinator, a guest with a phone, a host's calendar."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import icalendar
import pytest
from sqlalchemy import select

from tests.browser.window import PHONE, Window
from tests.calendars.check import strict
from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_contact,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    an_itinerary,
)
from visits.access import passwords
from visits.access.rules import LinkKind
from visits.audit.models import AuditEntry
from visits.conflicts.rules import Role
from visits.delegations import queries
from visits.itineraries import actions
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.resources.models import LanguagePair
from visits.resources.rules import Skill

PASSWORD = "a calm office in Sejong"


@dataclass
class City:
    """What the registers hold before the delegation is opened."""

    hall: Any
    centre: Any
    library: Any
    garden: Any
    restaurant: Any
    airport: Any
    bus: Any
    interpreter: Any
    docent: Any


def site(session, ko, en, ar, lat, lng, **facts):
    return a_site(
        session,
        en,
        name=Translated(ko=ko, en=en, ar=ar),
        lat=lat,
        lng=lng,
        address_ko=f"세종특별자치시 {ko}",
        **facts,
    )


@pytest.fixture
def city(session, people) -> City:
    """Six places, one bus that another delegation has on Tuesday morning, one interpreter."""
    people["coordinator"].password_hash = passwords.hashed(PASSWORD)
    made = City(
        hall=site(session, "시청", "City Hall", "مبنى البلدية", 36.480, 127.289),
        centre=site(session, "정보센터", "Information Centre", "مركز المعلومات", 36.481, 127.288),
        library=site(session, "도서관", "Library", "المكتبة", 36.485, 127.280),
        garden=site(session, "수목원", "Arboretum", "المشتل", 36.497, 127.287),
        restaurant=site(
            session, "식당", "Restaurant", "المطعم", 36.482, 127.287, concurrent_groups=9
        ),
        airport=site(session, "공항", "Airport", "المطار", 37.449, 126.451, is_elsewhere=True),
        bus=a_vehicle(session, plate="세종70바1234"),
        interpreter=a_person(
            session,
            "Amal Haddad",
            skills=(Skill.INTERPRETS.value,),
            pairs=[LanguagePair(first="ko", second="ar")],
        ),
        docent=None,
    )
    made.docent = a_contact(session, made.centre, name="이하늘", email="host@example.org")
    other = an_itinerary(session, a_delegation(session, title=Translated(en="Mongolian group")))
    taken = a_stop(session, other, "9:00", "12:00", site=made.garden, move=StopMove.CONFIRM)
    actions.assign(session, taken, role=Role.DRIVES, vehicle=made.bus, at=AT)
    session.commit()
    return made


class Officer:
    """The coordinator at the keyboard: fills forms by the names of their fields."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page = window.page

    def fill(self, **typed: str) -> None:
        for name, value in typed.items():
            field = self.page.locator(f'main [name="{name}"]').first
            if field.evaluate("node => node.tagName") == "SELECT":
                field.select_option(value)
            elif not field.is_visible():
                self.page.locator("main details", has=field).locator("summary").first.click()
                field.fill(value)
            else:
                field.fill(value)

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).first.click()
        self.page.wait_for_load_state("load")

    def sign_in(self, email: str) -> None:
        self.window.open("/en/sign-in")
        self.fill(email=email, password=PASSWORD)
        self.press("Sign in")
        assert self.page.url.endswith("/office/")

    def add_stop(self, code: str, day: date, starts: str, ends: str, **typed: str) -> None:
        self.window.open(f"/office/delegations/{code}/itinerary/stops/new")
        self.fill(day=day.isoformat(), starts=starts, ends=ends, **typed)
        self.press("Save")


def events(body: bytes) -> dict[str, Any]:
    found = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def fetch(app, path: str) -> bytes:
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    return answer.data


def test_the_first_visit_from_plan_to_calendar(app, session, people, city, open_window):
    officer = Officer(open_window())
    officer.sign_in(people["coordinator"].email)
    page = officer.page

    # A delegation of 14 from Saudi Arabia.
    officer.window.open("/office/delegations/new")
    titles = {"title-ko": "사우디 스마트시티 방문단", "title-en": "Saudi smart city delegation"}
    officer.fill(
        **titles,
        **{"title-ar": "وفد المدينة الذكية"},
        starts_on=TUESDAY.isoformat(),
        ends_on=WEDNESDAY.isoformat(),
        liaison_name="Noura",
        liaison_email="noura@example.org",
        liaison_language="ar",
    )
    officer.fill(**{"countries-0-country": "SA", "countries-0-planned": "14", "languages-0": "ar"})
    officer.press("Save")
    code = re.search(r"/delegations/(\d{4}-\d{3})", page.url)[1]
    for number in range(1, 15):
        officer.window.open(f"/office/delegations/{code}/roster/new")
        officer.fill(family_name=f"Al-Qahtani {number}", given_name="Ahmed")
        officer.press("Save")
    officer.window.open(f"/office/delegations/{code}")
    assert "14" in page.locator("main").inner_text()

    # Two days, eight stops.
    base = f"/office/delegations/{code}/itinerary"
    arrival = {"kind": "arrival", "title-en": "Arrival", "title-ko": "도착", "title-ar": "الوصول"}
    asked = {"move": "ask"}
    officer.add_stop(code, TUESDAY, "9:00", "9:30", site_id=str(city.hall.id), **arrival, **asked)
    officer.add_stop(code, TUESDAY, "10:00", "10:40", site_id=str(city.centre.id), **asked)
    officer.add_stop(
        code, TUESDAY, "12:00", "13:00", kind="meal", site_id=str(city.restaurant.id), **asked
    )
    officer.add_stop(code, TUESDAY, "14:00", "15:00", site_id=str(city.garden.id), **asked)
    officer.add_stop(code, WEDNESDAY, "9:30", "10:30", site_id=str(city.library.id), **asked)
    officer.add_stop(code, WEDNESDAY, "10:30", "11:30", site_id=str(city.garden.id), **asked)
    officer.add_stop(
        code, WEDNESDAY, "12:00", "13:00", kind="meal", site_id=str(city.restaurant.id), **asked
    )
    leaving = {"kind": "departure", "title-en": "Departure", "title-ko": "출발"}
    officer.add_stop(
        code,
        WEDNESDAY,
        "16:30",
        "17:00",
        site_id=str(city.airport.id),
        **leaving,
        **{"title-ar": "المغادرة"},
        **asked,
    )
    officer.window.open(base)
    assert page.locator("[data-stop]").count() == 8

    # The bus belongs to another delegation on Tuesday morning: refused, and nothing typed is lost.
    page.get_by_role("link", name="Information Centre").first.click()
    uid = page.url.rsplit("/", 1)[1]
    officer.window.open(f"{base}/stops/{uid}/edit")
    officer.press("Add a vehicle")
    officer.fill(**{"vehicles-0-vehicle_id": str(city.bus.id), "internal_note": "Bring badges"})
    officer.press("Save")
    assert "Mongolian group" in page.locator("[role=alert], .finding").first.inner_text() or (
        "Mongolian group" in page.locator("main").inner_text()
    )
    assert page.locator('[name="internal_note"]').input_value() == "Bring badges"
    page.locator('[name="remove"][value="vehicles-0"]').click()
    officer.press("Add a person")
    officer.fill(
        **{"people-0-person_id": str(city.interpreter.id), "people-0-role": Role.INTERPRETS.value}
    )
    officer.press("Save")

    # From the library to the arboretum without a minute between: seen, and mended.
    officer.window.open(base)
    assert page.locator(".badge-block-release").count() > 0
    late = page.locator("[data-stop]", has_text="10:30").last
    late.get_by_role("link", name="Arboretum").first.click()
    moved = page.url.rsplit("/", 1)[1]
    officer.window.open(f"{base}/stops/{moved}/move")
    officer.fill(day=WEDNESDAY.isoformat(), starts="10:50", ends="11:40")
    officer.press("Save")

    # The host says yes by telephone.
    officer.window.open(f"{base}/stops/{uid}/answer")
    page.get_by_label("Confirmed").check()
    officer.fill(channel="telephone", person="이하늘", document_number="")
    officer.press("Save")

    # Whatever holds up the release is gone over with a reason; then v1 goes out.
    release(officer, base)
    assert "v1" in page.locator("main").inner_text()

    # The guest, on a phone, in Arabic.
    keeper = app.extensions["links"]
    guest = open_window(size=PHONE, language="ar")
    subject = ("delegation", delegation_id(session, code))
    link = keeper.standing(session, LinkKind.GUEST, subject, language="ar", at=AT)
    session.commit()
    guest.open(keeper.address(link).removeprefix(keeper.base_url))
    shown = guest.page.locator("main").inner_text()
    assert guest.page.locator("html").get_attribute("dir") == "rtl"
    assert "مركز المعلومات" in shown
    assert "10:00" in shown
    assert "Bring badges" not in shown
    assert not guest.scrolls_sideways()
    assert guest.axe() == []

    # The host's calendar has the stop.
    feed = keeper.issue(session, LinkKind.SITE_FEED, ("site", city.centre.id), language="ko", at=AT)
    session.commit()
    path = f"/calendars/{keeper.token(feed)}.ics"
    before = fetch(app, path)
    assert str(events(before)[uid]["STATUS"]) == "CONFIRMED"
    sequence = int(events(before)[uid]["SEQUENCE"])

    # It is moved with the host's consent, and v2 goes out: page, feed and letter say so.
    officer.window.open(f"{base}/stops/{uid}/move")
    officer.fill(day=TUESDAY.isoformat(), starts="11:00", ends="11:40")
    page.locator('[name="host_agreed"]').check()
    officer.press("Save")
    release(officer, base)
    after = fetch(app, path)
    assert list(events(after)) == list(events(before))
    assert int(events(after)[uid]["SEQUENCE"]) == sequence + 1
    assert strict(after, kind="feed", previous=before, today=TUESDAY) == []
    guest.open(keeper.address(link).removeprefix(keeper.base_url))
    assert "11:00" in guest.page.locator("main").inner_text()
    session.expire_all()
    letters = session.scalars(select(Letter).order_by(Letter.id)).all()
    assert ("itineraries.released", "noura@example.org") in {(x.kind, x.recipient) for x in letters}
    assert ("itineraries.host_changed", "host@example.org") in {
        (x.kind, x.recipient) for x in letters
    }

    # The log tells who did what.
    entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "Release")).all()
    assert [(entry.actor_label, entry.action) for entry in entries] == [
        (people["coordinator"].name, "created")
    ] * 2
    officer.window.open("/office/audit/")
    assert people["coordinator"].name in page.locator("main").inner_text()


def release(officer: Officer, base: str) -> None:
    """Give a reason for each finding that holds up the release, then release."""
    page = officer.page
    while True:
        officer.window.open(f"{base}/release")
        over = page.locator('a[href*="/override"]')
        if not over.count() or page.get_by_role("button", name=re.compile("^Release v")).count():
            break
        over.first.click()
        officer.fill(reason="Agreed with the delegation")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state("load")
    page.get_by_role("button", name=re.compile("^Release v")).click()
    page.wait_for_load_state("load")


def delegation_id(session, code: str) -> int:

    return queries.the_delegation(session, code).id
