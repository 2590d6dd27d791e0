"""The demonstration's visit that is over was judged by its guests, in their own languages."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.demo.conftest import over_lately, the_visit
from visits.feedback import queries
from visits.feedback.models import Lesson
from visits.feedback.rules import How, Question, QuestionState


@pytest.fixture
def database(demonstration: str) -> str:
    return demonstration


def test_guests_answered_in_arabic_and_khmer_among_others(session: Session):
    found = queries.summary_of(session, over_lately(session))
    means = {one.question: one.mean for one in found.summaries}
    assert (found.answers, means[Question.OVERALL]) == (8, 4.6)
    assert {one.language for one in found.words} == {"ar", "km", "en"}
    assert sorted(not one.korean for one in found.words) == [False] * 7 + [True] * 3
    assert [one.guests for one in found.best] == [3, 3, 2]
    assert [one.how for one in found.reports] == [How.GOOD, How.MIXED, How.GOOD]


def test_questions_wait_before_the_visits_ahead(session: Session):
    saudi, cambodia = (the_visit(session, key).delegation_id for key in ("saudi", "cambodia"))
    (passed_on,) = queries.questions_of(session, saudi)
    assert (passed_on.language, passed_on.state) == ("ar", QuestionState.PASSED_ON)
    assert [queries.questions_waiting(session, one) for one in (saudi, cambodia)] == [1, 1]


def test_a_lesson_is_open(session: Session):
    (lesson,) = session.scalars(select(Lesson)).all()
    assert list(queries.lessons_of(session, lesson.site_id)) == [lesson]
    assert lesson.delegation_id == over_lately(session)
