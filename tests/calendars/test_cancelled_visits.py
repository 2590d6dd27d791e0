"""Calendars of visits that do not take place, or do after all."""

from datetime import timedelta

import pytest

from tests import factories
from tests.calendars.check import strict
from tests.calendars.published import AT, events
from visits.access.rules import LinkKind
from visits.delegations import actions as delegations
from visits.delegations.rules import DelegationMove
from visits.itineraries import actions as itineraries
from visits.kit.clock import now
from visits.kit.translated import Translated


@pytest.fixture
def soon(app, session, people):
    """A released visit in a month, with a stop at a site and one without: itinerary and site."""
    at = now()
    day = at.date() + timedelta(days=30)
    lead = people["coordinator"]
    itinerary = factories.an_itinerary(session, lead=lead, starts_on=day, ends_on=day)
    site = factories.a_site(session)
    factories.a_stop(session, itinerary, day=day, site=site, at=at)
    factories.a_stop(session, itinerary, "14:00", "15:00", day=day, at=at)
    keeper = app.extensions["links"]
    given = {"by": lead, "at": at, "links": keeper, "keep_days": 30}
    itineraries.release(session, itinerary, note=Translated(), **given)
    session.commit()
    return itinerary, site


def stands(response):
    return sorted((str(e["STATUS"]), e["SEQUENCE"]) for e in events(response).values())


def test_a_cancelled_visit_is_cancelled_in_every_calendar(session, browser, soon, address):
    """And once it is taken up again, guests are shown again what was released to them."""
    itinerary, site = soon
    delegation = itinerary.delegation
    guests = address(LinkKind.DELEGATION_FEED, ("delegation", delegation.id), "en")
    hosts = address(LinkKind.SITE_FEED, ("site", site.id), "en")
    known = {path: browser.fetch("GET", path) for path in (guests, hosts)}
    assert stands(known[guests]) == [("TENTATIVE", 0), ("TENTATIVE", 0)]
    found = []
    for move in (DelegationMove.PLAN, DelegationMove.CANCEL, DelegationMove.REOPEN):
        delegations.move(session, delegation, move, today=factories.today())
        session.commit()
        for path, before in known.items():
            after = known[path] = browser.fetch("GET", path)
            assert strict(after.data, kind="feed", previous=before.data) == []
        found.append((stands(known[guests]), stands(known[hosts])))
    assert found == [
        ([("TENTATIVE", 0), ("TENTATIVE", 0)], [("TENTATIVE", 0)]),
        ([("CANCELLED", 1), ("CANCELLED", 1)], [("CANCELLED", 1)]),
        ([("TENTATIVE", 2), ("TENTATIVE", 2)], [("CANCELLED", 1)]),
    ]


def test_what_guests_take_as_a_file_says_so_too(session, app, browser, soon):
    delegation = soon[0].delegation
    delegations.move(session, delegation, DelegationMove.CANCEL, today=factories.today())
    subject = ("delegation", delegation.id)
    keeper = app.extensions["links"]
    link = keeper.issue(session, LinkKind.GUEST, subject, language="en", at=AT)
    session.commit()
    page = f"/en/visit/{keeper.token(link)}"
    uid = soon[0].stops[0].uid
    for path in (f"{page}/programme.ics", f"{page}/stops/{uid}.ics"):
        assert {str(one["STATUS"]) for one in events(browser.fetch("GET", path)).values()} == {
            "CANCELLED"
        }
