"""Officers enter what they are told, draw lessons, and look at a period."""

from datetime import timedelta

import pytest

from tests.factories import a_delegation
from tests.feedback.cast import ARABIC, BY_LINK, KHMER, a_visit, all_answers, given
from visits.access.rules import Channel
from visits.delegations.rules import DelegationState
from visits.feedback import actions
from visits.feedback.models import GuestQuestion, HostReport, Lesson
from visits.feedback.rules import HostWord, How, Question, Wish


@pytest.fixture
def officer(as_):
    return as_("coordinator")


def send(page, **typed):
    return page.submit("main form.form", **typed)


def test_a_paper_form_is_typed_in(session, officer):
    delegation, (first, _) = a_visit(session)
    page = officer.page("feedback.note_answer", code=delegation.code)
    sent = send(
        page,
        channel="in_person",
        person="Noura",
        told_on="2026-01-05",
        language="ar",
        overall="4",
        best=first.uid,
        most_useful=ARABIC,
    )
    assert sent.location == f"/office/delegations/{delegation.code}/feedback"
    send(page, channel="in_person", told_on="2026-01-05", language="ar", overall="4")
    (answer,) = all_answers(session)
    assert (answer.channel, answer.person, answer.by.name) == (
        Channel.IN_PERSON,
        "Noura",
        "Kim Haneul",
    )
    assert answer.rated == {Question.OVERALL: 4}
    assert [(one.text, one.language) for one in answer.words] == [(ARABIC, "ar")]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"told_on": ""}, "told_on"),
        ({"told_on": "2199-01-01"}, "told_on"),
        ({"channel": None}, "channel"),
        ({"better": "x" * 10_000}, "better"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(session, officer, typed, field):
    delegation, _ = a_visit(session)
    page = officer.page("feedback.note_answer", code=delegation.code)
    good = {"channel": "telephone", "told_on": "2026-01-05", "overall": "4"}
    assert field in send(page, status=422, **{**good, **typed}).errors
    assert all_answers(session) == []


def test_an_empty_answer_is_refused(session, officer):
    delegation, _ = a_visit(session)
    page = officer.page("feedback.note_answer", code=delegation.code)
    refused = send(page, channel="telephone", told_on="2026-01-05", status=422)
    assert "Choose or write something first." in refused.text


def test_a_question_told_on_the_telephone(session, officer):
    delegation, (first, _) = a_visit(session)
    page = officer.page("feedback.note_question", code=delegation.code)
    typed = {"text": KHMER, "site": str(first.site_id), "language": "km"}
    send(page, channel="telephone", told_on="2026-01-05", **typed)
    (question,) = session.query(GuestQuestion).all()
    assert (question.text, question.language, question.site) == (KHMER, "km", first.site)
    assert (question.by.name, question.channel) == ("Kim Haneul", Channel.TELEPHONE)


def test_a_report_told_in_the_corridor(session, officer, over):
    delegation, stops = a_visit(session)
    over((delegation, stops))
    page = officer.page("feedback.note_report", code=delegation.code, uid=stops[0].uid)
    send(page, channel="in_person", told_on="2026-01-05", how="good", held="yes", person="Host")
    (row,) = session.query(HostReport).all()
    assert (row.how, row.held, row.person, row.by.name) == (How.GOOD, True, "Host", "Kim Haneul")
    shown = officer.page("feedback.show", code=delegation.code)
    assert "in person · Host" in shown.all("[aria-labelledby=hosts] li")[0]


def test_a_report_on_a_stop_to_come_is_refused(session, officer):
    delegation, (stop, _) = a_visit(session)
    page = officer.page("feedback.note_report", code=delegation.code, uid=stop.uid)
    refused = send(page, channel="telephone", told_on="2026-01-05", how="good", status=422)
    assert "This stop is not over yet." in refused.text


def test_words_are_translated_and_become_a_lesson(session, officer):
    delegation, (stop, other) = a_visit(session)
    given(session, delegation, words={Wish.BETTER: ARABIC}, language="ar")
    page = officer.page("feedback.show", code=delegation.code)
    page = send(page.click("Translate into Korean"), korean="유익했습니다").follow()
    assert page.all("#words ~ ul p.lines[lang=ko]") == ["유익했습니다"]
    page = page.click("Control centre")
    assert page.one("textarea[name=text]").get_text().strip() == "유익했습니다"
    send(page, text="Explain less, show more")
    (lesson,) = session.query(Lesson).all()
    assert (lesson.site, lesson.delegation, lesson.text) == (
        stop.site,
        delegation,
        "Explain less, show more",
    )
    assert other.site is not stop.site


def test_two_who_translate_at_once_lose_nothing(session, officer, as_):
    delegation, _ = a_visit(session)
    given(session, delegation, words={Wish.BETTER: ARABIC}, language="ar")
    number = all_answers(session)[0].words[0].id
    mine = officer.page("feedback.translate", code=delegation.code, number=number)
    theirs = as_("colleague").page("feedback.translate", code=delegation.code, number=number)
    send(theirs, korean="먼저")
    assert "먼저" in send(mine, korean="나중", status=409).text


def test_a_viewer_reads_and_enters_nothing(session, as_):
    delegation, _ = a_visit(session)
    page = as_("viewer").page("feedback.show", code=delegation.code)
    assert not page.has("main form")
    assert "Enter" not in page.text
    as_("viewer").page("feedback.note_answer", code=delegation.code, status=403)


def test_a_visit_without_stops_and_answers_says_so(session, officer):
    delegation = a_delegation(session)
    page = officer.page("feedback.show", code=delegation.code)
    assert page.all(".empty h2") == ["Nobody has answered yet."]
    assert "No stop takes place at a site of ours." in page.text
    page = officer.page("feedback.questions", code=delegation.code)
    assert page.all(".empty h2") == ["Nobody has asked anything yet."]


def test_a_period_by_site_and_theme(session, officer):
    delegation, (first, _) = a_visit(session, themes=("smart city",))
    for points in (5, 5, 3):
        given(session, delegation, overall=points, language="km", words={Wish.BETTER: KHMER})
    actions.report(session, first, HostWord(how=How.MIXED), told=BY_LINK)
    asked = {"first": "2099-01-01", "last": "2099-12-31"}
    page = officer.page("feedback.period", **asked)
    assert page.all("[aria-labelledby=sites] tbody tr") == [
        "Arboretum 3 4.3 – – – – – –",
        "Control centre 3 4.3 – – – – – Mixed 1",
    ]
    assert page.all("[aria-labelledby=themes] tbody tr") == ["smart city 1 3 4.3 – – – –"]
    said = page.soup.select("#words ~ ul p.lines:not([lang=ko])")
    assert [(one["lang"], one.get_text()) for one in said] == [("km", KHMER)] * 3
    none = officer.page("feedback.period", **asked, theme="mobility")
    assert none.all("[aria-labelledby=all] tbody tr")[0].endswith("– – – – – – 0")


def test_a_period_that_ends_before_it_begins_is_said_at_its_field(officer):
    page = officer.page("feedback.period", first="2099-02-01", last="2099-01-01", status=422)
    assert page.errors == {"last": ["The period ends before it begins."]}


@pytest.mark.parametrize("answers", [1, 12])
def test_pages_cost_the_same_however_many_answer(session, officer, queries_of, answers):
    delegation, (first, _) = a_visit(session, themes=("smart city",))
    for _ in range(answers):
        given(session, delegation, overall=5, best=first.uid, words={Wish.BETTER: ARABIC})
    session.commit()
    asked = {"first": "2099-01-01", "last": "2099-12-31"}
    assert queries_of(lambda: officer.page("feedback.show", code=delegation.code)) <= 15
    assert queries_of(lambda: officer.page("feedback.period", **asked)) <= 15


def test_the_dashboard_leads_to_questions_that_wait(session, officer, over):
    delegation, stops = a_visit(session)
    over((delegation, stops), ended=timedelta(days=-3))
    delegation.state = DelegationState.CONFIRMED
    asked = {"site_id": None, "told": BY_LINK, "language": "km"}
    actions.ask(session, delegation, KHMER, **asked)
    page = officer.page("home.dashboard", whose="all")
    page = page.click("Look at the guests’ questions, and pass them on ( 1 )")
    assert page.one("p.lines").get_text() == KHMER
