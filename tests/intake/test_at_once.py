"""Several act on one request at the same moment: one of them does it, nothing is lost or doubled."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tests.intake.cast import AT, BY_LINK, VISIT, confirmed, kinds, sent
from visits.access.models import User
from visits.delegations.models import Delegation
from visits.delegations.rules import Level
from visits.intake import actions, queries
from visits.intake.models import VisitRequest
from visits.intake.rules import RequestState
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.organisations.rules import OrganisationKind

ACTORS = 4

Act = Callable[[Session, VisitRequest], None]


@pytest.fixture
def at_once(app, session) -> Callable[[int, Act], Counter[str]]:
    """Each actor with a session of their own, all at the same moment; what became of them."""
    with app.app_context():
        sessions = db.sessionmaker

    def one(number: int, act: Act, start: Barrier) -> str:
        start.wait()
        with sessions() as own:
            own.info["writes"] = True
            try:
                act(own, queries.request_by_id(own, number))
                own.commit()
            except (Refused, StaleDataError) as error:
                return type(error).__name__
            return "done"

    def run(number: int, act: Act) -> Counter[str]:
        session.commit()
        start = Barrier(ACTORS, timeout=20)
        with ThreadPoolExecutor(ACTORS) as pool:
            futures = [pool.submit(one, number, act, start) for _ in range(ACTORS)]
            found = Counter(future.result() for future in futures)
        session.expire_all()
        return found

    return run


def test_one_delegation_is_opened(app, session, people, at_once):
    request = confirmed(app, session)
    officer = people["coordinator"].id
    facts = {**VISIT, "level": Level.WORKING, "lead_id": officer, "kind": OrganisationKind.OTHER}

    def accept(own: Session, found: VisitRequest) -> None:
        by = own.get_one(User, officer)
        actions.accept(own, found, facts, by=by, links=app.extensions["links"], at=AT)

    assert at_once(request.id, accept)["done"] == 1
    assert session.scalar(select(func.count(Delegation.id))) == 1
    assert kinds(session).count("intake.accepted") == 1
    assert request.state is RequestState.ACCEPTED


def test_one_answer_stands_and_the_others_are_told(app, session, people, at_once):
    request = confirmed(app, session)
    how = {"by": people["coordinator"], "links": app.extensions["links"], "at": AT}
    question = actions.ask(session, request, "Combien ?", **how)
    actions.ask(session, request, "Quand ?", **how)
    session.commit()

    def answer(own: Session, found: VisitRequest) -> None:
        asked = queries.the_question(found, question.id)
        actions.answer(own, asked, "Quinze", by=None, at=AT, **BY_LINK)

    assert at_once(request.id, answer) == {"done": 1, "Refused": ACTORS - 1}
    assert [q.answer for q in request.questions] == ["Quinze", ""]


def test_the_button_pressed_by_all_gives_one_receipt(app, session, at_once):
    request = sent(app, session)

    def confirm(own: Session, found: VisitRequest) -> None:
        actions.confirm(own, found, by=None, links=app.extensions["links"], at=AT, **BY_LINK)

    at_once(request.id, confirm)
    assert request.state is RequestState.RECEIVED
    assert kinds(session).count("intake.receipt") == 1
