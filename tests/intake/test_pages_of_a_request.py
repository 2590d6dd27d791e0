"""A request's page, its staff twins and its decisions."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import a_delegation, a_site
from tests.intake.cast import AT, MONDAY, confirmed, letters, sent, typed_in
from tests.organisations.cast import a_body
from tests.papers.samples import PDF
from visits.access.rules import Channel
from visits.delegations.models import Delegation, DelegationBody
from visits.delegations.rules import Level
from visits.intake import actions
from visits.intake.rules import RequestMove, RequestState
from visits.kit.translated import Translated
from visits.notifications.rules import LetterState

S, M = RequestState, RequestMove


def open_page(browser, request, endpoint="intake.show", **more):
    return browser.page(endpoint, code=request.code, **more)


def test_everything_is_seen_at_a_glance(app, session, as_):
    request = confirmed(app, session)
    page = open_page(as_("coordinator"), request)
    assert page.h1 == "Smart city visit of the city of Lyon"
    for words in ("about 15", "mid-May", "Métropole de Lyon", "France", "Aline Mbarga"):
        assert words in page.text
    assert "aline@lyon.example.org" in page.text


def test_a_viewer_reads_without_addresses_and_buttons(app, session, as_):
    request = confirmed(app, session)
    page = open_page(as_("viewer"), request)
    assert "aline@lyon.example.org" not in page.text
    assert page.all("main form") == []


def test_another_code_is_not_there(app, session, as_):
    request = confirmed(app, session)
    browser = as_("coordinator")
    browser.page("intake.show", code="AAAA-AAAA", status=404)
    browser.page("intake.show", code=request.code.lower(), status=404)


def test_triage_says_what_stands_against_the_wish(app, session, as_):
    site = a_site(session, "Big data centre", max_group=10, lead_days=10)
    before = confirmed(app, session, subject="Last year")
    request = confirmed(app, session, sites=[site.id], slots=[{"said": "2027-05-12"}])
    page = open_page(as_("coordinator"), request)
    (triage,) = page.all("section:has(> #triage)")
    assert "Big data centre 15 people; at most 10 fit into one round." in triage
    assert before.subject in triage


def test_days_of_another_age_and_whole_seasons_do_not_hinder_the_page(app, session, as_):
    request = confirmed(app, session)
    request.slots[0].last = date(9999, 12, 31)
    request.slots[1].first = request.slots[1].last = date(9990, 5, 12)
    session.commit()
    (triage,) = open_page(as_("coordinator"), request).all("section:has(> #triage)")
    assert triage.count("9999") == 1


def test_an_officer_takes_assigns_and_comments(app, session, people, as_):
    request = typed_in(app, session, people)
    browser = as_("coordinator")
    open_page(browser, request).submit("form[action$='/take']")
    open_page(browser, request).submit(
        "form[action$='/assign']", user_id=str(people["colleague"].id)
    )
    open_page(browser, request).submit("form[action$='/comments']", text="Ask the centre first")
    session.refresh(request)
    assert (request.state, request.assignee_id) == (S.UNDER_REVIEW, people["colleague"].id)
    assert "Ask the centre first" in open_page(browser, request).text


def test_the_question_is_read_in_its_letter_before_it_goes(app, session, as_):
    request = confirmed(app, session)
    page = open_page(as_("coordinator"), request, "intake.ask")
    assert page.all("button.button-main") == ["Continue: read the letter"]
    letter = page.submit(text="Combien êtes-vous ?", status=200)
    assert "Combien êtes-vous ?" in letter.one("textarea[name=letter_text]").text
    assert letter.one("textarea[name=letter_text]")["lang"] == "fr"
    assert request.questions == []
    letter.submit()
    session.expire_all()
    assert (request.state, [q.text for q in request.questions]) == (
        S.NEEDS_INFORMATION,
        ["Combien êtes-vous ?"],
    )
    written = letters(session)[-1]
    assert (written.kind, written.state, written.text) == (
        "intake.question",
        LetterState.QUEUED,
        None,
    )


def test_a_letter_is_called_by_the_language_that_it_is_written_in(app, session, as_):
    request = confirmed(app, session)
    request.language = "mn"
    session.commit()
    letter = open_page(as_("coordinator"), request, "intake.decline")
    assert letter.one("#letter-head").text == "The letter, in English"


def test_a_letter_goes_as_the_officer_wrote_it_or_stays_a_draft(app, session, as_):
    request = confirmed(app, session)
    page = open_page(as_("coordinator"), request, "intake.decline")
    page.submit(letter_text="We are very sorry.", reason="Full", as_draft=True)
    written = letters(session)[-1]
    assert (written.text, written.state) == ("We are very sorry.", LetterState.DRAFT)


def test_other_facts_show_another_letter_first_and_keep_what_was_written(app, session, as_):
    request = confirmed(app, session)
    page = open_page(as_("coordinator"), request, "intake.refer")
    first = page.submit(to="Daejeon City", status=200)
    assert "Daejeon City" in first.one("textarea[name=letter_text]").text
    second = first.submit(to="Sejong Tourism", letter_text="Please ask Daejeon.", status=200)
    assert second.one("textarea[name=letter_text]").text.strip() == "Please ask Daejeon."
    second.submit()
    assert letters(session)[-1].text == "Please ask Daejeon."


def test_accepting_leads_to_the_delegation_whose_page_names_the_request(app, session, as_):
    request = confirmed(app, session)
    page = open_page(as_("coordinator"), request, "intake.accept")
    assert page.one("input[name=starts_on]")["value"] == "2027-05-12"
    assert page.one("input[name=planned]")["value"] == "15"
    shown = page.submit(**{"title-en": "Riyadh delegation"}).follow()
    (delegation,) = session.scalars(select(Delegation))
    assert shown.path == f"/office/delegations/{delegation.code}"
    assert request.code in shown.text
    assert delegation.code in open_page(as_("coordinator"), request).text


def test_an_approver_sends_a_request_back_with_what_is_to_be_settled(app, session, people, as_):
    request = typed_in(app, session, people, level=Level.MINISTER, people_said="9")
    open_page(as_("coordinator"), request).submit("form[action$='/approval']")
    page = open_page(as_("approver"), request).click("Send back")
    assert page.submit(status=422).errors["note"] == ["This field is required."]
    shown = page.submit(note="Who receives the minister?").follow()
    assert "Who receives the minister?" in shown.text
    session.expire_all()
    assert (request.approval_asked_by, request.approved_by) == (None, None)
    assert open_page(as_("coordinator"), request).has("form[action$='/approval']")


def test_a_minister_s_visit_asks_for_an_approver(app, session, people, as_):
    request = typed_in(app, session, people, level=Level.MINISTER, people_said="9")
    officer, approver = as_("coordinator"), as_("approver")
    page = open_page(officer, request, "intake.accept")
    facts = {"starts_on": "2027-05-12", "ends_on": "2027-05-12", "planned": "9"}
    refused = page.submit(**facts, status=200).submit(status=422)
    assert "A visit of this level needs an approver’s word first" in refused.text
    open_page(officer, request).submit("form[action$='/approval']")
    open_page(approver, request).submit("form[action$='/approve']", note="1234")
    page = open_page(officer, request, "intake.accept")
    page.submit(**facts, status=200).submit()
    session.expire_all()
    assert (request.state, request.approval_note) == (S.ACCEPTED, "1234")


def test_a_remark_that_is_too_long_is_shown_again_and_nothing_is_approved(app, session, as_):
    request = confirmed(app, session, level=Level.MINISTER)
    session.commit()
    page = open_page(as_("approver"), request)
    again = page.submit("form[action$='/approve']", note="x" * 201, status=422)
    assert list(again.errors) == ["note"]
    assert request.approved_by_id is None
    again.submit("main form", note="온나라 1234")
    session.expire_all()
    assert request.approval_note == "온나라 1234"


def test_an_officer_may_not_approve(app, session, people, as_):
    request = typed_in(app, session, people, level=Level.MINISTER)
    browser = as_("coordinator")
    answer = browser.fetch("POST", browser.url("intake.approve", code=request.code))
    assert answer.status_code in {400, 403}


def test_two_officers_decide_and_the_second_is_told_and_loses_nothing(app, session, as_):
    request = confirmed(app, session)
    mine = open_page(as_("coordinator"), request, "intake.decline")
    theirs = open_page(as_("colleague"), request, "intake.waitlist")
    theirs.submit()
    told = mine.submit(reason="Full", letter_text="Sorry.", status=422)
    assert "The request was changed meanwhile. Look at it again, then decide." in told.text
    assert told.one("textarea[name=letter_text]").text.strip() == "Sorry."
    told.submit()
    session.expire_all()
    assert request.state is S.DECLINED


def test_what_is_settled_already_is_said_and_what_was_typed_stays(app, session, as_):
    request = confirmed(app, session)
    mine = open_page(as_("coordinator"), request, "intake.waitlist")
    open_page(as_("colleague"), request, "intake.decline").submit()
    told = mine.submit(reason="Later", status=422).submit(status=422)
    assert "The request is in a state in which this cannot be done." in told.text
    assert told.one("textarea[name=reason]").text.strip() == "Later"
    browser = as_("coordinator")
    assert open_page(browser, request, "intake.waitlist", status=302).location == (
        f"/office/requests/{request.code}"
    )


def test_a_correction_over_a_colleague_s_shows_both(app, session, as_):
    request = confirmed(app, session)
    mine = open_page(as_("coordinator"), request, "intake.edit")
    open_page(as_("colleague"), request, "intake.edit").submit(people_said="20")
    both = mine.submit(people_said="30", status=409)
    assert "Someone else saved first" in both.text
    assert both.all("table th[scope=row]") == ["How many people Differs"]
    both.submit()
    session.expire_all()
    assert request.people == 30


def test_more_languages_than_can_be_added_are_still_shown(app, session, as_):
    spoken = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "km")
    request = confirmed(app, session, languages=spoken)
    open_page(as_("coordinator"), request, "intake.edit").submit(people_said="20")
    session.expire_all()
    assert (request.people, request.languages) == (20, spoken)


def test_all_days_of_a_wish_are_shown_and_survive_a_correction(app, session, as_):
    days = {"first": date(2027, 5, 12), "last": date(2027, 5, 13)}
    request = confirmed(app, session, slots=[days])
    shown = "Wed, May 12 – Thu, May 13, 2027"
    assert shown in open_page(as_("coordinator"), request).text
    assert shown in as_("coordinator").page("intake.index").text
    open_page(as_("coordinator"), request, "intake.edit").submit(people_said="20")
    session.expire_all()
    assert (request.slots[0].first, request.slots[0].last) == tuple(days.values())


def test_a_correction_that_the_requester_told_says_how(app, session, as_):
    request = confirmed(app, session)
    open_page(as_("coordinator"), request, "intake.edit").submit(
        people_said="20",
        told_channel="official_letter",
        told_on="2026-11-02",
        told_person="Aline Mbarga",
        told_number="MN-118",
    )
    session.expire_all()
    step = request.steps[-1]
    assert (step.move, step.channel, step.told_on) == (
        M.CORRECT,
        Channel.OFFICIAL_LETTER,
        MONDAY,
    )
    assert (step.person, step.document_number) == ("Aline Mbarga", "MN-118")
    assert (request.people, request.country, len(request.slots)) == (20, "FR", 2)


def test_what_a_settled_request_was_told_is_refused_at_its_field(app, session, as_):
    request = confirmed(app, session)
    browser = as_("coordinator")
    open_page(browser, request, "intake.decline").submit()
    page = open_page(browser, request, "intake.edit")
    again = page.submit(people_said="20", told_channel="telephone", status=422)
    assert again.errors["told_channel"] == [
        "The request is in a state in which this cannot be done."
    ]
    assert again.one("input[name=people_said]")["value"] == "20"
    again.submit(told_channel="")
    session.expire_all()
    assert request.people == 20


@pytest.mark.parametrize(
    ("endpoint", "typed", "move", "state"),
    [
        ("intake.confirm", {}, M.CONFIRM, S.RECEIVED),
        ("intake.withdraw", {"reason": "No budget"}, M.WITHDRAW, S.WITHDRAWN),
        ("intake.send_link", {}, M.SEND_LINK, S.UNCONFIRMED),
        ("intake.change_consents", {"purposes": ["news"]}, M.CONSENT, S.UNCONFIRMED),
    ],
)
def test_what_they_told_an_officer_is_entered_for_them(
    app, session, people, as_, endpoint, typed, move, state
):
    request = sent(app, session)
    page = open_page(as_("coordinator"), request, endpoint)
    page.submit(channel="in_person", document_number="MN-118", **typed)
    session.expire_all()
    step = request.steps[-1]
    assert (step.move, step.state, request.state) == (move, state, state)
    assert (step.channel, step.person, step.document_number, step.by_id) == (
        Channel.IN_PERSON,
        "Aline Mbarga",
        "MN-118",
        people["coordinator"].id,
    )


def test_an_answer_told_by_telephone_is_noted(app, session, people, as_):
    request = confirmed(app, session)
    how = {"by": people["coordinator"], "links": app.extensions["links"], "at": AT}
    question = actions.ask(session, request, "Combien ?", **how)
    pages = [
        open_page(as_(who), request, "intake.answer", number=question.id)
        for who in ("coordinator", "colleague")
    ]
    pages[0].submit(answer="Quinze")
    session.expire_all()
    assert (question.answer, request.state) == ("Quinze", S.UNDER_REVIEW)
    again = pages[1].submit(answer="Vingt", status=422)
    assert "This question was answered already." in again.text


def test_a_question_of_another_request_is_not_there(app, session, people, as_):
    one, two = confirmed(app, session), confirmed(app, session)
    how = {"by": people["coordinator"], "links": app.extensions["links"], "at": AT}
    question = actions.ask(session, one, "Combien ?", **how)
    open_page(as_("coordinator"), two, "intake.answer", number=question.id, status=404)


def test_a_day_to_come_is_refused_at_its_field(app, session, as_):
    request = sent(app, session)
    page = open_page(as_("coordinator"), request, "intake.withdraw")
    assert page.submit(told_on="2199-01-01", status=422).errors == {
        "told_on": ["This day has not come yet."]
    }


def test_attachments_are_added_and_removed(app, session, people, as_, data_dir):
    request = typed_in(app, session, people)
    browser = as_("coordinator")
    page = open_page(browser, request, "intake.attach")
    shown = page.submit(files=[(io.BytesIO(PDF), "plan.pdf")]).follow()
    shown.submit("form[action$='/delete']")
    session.expire_all()
    assert request.files == []
    assert [path for path in (data_dir / "files").rglob("*") if path.is_file()] == []


def test_a_duplicate_names_the_other_by_its_number(app, session, people, as_):
    one, two = confirmed(app, session), typed_in(app, session, people)
    page = open_page(as_("coordinator"), one, "intake.mark_duplicate")
    again = page.submit(code="nonsense", status=422)
    assert again.errors == {"code": ["There is no request with this number."]}
    again.submit(code=two.code.lower())
    session.expire_all()
    assert (one.state, one.duplicate_of_id) == (S.DUPLICATE, two.id)


def test_the_other_request_of_the_body_is_offered_as_the_one_that_is_repeated(app, session, as_):
    other, request = confirmed(app, session), confirmed(app, session)
    page = open_page(as_("coordinator"), request).click("It repeats this one")
    assert page.one("input[name=code]")["value"] == other.code


def test_a_settled_request_is_opened_again(app, session, people, as_):
    request = typed_in(app, session, people)
    how = {"by": people["coordinator"], "links": app.extensions["links"], "at": AT}
    actions.decline(session, request, reason="", **how)
    open_page(as_("coordinator"), request).submit("form[action$='/reopen']")
    session.expire_all()
    assert request.state is S.UNDER_REVIEW


@pytest.mark.parametrize("number", [1, 4])
def test_the_page_costs_the_same_whatever_belongs_to_it(
    app, session, people, as_, queries_of, number
):
    sites = [a_site(session, f"Site {n}").id for n in range(number)]
    request = confirmed(app, session, sites=sites)
    how = {"by": people["coordinator"], "links": app.extensions["links"], "at": AT}
    for _ in range(number):
        confirmed(app, session)
        actions.ask(session, request, "Combien ?", **how)
        actions.comment(session, request, "Ask first", by=people["colleague"], at=AT)
    browser = as_("coordinator")
    open_page(browser, request)
    assert queries_of(lambda: open_page(browser, request)) == 22


def test_a_body_with_a_name_like_that_is_asked_about_before_another_one_is_made(app, session, as_):
    known = a_body(session, "Lyon Métropole de", country="FR")
    before = a_delegation(
        session, title=Translated(en="Lyon last year"), starts_on=MONDAY, ends_on=MONDAY
    )
    before.bodies.append(DelegationBody(organisation=known))
    request = confirmed(app, session)
    session.commit()
    (triage,) = open_page(as_("coordinator"), request).all("section:has(> #triage)")
    assert "Lyon last year" in triage
    page = open_page(as_("coordinator"), request, "intake.accept")
    assert page.soup.select("input[name=body_id][checked]") == []
    titled = {"title-en": "Lyon delegation"}
    assert "body_id" in page.submit(**titled, status=422).errors
    page.submit(**titled, body_id=str(known.id))
    session.expire_all()
    assert request.organisation_id == known.id
    (triage,) = open_page(as_("coordinator"), request).all("section:has(> #triage)")
    assert "Lyon delegation" not in triage
