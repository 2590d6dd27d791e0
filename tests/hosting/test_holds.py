"""Holds that compete: who wants the same thing at the same time, who asked first, letting one go."""

from datetime import timedelta

import pytest

from tests.factories import AT, a_person, a_site, a_stop, an_itinerary
from visits.conflicts.rules import Role, StopStatus
from visits.hosting import queries
from visits.hosting.rules import Claim, contests_of
from visits.itineraries import actions
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated

SITE, OTHER = ("site", 1), ("site", 2)


def held(session, site, begins="10:00", ends="11:00", **values):
    """A held stop of a delegation of its own."""
    itinerary = an_itinerary(session)
    return a_stop(session, itinerary, begins, ends, site=site, move=StopMove.HOLD, **values)


def found(session):
    return [
        (one.subject, [stop.title.to("en") for stop in one.stops])
        for one in queries.contests(session, since=AT)
    ]


def test_claims_that_share_a_stop_are_one_contest():
    claims = [
        Claim(SITE, frozenset("ab")),
        Claim(SITE, frozenset("cd")),
        Claim(SITE, frozenset("bc")),
        Claim(OTHER, frozenset("ab")),
    ]
    assert contests_of(claims) == [Claim(SITE, frozenset("abcd")), Claim(OTHER, frozenset("ab"))]


def test_who_asked_first_stands_first(session, app):
    site = a_site(session)
    late = held(session, site, title=Translated(en="Late"))
    early = held(session, site, title=Translated(en="Early"))
    late.held_at, early.held_at = AT, AT - timedelta(days=1)
    session.flush()
    assert found(session) == [(("site", site.id), ["Early", "Late"])]


def test_a_hold_beside_what_is_asked_competes_with_it(session, app):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site, title=Translated(en="Asked"), at=AT)
    hold = held(session, site, title=Translated(en="Held"))
    hold.held_at = AT + timedelta(hours=1)
    session.flush()
    assert found(session) == [(("site", site.id), ["Asked", "Held"])]


def test_people_of_ours_are_competed_for_as_well(session, app):
    person = a_person(session, "Interpreter")
    stops = [held(session, a_site(session), title=Translated(en=name)) for name in ("A", "B")]
    for stop in stops:
        actions.assign_person(session, stop, person, Role.ESCORTS, at=AT)
    assert found(session) == [(("person", person.id), ["A", "B"])]


@pytest.mark.parametrize(("begins", "groups"), [("11:00", 1), ("10:00", 2)])
def test_where_all_find_room_nothing_competes(session, app, begins, groups):
    site = a_site(session, concurrent_groups=groups)
    held(session, site)
    held(session, site, begins, "12:00")
    assert found(session) == []


def test_an_officer_sees_them_and_lets_one_go(session, as_):
    site = a_site(session, "Arboretum")
    stay, gone = (held(session, site, title=Translated(en=name)) for name in ("Stay", "Gone"))
    session.commit()
    browser = as_("coordinator")
    assert "2 held stops collide with something." in browser.page("home.dashboard").text
    page = browser.page("hosting.holds")
    assert page.all("main h2")[:1] == ["Arboretum"]
    page = page.submit(f'form[action$="/{gone.uid}/release"]').follow()
    assert "No holds compete." in page.text
    session.expire_all()
    assert (stay.status, gone.status) == (StopStatus.HOLD, StopStatus.IDEA)
    assert "/release" not in str(as_("viewer").page("hosting.holds").soup)
