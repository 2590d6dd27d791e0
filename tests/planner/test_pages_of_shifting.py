"""Shifting a day by its page: looked at first, kept whole or not at all, undone as one step."""

import pytest

from tests.factories import AT, a_site, a_stop, an_itinerary, wall
from visits.conflicts.rules import StopStatus
from visits.itineraries import actions
from visits.itineraries.models import Stop
from visits.itineraries.rules import StopMove
from visits.kit.clock import now
from visits.kit.errors import Refused
from visits.planner.actions import shift_day
from visits.planner.shifts import Shift


@pytest.fixture
def day(session):
    """Three stops, the second confirmed by its host, the third pinned."""
    itinerary = an_itinerary(session)
    first = a_stop(session, itinerary, "9:00", "9:45", move=None)
    second = a_stop(session, itinerary, "10:00", "11:00", site=a_site(session))
    actions.change_status(session, second, StopMove.CONFIRM, at=AT)
    third = a_stop(session, itinerary, "13:00", "14:00", move=None, is_pinned=True)
    return first, second, third


def page(browser, stop, **asked):
    code = stop.itinerary.delegation.code
    return browser.page("planner.shift", code=code, since=stop.uid, **asked)


def times(session, *stops):
    session.expire_all()
    return [stop.starts for stop in stops]


def test_the_page_says_before_what_moves_what_cannot_and_who_is_asked_again(session, as_, day):
    shown = page(as_("coordinator"), day[0], minutes=10)
    assert shown.all("#would-change") == ["2 stops would move"]
    assert shown.all("tbody tr td:last-child") == [
        "10 minutes later",
        "10 minutes later",
        "Pinned: keeps its time",
    ]
    assert "The host of 1 confirmed stop would be asked again." in shown.text
    assert times(session, *day) == [wall("9:00"), wall("10:00"), wall("13:00")]


def test_what_was_shown_is_kept_as_one_step_that_can_be_undone(session, as_, people, day):
    page(as_("coordinator"), day[0], minutes=10).submit(status=302)
    assert times(session, *day) == [wall("9:10"), wall("10:10"), wall("13:00")]
    assert day[1].status is StopStatus.ASKED
    actions.undo(session, day[0].itinerary, by=people["coordinator"], at=now())
    assert times(session, *day) == [wall("9:00"), wall("10:00"), wall("13:00")]


def test_a_host_that_agreed_is_not_asked_again(session, as_, day):
    page(as_("coordinator"), day[0], minutes=-10).submit(host_agreed=True)
    assert times(session, *day)[1] == wall("9:50")
    assert day[1].status is StopStatus.CONFIRMED


def test_gaps_close_to_the_ways(session, as_, day):
    page(as_("coordinator"), day[0], how="compact").submit()
    assert times(session, *day) == [wall("9:00"), wall("9:45"), wall("13:00")]


def test_what_changed_meanwhile_is_shown_again_before_it_is_kept(session, as_, day):
    shown = page(as_("coordinator"), day[0], minutes=10)
    actions.move_stop(session, day[1], starts=wall("11:00"), ends=wall("12:00"), at=AT)
    back = shown.submit(status=422)
    assert back.all(".error-summary li") == [
        "The programme changed meanwhile. Look at the preview again, then keep it."
    ]
    back.submit(status=302)
    assert times(session, *day) == [wall("9:10"), wall("11:10"), wall("13:00")]


def test_a_shift_that_blocks_is_refused_and_nothing_of_it_stays(session, as_):
    site = a_site(session)
    a_stop(session, an_itinerary(session), "11:00", "12:00", site=site)
    itinerary = an_itinerary(session)
    free = a_stop(session, itinerary, "8:00", "9:00", move=None)
    taken = a_stop(session, itinerary, "10:00", "11:00", site=site)
    shown = page(as_("coordinator"), free, minutes=30)
    assert shown.all(".callout-danger .finding strong") == ["Too many groups at the site"]
    assert not shown.has("main form[method=post]")
    assert times(session, free, taken) == [wall("8:00"), wall("10:00")]


def test_a_shift_in_which_nothing_moves_is_refused(session):
    stop = a_stop(session, an_itinerary(session), move=None, is_pinned=True)
    itinerary = stop.itinerary
    with pytest.raises(Refused, match="nothing_moves"):
        shift_day(session, itinerary, Shift(stop, 10), by=itinerary.delegation.lead, at=AT)


def test_viewers_are_not_offered_what_they_may_not_do(session, as_, day):
    code = day[0].itinerary.delegation.code
    session.commit()
    assert not as_("viewer").page("itineraries.show", code=code).has(".plan-gestures")
    as_("viewer").page("planner.shift", code=code, status=403)
    assert session.get(Stop, day[0].id) is day[0]
