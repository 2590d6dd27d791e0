"""What guests say after a visit is kept as they go, and nobody's name with it."""

import pytest

from tests.factories import a_user
from tests.feedback.cast import AFTER, ARABIC, BY_LINK, KHMER, a_visit, all_answers, given
from visits.access.rules import Channel
from visits.audit.models import AuditEntry
from visits.delegations.rules import DelegationState, Told
from visits.feedback import actions, queries
from visits.feedback.rules import Question, QuestionState, Said, Wish
from visits.kit.errors import Refused

PHONE = "secret of a phone"


def test_each_answer_is_kept_and_the_same_phone_goes_on_with_it(session):
    delegation, (first, _) = a_visit(session)
    given(session, delegation, secret=PHONE, overall=4)
    given(session, delegation, secret=PHONE, programme=5, best=first.uid)
    given(session, delegation, secret=PHONE, overall=5, words={Wish.BETTER: "More time"})
    (answer,) = all_answers(session)
    assert answer.rated == {Question.OVERALL: 5, Question.PROGRAMME: 5}
    assert (answer.best_stop, answer.said) == (first, {Wish.BETTER: "More time"})


def test_several_guests_answer_by_the_same_link(session):
    delegation, _ = a_visit(session)
    for number in range(3):
        given(session, delegation, secret=f"phone {number}", overall=5)
    assert len(all_answers(session)) == 3


def test_the_secret_itself_is_not_kept(session):
    delegation, _ = a_visit(session)
    answer = given(session, delegation, secret=PHONE, overall=4)
    assert answer.browser != PHONE
    assert queries.answer_by_secret(session, delegation.id, "another") is None


def test_the_same_secret_is_another_answer_in_another_visit(session):
    for _ in range(2):
        delegation, _ = a_visit(session)
        assert queries.answer_by_secret(session, delegation.id, PHONE) is None
        given(session, delegation, secret=f"{PHONE} {delegation.id}", overall=4)
    assert len(all_answers(session)) == 2


@pytest.mark.parametrize(("text", "tag"), [(ARABIC, "ar"), (KHMER, "km"), ("Bien", "fr")])
def test_words_know_their_language_by_their_script(session, text, tag):
    """On a page in Arabic, of a delegation that also speaks French."""
    delegation, _ = a_visit(session, languages=("ar", "fr"))
    answer = given(session, delegation, language="ar", words={Wish.MOST_USEFUL: text})
    assert [(one.text, one.language) for one in answer.words] == [(text, tag)]


def test_words_can_be_taken_back_and_lose_the_translation_of_what_they_were(session):
    delegation, _ = a_visit(session)
    words = {Wish.MOST_USEFUL: ARABIC, Wish.BETTER: "Time"}
    answer = given(session, delegation, secret=PHONE, words=words)
    actions.translate_words(session, answer.words[0], "매우 유익했습니다")
    given(session, delegation, secret=PHONE, words={**words, Wish.BETTER: ""})
    assert [one.korean for one in answer.words] == ["매우 유익했습니다"]
    given(session, delegation, secret=PHONE, words={Wish.MOST_USEFUL: KHMER})
    assert [(one.text, one.korean) for one in answer.words] == [(KHMER, "")]


@pytest.mark.parametrize(
    "said", [Said(ratings={}, words={}), Said(ratings={}, words=dict.fromkeys(Wish, ""))]
)
def test_an_empty_page_is_no_answer(session, said):
    delegation, _ = a_visit(session)
    with pytest.raises(Refused, match="nothing_said"):
        actions.give(session, delegation, said, told=BY_LINK, language="en", secret=PHONE)
    assert all_answers(session) == []


def test_the_best_stop_is_one_of_the_visit(session):
    delegation, _ = a_visit(session)
    _, (strange, _) = a_visit(session)
    with pytest.raises(Refused, match="not_a_stop_of_the_visit"):
        given(session, delegation, best=strange.uid)


def test_a_cancelled_visit_takes_no_answers_and_no_questions(session):
    delegation, _ = a_visit(session)
    delegation.state = DelegationState.CANCELLED
    with pytest.raises(Refused, match="visit_cancelled"):
        given(session, delegation, overall=5)
    with pytest.raises(Refused, match="visit_cancelled"):
        actions.ask(session, delegation, "Why?", site_id=None, told=BY_LINK, language="en")


def test_an_officer_enters_what_a_guest_said_on_paper(session):
    delegation, _ = a_visit(session)
    officer = a_user(session)
    told = Told(
        channel=Channel.IN_PERSON,
        told_on=AFTER.date(),
        at=AFTER,
        by_id=officer.id,
        person="Noura",
        document_number="12-3",
    )
    said = Said(ratings={Question.CARE: 4}, words={})
    for _ in range(2):
        actions.give(session, delegation, said, told=told, language="ar")
    assert [(one.by, one.person, one.channel, one.browser) for one in all_answers(session)] == [
        (officer, "Noura", Channel.IN_PERSON, None)
    ] * 2


def test_a_day_of_telling_that_has_not_come_is_refused(session):
    delegation, _ = a_visit(session)
    told = Told(channel=Channel.TELEPHONE, told_on=AFTER.date().replace(day=9), at=AFTER)
    with pytest.raises(Refused, match="told_in_future"):
        actions.give(
            session,
            delegation,
            Said(ratings={Question.CARE: 4}, words={}),
            told=told,
            language="en",
        )


def test_the_log_tells_neither_ratings_nor_words(session):
    delegation, (first, _) = a_visit(session)
    given(session, delegation, secret=PHONE, overall=1, best=first.uid, words={Wish.BETTER: ARABIC})
    given(session, delegation, secret=PHONE, overall=2, words={Wish.BETTER: KHMER})
    kinds = ("GuestAnswer", "GuestRating", "GuestWords")
    rows = session.query(AuditEntry).filter(AuditEntry.subject_kind.in_(kinds)).all()
    assert {row.subject_kind for row in rows} == {"GuestAnswer", "GuestWords"}
    for row in rows:
        assert {"best_stop_id", "ratings", "value"}.isdisjoint(row.changes)
        assert ARABIC not in str(row.changes)
        assert KHMER not in str(row.changes)


# -- questions before the visit --------------------------------------------------------------------


def asked(session, delegation, text, site=None, **more):
    return actions.ask(
        session,
        delegation,
        text,
        site_id=site.id if site else None,
        told=BY_LINK,
        language="en",
        **more,
    )


def test_hosts_hear_what_was_passed_on_for_their_site_or_for_all(session):
    delegation, (first, second) = a_visit(session)
    officer = a_user(session)
    for text, site in [("All?", None), ("Control?", first.site), ("Garden?", second.site)]:
        question = asked(session, delegation, text, site)
        actions.decide(session, question, QuestionState.PASSED_ON, by=officer, at=AFTER)
    hidden = asked(session, delegation, "Rude?")
    actions.decide(session, hidden, QuestionState.HIDDEN, by=officer, at=AFTER)
    asked(session, delegation, "Waiting?")
    heard = queries.passed_on(session, [first.id, second.id])
    assert {stop: [one.text for one in asks] for stop, asks in heard.items()} == {
        first.id: ["All?", "Control?"],
        second.id: ["All?", "Garden?"],
    }
    assert [one.text for one in queries.questions_of(session, delegation.id)] == [
        "All?",
        "Control?",
        "Garden?",
    ]
    assert queries.questions_waiting(session, delegation.id) == 1


def test_a_question_goes_to_a_site_of_the_programme(session):
    delegation, _ = a_visit(session)
    _, (strange, _) = a_visit(session)
    with pytest.raises(Refused, match="not_a_site_of_the_visit"):
        asked(session, delegation, "Why?", strange.site)


def test_a_phone_finds_its_own_questions_again(session):
    delegation, _ = a_visit(session)
    asked(session, delegation, "Mine?", secret=PHONE)
    asked(session, delegation, "Theirs?", secret="another phone")
    own = queries.questions_by_secret(session, delegation.id, PHONE)
    assert [one.text for one in own] == ["Mine?"]
