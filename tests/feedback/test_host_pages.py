"""Hosts see what guests want to know, and say in two clicks how it was."""

from datetime import timedelta

import pytest

from tests.factories import AT, a_contact, a_stop, a_user, an_itinerary
from tests.feedback.cast import AFTER, ARABIC, BY_LINK, a_visit
from tests.hosting.cast import an_asked_stop, rows_of
from tests.kit.test_typeset import read_back
from visits.feedback import actions
from visits.feedback.models import HostReport
from visits.feedback.rules import How, QuestionState
from visits.hosting import letters
from visits.hosting.papers import request_paper
from visits.itineraries.models import Publication
from visits.sites.rules import ContactRole


def told_outside(session, stop):
    """As after an ask: hosts know of the stop as it is now."""
    for row in session.query(Publication).filter_by(uid=stop.uid):
        row.starts, row.ends = stop.starts, stop.ends
    session.flush()


@pytest.fixture
def past(session, over):
    """A stop that ended an hour ago at a site, and its delegation."""
    delegation, stops = a_visit(session)
    over((delegation, stops))
    for stop in stops:
        told_outside(session, stop)
    return delegation, stops[0]


def my_site(browser, token, contact, **more):
    return browser.page("hosting.my_site", lang="en", token=token(contact), **more)


def test_two_clicks_by_link(session, past, contact, browser, host_token):
    _, stop = past
    host = contact(stop)
    page = my_site(browser, host_token, host)
    form = page.one("[aria-labelledby=over] form")
    assert [one.find(string=True).strip() for one in form.select("button")] == [
        "Good",
        "Mixed",
        "Difficult",
    ]
    page = page.submit("[aria-labelledby=over] form", how="mixed").follow()
    assert page.h1 == "How was it?"
    page = page.submit("main form", held="no", text="Twenty came").follow()
    assert page.all(".flashes .callout-body") == ["Thank you. The office reads it."]
    assert page.all("[aria-labelledby=over] .badge") == ["Mixed"]
    (row,) = session.query(HostReport).all()
    assert (row.how, row.held, row.text, row.person) == (How.MIXED, False, "Twenty came", host.name)


def test_it_can_be_changed_later(session, past, contact, browser, host_token):
    _, stop = past
    host = contact(stop)
    my_site(browser, host_token, host).submit("[aria-labelledby=over] form", how="good")
    url = browser.url("feedback.report", lang="en", token=host_token(host), number=stop.id)
    browser.open(url).submit("main form", held="yes")
    page = browser.open(url)
    assert page.one("[name=how][checked]")["value"] == "good"
    assert page.one("[name=held][checked]")["value"] == "yes"
    page.submit("main form", how="difficult", held="no")
    (row,) = session.query(HostReport).all()
    assert (row.how, row.held) == (How.DIFFICULT, False)


def test_only_who_received_there_is_asked(session, past, contact, browser, host_token):
    _, stop = past
    other = a_contact(session, an_asked_stop(session)[0].site)
    for wrong in (contact(stop, role=ContactRole.SECURITY_DESK), other):
        assert not my_site(browser, host_token, wrong).has("[aria-labelledby=over]")
        browser.page(
            "feedback.report", lang="en", token=host_token(wrong), number=stop.id, status=404
        )


def test_after_a_month_nobody_is_asked_any_more(session, past, contact, browser, host_token):
    _, stop = past
    stop.starts, stop.ends = (one - timedelta(days=31) for one in (stop.starts, stop.ends))
    told_outside(session, stop)
    host = contact(stop)
    assert not my_site(browser, host_token, host).has("[aria-labelledby=over]")
    browser.page("feedback.report", lang="en", token=host_token(host), number=stop.id, status=404)


def test_a_host_who_signs_in_says_the_same(session, past, contact, as_, people):
    _, stop = past
    contact(stop, user_id=people["host"].id)
    browser = as_("host")
    page = browser.page("hosting.my_sites").submit("[aria-labelledby=over] form", how="good")
    page.follow().submit("main form", held="yes").follow()
    (row,) = session.query(HostReport).all()
    assert (row.how, row.held, row.person) == (How.GOOD, True, "Yoon Areum")
    as_("outsider").page("feedback.report_as_host", number=stop.id, status=404)


def asked_by_guests(session, stop, text=ARABIC, state=QuestionState.PASSED_ON, korean=""):
    delegation, officer = stop.itinerary.delegation, a_user(session)
    question = actions.ask(session, delegation, text, site_id=None, told=BY_LINK, language="ar")
    actions.decide(session, question, state, by=officer, at=AFTER)
    actions.translate_question(session, question, korean)
    return question


def test_hosts_see_the_questions_that_were_passed_on(session, browser, host_token):
    stop, host = an_asked_stop(session)
    asked_by_guests(session, stop, korean="신호는 어떻게 정합니까?")
    asked_by_guests(session, stop, "Rude", QuestionState.HIDDEN)
    page = my_site(browser, host_token, host)
    own = page.one("article p.lines[lang=ar]")
    assert (own["dir"], own.get_text()) == ("auto", ARABIC)
    assert page.all("article p.lines[lang=ko]") == ["신호는 어떻게 정합니까?"]
    assert "Rude" not in page.response.text


def test_a_caterer_hears_of_none(session, browser, host_token):
    stop, _ = an_asked_stop(session)
    caterer = a_contact(session, stop.site, role=ContactRole.CATERING)
    asked_by_guests(session, stop, "How?")
    assert "How?" not in my_site(browser, host_token, caterer).response.text


def test_the_paper_of_the_request_holds_them(app, session):
    stop, _ = an_asked_stop(session)
    asked_by_guests(session, stop, "How are signals timed?", korean="신호는 어떻게 정합니까?")
    (request,) = rows_of(session, stop)
    asked = letters.queries.guests_questions(session, [stop.id])
    line = letters.line_of(request, {}, app.config["ZONE"], asked)
    with app.test_request_context("/en/"):
        paper = request_paper(
            [line], site=stop.site, contact="Host", due=AT.date(), phone="", tag="en"
        )
    words = read_back(paper)
    assert "How are signals timed?" in words
    assert "신호는 어떻게 정합니까?" in words


def test_a_lesson_meets_whoever_plans_the_next_visit(session, as_):
    _, (stop, _) = a_visit(session)
    lesson = actions.write_lesson(
        session, stop.site, "Ten minutes for passports", by=a_user(session), at=AFTER
    )
    following = a_stop(session, an_itinerary(session), "15:00", "16:00", site=stop.site)
    here = {"code": following.itinerary.delegation.code, "uid": following.uid}
    officer = as_("coordinator")
    assert "Ten minutes for passports" in officer.page("itineraries.stop", **here).text
    assert "Ten minutes for passports" in officer.page("itineraries.edit", **here).text
    page = officer.page("sites.show", slug=stop.site.slug)
    assert "Ten minutes for passports" in page.all("[aria-labelledby=lessons]")[0]
    page = page.click("All lessons of this site").submit('form[action$="settled"]').follow()
    assert page.all(".badge") == ["Settled"]
    assert lesson.settled_by.name == "Kim Haneul"
    assert "Ten minutes" not in officer.page("itineraries.stop", **here).text
