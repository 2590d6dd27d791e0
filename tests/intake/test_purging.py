"""What is destroyed of requests when its time is over."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.intake.cast import AT, VISIT, a_file, confirmed, letters, typed_in
from visits.access.models import SecretLink
from visits.audit.models import AuditEntry
from visits.delegations.rules import DelegationState, Level
from visits.identity.events import Purging
from visits.identity.rules import Due, Matter
from visits.intake import actions
from visits.intake.models import VisitRequest
from visits.kit.events import tell
from visits.notifications.models import LetterStep
from visits.notifications.rules import LetterMove
from visits.organisations.rules import OrganisationKind
from visits.papers.storage import folder_of

DECIDED = date(2026, 11, 2)
EARLIER = DECIDED - timedelta(days=1)
VISITED = {"matter": Matter.VISITED_REQUESTS}


def purge(session, *, removes=True, matter=Matter.REQUESTS, **days) -> int:
    """How many requests are due on these days; *matter*: how many of something else."""
    earlier = dict.fromkeys(("identity", "needs", "declined", "names", "looks"), EARLIER)
    due = Due(**{**earlier, **days})
    notice = Purging(due=due, at=AT + timedelta(days=365), removes=removes)
    tell(session, notice)
    session.commit()
    return notice.counted[matter]


@pytest.fixture
def how(app, people):
    return {"by": people["coordinator"], "links": app.extensions["links"], "at": AT}


@pytest.fixture
def declined(app, session, how):
    request = confirmed(app, session)
    actions.attach(session, request, [a_file(folder_of(session))], by=None, at=AT)
    actions.decline(session, request, reason="Full", **how)
    return request


def test_a_request_without_a_visit_goes_wholly_once_its_day_is_due(session, declined):
    assert purge(session) == 0
    assert purge(session, declined=DECIDED, removes=False) == 1
    assert session.scalar(select(func.count(VisitRequest.id))) == 1
    assert purge(session, declined=DECIDED) == 1
    assert session.scalar(select(func.count(VisitRequest.id))) == 0
    assert [path for path in folder_of(session).rglob("*") if path.is_file()] == []
    assert {letter.recipient for letter in letters(session)} == {""}
    assert all(link.revoked_at for link in session.scalars(select(SecretLink)))


def accept(session, request, how):
    """They come on 12 May 2027."""
    facts = {**VISIT, "level": Level.WORKING, "lead_id": how["by"].id}
    return actions.accept(session, request, {**facts, "kind": OrganisationKind.OTHER}, **how)


def test_of_a_visit_that_took_place_no_person_remains(app, session, people, how):
    request = confirmed(app, session)
    actions.comment(session, request, "She called", by=people["coordinator"], at=AT)
    accept(session, request, how)
    assert purge(session, declined=DECIDED, names=date(2027, 5, 11), **VISITED) == 0
    assert purge(session, names=date(2027, 5, 12), **VISITED) == 1
    assert (request.requester_name, request.requester_email, request.comments) == ("", "", [])
    assert (request.subject, request.people) == ("Smart city visit of the city of Lyon", 15)
    assert purge(session, names=date(2027, 5, 12), **VISITED) == 0


def test_what_is_open_is_kept(app, session):
    confirmed(app, session)
    assert purge(session, declined=date(2099, 1, 1)) == 0


def test_of_a_request_without_a_name_letter_and_remarks_go_too(app, session, people, how):
    request = typed_in(app, session, people)
    actions.attach(session, request, [a_file(folder_of(session))], by=how["by"], at=AT)
    actions.comment(session, request, "Ms Bat will call", by=how["by"], at=AT)
    actions.seek_approval(session, request, by=how["by"], at=AT)
    accept(session, request, how)
    request.steps[0].note = "Said by Ms Bat"
    assert purge(session, names=date(2027, 5, 12), **VISITED) == 1
    session.expire_all()
    assert (request.files, request.comments) == ([], [])
    assert {step.note for step in request.steps} == {""}
    assert [path for path in folder_of(session).rglob("*") if path.is_file()] == []
    assert purge(session, names=date(2027, 5, 12), **VISITED) == 0


def test_of_letters_nothing_is_left_that_a_mail_server_said(session, declined):
    for letter in letters(session):
        letter.last_error = "<aline@lyon.example.org> is unknown"
        letter.steps.append(LetterStep(at=AT, move=LetterMove.FAIL, note=letter.last_error))
    purge(session, declined=DECIDED)
    assert {letter.last_error for letter in letters(session)} == {None}
    assert {step.note for letter in letters(session) for step in letter.steps} == {""}


def test_the_positions_of_people_go_and_never_stood_in_the_audit(app, session, how):
    request = confirmed(app, session, head_position="Maire")
    accept(session, request, how)
    session.commit()
    told = [str(line.changes) for line in session.scalars(select(AuditEntry))]
    assert [text for text in told if "Maire" in text or "Attachée" in text] == []
    purge(session, names=date(2027, 5, 12))
    assert (request.head_position, request.requester_position) == ("", "")


def test_what_they_wrote_of_their_needs_goes_soon_after_the_visit(app, session, how):
    request = confirmed(app, session, accessibility="A wheelchair")
    accept(session, request, how)
    needs = {"matter": Matter.NEEDS}
    assert purge(session, needs=date(2027, 5, 11), **needs) == 0
    assert purge(session, needs=date(2027, 5, 12), **needs) == 1
    assert (request.accessibility, request.requester_name) == ("", "Aline Mbarga")
    assert purge(session, needs=date(2027, 5, 12), **needs) == 0


def test_what_they_wrote_of_their_needs_goes_soon_after_a_refusal(session, declined):
    declined.accessibility = "A wheelchair"
    assert purge(session, needs=DECIDED, matter=Matter.NEEDS) == 1
    assert (declined.accessibility, declined.requester_name) == ("", "Aline Mbarga")


def test_a_visit_that_was_cancelled_is_none(app, session, how):
    request = confirmed(app, session)
    accept(session, request, how).state = DelegationState.CANCELLED
    assert purge(session, declined=date(2027, 5, 11)) == 0
    assert purge(session, declined=date(2027, 5, 12)) == 1
    assert request.requester_name == ""
