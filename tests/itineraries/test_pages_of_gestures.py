"""What is done with one stop by its own pages: moved, copied, cancelled, deleted, answered for."""

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    WEDNESDAY,
    a_person,
    a_site,
    a_stop,
    an_itinerary,
    wall,
)
from tests.itineraries.reading import sentences
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries import actions
from visits.itineraries.models import Stop
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated


def at_stop(browser, stop, endpoint="itineraries.stop", **values):
    return browser.page(endpoint, code=stop.itinerary.delegation.code, uid=stop.uid, **values)


def button(page, words):
    """The form whose button says this."""
    found = [f for f in page.soup.select("main form") if f.button and words in f.button.text]
    assert len(found) == 1, page.all("main form button")
    return f'form[action="{found[0]["action"]}"]'


# -- its page --------------------------------------------------------------------------------------


def test_the_page_shows_everything_about_the_stop(session, as_):
    itinerary = an_itinerary(session)
    site = a_site(session, "Arboretum", min_group=20)
    stop = a_stop(session, itinerary, site=site, internal_note="Flags", languages=("en", "ko"))
    actions.assign_person(session, stop, a_person(session, "Kang Sua"), Role.ESCORTS, at=AT)
    page = at_stop(as_("viewer"), stop)
    facts = dict(zip(page.all(".facts dt"), page.all(".facts dd"), strict=True))
    assert facts == {
        "Where": "Arboretum",
        "Who takes part": "Everybody",
        "Languages": "English, Korean",
        "Visible to": "Guests and staff",
        "Internal note": "Flags",
        "First asked": "Mon, Dec 1, 2098 10:00",
    }
    assert page.all(".finding strong") == ["Host has not confirmed", "Group too small"]
    assert page.all("[aria-labelledby=served] li") == ["Kang Sua · Escorts Not answered yet"]
    assert page.all("main form") == []


def test_an_unknown_stop_is_not_there(session, as_):
    itinerary = an_itinerary(session)
    session.commit()
    code = itinerary.delegation.code
    as_("viewer").page("itineraries.stop", code=code, uid="nothing", status=404)


def test_what_was_told_outside_stands_in_order_and_the_log_is_one_press_away(session, as_):
    stop = a_stop(session, an_itinerary(session), site=a_site(session))
    actions.change_status(session, stop, StopMove.CONFIRM, at=AT)
    page = at_stop(as_("coordinator"), stop)
    assert page.all(".timeline strong") == ["Asked of host and staff", "Asked of host and staff"]
    log = page.click("Who changed what in this stop")
    assert log.all("tbody td bdi")[:1] != []


# -- moves -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "words", "reached"),
    [
        (None, "Hold", StopStatus.HOLD),
        (None, "Ask the host", StopStatus.ASKED),
        (StopMove.ASK, "Mark as confirmed", StopStatus.CONFIRMED),
        (StopMove.ASK, "Mark as declined", StopStatus.DECLINED),
        (StopMove.HOLD, "Back to an idea", StopStatus.IDEA),
    ],
)
def test_one_button_changes_the_status(session, as_, first, words, reached):
    stop = a_stop(session, an_itinerary(session), move=first)
    page = at_stop(as_("coordinator"), stop)
    page.submit(button(page, words)).follow()
    session.expire_all()
    assert stop.status is reached


def test_a_move_that_clashes_is_refused_and_says_with_what(session, as_):
    person = a_person(session, "Kang Sua")
    theirs = a_stop(session, an_itinerary(session), "10:00", "12:00", title=Translated(en="Ride"))
    actions.assign_person(session, theirs, person, Role.ESCORTS, at=AT)
    stop = a_stop(session, an_itinerary(session), move=None)
    actions.assign_person(session, stop, person, Role.ESCORTS, at=AT)
    page = at_stop(as_("coordinator"), stop)
    back = page.submit(button(page, "Ask the host"), status=422)
    code = theirs.itinerary.delegation.code
    assert sentences(back, ".finding p")[0] == (
        f"Kang Sua is booked by {code} from 10:00 to 11:00: Ride."
    )
    session.expire_all()
    assert stop.status is StopStatus.IDEA


def test_a_move_that_is_no_longer_possible_is_refused(session, as_):
    stop = a_stop(session, an_itinerary(session))
    page = at_stop(as_("coordinator"), stop)
    form = button(page, "Mark as confirmed")
    actions.cancel_stop(session, stop, at=AT)
    back = page.submit(form, status=422)
    assert back.all(".error-summary li") == [
        "The stop is no longer in a state in which that can be done."
    ]


def test_only_moves_that_exist_have_an_address(session, as_):
    stop = a_stop(session, an_itinerary(session))
    session.commit()
    browser = as_("coordinator")
    code = stop.itinerary.delegation.code
    for wanted in ("cancel", "explode"):
        address = browser.url("itineraries.change_status", code=code, uid=stop.uid, wanted=wanted)
        page = at_stop(browser, stop)
        token = page.soup.select_one("[name=csrf_token]")["value"]
        answer = browser.fetch("POST", address, data={"csrf_token": token})
        assert answer.status_code == 404


# -- move, copy, cancel, delete --------------------------------------------------------------------


def test_a_stop_moves_to_another_day_and_keeps_its_length(session, as_):
    stop = a_stop(session, an_itinerary(session), "10:00", "10:45", move=None)
    page = at_stop(as_("coordinator"), stop, "itineraries.move")
    assert page.one("[name=starts]")["value"] == "10:00"
    assert page.one("[name=ends]").get("value", "") == ""
    assert "10:00–10:45" in page.one(".lead").text
    page.submit(day=str(WEDNESDAY), starts="14:00")
    session.expire_all()
    assert (stop.starts, stop.ends) == (wall("14:00", WEDNESDAY), wall("14:45", WEDNESDAY))


def test_a_stop_moves_to_another_site(session, as_):
    site, other = a_site(session, "One"), a_site(session, "Two", lat=36.49)
    stop = a_stop(session, an_itinerary(session), site=site, move=None)
    at_stop(as_("coordinator"), stop, "itineraries.move").submit(site_id=str(other.id))
    session.expire_all()
    assert stop.site == other


def test_a_move_into_another_stop_is_refused_in_place(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Tea"))
    stop = a_stop(session, itinerary, "10:00", "11:00")
    page = at_stop(as_("coordinator"), stop, "itineraries.move")
    back = page.submit(status=422, starts="14:30", ends="15:30")
    assert sentences(back, ".finding p")[0] == (
        "The delegation would be in two places from 14:30 to 15:00: here and at Tea."
    )
    assert back.one("[name=starts]")["value"] == "14:30"


def test_a_stale_move_shows_both_versions(session, as_):
    stop = a_stop(session, an_itinerary(session), move=None)
    mine = at_stop(as_("coordinator"), stop, "itineraries.move")
    at_stop(as_("colleague"), stop, "itineraries.move").submit(starts="9:00", ends="")
    stale = mine.submit(status=409, starts="12:00", ends="13:00")
    assert stale.all("tbody th") == ["Start Differs", "End Differs"]


def test_a_copy_is_an_idea_with_the_same_people(session, as_):
    stop = a_stop(session, an_itinerary(session))
    actions.assign_person(session, stop, a_person(session), Role.ESCORTS, at=AT)
    page = at_stop(as_("coordinator"), stop, "itineraries.copy")
    page.submit(day=str(WEDNESDAY), starts="9:30").follow()
    session.expire_all()
    copy = session.scalars(select(Stop).where(Stop.uid != stop.uid)).one()
    assert (copy.status, copy.starts) == (StopStatus.IDEA, wall("9:30", WEDNESDAY))
    assert [one.role for one in copy.assignments] == [Role.ESCORTS]


def test_a_stop_is_cancelled_for_a_reason_that_stays_in_the_office(session, as_):
    stop = a_stop(session, an_itinerary(session), internal_note="Flags")
    page = at_stop(as_("coordinator"), stop, "itineraries.cancel")
    assert page.submit(status=422).errors == {"reason": ["This field is required."]}
    page.submit(reason="Heavy rain")
    session.expire_all()
    assert (stop.status, stop.internal_note) == (StopStatus.CANCELLED, "Flags\nHeavy rain")


def test_a_stop_is_not_cancelled_twice(session, as_):
    stop = a_stop(session, an_itinerary(session))
    page = at_stop(as_("coordinator"), stop, "itineraries.cancel")
    actions.cancel_stop(session, stop, at=AT)
    back = page.submit(status=422, reason="Heavy rain")
    assert back.all(".error-summary li") == [
        "The stop is no longer in a state in which that can be done."
    ]


def test_a_stop_that_nobody_knows_of_is_deleted(session, as_):
    stop = a_stop(session, an_itinerary(session), move=None)
    at_stop(as_("coordinator"), stop).click("Delete the stop").submit()
    assert session.scalars(select(Stop)).all() == []


def test_a_stop_that_was_published_is_cancelled_instead(session, as_):
    stop = a_stop(session, an_itinerary(session), site=a_site(session))
    assert "Delete the stop" not in at_stop(as_("coordinator"), stop).all("main a")
    page = at_stop(as_("coordinator"), stop, "itineraries.delete").submit().follow()
    assert page.all(".flashes .callout") == [
        "Others know of this stop: it was cancelled instead of deleted."
    ]
    session.expire_all()
    assert stop.status is StopStatus.CANCELLED


# -- answers ---------------------------------------------------------------------------------------


def test_an_approver_reads_and_changes_nothing(session, as_):
    stop = a_stop(session, an_itinerary(session))
    browser = as_("approver")
    assert at_stop(browser, stop).all("main form") == []
    for endpoint in ("edit", "move", "copy", "cancel", "delete"):
        at_stop(browser, stop, f"itineraries.{endpoint}", status=403)


# -- one's own steps -------------------------------------------------------------------------------


def test_a_step_is_undone_and_done_again_beside_the_programme(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=None)
    session.commit()
    browser = as_("coordinator")
    at_stop(browser, stop, "itineraries.move").submit(starts="14:00", ends="15:00")

    def take(step):
        page = browser.page("itineraries.show", code=itinerary.delegation.code)
        page.submit(f"form[action$='steps/{step}']")
        session.expire_all()
        told = browser.page("itineraries.show", code=itinerary.delegation.code).text
        return stop.starts, told

    starts, told = take("undo")
    assert (starts, "Your last step was undone." in told) == (wall("10:00"), True)
    starts, told = take("redo")
    assert (starts, "Your step was done again." in told) == (wall("14:00"), True)
    starts, told = take("redo")
    assert (starts, "no step of yours left to redo" in told) == (wall("14:00"), True)
