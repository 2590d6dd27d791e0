"""What the office does: typing in, taking, asking, deciding; what each leaves behind."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.intake.cast import (
    AT,
    BY_LINK,
    FORM,
    LETTER,
    MONDAY,
    VISIT,
    a_file,
    confirmed,
    kinds,
    letters,
    sent,
    typed_in,
)
from visits.delegations import actions as delegations
from visits.delegations.models import Delegation
from visits.delegations.rules import Level
from visits.holidays import actions as holidays
from visits.intake import actions, queries
from visits.intake.actions import Wording
from visits.intake.models import VisitRequest
from visits.intake.rules import RequestChannel, RequesterRole, RequestMove, RequestState
from visits.kit.errors import InUse, Refused
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used
from visits.notifications.rules import LetterState
from visits.organisations import actions as organisations
from visits.organisations.models import Organisation
from visits.organisations.rules import OrganisationKind
from visits.papers.models import OfficialPaper
from visits.papers.rules import PaperKind

S, M = RequestState, RequestMove


@pytest.fixture
def links(app):
    return app.extensions["links"]


def visit(people, **facts):
    given = {"level": Level.WORKING, "kind": OrganisationKind.LOCAL_GOVERNMENT}
    return {**VISIT, **given, "lead_id": people["coordinator"].id, **facts}


def accept(session, request, people, links, who="coordinator", **facts):
    return actions.accept(
        session, request, visit(people, **facts), by=people[who], links=links, at=AT
    )


def test_a_letter_is_typed_in_with_subject_and_country_alone(app, session, people):
    request = typed_in(app, session, people)
    assert (request.state, request.answer_due_on) == (S.RECEIVED, date(2026, 11, 9))
    assert letters(session) == []


def test_a_receipt_goes_out_where_the_officer_wants_one(session, people, links):
    actions.type_in(
        session, {**LETTER, "requester_email": "e@example.org"},
        channel=RequestChannel.EMAIL, language="en", by=people["coordinator"], links=links,
        at=AT, with_receipt=True,
    )  # fmt: skip
    assert kinds(session) == ["intake.receipt"]


def test_the_promise_counts_from_the_day_on_which_the_letter_came(app, session, people):
    request = typed_in(app, session, people, received_on=date(2026, 10, 30))
    assert request.answer_due_on == date(2026, 11, 6)


def test_holidays_are_no_days_of_the_promise(app, session, people):
    holidays.fill(session, 2027, country="KR")
    request = typed_in(app, session, people)
    how = {"by": people["coordinator"], "links": app.extensions["links"], "at": AT}
    actions.revise(session, request, {"received_on": date(2027, 2, 4)}, **how)
    assert request.answer_due_on == date(2027, 2, 15)


def test_the_files_of_a_letter_are_its_own(session, people, links, data_dir):
    file = a_file(data_dir / "files")
    request = actions.type_in(
        session, LETTER, channel=RequestChannel.OFFICIAL_LETTER, language="ko",
        by=people["coordinator"], links=links, at=AT, files=[file],
    )  # fmt: skip
    assert [(one.name, one.added_by) for one in request.files] == [("letter.pdf", "Kim Haneul")]


def test_the_body_of_the_register_is_known_by_its_name(app, session, people):
    lyon = organisations.add(
        session,
        {
            "name": Translated(en="Metropole de Lyon"),
            "country": "FR",
            "kind": OrganisationKind.LOCAL_GOVERNMENT,
        },
        at=AT,
    )
    assert confirmed(app, session).organisation_id == lyon.id
    request = typed_in(app, session, people, country="", organisation_id=lyon.id)
    assert (request.body_name, request.country) == ("Metropole de Lyon", "FR")


def test_whoever_takes_it_reviews_it(app, session, people):
    request = typed_in(app, session, people)
    actions.take(session, request, by=people["colleague"], at=AT)
    assert (request.state, request.assignee_id) == (S.UNDER_REVIEW, people["colleague"].id)
    actions.assign(session, request, people["coordinator"])
    assert request.assignee.name == "Kim Haneul"


def test_a_question_goes_out_in_their_language_as_the_officer_worded_it(
    app, session, people, links
):
    request = confirmed(app, session)
    wording = Wording(text="Bonjour, combien êtes-vous ?")
    by = people["coordinator"]
    actions.ask(session, request, "Combien ?", by=by, links=links, at=AT, wording=wording)
    letter = letters(session)[-1]
    assert (letter.kind, letter.language, letter.state) == (
        "intake.question",
        "fr",
        LetterState.QUEUED,
    )
    assert (letter.text, request.state) == (wording.text, S.NEEDS_INFORMATION)
    assert letter.facts.keys() == {"request", "link", "question"}


def test_accepting_opens_a_delegation_with_everything_carried_over(app, session, people, links):
    request = confirmed(app, session, themes=("smart city",))
    delegation = accept(session, request, people, links)
    assert (request.state, request.delegation_id) == (S.ACCEPTED, delegation.id)
    assert (delegation.liaison_name, delegation.liaison_email, delegation.liaison_language) == (
        "Aline Mbarga",
        "aline@lyon.example.org",
        "fr",
    )
    assert [(row.country, row.planned) for row in delegation.countries] == [("FR", 15)]
    assert [body.organisation.name for body in delegation.bodies] == [
        Translated(en="Métropole de Lyon")
    ]
    assert (delegation.languages, delegation.themes) == (("fr", "en"), ("smart city",))
    assert delegation.purpose == Translated(fr="Voir le centre de contrôle.")
    assert request.organisation_id == delegation.bodies[0].organisation_id
    assert letters(session)[-1].facts["delegation"] == delegation.id


def test_what_they_want_to_learn_is_carried_over_behind_the_purpose(app, session, people, links):
    request = confirmed(app, session, learning_questions="Combien de caméras ?")
    assert accept(session, request, people, links).purpose == Translated(
        fr="Voir le centre de contrôle.\n\nCombien de caméras ?"
    )


def test_the_embassy_that_asks_is_the_referrer_where_it_is_known(app, session, people, links):
    embassy = organisations.add(
        session,
        {
            "name": Translated(ko="주한 몽골 대사관"),
            "country": "MN",
            "kind": OrganisationKind.EMBASSY,
        },
        at=AT,
    )
    request = typed_in(
        app,
        session,
        people,
        requester_organisation="주한 몽골 대사관",
        requester_role=RequesterRole.EMBASSY,
    )
    assert accept(session, request, people, links, country="MN").referrer_id == embassy.id


def test_a_numbered_letter_stands_among_the_papers_of_the_visit(app, session, people, links):
    request = typed_in(app, session, people, document_number="MN-26/118", body_name="울란바토르시")
    delegation = accept(session, request, people, links, country="MN")
    (paper,) = session.scalars(select(OfficialPaper))
    assert (paper.kind, paper.number) == (PaperKind.REQUEST, "MN-26/118")
    assert [(row.subject_kind, row.subject_id) for row in paper.subjects] == [
        ("delegation", delegation.id),
        ("request", request.id),
    ]
    (body,) = session.scalars(select(Organisation))
    assert body.name == Translated(ko="울란바토르시")


@pytest.mark.parametrize("level", [Level.MINISTER, Level.VICE_MINISTER])
def test_a_minister_is_accepted_by_an_approver_or_after_one_agreed(
    app, session, people, links, level
):
    request = typed_in(app, session, people)
    with pytest.raises(Refused) as refused:
        accept(session, request, people, links, level=level)
    assert refused.value.reason == "request_needs_approval"
    assert request.state is S.RECEIVED
    actions.seek_approval(session, request, by=people["coordinator"], at=AT)
    with pytest.raises(Refused) as refused:
        actions.approve(session, request, note="", by=people["coordinator"], at=AT)
    assert refused.value.reason == "approver_only"
    actions.approve(session, request, note="온나라 1234", by=people["approver"], at=AT)
    accept(session, request, people, links, level=level)
    assert request.state is S.ACCEPTED


def test_an_approver_accepts_a_minister_at_once(app, session, people, links):
    request = typed_in(app, session, people)
    accept(session, request, people, links, who="approver", level=Level.MINISTER)
    assert request.state is S.ACCEPTED


def test_accepting_twice_opens_one_delegation(app, session, people, links):
    request = typed_in(app, session, people)
    accept(session, request, people, links)
    with pytest.raises(Refused):
        accept(session, request, people, links)
    assert len(session.scalars(select(Delegation)).all()) == 1


def test_each_other_decision_writes_its_letter(app, session, people, links):
    how = {"by": people["coordinator"], "links": links, "at": AT}
    one, two, three = (confirmed(app, session) for _ in range(3))
    actions.decline(session, one, reason="Full", **how)
    actions.waitlist(session, two, reason="Full in May", **how)
    actions.redirect(session, three, to="Daejeon City", reason="", **how)
    assert [one.state, two.state, three.state] == [S.DECLINED, S.WAITLISTED, S.REDIRECTED]
    assert kinds(session)[-3:] == ["intake.declined", "intake.waitlisted", "intake.redirected"]
    assert queries.status_of(three).redirected_to == "Daejeon City"


def test_a_letter_may_stay_a_draft(app, session, people, links):
    request = confirmed(app, session)
    by = people["coordinator"]
    wording = Wording(is_draft=True)
    actions.decline(session, request, reason="", by=by, links=links, at=AT, wording=wording)
    assert letters(session)[-1].state is LetterState.DRAFT


def test_a_decision_is_taken_back_and_taken_anew_with_a_letter_of_its_own(
    app, session, people, links
):
    request = confirmed(app, session)
    how = {"by": people["coordinator"], "links": links}
    actions.decline(session, request, reason="Full", at=AT, **how)
    later = AT + timedelta(days=1)
    actions.reopen(session, request, by=people["coordinator"], at=later)
    assert (request.state, request.decision_reason, request.decided_at) == (
        S.UNDER_REVIEW,
        "",
        None,
    )
    actions.decline(session, request, reason="Still full", at=later, **how)
    assert kinds(session)[-2:] == ["intake.declined", "intake.declined"]


def test_a_duplicate_names_the_other_and_writes_no_letter(app, session, people):
    one, two = sent(app, session), typed_in(app, session, people)
    before = kinds(session)
    by = people["coordinator"]
    with pytest.raises(Refused):
        actions.mark_duplicate(session, one, one, by=by, at=AT)
    actions.mark_duplicate(session, one, two, by=by, at=AT)
    assert (one.state, one.duplicate_of_id) == (S.DUPLICATE, two.id)
    with pytest.raises(Refused):
        actions.mark_duplicate(session, two, one, by=by, at=AT)
    assert kinds(session) == before


def test_an_accepted_request_is_reopened_by_deleting_its_draft_delegation(
    app, session, people, links
):
    request = confirmed(app, session)
    delegation = accept(session, request, people, links)
    with pytest.raises(Refused) as refused:
        actions.reopen(session, request, by=people["coordinator"], at=AT)
    assert refused.value.reason == "request_has_delegation"
    delegations.delete(session, delegation, at=AT)
    assert (request.state, request.delegation_id) == (S.UNDER_REVIEW, None)


def test_who_withdraws_an_accepted_request_leaves_the_delegation_to_the_office(
    app, session, people, links
):
    request = confirmed(app, session)
    delegation = accept(session, request, people, links)
    actions.withdraw(session, request, by=None, at=AT, **BY_LINK)
    assert queries.request_of_delegation(session, delegation.id) is request
    assert request.state is S.WITHDRAWN


def test_a_body_that_a_request_names_is_not_deleted(app, session, people):
    lyon = organisations.add(
        session,
        {
            "name": Translated(en="Lyon"),
            "country": "FR",
            "kind": OrganisationKind.LOCAL_GOVERNMENT,
        },
        at=AT,
    )
    typed_in(app, session, people, organisation_id=lyon.id)
    with pytest.raises(InUse) as used:
        refuse_if_used(session, "organisation", lyon.id)
    assert used.value.users == [("request", 1)]


def test_the_same_body_s_past_is_found(app, session, people, links):
    before = confirmed(app, session)
    delegation = accept(session, before, people, links)
    request = confirmed(app, session)
    since = MONDAY - timedelta(days=730)
    assert queries.of_same_body(session, request, since=since) == ([before], [delegation])


def test_a_name_in_capitals_is_the_same_body_and_a_longer_one_is_not(app, session):
    before = confirmed(app, session, body_name="ÉCOLE DE LYON")
    confirmed(app, session, body_name="École de Lyon Est")
    request = confirmed(app, session, body_name="École de Lyon")
    since = MONDAY - timedelta(days=730)
    assert queries.of_same_body(session, request, since=since) == ([before], [])


def test_the_inbox_counts_what_waits(app, session, people):
    sent(app, session)
    typed_in(app, session, people, received_on=date(2026, 10, 20))
    mine = typed_in(app, session, people)
    actions.take(session, mine, by=people["coordinator"], at=AT)
    found = queries.counts(session, today=MONDAY, user_id=people["coordinator"].id)
    assert (found.unanswered, found.overdue, found.unconfirmed, found.mine) == (2, 1, 1, 1)


def test_an_unconfirmed_request_is_reminded_of_once_and_destroyed_after_two_weeks(
    app, session, links, data_dir
):
    request = sent(app, session)
    actions.attach(session, request, [a_file(data_dir / "files")], by=None, at=AT)
    folder = data_dir / "files"
    rounds = [
        actions.tend(session, links=links, folder=folder, at=AT + timedelta(hours=hours))
        for hours in (1, 24, 48, 24 * 14)
    ]
    assert [(r["nudged"], r["dropped"]) for r in rounds] == [(0, 0), (1, 0), (0, 0), (0, 1)]
    session.commit()
    assert session.scalars(select(VisitRequest)).all() == []
    assert [letter.state for letter in letters(session)] == [LetterState.DROPPED] * 2
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_confirmed_request_is_left_alone(app, session, links, data_dir):
    confirmed(app, session)
    at = AT + timedelta(days=30)
    tended = actions.tend(session, links=links, folder=data_dir / "files", at=at)
    assert tended == {"nudged": 0, "dropped": 0, "drafts": 0}


def test_an_unfinished_form_is_destroyed_after_two_weeks(session, links, data_dir):
    actions.begin(session, language="fr", links=links, at=AT)
    at = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
    assert actions.tend(session, links=links, folder=data_dir, at=at)["drafts"] == 1


def test_facts_of_the_form_are_the_columns_of_a_request():
    assert set(FORM) - {"slots", "sites"} <= set(VisitRequest.__table__.columns.keys())
