"""The office's pages: a test is sent, its answer noted, invitations chosen and ended."""

import pytest

from tests.factories import a_contact, a_site, a_stop, an_itinerary
from tests.invitations.cast import a_reply, choose, send
from visits.calendars.ics import PartStat
from visits.invitations import actions, queries
from visits.sites.rules import ContactChannel

NOTED = {"answer": "ACCEPTED", "channel": "telephone", "told_on": "2026-01-05"}


@pytest.fixture
def contact(session):
    contact = a_contact(session, a_site(session), name="Ms Yoon", email="yoon@example.org")
    session.commit()
    return contact


def page(contact, act=""):
    return f"/office/invitations/contact/{contact.id}{act}"


def row_of(session, contact):
    session.expire_all()
    return queries.tested(session, ("contact", contact.id))


def press(browser, contact, act, **typed):
    """The button, or the form, that sends to this address."""
    asked = "/answer" if act == "/answer" else ""
    shown = browser.open(page(contact, asked))
    return shown.submit(f'form[action="{page(contact, act)}"]', **typed)


def test_from_the_test_to_the_choice_and_back(as_, session, contact):
    coordinator = as_("coordinator")
    press(coordinator, contact, "/test")
    assert row_of(session, contact).answer is None
    press(coordinator, contact, "/answer", **NOTED)
    row = row_of(session, contact)
    assert (row.answer, row.channel, row.person) == (PartStat.ACCEPTED, "telephone", "Ms Yoon")
    press(coordinator, contact, "/choose")
    assert queries.is_chosen(session, queries.mailbox(session, ("contact", contact.id)))
    press(coordinator, contact, "/end")
    assert row_of(session, contact).chosen_at is None


def test_nothing_is_chosen_before_an_answer(as_, session, contact):
    coordinator = as_("coordinator")
    press(coordinator, contact, "/test")
    assert not coordinator.open(page(contact)).has(f'form[action="{page(contact, "/choose")}"]')


def test_an_answer_of_tomorrow_is_refused(as_, session, contact):
    coordinator = as_("coordinator")
    press(coordinator, contact, "/test")
    refused = press(
        coordinator, contact, "/answer", **{**NOTED, "told_on": "2099-01-01"}, status=422
    )
    assert set(refused.errors) == {"told_on"}
    assert row_of(session, contact).answer is None


def test_whoever_is_asked_by_telephone_gets_no_test(as_, session, contact):
    contact.channel = ContactChannel.TELEPHONE
    session.commit()
    assert not as_("coordinator").open(page(contact)).has("main form")


def test_another_reader_than_there_is(as_):
    as_("coordinator").open("/office/invitations/contact/999", status=404)


def test_the_stop_shows_what_was_sent_and_what_came_back(as_, session, contact):
    choose(session, ("contact", contact.id))
    stop = a_stop(session, an_itinerary(session), site=contact.site)
    send(session)
    actions.take(session, a_reply(stop, "TENTATIVE"), at=stop.created_at)
    address = f"/office/delegations/{stop.itinerary.delegation.code}/itinerary/stops/{stop.uid}"
    session.commit()
    shown = as_("coordinator").open(address).one('section[aria-labelledby="exchanges"]')
    assert "Tentative in their calendar" in shown.text
    assert "This settles nothing yet." in shown.text
