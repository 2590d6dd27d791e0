"""What happens by itself: holds end, hosts are reminded, asked once more, and get their list."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.factories import (
    AT,
    TUESDAY,
    a_contact,
    a_site,
    a_stop,
    added,
    an_itinerary,
    wall,
)
from tests.hosting.cast import an_asked_stop, letters, reply, rows_of, send, the_request
from visits.conflicts.rules import Severity, StopStatus
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.hosting.actions.tending import tend
from visits.itineraries import actions, queries
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated
from visits.notifications.compose import writer
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.rules import ContactRole

NOTHING = {
    "holds ended": 0,
    "hosts asked": 0,
    "hosts reminded": 0,
    "hosts asked again": 0,
    "lists of visits": 0,
    "drafts looked at": 0,
}
WEDNESDAY = datetime(2098, 12, 3, 1, tzinfo=UTC)


@pytest.fixture
def tended(session, app):
    """One round at this moment, without what did not happen."""

    def done(at):
        links = app.extensions["links"]
        found = tend(session, links=links, folder=Path(), at=at, hold_days=5)
        assert found.keys() == NOTHING.keys()
        return {what: number for what, number in found.items() if number}

    return done


def test_a_hold_ends_after_five_working_days_and_its_officer_is_told(session, tended):
    """Held on a Monday: the five days are over on the next Monday, so it ends on Tuesday."""
    stop = a_stop(session, an_itinerary(session), site=a_site(session), move=StopMove.HOLD)
    assert stop.held_at == AT
    assert tended(AT + timedelta(days=7)) == {}
    assert tended(AT + timedelta(days=8)) == {"holds ended": 1}
    assert (stop.status, stop.held_at) == (StopStatus.IDEA, None)
    letter = session.query(Letter).one()
    assert (letter.kind, letter.recipient) == (
        "hosting.hold_expired",
        stop.itinerary.delegation.lead.email,
    )
    assert tended(AT + timedelta(days=8)) == {}


def test_a_holiday_lengthens_a_hold(session, tended):
    a_stop(session, an_itinerary(session), site=a_site(session), move=StopMove.HOLD)
    day = (AT + timedelta(days=1)).date()
    added(session, Holiday(day=day, name=Translated(ko="휴일"), kind=HolidayKind.TEMPORARY))
    assert tended(AT + timedelta(days=8)) == {}
    assert tended(AT + timedelta(days=9)) == {"holds ended": 1}


def test_a_host_is_reminded_once_after_three_working_days(session, tended):
    an_asked_stop(session)
    send(session)
    assert tended(WEDNESDAY) == {}
    assert tended(WEDNESDAY + timedelta(days=1)) == {"hosts reminded": 1}
    assert letters(session)[-1] == ("hosting.reminder", "queued", [1])
    assert tended(WEDNESDAY + timedelta(days=2)) == {}


def test_whom_nobody_has_asked_yet_nobody_reminds(session, tended):
    an_asked_stop(session)
    assert tended(WEDNESDAY + timedelta(days=1)) == {}


def test_a_host_is_asked_once_more_five_working_days_before(session, tended):
    """The visit is on Tuesday the 3rd of March; the day is Tuesday the 24th of February."""
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop))
    assert tended(wall("9:00", TUESDAY - timedelta(days=8))) == {}
    assert tended(wall("9:00", TUESDAY - timedelta(days=7))) == {"hosts asked again": 1}
    assert letters(session)[-1] == ("hosting.reconfirm", "queued", [1])
    assert tended(wall("9:00", TUESDAY - timedelta(days=6))) == {}


def test_nobody_is_asked_once_more_about_a_stop_that_moved_meanwhile(session, tended):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop))
    morning = wall("9:00", TUESDAY - timedelta(days=7))
    tended(morning)
    later = {"starts": wall("14:00"), "ends": wall("15:00"), "at": morning + timedelta(minutes=5)}
    actions.move_stop(session, stop, **later)
    assert letters(session)[-2:] == [
        ("hosting.reconfirm", "dropped", [1]),
        ("hosting.asked", "queued", [2]),
    ]


def test_nobody_is_reminded_or_asked_again_at_night(session, tended):
    an_asked_stop(session)
    send(session)
    due = (WEDNESDAY + timedelta(days=1)).date()
    assert [tended(wall(clock, due)) for clock in ("2:00", "7:59", "18:00")] == [{}, {}, {}]
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop))
    day = TUESDAY - timedelta(days=7)
    assert "hosts asked again" not in tended(wall("2:00", day))
    assert tended(wall("8:00", day))["hosts asked again"] == 1


def test_who_said_yes_within_these_days_is_not_asked_again(session, tended):
    stop, _ = an_asked_stop(session)
    lately = wall("9:00", TUESDAY - timedelta(days=6))
    reply(session, the_request(session, stop), at=lately)
    assert tended(lately) == {}
    assert rows_of(session)[0].reconfirm_asked_at == lately


def test_on_thursdays_those_who_want_it_get_the_list_of_the_next_week(session, app, tended):
    site = a_site(session)
    contact = a_contact(session, site, wants_list=True, language="en", name="Ms Yoon")
    a_contact(session, site)
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site, at=AT)
    thursday = wall("9:00", TUESDAY - timedelta(days=5))
    found = tended(thursday)
    assert found["lists of visits"] == 1
    assert "lists of visits" not in tended(thursday + timedelta(hours=1))
    letter = session.query(Letter).filter_by(kind="hosting.weekly_list").one()
    assert letter.recipient == contact.email
    session.commit()
    with app.test_request_context():
        composed = writer().compose(session, letter)
    assert composed.subject == "Visits at Arboretum, Mon, Mar 2 – Sun, Mar 8, 2099"
    group = itinerary.delegation.title.to("en")
    assert f"- Tuesday, March 3, 2099 10:00–11:00  {group} · 9 people" in composed.text
    paper, table = composed.attachments
    assert (paper.name, paper.content[:5]) == (f"visits-{site.slug}-2099-03-02.pdf", b"%PDF-")
    assert (table.name, table.content[:2]) == (f"visits-{site.slug}-2099-03-02.xlsx", b"PK")


def test_on_the_last_thursday_of_a_month_the_list_of_the_next_one_goes_out(session, app, tended):
    site = a_site(session)
    a_contact(session, site, wants_month=True, language="en")
    a_stop(session, an_itinerary(session), site=site, at=AT)
    assert "lists of visits" not in tended(wall("9:00", TUESDAY - timedelta(days=12)))
    assert tended(wall("9:00", TUESDAY - timedelta(days=5)))["lists of visits"] == 1
    letter = session.query(Letter).filter_by(kind="hosting.monthly_list").one()
    session.commit()
    with app.test_request_context():
        composed = writer().compose(session, letter)
    assert composed.subject == "Visits at Arboretum, Sun, Mar 1 – Tue, Mar 31, 2099"


def test_what_was_asked_before_there_was_a_contact_is_asked_then(session, tended):
    site = a_site(session)
    a_stop(session, an_itinerary(session), site=site)
    assert rows_of(session) == []
    a_contact(session, site)
    assert tended(WEDNESDAY) == {"hosts asked": 1}
    assert tended(WEDNESDAY) == {}


def test_what_nobody_has_confirmed_holds_back_the_release_when_it_comes_near(session, tended):
    """Severity follows the calendar: a caution until six working days before, then more."""
    stop = a_stop(session, an_itinerary(session), site=a_site(session))
    (before,) = queries.open_findings(session, stop.itinerary)
    near = wall("9:00", TUESDAY - timedelta(days=7))
    assert tended(near) == {"drafts looked at": 1}
    (after,) = queries.open_findings(session, stop.itinerary)
    assert (before.finding.severity, after.finding.severity) == (
        Severity.WARN,
        Severity.BLOCK_RELEASE,
    )
    assert before.finding.key == after.finding.key


# -- rounds that look at no more than so many ------------------------------------------------------


@pytest.fixture
def one_at_a_time(monkeypatch):
    """A round looks at one row of each kind."""
    monkeypatch.setattr("visits.hosting.actions.tending.MOST", 1)


def test_a_site_that_is_never_asked_does_not_hold_up_the_others(session, tended, one_at_a_time):
    gate, hall = a_site(session), a_site(session)
    a_stop(session, an_itinerary(session), site=gate)
    a_stop(session, an_itinerary(session), site=hall)
    a_contact(session, gate, role=ContactRole.SECURITY_DESK)
    a_contact(session, hall)
    assert tended(WEDNESDAY) == {"hosts asked": 1}
    assert [one.contact.site for one in rows_of(session)] == [hall]


def test_whom_no_letter_reached_does_not_hold_up_the_others(session, tended, one_at_a_time):
    first, _ = an_asked_stop(session)
    second, _ = an_asked_stop(session)
    the_request(session, second).letter.state = LetterState.SENT
    session.flush()
    assert tended(WEDNESDAY + timedelta(days=1)) == {"hosts reminded": 1}
    assert the_request(session, first).reminded_at is None
    assert the_request(session, second).reminded_at == WEDNESDAY + timedelta(days=1)


def test_each_draft_has_its_turn_within_some_hours(session, tended, one_at_a_time):
    stops = [a_stop(session, an_itinerary(session), site=a_site(session)) for _ in range(3)]
    near = wall("9:00", TUESDAY - timedelta(days=7))
    for hour in range(3):
        assert tended(near + timedelta(hours=hour)) == {"drafts looked at": 1}
    found = [queries.open_findings(session, stop.itinerary)[0] for stop in stops]
    assert {one.finding.severity for one in found} == {Severity.BLOCK_RELEASE}
