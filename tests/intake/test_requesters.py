"""What a requester does: by the form and their link, or told to an officer."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.intake.cast import (
    AT,
    BY_LINK,
    CALLED,
    FORM,
    MONDAY,
    NEXT_MONDAY,
    a_file,
    confirmed,
    kinds,
    letters,
    sent,
)
from visits.access.models import SecretLink
from visits.access.rules import Channel, LinkState
from visits.addresses import address_of
from visits.intake import actions, queries
from visits.intake.actions.writing import Wording
from visits.intake.models import RequestDraft
from visits.intake.rules import Purpose, RequestMove, RequestState
from visits.kit.errors import NotThere, Refused
from visits.notifications.rules import LetterState

S, M = RequestState, RequestMove


def history(request):
    return [(step.move, step.state, step.by_id, step.channel) for step in request.steps]


def test_a_sent_form_waits_for_its_address_to_be_confirmed(app, session):
    request = sent(app, session)
    assert (request.state, request.received_on) == (S.UNCONFIRMED, MONDAY)
    assert history(request) == [(M.SUBMIT, S.UNCONFIRMED, None, None)]
    (letter,) = letters(session)
    assert (letter.kind, letter.recipient, letter.language) == (
        "intake.confirm_email",
        "aline@lyon.example.org",
        "fr",
    )
    (link,) = session.scalars(select(SecretLink))
    assert letter.facts == {"request": request.id, "link": link.id}


def test_the_command_links_to_a_request_in_its_own_language(app, session):
    request = sent(app, session)
    links = app.extensions["links"]
    given = {"links": links, "keep_days": 30, "at": AT}
    assert "/fr/requests/" in address_of(session, "request", request.code, language="", **given)


def test_what_is_certain_in_the_words_stands_beside_them(app, session):
    request = sent(app, session)
    assert (request.people_said, request.people) == ("about 15", 15)
    assert [(slot.said, slot.first, slot.last) for slot in request.slots] == [
        ("2027-05-12", date(2027, 5, 12), date(2027, 5, 12)),
        ("mid-May", date(2027, 5, 11), date(2027, 5, 20)),
    ]


def test_consents_stand_by_purpose_with_their_time(app, session):
    request = sent(app, session)
    assert [(c.purpose, c.is_given, c.language, c.at) for c in request.consents] == [
        (Purpose.HANDLING, True, "fr", AT),
        (Purpose.HOSTS, True, "fr", AT),
        (Purpose.NEWS, False, "fr", AT),
    ]


def test_a_form_without_its_facts_or_consent_is_refused(app, session):
    links = app.extensions["links"]
    with pytest.raises(Refused) as refused:
        actions.submit(session, {"subject": "x"}, consents={}, language="fr", links=links, at=AT)
    assert refused.value.reason == "request_incomplete"
    with pytest.raises(Refused) as refused:
        actions.submit(session, FORM, consents={}, language="fr", links=links, at=AT)
    assert refused.value.reason == "consent_missing"


def test_a_draft_keeps_every_step_and_its_files_become_the_request_s(app, session, data_dir):
    links = app.extensions["links"]
    draft, link = actions.begin(session, language="fr", links=links, at=AT)
    actions.save_step(session, draft, {"country": "FR"}, step="who", at=AT)
    file = a_file(data_dir / "files")
    actions.save_step(session, draft, {"people_said": "15"}, step="when", at=AT, files=[file])
    found = queries.the_draft(session, link.subject_id)
    assert (found.facts, found.step) == ({"country": "FR", "people_said": "15"}, "when")
    request = actions.submit(
        session, FORM, consents={Purpose.HANDLING: True}, language="fr",
        links=links, at=AT, draft=draft,
    )  # fmt: skip
    assert [one.name for one in request.files] == ["letter.pdf"]
    assert session.scalars(select(RequestDraft)).all() == []
    assert queries.the_draft(session, link.subject_id) is None


def test_the_link_of_a_draft_opens_it_for_two_weeks(app, session):
    _, link = actions.begin(session, language="fr", links=app.extensions["links"], at=AT)
    assert link.state(AT + timedelta(days=13)) is LinkState.OPEN
    assert link.state(AT + timedelta(days=14)) is LinkState.EXPIRED


def test_the_button_receives_the_request_and_promises_an_answer(app, session):
    request = sent(app, session)
    later = AT + timedelta(days=1)
    links = app.extensions["links"]
    told = {**BY_LINK, "told_on": date(2026, 11, 3)}
    actions.confirm(session, request, by=None, links=links, at=later, **told)
    assert (request.state, request.received_on) == (S.RECEIVED, date(2026, 11, 3))
    assert request.answer_due_on == date(2026, 11, 10)
    assert kinds(session) == ["intake.confirm_email", "intake.receipt"]
    actions.confirm(session, request, by=None, links=links, at=later, **told)
    assert kinds(session) == ["intake.confirm_email", "intake.receipt"]


def test_an_officer_confirms_by_telephone_with_person_and_day(app, session, people):
    request = sent(app, session)
    officer = people["coordinator"]
    actions.confirm(session, request, by=officer, links=app.extensions["links"], at=AT, **CALLED)
    step = request.steps[-1]
    assert (step.move, step.state, step.by_id) == (M.CONFIRM, S.RECEIVED, officer.id)
    assert (step.channel, step.told_on, step.person) == (
        Channel.TELEPHONE,
        MONDAY,
        "Aline Mbarga",
    )


def test_nothing_is_told_on_a_day_to_come(app, session, people):
    request = sent(app, session)
    with pytest.raises(Refused) as refused:
        actions.withdraw(
            session, request, by=people["coordinator"], at=AT,
            channel=Channel.TELEPHONE, told_on=date(2026, 11, 3),
        )  # fmt: skip
    assert refused.value.reason == "told_in_future"


def test_the_last_answer_turns_the_request_to_us_again_with_a_new_promise(app, session, people):
    request = confirmed(app, session)
    links, officer = app.extensions["links"], people["coordinator"]
    first = actions.ask(session, request, "Combien ?", by=officer, links=links, at=AT)
    second = actions.ask(session, request, "Quand ?", by=officer, links=links, at=AT)
    later = AT + timedelta(days=3)
    told = {"channel": Channel.LINK, "told_on": date(2026, 11, 5)}
    actions.answer(session, first, "Quinze", by=None, at=later, **told)
    assert (request.state, request.answer_due_on) == (S.NEEDS_INFORMATION, NEXT_MONDAY)
    actions.answer(session, second, "En mai", by=None, at=later, **told)
    assert (request.state, request.answer_due_on) == (S.UNDER_REVIEW, date(2026, 11, 12))
    with pytest.raises(Refused) as refused:
        actions.answer(session, second, "En juin", by=None, at=later, **told)
    assert (refused.value.reason, second.answer) == ("question_answered", "En mai")


def test_a_requester_corrects_words_but_not_the_address(app, session):
    request = confirmed(app, session)
    links = app.extensions["links"]
    actions.correct(
        session, request, {"people_said": "20", "slots": [{"said": "June 2027"}]},
        by=None, at=AT, links=links, **BY_LINK,
    )  # fmt: skip
    assert (request.people, request.slots[0].last) == (20, date(2027, 6, 30))
    with pytest.raises(Refused) as refused:
        actions.correct(
            session, request, {"requester_email": "x@example.org"},
            by=None, at=AT, links=links, **BY_LINK,
        )  # fmt: skip
    assert refused.value.reason == "not_correctable"


def correct_address(app, session, people, request, **more):
    """By telephone, to the officer."""
    facts = {"requester_email": "a.mbarga@lyon.example.org", **more}
    actions.correct(
        session, request, facts,
        by=people["coordinator"], at=AT, links=app.extensions["links"], **CALLED,
    )  # fmt: skip


def lying(session):
    """Kind, recipient and state of each letter, in the order in which they were written."""
    return [(letter.kind, letter.recipient, letter.state) for letter in letters(session)]


def test_another_address_before_the_confirmation_gets_the_button_and_the_old_one_nothing(
    app, session, people
):
    request = sent(app, session)
    (link,) = session.scalars(select(SecretLink))
    correct_address(app, session, people, request)
    assert lying(session) == [
        ("intake.confirm_email", "aline@lyon.example.org", LetterState.DROPPED),
        ("intake.confirm_email", "a.mbarga@lyon.example.org", LetterState.QUEUED),
    ]
    assert link.state(AT) is LinkState.REVOKED
    assert letters(session)[-1].facts["link"] != link.id


def test_what_waits_for_the_old_address_goes_to_the_new_one_with_its_link(app, session, people):
    request = confirmed(app, session)
    (link,) = session.scalars(select(SecretLink))
    words = Wording("One question", f"Please answer at ⟦{link.id}⟧", is_draft=True)
    actions.ask(
        session, request, "Combien ?",
        by=people["coordinator"], links=app.extensions["links"], at=AT, wording=words,
    )  # fmt: skip
    correct_address(app, session, people, request)
    new = "a.mbarga@lyon.example.org"
    assert lying(session) == [
        ("intake.confirm_email", "aline@lyon.example.org", LetterState.DROPPED),
        ("intake.receipt", new, LetterState.QUEUED),
        ("intake.question", new, LetterState.DRAFT),
        ("intake.link", new, LetterState.QUEUED),
    ]
    _, receipt, question, last = letters(session)
    fresh = last.facts["link"]
    assert {receipt.facts["link"], question.facts["link"]} == {fresh}
    assert question.text == f"Please answer at ⟦{fresh}⟧"
    assert session.get(SecretLink, fresh).state(AT) is LinkState.OPEN


def test_what_went_to_the_old_address_stays_as_it_went(app, session, people):
    request = confirmed(app, session)
    for letter in letters(session):
        letter.state = LetterState.SENT
    correct_address(app, session, people, request)
    assert lying(session) == [
        ("intake.confirm_email", "aline@lyon.example.org", LetterState.SENT),
        ("intake.receipt", "aline@lyon.example.org", LetterState.SENT),
        ("intake.link", "a.mbarga@lyon.example.org", LetterState.QUEUED),
    ]


def test_another_address_and_language_at_once_leave_one_link(app, session, people):
    request = confirmed(app, session)
    correct_address(app, session, people, request, language="en")
    links = session.scalars(select(SecretLink)).all()
    assert {(link.language, link.state(AT)) for link in links} == {
        ("fr", LinkState.REVOKED),
        ("en", LinkState.OPEN),
    }


def test_the_promise_changes_with_the_day_of_receipt_alone(app, session, people):
    request = confirmed(app, session)
    request.answer_due_on = date(2026, 11, 20)
    correct_address(app, session, people, request, received_on=request.received_on)
    assert request.answer_due_on == date(2026, 11, 20)
    correct_address(app, session, people, request, received_on=date(2026, 10, 30))
    assert request.answer_due_on == date(2026, 11, 6)


def test_they_withdraw_with_their_reason(app, session):
    request = confirmed(app, session)
    actions.withdraw(session, request, reason="No budget", by=None, at=AT, **BY_LINK)
    assert (request.state, request.steps[-1].note) == (S.WITHDRAWN, "No budget")
    assert queries.status_of(request).moves == []


def test_the_link_goes_once_more_to_the_address_we_have_and_not_twice_at_once(app, session):
    request = confirmed(app, session)
    for minutes in (0, 3, 11):
        at = AT + timedelta(minutes=minutes)
        actions.send_link(session, request, links=app.extensions["links"], at=at, **BY_LINK)
    assert kinds(session).count("intake.link") == 2


def test_what_a_requester_sees_is_an_allow_list(app, session, people):
    request = confirmed(app, session)
    actions.comment(session, request, "Not now", by=people["coordinator"], at=AT)
    status = queries.status_of(request)
    assert (status.state, status.answer_due_on) == (S.RECEIVED, NEXT_MONDAY)
    assert status.moves == [M.CORRECT, M.WITHDRAW]
    assert "Not now" not in repr(status)


def test_a_code_is_found_as_people_type_it(app, session):
    request = sent(app, session)
    typed = request.code.replace("-", " ").lower()
    assert queries.the_request(session, typed) is request
    with pytest.raises(NotThere):
        queries.the_request(session, "AAAA-AAAA")
