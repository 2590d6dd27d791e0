"""Guests say how it was, in their own language, on a phone without scripts; the office reads it."""

from datetime import timedelta

import pytest

from tests.feedback.cast import ARABIC, KHMER, a_visit, all_answers
from visits.access.models import Attempt
from visits.delegations.rules import DelegationState
from visits.feedback.models import GuestQuestion
from visits.feedback.rules import Question, QuestionState, Wish
from visits.kit.clock import now

THANKS = "Thank you. Your answers are kept; you may change them on this phone."


@pytest.fixture
def visit(session, over):
    return over(a_visit(session))


def page_of(browser, token, lang="en", endpoint="portal.say", **more):
    return browser.page(endpoint, lang=lang, token=token, **more)


def send(page, **typed):
    return page.submit("main form.form", **typed)


@pytest.mark.parametrize(
    ("lang", "direction", "text"), [("ar", "rtl", ARABIC), ("km", "ltr", KHMER)]
)
def test_from_a_guest_to_the_officer_who_reads_it(
    visit, new_browser, guest_token, as_, session, lang, direction, text
):
    token = guest_token(visit)
    for rating in (5, 4, 4):
        phone = new_browser(lang)
        page = phone.page("portal.guest", lang=lang, token=token)
        invited = page.one("[aria-labelledby=say] a")
        page = phone.open(invited["href"])
        assert (page.soup.html["lang"], page.soup.html["dir"]) == (lang, direction)
        page = send(page, overall=str(rating), next="programme").follow()
        assert page.one("[name=overall][checked]")["value"] == str(rating)
        page = send(page, programme="5", next="sites").follow()
        page = send(page, most_useful=text, next="thanks").follow()
        assert page.one("textarea[name=most_useful]").get_text().strip() == text
    officer = as_("coordinator").page("feedback.show", code=visit.code)
    assert officer.all("[aria-labelledby=numbers] tbody tr")[0] == (
        "How was the visit as a whole? 4.3 1 2 0 0 0 3"
    )
    said = officer.soup.select("#words ~ ul p.lines:not([lang=ko])")
    assert [(one["lang"], one["dir"], one.get_text()) for one in said] == [
        (lang, direction, text)
    ] * 3


def test_a_phone_goes_on_with_its_own_answer(visit, browser, new_browser, guest_token, session):
    token = guest_token(visit)
    sent = send(page_of(browser, token), overall="2", next="programme")
    assert sent.response.headers["Location"].endswith("/feedback#part-programme")
    page = page_of(browser, token, "ar")
    assert page.one("[name=overall][checked]")["value"] == "2"
    page = send(page, overall="5")
    (answer,) = all_answers(session)
    assert answer.rated == {Question.OVERALL: 5}
    assert not page_of(new_browser(), token).has("[checked]")
    empty = page_of(browser, token, another=1)
    assert not empty.has("[checked]")
    send(empty, care="4")
    assert len(all_answers(session)) == 2


def test_it_says_plainly_who_reads_it_and_thanks(visit, browser, guest_token):
    page = page_of(browser, guest_token(visit))
    assert page.h1 == "How was your visit?"
    assert "No name is asked, and none is kept with your answers." in page.text
    assert page.all("legend")[0] == "How was the visit as a whole?"
    assert page.all("#part-overall label") == ["Very good", "Good", "Fair", "Poor", "Very poor"]
    assert page.all("#part-best label") == ["Control", "Garden"]
    page = send(page, better="More time", next="thanks").follow()
    assert page.all(".flashes .callout-body") == [THANKS]


def test_the_same_page_sent_again_has_the_same_effect(visit, browser, guest_token, session):
    page = page_of(browser, guest_token(visit))
    for _ in range(3):
        send(page, overall="3", better="Time")
    (answer,) = all_answers(session)
    assert (answer.rated, answer.said) == ({Question.OVERALL: 3}, {Wish.BETTER: "Time"})


def test_bad_input_is_refused_and_kept(visit, browser, guest_token, session):
    page = page_of(browser, guest_token(visit))
    assert "Choose or write something first." in send(page, status=422).text
    long = send(page, better="x" * 10_000, status=422)
    assert list(long.errors) == ["better"]
    assert long.one("textarea[name=better]").get_text().strip() == "x" * 10_000
    for wrong in ({"overall": "9"}, {"overall": "x"}, {"best": "nowhere"}):
        send(page, status=422, **wrong)
    assert all_answers(session) == []


def test_a_secret_that_somebody_made_up_is_not_taken(visit, new_browser, guest_token, session):
    for _ in range(2):
        send(page_of(new_browser(), guest_token(visit)), secret="a", overall="3")
    assert len(all_answers(session)) == 2


def test_looking_changes_nothing(visit, browser, guest_token, session):
    url = browser.url("portal.say", lang="en", token=guest_token(visit))
    for method in ("HEAD", "GET", "GET"):
        browser.fetch(method, url)
    assert all_answers(session) == []


def test_before_the_end_it_says_when_it_opens(session, browser, guest_token):
    delegation, _ = a_visit(session)
    token = guest_token(delegation)
    page = page_of(browser, token)
    assert page.all("main h2") == ["Not open yet"]
    assert "from Thursday, March 5, 2099 00:00" in page.text
    url = browser.url("portal.say", lang="en", token=token)
    assert browser.fetch("POST", url, data={"overall": "5"}).status_code in {400, 409}
    assert all_answers(session) == []
    guest = browser.page("portal.guest", lang="en", token=token)
    assert guest.all("[aria-labelledby=say] a") == ["Ask a question"]


def test_a_cancelled_visit_asks_nothing(visit, browser, guest_token):
    visit.state = DelegationState.CANCELLED
    page = page_of(browser, guest_token(visit))
    assert page.all(".callout strong") == ["This visit was cancelled."]
    assert not page.has("form.form")


def test_floods_are_stopped(visit, browser, new_browser, guest_token, session):
    token = guest_token(visit)
    page = page_of(browser, token)
    link = session.query(Attempt).count()
    assert link == 0
    send(page, overall="3")
    first = session.query(Attempt).filter_by(kind="feedback_by").one()
    session.add_all(
        Attempt(kind="feedback_by", key=first.key, at=now() - timedelta(hours=1))
        for _ in range(199)
    )
    page = page_of(new_browser(), token)
    stopped = send(page, overall="1", status=429)
    assert "What was saved is kept." in stopped.text
    send(page_of(browser, token), overall="4")
    assert [one.rated for one in all_answers(session)] == [{Question.OVERALL: 4}]


# -- questions before the visit --------------------------------------------------------------------


def test_a_question_reaches_the_officer_in_its_own_language(session, browser, guest_token, as_):
    delegation, _ = a_visit(session)
    token = guest_token(delegation)
    page = page_of(browser, token, "ar", "portal.ask")
    page = send(page, text=ARABIC).follow()
    own = page.one("[aria-labelledby=own] .lines")
    assert (own["lang"], own.get_text()) == ("ar", ARABIC)
    officer = as_("coordinator")
    list_page = officer.page("feedback.questions", code=delegation.code)
    assert list_page.all(".badge") == ["Not looked at yet"]
    said = list_page.one("p.lines")
    assert (said["lang"], said["dir"], said.get_text()) == ("ar", "rtl", ARABIC)
    list_page = list_page.submit('form[action$="passed_on"]').follow()
    assert list_page.all(".badge") == ["Passed on to hosts"]
    page = list_page.click("Translate into Korean").submit(korean="유익했나요?").follow()
    assert page.one("p.lines[lang=ko]").get_text() == "유익했나요?"
    (question,) = session.query(GuestQuestion).all()
    assert (question.state, question.decided_by.name) == (QuestionState.PASSED_ON, "Kim Haneul")


def test_questions_end_when_the_visit_begins(visit, browser, guest_token):
    page = page_of(browser, guest_token(visit), endpoint="portal.ask")
    assert page.all("main h2") == ["The visit has begun"]


def test_a_question_has_words_and_goes_to_a_site_of_the_programme(
    session, browser, guest_token, over
):
    delegation, stops = a_visit(session)
    over((delegation, stops), ended=timedelta(days=-3))
    page = page_of(browser, guest_token(delegation), endpoint="portal.ask")
    assert page.all("select[name=site] option") == ["Anywhere", "Control centre", "Arboretum"]
    assert list(send(page, status=422).errors) == ["text"]
    send(page, text="How?", site=str(stops[1].site_id))
    send(page, text="How?", site=str(stops[1].site_id))
    (question,) = session.query(GuestQuestion).all()
    assert question.site == stops[1].site
