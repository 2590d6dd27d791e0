"""What is over is answered by link no more; an officer still notes what was told."""

from datetime import timedelta

import pytest

from tests.factories import a_contact, a_delegation, a_site, a_stop, a_user, an_itinerary
from tests.hosting.cast import AT, BY_LINK, requests, rows_of, the_request
from visits.access.rules import Channel
from visits.conflicts.rules import StopStatus
from visits.hosting import actions
from visits.hosting.rules import Reply, Told
from visits.itineraries.rules import Said
from visits.kit.clock import now
from visits.kit.errors import Over

NO = Reply(said=Said.DECLINED, note="Repairs")


@pytest.fixture
def past(session, people):
    """A stop of last week that its host, who has an account, had agreed to."""
    contact = a_contact(session, a_site(session), user_id=people["host"].id)
    day = (now() - timedelta(days=7)).date()
    visit = a_delegation(session, starts_on=day, ends_on=day)
    asked_at = now() - timedelta(days=30)
    stop = a_stop(session, an_itinerary(session, visit), day=day, site=contact.site, at=asked_at)
    told = Told(channel=Channel.LINK, on=asked_at.date(), person="Host")
    request = the_request(session, stop)
    yes = Reply(said=Said.CONFIRMED)
    actions.reply(session, request, yes, told=told, by=None, at=asked_at)
    session.commit()
    return stop, contact


def answers_shown(page):
    return page.all("a[href$='/declined']") + page.all("[aria-labelledby=month] form")


def refused_in_words(page):
    text = page.text
    return ("This is over." in text, "please call or write to the office" in text)


def test_a_host_s_link_offers_and_takes_no_answer_of_the_past(
    session, past, browser, token_of, app
):
    stop, contact = past
    token = token_of(contact)
    number = the_request(session, stop).id
    month = f"{stop.starts:%Y-%m}"
    page = browser.page("hosting.my_site", lang="en", token=token, month=month)
    assert answers_shown(page) == []
    address = f"/en/host/{token}/requests/{number}/declined"
    assert refused_in_words(browser.open(address, status=410)) == (True, True)
    assert browser.fetch("POST", address, data={"note": "Repairs"}).status_code in {400, 410}
    session.expire_all()
    assert (requests(session, stop), stop.status) == (["accepted"], StopStatus.CONFIRMED)


def test_a_host_who_signed_in_changes_the_past_no_more(session, past, as_):
    stop, _ = past
    host = as_("host")
    page = host.page("hosting.my_sites", month=f"{stop.starts:%Y-%m}")
    assert answers_shown(page) == []
    number = the_request(session, stop).id
    address = f"/office/my-sites/requests/{number}/declined"
    assert refused_in_words(host.open(address, status=410)) == (True, True)


def test_nobody_but_an_officer_answers_after_the_end(session):
    contact = a_contact(session, a_site(session))
    stop = a_stop(session, an_itinerary(session), site=contact.site)
    (request,) = rows_of(session, stop)
    with pytest.raises(Over):
        actions.reply(session, request, NO, told=BY_LINK, by=None, at=stop.ends)
    told = Told(channel=Channel.TELEPHONE, on=AT.date(), person="Ms Yoon")
    actions.reply(session, request, NO, told=told, by=a_user(session), at=stop.ends)
    assert requests(session, stop) == ["declined"]
