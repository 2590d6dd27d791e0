"""What a host told an officer: the staff twin of every answer by link, and what is decided about it."""

import pytest
from sqlalchemy import select

from tests.factories import (
    TUESDAY,
    WEDNESDAY,
    a_contact,
    a_site,
    a_stop,
    an_itinerary,
    wall,
)
from tests.hosting.cast import an_asked_stop, reply, requests, the_request
from tests.itineraries.reading import sentences
from visits.conflicts.rules import StopStatus
from visits.itineraries.models import Answer
from visits.itineraries.rules import Said, StopMove
from visits.kit.clock import now

TIMES = ((wall("14:00"), wall("15:00")), (wall("9:00", WEDNESDAY), wall("10:00", WEDNESDAY)))


def at_stop(browser, stop, endpoint="itineraries.stop", **values):
    return browser.page(endpoint, code=stop.itinerary.delegation.code, uid=stop.uid, **values)


def test_a_hosts_yes_by_telephone_is_noted_and_shown_with_who_entered_it(session, as_):
    site = a_site(session)
    a_contact(session, site)
    stop = a_stop(session, an_itinerary(session), site=site)
    page = at_stop(as_("coordinator"), stop).click("Note the host’s answer")
    shown = page.submit(
        said="confirmed", channel="telephone", person="Mr Lee", told_on="2026-01-20"
    ).follow()
    assert sentences(shown, "[aria-labelledby=answers] li") == [
        "Confirmed by telephone Tue, Jan 20 Mr Lee (entered by: Kim Haneul)"
    ]
    session.expire_all()
    assert stop.status is StopStatus.CONFIRMED


def test_a_no_by_official_letter_keeps_its_number(session, as_):
    stop = a_stop(session, an_itinerary(session))
    page = at_stop(as_("coordinator"), stop, "hosting.note_answer")
    shown = page.submit(
        said="declined",
        channel="official_letter",
        told_on="2026-01-20",
        document_number="시설과-123",
        note="Repairs",
    ).follow()
    assert shown.all("[aria-labelledby=answers] li p") == [
        "Declined by official letter Tue, Jan 20 (entered by: Kim Haneul)",
        "Document number 시설과-123",
        "Repairs",
    ]
    session.expire_all()
    assert stop.status is StopStatus.DECLINED


def test_an_answer_from_the_future_is_refused(session, as_):
    stop = a_stop(session, an_itinerary(session))
    page = at_stop(as_("coordinator"), stop, "hosting.note_answer")
    back = page.submit(status=422, said="confirmed", told_on=str(TUESDAY), channel="email")
    assert back.errors == {"told_on": ["This day has not come yet."]}
    assert session.scalars(select(Answer)).all() == []


def test_an_answer_needs_to_say_yes_or_no(session, as_):
    stop = a_stop(session, an_itinerary(session))
    page = at_stop(as_("coordinator"), stop, "hosting.note_answer")
    assert list(page.submit(status=422).errors) == ["said"]


def test_an_answer_is_dated_today_unless_one_says_otherwise(session, as_, app):
    stop = a_stop(session, an_itinerary(session))
    page = at_stop(as_("coordinator"), stop, "hosting.note_answer")
    today = now().astimezone(app.config["ZONE"]).date()
    assert page.one("[name=told_on]")["value"] == str(today)


def test_other_times_by_telephone_are_noted_and_stand_on_the_stop(session, as_):
    stop, contact = an_asked_stop(session)
    page = at_stop(as_("coordinator"), stop, "hosting.note_answer")
    assert page.one("[name=person]")["value"] == contact.name
    shown = page.submit(
        said="proposed",
        channel="telephone",
        told_on="2026-01-20",
        **{"times-0-day": str(TUESDAY), "times-0-starts": "14:00"},
    ).follow()
    assert shown.all("[aria-labelledby=requests] .badge") == ["Proposal to decide"]
    assert shown.all("[aria-labelledby=answers] strong") == ["Other times proposed by telephone"]
    session.expire_all()
    assert requests(session) == ["countered"]
    assert [one.starts for one in the_request(session, stop).times] == [wall("14:00")]


def test_an_answer_to_nobodys_request_is_yes_or_no(session, as_):
    stop = a_stop(session, an_itinerary(session))
    page = at_stop(as_("coordinator"), stop, "hosting.note_answer")
    assert [str(one["value"]) for one in page.soup.select("[name=said]")] == [
        "confirmed",
        "declined",
    ]


def test_a_stop_of_another_delegation_is_not_there(session, as_):
    stop, _ = an_asked_stop(session)
    other = an_itinerary(session).delegation.code
    session.commit()
    browser = as_("coordinator")
    browser.page("hosting.note_answer", code=other, uid=stop.uid, status=404)


# -- proposals -------------------------------------------------------------------------------------


def test_each_proposed_time_shows_what_it_would_bring(session, as_):
    contact = a_contact(session, a_site(session))
    stop, _ = an_asked_stop(session, contact=contact)
    a_stop(session, an_itinerary(session), "14:30", "15:30", site=contact.site)
    reply(session, the_request(session, stop), Said.PROPOSED, times=TIMES)
    page = at_stop(as_("coordinator"), stop).click("Look at the proposal")
    assert page.all("[aria-labelledby^=option] .callout strong:first-child")[:1] == [
        "This cannot be saved:"
    ]
    assert page.all("[aria-labelledby=option-2] .callout") == ["Nothing stands against it."]
    assert page.all("main form button") == ["Take this over", "Decline politely"]
    session.expire_all()
    assert requests(session, stop) == ["countered"]


def test_one_click_takes_a_proposal_over(session, as_):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), Said.PROPOSED, times=TIMES)
    page = at_stop(as_("coordinator"), stop).click("Look at the proposal")
    shown = page.submit("[aria-labelledby=option-2] form").follow()
    assert shown.all(".flashes .callout") == ["The proposal was taken over; the stop is confirmed."]
    session.expire_all()
    assert (stop.starts, stop.status) == (TIMES[1][0], StopStatus.CONFIRMED)
    again = page.submit("[aria-labelledby=option-2] form").follow()
    assert "Somebody answered this request" in again.text


def test_a_proposal_is_declined_politely(session, as_):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), Said.LIMITED, most_people=4)
    page = at_stop(as_("coordinator"), stop).click("Look at the proposal")
    page.submit("[aria-labelledby=no] form")
    session.expire_all()
    assert (stop.status, requests(session)) == (StopStatus.DECLINED, ["withdrawn"])


def test_a_viewer_reads_proposals_and_decides_nothing(session, as_):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), Said.PROPOSED, times=TIMES)
    number = the_request(session, stop).id
    browser = as_("viewer")
    assert browser.page("hosting.counter", number=number).all("main form") == []
    at_stop(browser, stop, "hosting.note_answer", status=403)


def test_competing_holds_are_seen_from_both_sides(session, as_):
    site = a_site(session)
    stops = [
        a_stop(session, an_itinerary(session), site=site, move=StopMove.HOLD) for _ in range(2)
    ]
    browser = as_("viewer")
    for mine, theirs in (stops, stops[::-1]):
        page = at_stop(browser, mine)
        assert page.all(".finding strong") == ["Too many groups at the site"]
        assert theirs.itinerary.delegation.code in page.one(".finding").text


# -- what changed since the page was opened --------------------------------------------------------


def test_an_answer_given_since_the_page_was_opened_is_not_written_over(session, as_):
    stop, _ = an_asked_stop(session)
    session.commit()
    page = at_stop(as_("coordinator"), stop, "hosting.note_answer")
    reply(session, the_request(session, stop), Said.CONFIRMED)
    session.commit()
    told = {"said": "declined", "channel": "telephone", "told_on": "2026-01-20", "note": "Repairs"}
    back = page.submit(status=422, **told)
    assert back.all(".error-summary li")[0].startswith("Somebody answered this request")
    session.expire_all()
    assert stop.status is StopStatus.CONFIRMED
    back.submit(**told)
    session.expire_all()
    assert stop.status is StopStatus.DECLINED


def test_an_answer_that_does_not_say_what_it_is_about_is_refused(session, as_):
    stop, _ = an_asked_stop(session)
    session.commit()
    page = at_stop(as_("coordinator"), stop, "hosting.note_answer")
    told = {"said": "confirmed", "channel": "telephone", "told_on": "2026-01-20", "seen": ""}
    page.submit(status=422, **told)
    session.expire_all()
    assert stop.status is StopStatus.ASKED


@pytest.mark.parametrize("form", ["[aria-labelledby=option-1] form", "[aria-labelledby=no] form"])
def test_a_limit_that_the_host_lowered_meanwhile_is_looked_at_first(session, as_, form):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), Said.LIMITED, most_people=6)
    session.commit()
    page = at_stop(as_("coordinator"), stop).click("Look at the proposal")
    reply(session, the_request(session, stop), Said.LIMITED, most_people=4)
    session.commit()
    again = page.submit(form).follow()
    assert "Somebody answered this request" in again.text
    session.expire_all()
    assert (stop.status, requests(session, stop)) == (StopStatus.ASKED, ["countered"])


def test_a_number_that_no_time_has_is_no_time(session, as_):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop), Said.PROPOSED, times=TIMES)
    session.commit()
    page = at_stop(as_("coordinator"), stop).click("Look at the proposal")
    page.submit("[aria-labelledby=option-2] form", status=404, time="9" * 5000)
