"""A visit from the first ask to its last change, as every calendar tells it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import icalendar
import pytest

from tests import factories
from tests.calendars.check import followed, strict
from visits.access.rules import Channel, LinkKind
from visits.calendars.rules import THE_OFFICE
from visits.conflicts.rules import Role
from visits.itineraries import actions
from visits.itineraries.rules import Said, StopMove
from visits.kit.clock import now
from visits.kit.translated import Translated

NEAR = {"lat": 36.48, "lng": 127.28}
FAR = {"lat": 36.53, "lng": 127.33}
NAMES = {"ko": "수목원", "en": "Arboretum", "ar": "المشتل", "km": "សួនឧទ្យាន"}


@dataclass
class Story:
    """What the ten steps are done to, and what every calendar said after each."""

    session: Any
    browser: Any
    paths: dict[str, str]
    day: date
    at: datetime
    told: dict[str, list[bytes]] = field(default_factory=dict)
    uids: list[str] = field(default_factory=list)

    def after(self, act: Callable[[datetime], Any]) -> Any:
        """Do one step, an hour after the last, and fetch every calendar."""
        self.at += timedelta(hours=1)
        done = act(self.at)
        self.session.commit()
        for scope, path in self.paths.items():
            self.told.setdefault(scope, []).append(self.browser.fetch("GET", path).data)
        return done

    def states(self, scope: str) -> dict[str, tuple[str, int]]:
        """What a calendar says now: status and number by uid."""
        calendar = icalendar.Calendar.from_ical(self.told[scope][-1])
        return {
            str(event["UID"]): (str(event["STATUS"]), event["SEQUENCE"])
            for event in calendar.walk("VEVENT")
        }


@pytest.fixture
def cast(session, people):
    lead = people["coordinator"]
    day = factories.today() + timedelta(days=30)
    itinerary = factories.an_itinerary(session, lead=lead, starts_on=day, ends_on=day)
    sites = [
        factories.a_site(session, "Arboretum", **NEAR),
        factories.a_site(session, "Library", **FAR),
    ]
    sites[0].name = Translated(**NAMES)
    person, bus = factories.an_interpreter(session), factories.a_vehicle(session)
    session.commit()
    return itinerary, sites, person, bus, lead


@pytest.fixture
def tell_story(app, session, browser, cast):
    """The ten publications, with calendars in a language."""
    itinerary, (garden, library), person, bus, lead = cast
    keeper = app.extensions["links"]
    subjects = {
        "garden": (LinkKind.SITE_FEED, ("site", garden.id)),
        "library": (LinkKind.SITE_FEED, ("site", library.id)),
        "guests": (LinkKind.DELEGATION_FEED, ("delegation", itinerary.delegation_id)),
        "interpreter": (LinkKind.INTERPRETER_FEED, ("person", person.id)),
        "escort": (LinkKind.ESCORT_FEED, ("person", person.id)),
        "vehicle": (LinkKind.VEHICLE_FEED, ("vehicle", bus.id)),
        "office": (LinkKind.OFFICE_FEED, THE_OFFICE),
    }

    def tell(language: str) -> Story:
        at = now() - timedelta(hours=20)
        links = {
            name: keeper.issue(session, kind, subject, language=language, at=at)
            for name, (kind, subject) in subjects.items()
        }
        session.commit()
        paths = {name: f"/calendars/{keeper.token(link)}.ics" for name, link in links.items()}
        day = factories.today() + timedelta(days=30)
        story = Story(session, browser, paths, day, at)
        perform(story, cast, keeper)
        return story

    def perform(story: Story, cast: Any, keeper: Any) -> None:
        def wall(clock: str) -> datetime:
            return factories.wall(clock, story.day)

        def released(at: datetime) -> Any:
            given = {"by": lead, "at": at, "links": keeper, "keep_days": 30}
            return actions.release(session, itinerary, note=Translated(), **given)

        def asked(first: str, last: str, site: Any) -> Callable[[datetime], Any]:
            def act(at: datetime) -> Any:
                given = {"day": story.day, "site": site, "at": at}
                stop = factories.a_stop(session, itinerary, first, last, **given)
                actions.assign_person(session, stop, person, Role.INTERPRETS, at=at)
                actions.assign_vehicle(session, stop, bus, at=at)
                return stop

            return act

        def moved(stop: Any, first: str, last: str, **more: Any) -> Callable[[datetime], Any]:
            times = {"starts": wall(first), "ends": wall(last), "by": lead, **more}
            return lambda at: actions.move_stop(session, stop, at=at, **times)

        def renamed(at: datetime) -> None:
            values = actions.values_of(one)
            title = Translated(en="Tea, and a walk", ko="차와 산책")
            actions.revise_stop(session, one, replace(values, title=title), at=at)

        def answered(at: datetime) -> None:
            given = {"by": lead, "channel": Channel.TELEPHONE}
            told_on = at.astimezone(factories.SEOUL).date()
            actions.answer(session, two, Said.CONFIRMED, told_on=told_on, at=at, **given)

        one = story.after(asked("09:00", "10:00", garden))
        two = story.after(asked("13:00", "14:00", library))
        idea = story.after(
            lambda at: factories.a_stop(
                session, itinerary, "19:00", "20:00", day=story.day, at=at, move=None
            )
        )
        story.after(released)
        story.after(moved(one, "09:30", "10:30"))
        story.after(lambda at: actions.undo(session, itinerary, by=lead, at=at))
        story.after(renamed)
        story.after(answered)
        story.after(moved(one, "09:00", "10:00", site_id=library.id))
        three = story.after(asked("16:00", "17:00", garden))
        story.after(lambda at: actions.change_status(session, idea, StopMove.ASK, at=at))
        story.after(released)
        story.after(lambda at: actions.cancel_stop(session, two, at=at))
        story.after(lambda at: actions.remove_stop(session, three, at=at))
        story.after(released)
        story.uids = [stop.uid for stop in (one, two, idea, three)]

    return tell


def test_no_subscriber_sees_anything_go_wrong(tell_story):
    """Nothing vanishes, no number falls, whatever changes says so: in every calendar."""
    story = tell_story("en")
    wrong = {
        (scope, step): found
        for scope, states in story.told.items()
        for step, (before, after) in enumerate(pairwise(states))
        if before != after and (found := followed(after, before, today=factories.today()))
    }
    assert wrong == {}


def test_every_calendar_ends_where_the_visit_ends(tell_story):
    story = tell_story("en")
    one, two, idea, three = story.uids
    person = {
        one: ("TENTATIVE", 3),
        two: ("CANCELLED", 2),
        three: ("CANCELLED", 1),
        f"prepare-person-1-{one}": ("TENTATIVE", 3),
        f"travel-person-1-{two}": ("CANCELLED", 2),
        f"travel-person-1-{three}": ("CANCELLED", 1),
    }
    assert {scope: story.states(scope) for scope in story.paths} == {
        "garden": {one: ("CANCELLED", 3), three: ("CANCELLED", 1)},
        "library": {one: ("TENTATIVE", 3), two: ("CANCELLED", 2)},
        "guests": {
            one: ("TENTATIVE", 3),
            two: ("CANCELLED", 2),
            three: ("CANCELLED", 1),
            idea: ("TENTATIVE", 0),
        },
        "interpreter": person,
        "escort": person,
        "vehicle": {uid.replace("person", "vehicle"): state for uid, state in person.items()},
        "office": {
            one: ("TENTATIVE", 3),
            two: ("CANCELLED", 2),
            three: ("CANCELLED", 1),
            idea: ("TENTATIVE", 0),
            f"draft-{idea}": ("CANCELLED", 1),
        },
    }


def test_an_answer_reaches_host_interpreter_and_office_at_once_and_guests_at_the_next_release(
    tell_story,
):
    story = tell_story("en")
    two, answered = story.uids[1], 7
    before = {scope: states[answered - 1] for scope, states in story.told.items()}
    after = {scope: states[answered] for scope, states in story.told.items()}
    changed = {scope for scope in story.paths if before[scope] != after[scope]}
    assert changed == {"library", "interpreter", "escort", "vehicle", "office"}
    story.told = {scope: [state] for scope, state in after.items()}
    found = {scope: story.states(scope)[two] for scope in ("library", "interpreter", "office")}
    assert set(found.values()) == {("CONFIRMED", 1)}


@pytest.mark.parametrize("language", ["ko", "en", "ar", "km"])
def test_in_the_end_every_reader_praises_every_calendar(tell_story, language):
    story = tell_story(language)
    found = {scope: strict(states[-1], today=story.day) for scope, states in story.told.items()}
    assert {scope: wrong for scope, wrong in found.items() if wrong} == {}
