"""What is destroyed of requests when its time is over."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.intake.cast import AT, VISIT, a_file, confirmed, letters
from visits.access.models import SecretLink
from visits.delegations.rules import Level
from visits.identity.events import Purging
from visits.identity.rules import Due, Matter
from visits.intake import actions
from visits.intake.models import VisitRequest
from visits.kit.events import tell
from visits.organisations.rules import OrganisationKind
from visits.papers.storage import folder_of

DECIDED = date(2026, 11, 2)
EARLIER = DECIDED - timedelta(days=1)


def purge(session, *, declined=EARLIER, names=EARLIER, removes=True) -> int:
    due = Due(identity=EARLIER, needs=EARLIER, declined=declined, names=names, looks=EARLIER)
    notice = Purging(due=due, at=AT + timedelta(days=365), removes=removes)
    tell(session, notice)
    session.commit()
    return notice.counted[Matter.REQUESTS]


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


def test_of_a_visit_that_took_place_no_person_remains(app, session, people, how):
    request = confirmed(app, session)
    actions.comment(session, request, "She called", by=people["coordinator"], at=AT)
    facts = {**VISIT, "level": Level.WORKING, "lead_id": people["coordinator"].id}
    actions.accept(session, request, {**facts, "kind": OrganisationKind.OTHER}, **how)
    assert purge(session, declined=DECIDED, names=date(2027, 5, 11)) == 0
    assert purge(session, names=date(2027, 5, 12)) == 1
    assert (request.requester_name, request.requester_email, request.comments) == ("", "", [])
    assert (request.subject, request.people) == ("Smart city visit of the city of Lyon", 15)
    assert purge(session, names=date(2027, 5, 12)) == 0


def test_what_is_open_is_kept(app, session):
    confirmed(app, session)
    assert purge(session, declined=date(2099, 1, 1)) == 0
