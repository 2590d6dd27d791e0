"""Who has a calendar, and what stands in it: people of ours, vehicles, the office."""

from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from tests import factories
from tests.calendars.check import followed, strict
from tests.calendars.published import AT, START, a_site, an_itinerary, publish
from visits.access.links import revoke
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.calendars import feeds, queries
from visits.calendars.rules import THE_OFFICE
from visits.delegations.events import DelegationChanged
from visits.itineraries.events import Published
from visits.itineraries.rules import PublishedState, Scope
from visits.kit.events import tell
from visits.kit.translated import Translated

LANGUAGES = ("ko", "en", "ar", "km")


@pytest.fixture
def visit(session, people):
    """A site, an itinerary, an interpreter and a bus."""
    made = (
        a_site(session),
        an_itinerary(session, people["coordinator"]),
        factories.an_interpreter(session, "ko", "ar"),
        factories.a_vehicle(session),
    )
    session.commit()
    return made


@pytest.fixture
def address(app, session):
    """The path of a new feed's address."""

    def make(kind, subject, language="en"):
        keeper = app.extensions["links"]
        link = keeper.issue(session, kind, subject, language=language, at=AT)
        session.commit()
        return f"/calendars/{keeper.token(link)}.ics"

    return make


def addresses_of(address, visit, language="en"):
    _, _, person, vehicle = visit
    return {
        "interpreter": address(LinkKind.INTERPRETER_FEED, ("person", person.id), language),
        "escort": address(LinkKind.ESCORT_FEED, ("person", person.id), language),
        "vehicle": address(LinkKind.VEHICLE_FEED, ("vehicle", vehicle.id), language),
        "office": address(LinkKind.OFFICE_FEED, THE_OFFICE, language),
    }


def served(visit, **facts):
    """What a publication says that names the interpreter and the bus."""
    _, _, person, vehicle = visit
    return {"person_ids": (str(person.id),), "vehicle_ids": (str(vehicle.id),), **facts}


def events(response):
    calendar = icalendar.Calendar.from_ical(response.data)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def states(response):
    return {
        uid: (str(event["STATUS"]), event["SEQUENCE"]) for uid, event in events(response).items()
    }


def test_every_kind_of_feed_has_who_puts_it_together():
    assert set(feeds.BUILDERS) == set(queries.FEEDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_is_praised_by_every_reader(session, browser, visit, address, language):
    site, itinerary, *_ = visit
    publish(session, itinerary, site, **served(visit))
    for path in addresses_of(address, visit, language).values():
        assert strict(browser.fetch("GET", path).data, today=START.date()) == []


def test_whoever_serves_sees_where_and_whom_to_call(session, browser, visit, address):
    site, itinerary, *_ = visit
    publish(session, itinerary, site, **served(visit))
    publish(session, itinerary, site, uid="other@visits")
    found = {
        scope: events(browser.fetch("GET", path))
        for scope, path in addresses_of(address, visit).items()
    }
    assert {scope: sorted(shown) for scope, shown in found.items()} == {
        "interpreter": ["a@visits"],
        "escort": ["a@visits"],
        "vehicle": ["a@visits"],
        "office": ["a@visits", "other@visits"],
    }
    event = found["interpreter"]["a@visits"]
    assert str(event["SUMMARY"]) == "[To be confirmed] Saudi delegation · Briefing"
    assert str(event["LOCATION"]) == "Information Centre, 2130 Hannuri-daero, Sejong"
    assert "Kim Haneul" in str(event["DESCRIPTION"])


def test_whoever_lost_a_stop_sees_it_cancelled_and_the_office_does_not(
    session, browser, visit, address
):
    site, itinerary, person, vehicle = visit
    publish(session, itinerary, site, **served(visit))
    paths = addresses_of(address, visit)
    before = {scope: browser.fetch("GET", path) for scope, path in paths.items()}
    later = {"sequence": 1, "at": AT + timedelta(hours=1)}
    lost = {"scope": Scope.LEFT, "state": PublishedState.CANCELLED, **later}
    publish(session, itinerary, site, person_ids=(str(person.id),), **lost)
    stays = {"vehicle_ids": (str(vehicle.id),), "at": later["at"], "people": 15}
    publish(session, itinerary, site, **stays)
    tell(session, Published(itinerary.id, ("a@visits",)))
    session.commit()
    after = {scope: browser.fetch("GET", path) for scope, path in paths.items()}
    assert {scope: states(answer)["a@visits"] for scope, answer in after.items()} == {
        "interpreter": ("CANCELLED", 1),
        "escort": ("CANCELLED", 1),
        "vehicle": ("TENTATIVE", 0),
        "office": ("TENTATIVE", 0),
    }
    for scope, answer in after.items():
        assert strict(answer.data, previous=before[scope].data, today=START.date()) == []


@pytest.mark.parametrize("many", [1, 40])
def test_building_any_calendar_costs_six_queries_at_most(
    session, browser, visit, address, queries_of, many
):
    site, itinerary, *_ = visit
    for number in range(many):
        publish(session, itinerary, site, **served(visit, uid=f"{number}@visits"))
    paths = addresses_of(address, visit)
    for path in paths.values():
        browser.fetch("GET", path)
    tell(session, Published(itinerary.id, ("0@visits",)))
    session.commit()
    for path in paths.values():
        assert queries_of(lambda path=path: browser.fetch("GET", path)) <= 6
        assert queries_of(lambda path=path: browser.fetch("GET", path)) == 1


def test_the_command_knows_every_scope(app, session, visit):
    """By the names under which people know them; each prints the address that opens."""
    _, _, person, vehicle = visit
    person.email = "amal@example.org"
    vehicle.plate = "12가3456"
    session.commit()
    keys = {
        "interpreter": "Amal@example.org",
        "escort": "amal@example.org",
        "vehicle": "12가 3456",
        "office": "-",
    }
    runner = app.test_cli_runner()
    for kind, key in keys.items():
        done = runner.invoke(args=["visits", "link", kind, key, "--lang", "ar"])
        path = done.output.strip().removeprefix(app.config["SETTINGS"].base_url)
        answer = app.test_client().open(path)
        assert (kind, done.exit_code, answer.status_code) == (kind, 0, 200)
        assert "X-WR-CALNAME" in answer.text
        answer.close()
    for kind, key in (("interpreter", "x@example.org"), ("vehicle", "1"), ("office", "all")):
        done = runner.invoke(args=["visits", "link", kind, key])
        assert (done.exit_code, done.output) == (1, f"Error: Nothing is known under {key}.\n")


def test_an_address_that_is_stopped_is_gone_at_the_next_request(session, browser, visit, address):
    paths = addresses_of(address, visit)
    assert {browser.fetch("GET", path).status_code for path in paths.values()} == {200}
    for link in session.scalars(select(SecretLink)):
        revoke(link, at=AT)
    session.commit()
    assert {browser.fetch("GET", path).status_code for path in paths.values()} == {410}


def test_a_new_name_is_a_change_that_programs_take_over(session, browser, visit, address):
    site, itinerary, *_ = visit
    publish(session, itinerary, site, **served(visit))
    tell(session, Published(itinerary.id, ("a@visits",)))
    session.commit()
    paths = addresses_of(address, visit)
    before = {path: browser.fetch("GET", path).data for path in paths.values()}
    itinerary.delegation.title = Translated(en="Royal delegation")
    tell(session, DelegationChanged(itinerary.delegation_id))
    session.commit()
    after = {path: browser.fetch("GET", path).data for path in paths.values()}
    for path in paths.values():
        assert b"Royal delegation" in after[path]
        assert followed(after[path], before[path], today=START.date()) == []
    tell(session, DelegationChanged(itinerary.delegation_id))
    session.commit()
    assert {path: browser.fetch("GET", path).data for path in paths.values()} == after
