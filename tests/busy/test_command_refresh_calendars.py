"""`flask visits refresh-calendars`: addresses are read again, and a failure keeps the times."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.busy.calendars import a_calendar
from tests.busy.servers import NAME, a_server, content, resolve
from tests.busy.test_pages import meeting
from tests.factories import a_site, a_stop, an_itinerary, today
from visits import nights
from visits.busy import actions
from visits.busy.models import BusySource
from visits.busy.rules import Fault, NotRead, Offer, Owner, Reading
from visits.itineraries.models import FindingRow
from visits.kit.clock import now

LONG_AGO = timedelta(hours=2)


@pytest.fixture
def site(session):
    site = a_site(session)
    session.commit()
    return site


def run(app) -> str:
    app.extensions["calendar_servers"] = resolve
    try:
        told = app.test_cli_runner().invoke(args=["visits", "refresh-calendars"])
    finally:
        del app.extensions["calendar_servers"]
    assert told.exit_code == 0
    return told.output


def a_source(session, app, site, address: str, *, ago: timedelta = LONG_AGO) -> BusySource:
    """A calendar at an address that was read some time ago and told nothing."""
    source = actions.add(
        session,
        Owner.SITE,
        site.id,
        Offer("Outlook", Reading(), address),
        by="Kim",
        at=now() - ago,
        sealer=app.extensions["calendar_sealer"],
    )
    session.commit()
    return source


def test_without_addresses_nothing_is_due(app):
    assert run(app) == "No calendar is due.\n"


def test_an_address_is_read_again_and_the_findings_follow(session, app, site):
    tomorrow = (now() + timedelta(days=1)).date()
    itinerary = an_itinerary(session, starts_on=today(), ends_on=today() + timedelta(days=3))
    a_stop(session, itinerary, "10:30", "11:30", day=tomorrow, site=site, at=now())
    with a_server({"/a.ics": content(a_calendar(meeting()))}) as server:
        source = a_source(session, app, site, f"{server}/a.ics")
        assert run(app) == "calendars refreshed: 1\n"
        assert run(app) == "No calendar is due.\n"
    session.expire_all()
    assert (source.number, source.fault) == (1, None)
    codes = session.scalars(select(FindingRow.code)).all()
    assert "SITE_BUSY" in [code.value for code in codes]


def test_a_failure_keeps_the_times_and_is_kept(session, app, site):
    with a_server({"/a.ics": content(b"<html>Sign in</html>")}) as server:
        source = a_source(session, app, site, f"{server}/a.ics")
        read_at = source.read_at
        assert run(app) == "calendars not reached: 1\n"
    session.expire_all()
    assert (source.fault, source.read_at) == (Fault.WEB_PAGE, read_at)
    assert source.tried_at > read_at


def test_one_failure_does_not_keep_others_from_being_read(session, app, site):
    with a_server({"/a.ics": content(a_calendar(meeting()))}) as server:
        a_source(session, app, site, "http://localhost/inside.ics", ago=3 * LONG_AGO)
        good = a_source(session, app, site, f"{server}/a.ics")
        assert run(app) == "calendars not reached: 1, calendars refreshed: 1\n"
    session.expire_all()
    assert good.number == 1


def test_what_is_removed_meanwhile_hinders_no_other(session, app, site):
    gone = a_source(session, app, site, f"http://{NAME}/a.ics").id + 1
    with app.app_context():
        told = nights.refresher(app).read(gone)
    assert isinstance(told, NotRead)


def test_an_address_whose_key_is_gone_is_named(session, app, site):
    source = a_source(session, app, site, f"http://{NAME}/a.ics")
    source.address = "0000.AAAA"
    session.commit()
    run(app)
    session.expire_all()
    assert source.fault is Fault.ADDRESS_LOST
