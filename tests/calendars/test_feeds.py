"""Feeds as calendar programs fetch them."""

import gzip
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.calendars.check import strict
from tests.calendars.published import (
    AT,
    START,
    a_site,
    an_itinerary,
    events,
    publish,
    release,
    released,
)
from visits.access import links as link_rows
from visits.access.guard import by_feed_token
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.calendars import actions
from visits.calendars.models import FeedCache, FeedStamp
from visits.calendars.queries import Found
from visits.itineraries.events import Published, Released
from visits.itineraries.rules import PublishedState, Scope, Visibility
from visits.kit.db import db
from visits.kit.events import tell
from visits.kit.translated import Translated


@pytest.fixture
def visit(session, people):
    """A site, an itinerary, and the officer who leads it."""
    lead = people["coordinator"]
    made = a_site(session), an_itinerary(session, lead), lead
    session.commit()
    return made


@pytest.mark.parametrize("language", ["ko", "en", "ar", "km"])
def test_a_site_feed_is_praised_by_every_reader(session, browser, visit, address, language):
    site, itinerary, _ = visit
    publish(session, itinerary, site)
    publish(session, itinerary, site, uid="b@visits", state=PublishedState.CANCELLED, sequence=2)
    path = address(LinkKind.SITE_FEED, ("site", site.id), language)
    assert strict(browser.fetch("GET", path).data, kind="feed", today=START.date()) == []


@pytest.mark.parametrize("language", ["ko", "en", "ar", "km"])
def test_a_delegation_feed_is_praised_by_every_reader(session, browser, visit, address, language):
    site, itinerary, lead = visit
    released(session, release(session, itinerary, lead), site)
    path = address(LinkKind.DELEGATION_FEED, ("delegation", itinerary.delegation_id), language)
    assert strict(browser.fetch("GET", path).data, kind="feed", today=START.date()) == []


def test_an_empty_feed_is_a_calendar(browser, visit, address):
    site, _, _ = visit
    answer = browser.fetch("GET", address(LinkKind.SITE_FEED, ("site", site.id)))
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert strict(answer.data, kind="feed") == []


def test_a_host_sees_who_comes_and_whom_to_call(session, browser, visit, address):
    site, itinerary, _ = visit
    publish(session, itinerary, site)
    path = address(LinkKind.SITE_FEED, ("site", site.id), "en")
    event = events(browser.fetch("GET", path))["a@visits"]
    assert str(event["SUMMARY"]) == "[To be confirmed] Saudi delegation · Briefing"
    assert str(event["STATUS"]) == "TENTATIVE"
    assert "People: 14" in str(event["DESCRIPTION"])
    assert "Kim Haneul" in str(event["DESCRIPTION"])


def test_a_stop_that_moved_away_is_cancelled_here(session, browser, visit, address):
    site, itinerary, _ = visit
    other = a_site(session, "Library")
    publish(session, itinerary, site)
    publish(session, itinerary, other, sequence=1, at=AT + timedelta(hours=1))
    path = address(LinkKind.SITE_FEED, ("site", site.id), "en")
    event = events(browser.fetch("GET", path))["a@visits"]
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 1)
    path = address(LinkKind.SITE_FEED, ("site", other.id), "en")
    assert str(events(browser.fetch("GET", path))["a@visits"]["STATUS"]) == "TENTATIVE"


def test_guests_see_releases_and_never_what_is_for_staff(session, browser, visit, address):
    site, itinerary, lead = visit
    first = release(session, itinerary, lead)
    released(session, first, site)
    released(session, first, site, uid="staff@visits", visibility=Visibility.STAFF)
    publish(session, itinerary, site, uid="asked@visits")
    path = address(LinkKind.DELEGATION_FEED, ("delegation", itinerary.delegation_id), "ar")
    found = events(browser.fetch("GET", path))
    assert list(found) == ["a@visits"]
    assert str(found["a@visits"]["SUMMARY"]) == "عرض موجز"


def test_a_subscriber_follows_two_releases(session, app, browser, visit, address):
    site, itinerary, lead = visit
    released(session, release(session, itinerary, lead), site)
    path = address(LinkKind.DELEGATION_FEED, ("delegation", itinerary.delegation_id), "en")
    before = browser.fetch("GET", path)
    later = {"starts": START + timedelta(hours=1), "ends": START + timedelta(hours=2)}
    second = release(session, itinerary, lead, 2)
    released(session, second, site, sequence=1, changed_at=AT + timedelta(hours=2), **later)
    tell(session, Released(second.id))
    session.commit()
    after = browser.fetch("GET", path)
    assert after.headers["ETag"] != before.headers["ETag"]
    event = events(after)["a@visits"]
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (1, later["starts"])
    assert strict(after.data, kind="feed", previous=before.data, today=START.date()) == []


def test_a_release_gives_each_language_an_address(session, visit):
    _, itinerary, lead = visit
    tell(session, Released(release(session, itinerary, lead).id))
    tell(session, Released(release(session, itinerary, lead, 2).id))
    rows = session.scalars(link_rows.links_to(("delegation", itinerary.delegation_id))).all()
    assert sorted(link.language for link in rows) == ["ar", "en", "ko"]


def test_an_unchanged_feed_costs_one_query(session, browser, visit, address, queries_of):
    site, itinerary, _ = visit
    publish(session, itinerary, site)
    path = address(LinkKind.SITE_FEED, ("site", site.id))
    first = browser.fetch("GET", path)
    assert queries_of(lambda: browser.fetch("GET", path)) == 1
    tag = first.headers["ETag"]
    answer = []
    assert (
        queries_of(
            lambda: answer.append(browser.fetch("GET", path, headers={"If-None-Match": tag}))
        )
        == 1
    )
    assert (answer[0].status_code, answer[0].data) == (304, b"")


@pytest.mark.parametrize("many", [1, 40])
def test_building_a_feed_costs_the_same_for_one_and_many(
    session, browser, visit, address, queries_of, many
):
    site, itinerary, _ = visit
    for number in range(many):
        publish(session, itinerary, site, uid=f"{number}@visits")
    path = address(LinkKind.SITE_FEED, ("site", site.id))
    browser.fetch("GET", path)
    actions.on_published(session, Published(itinerary.id, ("0@visits",)))
    session.commit()
    assert queries_of(lambda: browser.fetch("GET", path)) <= 6


@pytest.mark.parametrize("tag", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_a_known_feed_is_not_sent_again(session, browser, visit, address, tag):
    site, _, _ = visit
    path = address(LinkKind.SITE_FEED, ("site", site.id))
    known = browser.fetch("GET", path).headers["ETag"]
    answer = browser.fetch("GET", path, headers={"If-None-Match": tag.format(tag=known)})
    assert answer.status_code == 304
    assert answer.headers["Cache-Control"] == "private, max-age=300, must-revalidate"


def test_it_goes_packed_to_whoever_takes_it(browser, visit, address):
    site, _, _ = visit
    path = address(LinkKind.SITE_FEED, ("site", site.id))
    packed = browser.fetch("GET", path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == browser.fetch("GET", path).data


def test_a_stopped_address_is_gone_and_an_unknown_one_not_there(session, app, browser, visit):
    site, _, _ = visit
    keeper = app.extensions["links"]
    link = keeper.issue(session, LinkKind.SITE_FEED, ("site", site.id), language="ko", at=AT)
    session.commit()
    path = f"/calendars/{keeper.token(link)}.ics"
    assert browser.fetch("GET", path).status_code == 200
    link_rows.revoke(link, at=AT)
    session.commit()
    assert browser.fetch("GET", path).status_code == 410
    assert browser.fetch("GET", f"/calendars/{'a' * 52}.ics").status_code == 404
    assert browser.fetch("GET", "/calendars/short.ics").status_code == 404


def test_a_refusal_is_a_short_word_that_nobody_keeps(browser):
    answer = browser.fetch("GET", f"/calendars/{'a' * 52}.ics")
    assert (answer.mimetype, answer.text) == ("text/plain", "Not Found\n")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_no_feed_is_served_by_a_view_that_forgot_to_ask(make_app):
    """The guard leaves the look-up to the view, and looks whether it was done."""
    app = make_app()
    view = by_feed_token(LinkKind.SITE_FEED)(lambda: "everything")
    app.add_url_rule("/forgetful", "forgetful", view)
    with pytest.raises(RuntimeError, match="forgetful did not ask whether the link is open"):
        app.test_client().get("/forgetful")


def test_two_who_come_first_at_once_are_both_served(session, app, visit, address):
    """Both built the calendar; whoever keeps it second finds a row."""
    address(LinkKind.SITE_FEED, ("site", visit[0].id))
    (link,) = session.scalars(link_rows.links_to(("site", visit[0].id))).all()
    session.commit()
    for body in (b"first", b"second"):
        with app.app_context(), db.sessionmaker() as own:
            made = actions.built(Found(link=link, number=1), "1|2026-11-22", body, at=AT)
            actions.keep(own, made)
            own.commit()
    kept = session.get_one(FeedCache, link.id)
    assert (kept.body, kept.etag) == (b"second", made.etag)


@pytest.mark.sqlite_alone
def test_who_reads_a_calendar_does_not_wait_for_who_writes(app, session, visit, address):
    path = address(LinkKind.SITE_FEED, ("site", visit[0].id))
    with app.app_context(), db.sessionmaker() as writer:
        writer.execute(update(FeedStamp).values(number=1))
        answer = app.test_client().open(path)
        assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
        writer.rollback()
        answer.close()
    assert session.get(FeedCache, session.scalars(select(SecretLink.id)).one()) is not None


def test_a_feed_sets_no_cookie_and_tells_nobody(browser, visit, address):
    site, _, _ = visit
    answer = browser.fetch("GET", address(LinkKind.SITE_FEED, ("site", site.id)))
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_guest_link_opens_no_feed(session, app, browser, visit):
    _, itinerary, _ = visit
    keeper = app.extensions["links"]
    subject = ("delegation", itinerary.delegation_id)
    link = keeper.issue(session, LinkKind.GUEST, subject, language="ar", at=AT)
    session.commit()
    assert browser.fetch("GET", f"/calendars/{keeper.token(link)}.ics").status_code == 404


def test_one_stop_comes_as_a_file_in_the_language_of_the_page(session, app, browser, visit):
    site, itinerary, lead = visit
    released(session, release(session, itinerary, lead), site)
    keeper = app.extensions["links"]
    subject = ("delegation", itinerary.delegation_id)
    link = keeper.issue(session, LinkKind.GUEST, subject, language="ar", at=AT)
    session.commit()
    answer = browser.fetch("GET", f"/ko/visit/{keeper.token(link)}/stops/a@visits.ics")
    assert (
        "filename*=UTF-8''%EB%B8%8C%EB%A6%AC%ED%95%91.ics" in answer.headers["Content-Disposition"]
    )
    assert str(events(answer)["a@visits"]["SUMMARY"]) == "브리핑"
    assert strict(answer.data, kind="download") == []
    path = f"/ko/visit/{keeper.token(link)}/stops/other@visits.ics"
    assert browser.fetch("GET", path).status_code == 404


def test_the_whole_programme_comes_as_a_file(session, app, browser, visit):
    site, itinerary, lead = visit
    first = release(session, itinerary, lead)
    released(session, first, site)
    released(session, first, site, uid="b@visits", title=Translated(en="Lunch"))
    keeper = app.extensions["links"]
    subject = ("delegation", itinerary.delegation_id)
    link = keeper.issue(session, LinkKind.GUEST, subject, language="en", at=AT)
    session.commit()
    answer = browser.fetch("GET", f"/en/visit/{keeper.token(link)}/programme.ics")
    assert sorted(events(answer)) == ["a@visits", "b@visits"]
    assert strict(answer.data, kind="download") == []


def test_an_answer_is_shown_at_once(session, browser, visit, address):
    site, itinerary, _ = visit
    publish(session, itinerary, site)
    path = address(LinkKind.SITE_FEED, ("site", site.id))
    before = browser.fetch("GET", path)
    confirmed = {"state": PublishedState.CONFIRMED, "scope": Scope.ANSWER, "sequence": 1}
    publish(session, itinerary, site, at=AT + timedelta(hours=3), **confirmed)
    tell(session, Published(itinerary.id, ("a@visits",)))
    session.commit()
    after = browser.fetch("GET", path)
    assert str(events(after)["a@visits"]["STATUS"]) == "CONFIRMED"
    assert strict(after.data, kind="feed", previous=before.data, today=START.date()) == []


def test_a_stop_that_is_for_staff_now_is_cancelled_for_guests(session, browser, visit, address):
    site, itinerary, lead = visit
    released(session, release(session, itinerary, lead), site)
    path = address(LinkKind.DELEGATION_FEED, ("delegation", itinerary.delegation_id), "en")
    found = []
    for number, audience in ((2, Visibility.STAFF), (3, Visibility.GUESTS)):
        again = release(session, itinerary, lead, number)
        changed = AT + timedelta(hours=number)
        released(session, again, site, visibility=audience, changed_at=changed)
        tell(session, Released(again.id))
        session.commit()
        event = events(browser.fetch("GET", path))["a@visits"]
        found.append((str(event["STATUS"]), event["SEQUENCE"]))
    assert found == [("CANCELLED", 1), ("CONFIRMED", 2)]


# -- a visit that does not take place --------------------------------------------------------------
