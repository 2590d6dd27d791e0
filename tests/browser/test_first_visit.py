"""The first visit, from plan to calendar: a coordinator, a guest with a phone, a host's calendar."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from flask import Flask
from playwright.sync_api import Locator
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.window import PHONE, Window
from tests.calendars.check import strict
from tests.factories import (
    SEOUL,
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
from visits.kit.clock import now
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.resources.models import LanguagePair
from visits.resources.rules import Skill

PASSWORD = "a calm office in Sejong"
TODAY = now().astimezone(SEOUL).date()
TUESDAY = TODAY + timedelta(days=14 + (1 - TODAY.weekday()) % 7)
"""Near enough for calendars to show it; what they show reaches 18 months ahead."""
WEDNESDAY = TUESDAY + timedelta(days=1)


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
    other: str


def site(session, ko, en, ar, lat, lng, **facts):
    made = a_site(session, en, lat=lat, lng=lng, address_ko=f"세종특별자치시 {ko}", **facts)
    made.name = Translated(ko=ko, en=en, ar=ar)
    session.flush()
    return made


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
        other="",
    )
    made.docent = a_contact(session, made.centre, name="이하늘", email="host@example.org")
    other = an_itinerary(session, a_delegation(session, title=Translated(en="Mongolian group")))
    made.other = other.delegation.code
    taken = a_stop(
        session, other, "9:00", "12:00", day=TUESDAY, site=made.garden, move=StopMove.CONFIRM
    )
    actions.assign_vehicle(session, taken, made.bus, at=now())
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
                folded = self.page.locator(
                    "main details:not([open])", has=self.page.locator(f'[name="{name}"]')
                )
                folded.locator("summary").click()
                field.fill(value)
            else:
                field.fill(value)

    def go(self, by: Locator) -> None:
        """Click what leads to another page, and wait for it."""
        with self.page.expect_navigation(wait_until="load"):
            by.click()

    def press(self, label: str) -> None:
        self.go(self.page.get_by_role("button", name=label, exact=True).first)

    def add_row(self, label: str) -> None:
        """A row more, by script and without another page."""
        self.page.get_by_role("button", name=label, exact=True).click()

    def send(self) -> None:
        """Press the main button of the form."""
        self.go(self.page.locator("main form .button-main").last)

    @property
    def reads(self) -> str:
        """The words of the page."""
        return self.page.locator("main").inner_text()

    def sign_in(self, email: str) -> None:
        self.window.open("/en/sign-in")
        self.fill(email=email, password=PASSWORD)
        self.press("Sign in")
        assert self.page.url.endswith("/office/")

    def add_stop(self, base: str, day: date, hours: str, site: Any, **typed: str) -> None:
        starts, ends = hours.split("-")
        self.window.open(f"{base}/stops/new")
        times = {"day": day.isoformat(), "starts": starts, "ends": ends}
        self.fill(**times, site_id=str(site.id), **{"move": "ask", **typed})
        self.press("Save")


def open_delegation(officer: Officer) -> str:
    """From Saudi Arabia, 14 people, two days, Arabic; returns its code."""
    officer.window.open("/office/delegations/new")
    officer.fill(
        **{
            "title-ko": "사우디 스마트시티 방문단",
            "title-en": "Saudi smart city delegation",
            "title-ar": "وفد المدينة الذكية",
            "starts_on": TUESDAY.isoformat(),
            "ends_on": WEDNESDAY.isoformat(),
            "countries-0-country": "SA",
            "countries-0-planned": "14",
            "languages-0": "ar",
            "liaison_name": "Noura",
            "liaison_email": "noura@example.org",
            "liaison_language": "ar",
        }
    )
    officer.press("Save")
    found = re.search(r"/delegations/(\d{4}-\d{3})", officer.page.url)
    assert found, officer.reads
    return found[1]


def fill_roster(officer: Officer, code: str) -> None:
    for number in range(1, 15):
        officer.window.open(f"/office/delegations/{code}/delegates/new")
        officer.fill(family_name=f"Al-Qahtani {number}", given_name="Ahmed")
        officer.press("Save")
    officer.window.open(f"/office/delegations/{code}/delegates")
    assert officer.reads.count("Al-Qahtani") == 14


def plan_two_days(officer: Officer, base: str, city: City) -> None:
    """Eight stops, all asked; on Wednesday two follow each other without a minute between."""
    arrival = {"kind": "arrival", "title-ko": "도착", "title-en": "Arrival", "title-ar": "الوصول"}
    leaving = {"kind": "departure", "title-ko": "출발", "title-en": "Leave", "title-ar": "المغادرة"}
    officer.add_stop(base, TUESDAY, "9:00-9:30", city.hall, **arrival)
    officer.add_stop(base, TUESDAY, "10:00-10:40", city.centre)
    officer.add_stop(base, TUESDAY, "12:00-13:00", city.restaurant, kind="meal")
    officer.add_stop(base, TUESDAY, "14:00-15:00", city.garden)
    officer.add_stop(base, WEDNESDAY, "9:30-10:30", city.library)
    officer.add_stop(base, WEDNESDAY, "10:30-11:20", city.garden)
    officer.add_stop(base, WEDNESDAY, "12:00-13:00", city.restaurant, kind="meal")
    officer.add_stop(base, WEDNESDAY, "16:30-17:00", city.airport, **leaving)
    officer.window.open(base)
    assert officer.page.locator(".plan-stop").count() == 8


def uid_of(officer: Officer, base: str, title: str) -> str:
    """Open the last stop of this title from the itinerary; returns its uid."""
    officer.window.open(base)
    stop = officer.page.locator(".plan-stop", has_text=title).last
    officer.go(stop.get_by_role("link", name=title).first)
    return officer.page.url.rsplit("/", 1)[1]


def ask_for_a_taken_bus(officer: Officer, base: str, uid: str, city: City) -> None:
    """It is refused, named, and nothing that was typed is lost; an interpreter takes its place."""
    officer.window.open(f"{base}/stops/{uid}/edit")
    officer.add_row("Add a vehicle")
    officer.fill(**{"vehicles-0-vehicle_id": str(city.bus.id), "internal_note": "Bring badges"})
    officer.press("Save")
    assert f"is booked by {city.other}" in officer.reads
    assert officer.page.locator('[name="internal_note"]').input_value() == "Bring badges"
    officer.page.locator('[name="remove"][value="vehicles-0"]').click()
    officer.add_row("Add a person")
    officer.fill(
        **{"people-0-person_id": str(city.interpreter.id), "people-0-role": Role.INTERPRETS.value}
    )
    officer.press("Save")


def mend_the_way(officer: Officer, base: str) -> None:
    """From the library to the arboretum without time to travel: seen, and moved until it works."""
    officer.window.open(base)
    assert "Travel time impossible" in officer.reads
    uid = uid_of(officer, base, "Arboretum")
    officer.window.open(f"{base}/stops/{uid}/move")
    officer.fill(day=WEDNESDAY.isoformat(), starts="10:55", ends="11:40")
    officer.send()
    officer.window.open(base)
    assert "Travel time impossible" not in officer.reads


def note_the_hosts_yes(officer: Officer, base: str, uid: str) -> None:
    """The host said yes by telephone."""
    officer.window.open(f"{base}/stops/{uid}/answer")
    officer.page.get_by_label("Yes", exact=True).check()
    officer.fill(channel="telephone", person="이하늘")
    officer.send()
    assert "by telephone" in officer.reads


def release(officer: Officer, base: str, number: int) -> None:
    """Give a reason for each finding that holds up the release, then release."""
    page = officer.page
    officer.window.open(f"{base}/release")
    over = page.locator("main .finding-block-release:not(.finding-overridden) a[href*='/override']")
    for _ in range(over.count()):
        officer.go(over.first)
        officer.fill(reason="Agreed with the delegation")
        officer.send()
        officer.window.open(f"{base}/release")
    assert over.count() == 0, officer.reads
    officer.go(ready(officer, number))
    assert f"/releases/{number}" in page.url, officer.reads


def ready(officer: Officer, number: int) -> Any:
    return officer.page.get_by_role("button", name=f"Release v{number}", exact=True)


def open_as_guest(window: Window, path: str, *, shows: str) -> None:
    window.open(path)
    words = window.page.locator("main").inner_text()
    assert window.page.locator("html").get_attribute("dir") == "rtl"
    assert "مركز المعلومات" in words
    assert shows in words
    assert "Bring badges" not in words
    assert not window.scrolls_sideways()
    assert window.axe() == []


def events(body: bytes) -> dict[str, Any]:
    found = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def fetch(app: Flask, path: str) -> bytes:
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    return answer.data


def letters(session: Session) -> set[tuple[str, str]]:
    session.expire_all()
    return {(letter.kind, letter.recipient) for letter in session.scalars(select(Letter))}


def test_the_first_visit_from_plan_to_calendar(app, session, people, city, open_window):
    officer = Officer(open_window())
    officer.sign_in(people["coordinator"].email)
    code = open_delegation(officer)
    base = f"/office/delegations/{code}/itinerary"
    fill_roster(officer, code)
    plan_two_days(officer, base, city)
    uid = uid_of(officer, base, "Information Centre")
    ask_for_a_taken_bus(officer, base, uid, city)
    mend_the_way(officer, base)
    note_the_hosts_yes(officer, base, uid)
    release(officer, base, 1)

    keeper = app.extensions["links"]
    subject = ("delegation", queries.the_delegation(session, code).id)
    link = keeper.standing(session, LinkKind.GUEST, subject, language="ar", at=now())
    of_site = ("site", city.centre.id)
    feed = keeper.issue(session, LinkKind.SITE_FEED, of_site, language="ko", at=now())
    session.commit()
    path, calendar = f"/ar/visit/{keeper.token(link)}", f"/calendars/{keeper.token(feed)}.ics"
    guest = open_window(size=PHONE, language="ar")
    open_as_guest(guest, path, shows="10:00")
    before = fetch(app, calendar)
    assert str(events(before)[uid]["STATUS"]) == "CONFIRMED"

    # The host agrees to another hour; v2 goes out: page, feed and letters say so.
    officer.window.open(f"{base}/stops/{uid}/move")
    officer.fill(day=TUESDAY.isoformat(), starts="11:00", ends="11:40")
    officer.page.locator('[name="host_agreed"]').check()
    officer.send()
    release(officer, base, 2)
    open_as_guest(guest, path, shows="11:00")
    after = fetch(app, calendar)
    assert list(events(after)) == list(events(before))
    assert events(after)[uid]["SEQUENCE"] == events(before)[uid]["SEQUENCE"] + 1
    assert strict(after, kind="feed", previous=before, today=TUESDAY) == []
    assert letters(session) >= {
        ("itineraries.released", "noura@example.org"),
        ("itineraries.host_changed", "host@example.org"),
    }

    # The log tells who did what.
    rows = select(AuditEntry).where(AuditEntry.subject_kind == "Release")
    found = [(entry.actor_label, entry.action) for entry in session.scalars(rows)]
    assert found == [(people["coordinator"].name, "created")] * 2
    officer.window.open("/office/audit")
    assert people["coordinator"].name in officer.reads
