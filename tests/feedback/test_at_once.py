"""One phone that saves twice at once has one answer, with all that it said."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.feedback.cast import BY_LINK, a_visit, all_answers
from visits.delegations.models import Delegation
from visits.feedback import actions
from visits.feedback.models import HostReport
from visits.feedback.rules import HostWord, How, Question, Said, Wish
from visits.itineraries.models import Stop
from visits.kit.db import db


def together(app, *acts):
    """Each in a transaction of its own, begun at the same time."""
    barrier = Barrier(len(acts))

    def run(act):
        with app.app_context(), db.sessionmaker() as session:
            barrier.wait()
            act(session)
            session.commit()

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(run, acts))


def test_two_saves_of_one_phone_are_one_answer(app, session):
    delegation, _ = a_visit(session)
    session.commit()

    def saying(question):
        said = Said(ratings={question: 4, Question.CARE: 5}, words={Wish.BETTER: "Time"})

        def act(own):
            visit = own.get_one(Delegation, delegation.id)
            actions.give(own, visit, said, told=BY_LINK, language="en", secret="one phone")

        return act

    together(app, *(saying(question) for question in (Question.OVERALL, Question.SITES)))
    session.rollback()
    (answer,) = all_answers(session)
    assert answer.rated == {Question.OVERALL: 4, Question.SITES: 4, Question.CARE: 5}
    assert answer.said == {Wish.BETTER: "Time"}


def test_two_hosts_of_one_stop_leave_one_report(app, session):
    _, (stop, _) = a_visit(session)
    session.commit()

    def act(own):
        said = HostWord(how=How.GOOD, held=True)
        actions.report(own, own.get_one(Stop, stop.id), said, told=BY_LINK)

    together(app, act, act)
    session.rollback()
    assert session.query(HostReport).count() == 1
