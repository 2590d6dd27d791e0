"""What hosts say of a stop, and the lessons that the office draws."""

import pytest

from tests.factories import a_user
from tests.feedback.cast import AFTER, BY_LINK, a_visit, later
from visits.access.rules import Channel
from visits.delegations.rules import Told
from visits.feedback import actions, queries
from visits.feedback.models import HostReport
from visits.feedback.rules import HostWord, How, LessonState
from visits.kit.errors import Refused


def test_two_clicks_are_one_report_and_the_last_word_counts(session):
    _, (stop, _) = a_visit(session)
    actions.report(session, stop, HostWord(how=How.GOOD), told=BY_LINK)
    actions.report(session, stop, HostWord(how=How.MIXED, held=False, text="Late"), told=BY_LINK)
    (row,) = session.query(HostReport).all()
    assert (row.how, row.held, row.text, row.site) == (How.MIXED, False, "Late", stop.site)


def test_nobody_reports_on_what_is_not_over(session):
    _, (stop, _) = a_visit(session)
    early = Told(channel=Channel.LINK, told_on=stop.starts.date(), at=stop.starts)
    with pytest.raises(Refused, match="stop_not_over"):
        actions.report(session, stop, HostWord(how=How.GOOD), told=early)


def test_a_lesson_is_shown_until_it_is_settled(session):
    delegation, (stop, other) = a_visit(session)
    officer = a_user(session)
    lesson = actions.write_lesson(
        session, stop.site, "여권 확인에 10분", by=officer, at=AFTER, delegation=delegation
    )
    assert list(queries.lessons_of(session, stop.site_id)) == [lesson]
    assert list(queries.lessons_of(session, other.site_id)) == []
    assert list(queries.lessons_of(session, None)) == []
    actions.settle(session, lesson, settled=True, by=officer, at=later(1))
    actions.settle(session, lesson, settled=True, by=officer, at=later(2))
    assert list(queries.lessons_of(session, stop.site_id)) == []
    assert (lesson.state, lesson.settled_at) == (LessonState.SETTLED, later(1))
    actions.settle(session, lesson, settled=False, by=officer, at=later(3))
    assert (lesson.state, lesson.settled_at, lesson.settled_by_id) == (LessonState.OPEN, None, None)
