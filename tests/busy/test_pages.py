"""Bringing busy calendars by hand: whose one may bring, what is shown before, what is said of faults."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.busy.calendars import a_calendar, an_event
from tests.busy.servers import a_server, content, resolve
from tests.factories import a_contact, a_person, a_site, a_vehicle
from visits.access import limits
from visits.busy import actions
from visits.busy.models import BusySource, BusySpan
from visits.busy.rules import MOST_SOURCES, REFRESH_AGAIN, Offer, Owner, Reading
from visits.busy.views import PER_USER
from visits.kit.clock import now
from visits.kit.errors import Refused


@pytest.fixture
def site(session):
    site = a_site(session)
    session.commit()
    return site


@pytest.fixture
def reachable(app):
    """A server on this machine counts as a public one."""
    app.extensions["calendar_servers"] = resolve
    yield
    del app.extensions["calendar_servers"]


def soon(days: int = 1, hour: int = 1) -> str:
    return f"{now() + timedelta(days=days):%Y%m%d}T{hour:02}0000Z"


def meeting(uid: str = "one", *lines: str, days: int = 1) -> str:
    return an_event(*lines, uid=uid, start=soon(days), end=soon(days, 3))


def file(body: bytes, name: str = "outlook.ics") -> tuple[BytesIO, str]:
    return BytesIO(body), name


def kept(session) -> list[tuple[str, int, str]]:
    session.expire_all()
    rows = session.scalars(select(BusySource).order_by(BusySource.id))
    return [(row.name, row.number, row.host) for row in rows]


def a_while_passes(session) -> None:
    for source in session.scalars(select(BusySource)):
        source.tried_at -= REFRESH_AGAIN
    session.commit()


def chosen(browser, site, body: bytes, *, status: int = 200):
    page = browser.page("busy.add", kind="site", key=site.slug)
    return page.submit(file=file(body), status=status)


def test_a_file_is_looked_at_and_then_taken_over(session, as_, site):
    browser = as_("coordinator")
    empty = browser.page("busy.show", kind="site", key=site.slug)
    assert empty.all(".empty h2") == ["No calendar yet."]
    body = a_calendar(meeting(), meeting("two", "TRANSP:TRANSPARENT"))
    preview = chosen(browser, site, body)
    assert preview.h1 == "Check before the calendar is taken over"
    assert kept(session) == []
    done = preview.submit().follow()
    assert done.all(".flashes .callout") == ["The calendar was taken over: 1 busy time."]
    assert kept(session) == [("outlook.ics", 1, "")]


def test_the_preview_says_what_was_assumed_and_left_out(as_, site):
    day = soon()[:8]
    floating = an_event(uid="f", start=f"{day}T090000", end=f"{day}T100000")
    bad = an_event("SUMMARY:Lunch", uid="b", start="tomorrow")
    page = chosen(as_("coordinator"), site, a_calendar(floating, bad))
    assert page.all(".callout li") == [
        (
            "The calendar does not say in which zone its times are: they were read as those of "
            "Asia/Seoul ."
        ),
        "Event 2, “\u2068Lunch\u2069”: a date or time in it cannot be read.",
    ]


def test_a_file_that_is_no_calendar_is_named_in_place(as_, site):
    page = chosen(as_("coordinator"), site, b"<!doctype html><p>Sign in", status=422)
    assert page.all(".error-summary li") == [
        (
            "Calendar file: This is a web page and no calendar: often the page to sign in, saved under "
            "the name of a calendar. Sign in to your calendar and export it again."
        )
    ]


def test_events_that_cannot_be_read_are_no_calendar(as_, site):
    bomb = a_calendar(an_event("RRULE:FREQ=SECONDLY", "SUMMARY:Bomb"))
    page = chosen(as_("coordinator"), site, bomb, status=422)
    assert page.all(".error-summary li") == [
        (
            "Calendar file: None of the events in this calendar can be read. Event 1, "
            "“\u2068Bomb\u2069”: it repeats every minute or second."
        )
    ]


def test_nothing_chosen_is_asked_for(as_, site):
    page = as_("coordinator").page("busy.add", kind="site", key=site.slug).submit(status=422)
    assert page.all(".error-summary li") == ["Calendar file: Choose a file, or enter an address."]


def test_a_preview_of_one_owner_is_of_no_use_for_another(session, as_, site):
    other = a_site(session, "Library")
    session.commit()
    browser = as_("coordinator")
    state = chosen(browser, site, a_calendar(meeting())).one("[name=state]")["value"]
    page = chosen(browser, other, a_calendar(meeting()))
    refused = page.submit(state=state).follow()
    assert refused.all(".flashes .callout") == [
        "This preview has expired. Please bring the calendar again."
    ]
    assert kept(session) == []


def test_a_calendar_is_replaced_and_removed(session, as_, site):
    browser = as_("coordinator")
    shown = chosen(browser, site, a_calendar(meeting())).submit().follow()
    preview = shown.click("Replace outlook.ics").submit(
        file=file(a_calendar(meeting("a"), meeting("b", days=2))), status=200
    )
    again = preview.submit().follow()
    assert kept(session) == [("outlook.ics", 2, "")]
    gone = again.submit("form[action$=remove]").follow()
    assert gone.all(".flashes .callout") == ["The calendar and its busy times were removed."]
    assert session.scalars(select(BusySpan)).all() == []


def test_an_address_is_read_again_by_hand_and_a_failure_keeps_the_times(
    session, as_, site, reachable
):
    pages = {"/secret.ics": content(a_calendar(meeting()))}
    browser = as_("coordinator")
    with a_server(pages) as server:
        address = server.replace("http", "webcal") + "/secret.ics"
        page = browser.page("busy.add", kind="site", key=site.slug).submit(
            address=address, status=200
        )
        shown = page.submit().follow()
        assert kept(session) == [("calendar.example.org", 1, "calendar.example.org")]
        assert "secret" not in shown.text
        pages["/secret.ics"] = content(a_calendar(meeting("a"), meeting("b", days=2)))
        soon_again = shown.submit("form[action$=refresh]").follow()
        assert soon_again.all(".flashes .callout") == [
            "This calendar was read a moment ago. Try again in a minute."
        ]
        a_while_passes(session)
        again = shown.submit("form[action$=refresh]").follow()
        assert again.all(".flashes .callout") == ["The calendar was read again."]
        a_while_passes(session)
        pages["/secret.ics"] = content(b"gone", status=404)
        failed = again.submit("form[action$=refresh]").follow()
    assert failed.all(".flashes .callout") == ["There is no calendar at this address any more."]
    assert failed.all("section .badge") == ["Not reached"]
    assert kept(session) == [("calendar.example.org", 2, "calendar.example.org")]


def test_a_file_is_not_read_again(session, as_, site):
    browser = as_("coordinator")
    shown = chosen(browser, site, a_calendar(meeting())).submit().follow()
    source = session.scalars(select(BusySource)).one()
    token = shown.one("form[action$=remove] input[name=csrf_token]")["value"]
    path = f"/office/busy/site/{site.slug}/{source.id}/refresh"
    assert browser.fetch("POST", path, data={"csrf_token": token}).status_code == 404
    session.expire_all()
    assert source.fault is None


def test_nobody_brings_calendars_without_end(session, as_, people, site):
    for _ in range(PER_USER.most):
        limits.note(session, PER_USER, str(people["coordinator"].id), at=now())
    session.commit()
    page = chosen(as_("coordinator"), site, a_calendar(meeting()), status=422)
    assert page.all(".error-summary li") == [
        "Calendar file: You have brought many calendars just now. Try again in a few minutes."
    ]


def test_an_owner_has_so_many_calendars_and_no_more(session, app, site):
    given = {"by": "Kim", "at": now(), "sealer": app.extensions["calendar_sealer"]}
    for _ in range(MOST_SOURCES):
        actions.add(session, Owner.SITE, site.id, Offer("x", Reading()), **given)
    with pytest.raises(Refused, match="enough_calendars"):
        actions.add(session, Owner.SITE, site.id, Offer("x", Reading()), **given)


def test_an_address_inside_is_refused_in_place(as_, site):
    page = as_("coordinator").page("busy.add", kind="site", key=site.slug)
    refused = page.submit(address="http://localhost/calendar.ics", status=422)
    assert refused.all(".error-summary li") == [
        (
            "Or the address of a calendar: This address lies inside a network that is not public, so it "
            "is not opened. Bring the calendar as a file."
        )
    ]


# -- who -------------------------------------------------------------------------------------------


def test_a_host_brings_the_calendar_of_their_own_site_alone(session, as_, people, site):
    a_contact(session, site, user_id=people["host"].id)
    session.commit()
    chosen(as_("host"), site, a_calendar(meeting())).submit().follow()
    assert session.scalars(select(BusySource.by)).all() == ["Yoon Areum"]
    source = session.scalar(select(BusySource.id))
    other = as_("outsider")
    for endpoint, more in (("show", {}), ("add", {}), ("replace", {"number": source})):
        other.page(f"busy.{endpoint}", kind="site", key=site.slug, **more, status=404)


def test_people_of_ours_bring_their_own_calendar_alone(session, as_, people):
    me = a_person(session, "Amal Haddad", user_id=people["interpreter"].id)
    someone = a_person(session)
    session.commit()
    browser = as_("interpreter")
    page = browser.page("hosting.my_duties").click("My busy calendars", status=302).follow()
    preview = page.click("Add a calendar").submit(file=file(a_calendar(meeting())), status=200)
    preview.submit().follow()
    assert session.scalars(select(BusySource.person_id)).all() == [me.id]
    browser.page("busy.show", kind="person", key=str(someone.id), status=404)


def test_vehicles_are_the_offices(session, as_):
    vehicle = a_vehicle(session)
    session.commit()
    as_("coordinator").page("busy.show", kind="vehicle", key=str(vehicle.id))
    as_("interpreter").page("busy.show", kind="vehicle", key=str(vehicle.id), status=404)
    as_("viewer").page("busy.show", kind="vehicle", key=str(vehicle.id), status=403)
    as_("interpreter").page("busy.mine", status=404)


def test_registers_lead_to_busy_calendars(session, as_, site):
    person = a_person(session)
    session.commit()
    browser = as_("coordinator")
    assert browser.page("sites.show", slug=site.slug).click("Busy calendars").h1 == "Busy calendars"
    page = browser.page("resources.person", number=person.id).click("Busy calendars")
    assert page.h1 == "Busy calendars"
