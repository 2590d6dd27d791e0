"""A visit with two sites on its Tuesday, its escort's link, and what a phone sends."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import (
    AT,
    a_contact,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    an_itinerary,
)
from tests.pages import Browser
from tests.people import People
from visits.access.rules import LinkKind
from visits.delegations.models import Delegation
from visits.itineraries import actions as itineraries
from visits.itineraries.models import Itinerary, Stop
from visits.kit.translated import Translated
from visits.resources.rules import Skill

keys = count(1)


@pytest.fixture
def visit(session: Session, people: People) -> Itinerary:
    """Control Centre at ten, arboretum at two; a host with and one without an address, a driver."""
    delegation = a_delegation(session, lead=people["coordinator"], title=Translated(en="Lima"))
    itinerary = an_itinerary(session, delegation)
    centre = a_site(session, "Control Centre")
    garden = a_site(session, "Arboretum", lat=36.5, lng=127.31)
    a_contact(session, centre, name="Host of the centre", phone="+82441112222")
    a_contact(session, garden, name="Host of the garden", phone="+82443334444", language="en")
    a_stop(session, itinerary, site=centre, title=Translated(en="Control Centre"))
    second = a_stop(
        session, itinerary, "14:00", "15:00", site=garden, title=Translated(en="Arboretum")
    )
    driver = a_person(session, "Driver Oh", skills=(Skill.DRIVES.value,), phone="+821011112222")
    bus = a_vehicle(session, driver=driver)
    itineraries.assign_vehicle(session, second, bus, at=AT)
    session.commit()
    return itinerary


@pytest.fixture
def stops(visit: Itinerary) -> list[Stop]:
    return list(visit.stops)


@pytest.fixture
def escort_path(session: Session, app: Flask) -> Callable[[Delegation], str]:
    """The path of the escort's link to a visit, in English."""

    def made(delegation: Delegation) -> str:
        keeper = app.extensions["links"]
        subject = ("delegation", delegation.id)
        link = keeper.standing(session, LinkKind.ESCORT_DAY, subject, language="en", at=AT)
        link.label = "Escort Bae"
        session.commit()
        return keeper.address(link).removeprefix(keeper.base_url)

    return made


@pytest.fixture
def phone(browser: Browser, escort_path, visit: Itinerary) -> "Phone":
    return Phone(browser, escort_path(visit.delegation))


class Phone:
    """What the script of the page sends; `said` is what the page tells the escort then."""

    def __init__(self, browser: Browser, path: str) -> None:
        self.browser, self.path = browser, path

    @property
    def page(self):
        return self.browser.open(self.path)

    def post(self, verb: str, *, status: int = 200, **fields: Any) -> str:
        token = self.page.soup.select_one("input[name=csrf_token]")["value"]
        given = {"csrf_token": token, "key": f"key-{next(keys)}", **fields}
        answer = self.browser.fetch(
            "POST", f"{self.path}/{verb}", data=given, headers={"Accept": "application/json"}
        )
        assert answer.status_code == status, answer.text[:500]
        return answer.json["said"]

    def tap(self, kind: str, stop: Stop | None = None, **more: Any) -> str:
        return self.post("tap", kind=kind, stop=stop.uid if stop else "", **more)
