"""What never reaches a guest, whatever they open; and that a look changes nothing."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    a_delegate,
    a_delegation,
    a_party,
    a_site,
    a_stop,
    an_itinerary,
)
from visits.access.links import revoke
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.itineraries.models import ReleasedStop
from visits.itineraries.rules import StopMove, Visibility
from visits.kit.clock import now
from visits.kit.tables import Base
from visits.kit.translated import Translated

LANGUAGES = ("ko", "en", "ar", "km")


def sentinel(name):
    return f"sentinel{name}sentinel"


def told(name):
    return Translated(en=sentinel(name))


@pytest.fixture
def visit(session, release):
    """A delegation with a secret in every column that guests must not see, and one stop."""
    delegation = a_delegation(
        session,
        title=Translated(en="Lima delegation"),
        notes=sentinel("notes"),
        liaison_name=sentinel("liaison"),
        liaison_email="sentinel@example.org",
        liaison_phone="+51999000111",
    )
    delegate = a_delegate(
        session,
        delegation,
        family_name=sentinel("family"),
        native_name=sentinel("native"),
        meal_needs=("nut_allergy",),
        meal_note=sentinel("meal"),
        mobility=("wheelchair",),
        mobility_note=sentinel("mobility"),
        arrival=sentinel("arrival"),
        notes=sentinel("person"),
    )
    party = a_party(session, delegation, delegate)
    site = a_site(session, "Arboretum", notes=sentinel("site"), letter_recipient=sentinel("host"))
    itinerary = an_itinerary(session, delegation)
    a_stop(
        session,
        itinerary,
        site=site,
        party_id=party.id,
        title=Translated(en="Walk"),
        internal_note=sentinel("internal"),
    )
    a_stop(session, itinerary, "14:00", "15:00", title=told("idea"), move=None)
    a_stop(session, itinerary, "15:00", "16:00", title=told("hold"), move=StopMove.HOLD)
    hidden = {"title": told("staff"), "visibility": Visibility.STAFF}
    staff_stop = a_stop(session, itinerary, "16:00", "17:00", **hidden)
    release(itinerary)
    a_stop(session, itinerary, "17:00", "18:00", title=told("unreleased"))
    session.commit()
    return delegation, staff_stop.uid


def everything_a_guest_can_fetch(browser, delegation_id, session, token):
    """Pages in four languages, files and codes: what each address answers."""
    row = session.scalars(select(ReleasedStop).where(ReleasedStop.visibility == Visibility.GUESTS))
    values = {"token": token, "uid": row.first().uid}
    for endpoint in (
        "portal.guest",
        "portal.calendar",
        "portal.calendar_code",
        "calendars.guest_programme",
        "calendars.guest_stop",
    ):
        asked = {k: v for k, v in values.items() if k == "token" or endpoint.endswith("_stop")}
        for lang in LANGUAGES:
            yield browser.fetch("GET", browser.url(endpoint, lang=lang, **asked))


def test_no_secret_of_the_office_reaches_a_guest(session, visit, browser, token_of):
    delegation, _ = visit
    token = token_of(delegation)
    token_of(delegation, LinkKind.DELEGATION_FEED)
    for answer in everything_a_guest_can_fetch(browser, delegation.id, session, token):
        assert answer.status_code == 200
        body = answer.get_data(as_text=True)
        leaks = ("sentinel", "Allergy", "nut_allergy", "wheelchair", "999000111", "999-000-111")
        assert [leak for leak in leaks if leak.casefold() in body.casefold()] == []
        assert "sentinel" not in str(answer.headers)


def test_a_stop_of_the_staff_alone_is_no_file_for_guests(session, visit, browser, token_of):
    delegation, uid = visit
    address = browser.url("calendars.guest_stop", lang="en", token=token_of(delegation), uid=uid)
    assert browser.fetch("GET", address).status_code == 404


def test_programs_learn_no_more_than_people(session, visit, browser, token_of):
    delegation, _ = visit
    path = browser.url("portal.guest", lang="en", token=token_of(delegation)) + "x"
    answer = browser.fetch("GET", path, headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    assert "sentinel" not in json.dumps(answer.json)


def test_a_link_shows_nothing_of_another_delegation(session, visit, release, browser, token_of):
    other = an_itinerary(session, title=Translated(en="Oslo delegation"))
    stop = a_stop(session, other, title=Translated(en="Oslo walk"))
    release(other)
    mine, theirs = token_of(visit[0]), token_of(other.delegation)
    for lang in LANGUAGES:
        assert "Oslo" not in browser.page("portal.guest", lang=lang, token=mine).response.text
        assert "Lima" not in browser.page("portal.guest", lang=lang, token=theirs).response.text
    crossed = browser.url("calendars.guest_stop", lang="en", token=mine, uid=stop.uid)
    assert browser.fetch("GET", crossed).status_code == 404


def test_the_guests_link_and_the_liaisons_open_nothing_of_each_other(
    session, visit, browser, token_of
):
    delegation, _ = visit
    guest, liaison = token_of(delegation), token_of(delegation, LinkKind.LIAISON)
    for endpoint in ("portal.guest", "portal.calendar", "portal.calendar_code"):
        browser.page(endpoint, lang="en", token=liaison, status=404)
    for endpoint in ("portal.liaison", "portal.guest_code"):
        browser.page(endpoint, lang="en", token=guest, status=404)


def rows_of(session):
    """Every row of every table, apart from what notes the use of a link."""
    uses = {"used_at", "use_count", "used_by"}
    return {
        table.name: sorted(
            repr([value for name, value in row.items() if name not in uses])
            for row in session.execute(select(table)).mappings()
        )
        for table in Base.metadata.sorted_tables
    }


def test_looking_changes_nothing(session, visit, browser, token_of):
    delegation, _ = visit
    token = token_of(delegation)
    liaison = token_of(delegation, LinkKind.LIAISON)
    session.commit()
    before = rows_of(session)
    for endpoint, secret in (
        ("portal.guest", token),
        ("portal.calendar", token),
        ("portal.liaison", liaison),
    ):
        path = browser.url(endpoint, lang="en", token=secret)
        answers = [browser.fetch(method, path) for method in ("HEAD", "GET", "GET", "GET")]
        assert [answer.status_code for answer in answers] == [200] * 4
    assert rows_of(session) == before
    uses = dict(session.execute(select(SecretLink.kind, SecretLink.use_count)).all())
    assert (uses[LinkKind.GUEST], uses[LinkKind.LIAISON]) == (1, 1)


def test_the_address_is_told_to_nobody_and_kept_by_nobody(session, visit, browser, token_of):
    page = browser.page("portal.guest", lang="en", token=token_of(visit[0]))
    headers = page.response.headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.one("meta[name=robots]")["content"] == "noindex, nofollow"
    outside = page.soup.select("a[href^='https://']")
    assert {tuple(link["rel"]) for link in outside} == {("noreferrer", "noopener")}


def test_title_and_preview_give_nobody_away(session, visit, browser, token_of):
    page = browser.page("portal.guest", lang="en", token=token_of(visit[0]))
    assert page.all("title") == ["Your programme · Visit Sejong"]
    assert not page.has("meta[property^='og:'], meta[name=description]")


def test_after_its_time_the_link_says_whom_to_ask(session, visit, browser, token_of):
    ended = token_of(visit[0], LinkKind.GUEST, language="fr", expires_at=now() - timedelta(days=1))
    for lang in LANGUAGES:
        page = browser.page("portal.guest", lang=lang, token=ended, status=410)
        assert page.one("html")["lang"] == lang
        assert page.one(".contact a[href^='tel:']")["href"] == "tel:+82-44-300-0000"
        assert "Lima" not in page.response.text


def test_a_stopped_link_is_gone_and_an_unknown_one_never_was(session, visit, browser, token_of):
    token = token_of(visit[0])
    revoke(
        session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.GUEST)).one(), at=AT
    )
    browser.page("portal.guest", lang="en", token=token, status=410)
    browser.page("portal.guest", lang="en", token="a" * 52, status=404)
    browser.page("portal.guest", lang="en", token="short", status=404)
