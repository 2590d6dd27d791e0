"""Lessons: written for a site, shown when the next visit there is planned, settled at last."""

from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.delegations.models import Delegation
from visits.feedback.models import Lesson
from visits.feedback.rules import LessonState
from visits.sites.models import Site


def write_lesson(
    session: Session,
    site: Site,
    text: str,
    *,
    by: User,
    at: datetime,
    delegation: Delegation | None = None,
) -> Lesson:
    """*delegation* is the visit that taught it."""
    lesson = Lesson(
        site_id=site.id,
        delegation_id=delegation.id if delegation else None,
        text=text,
        by_id=by.id,
        at=at,
    )
    lesson.site = site
    session.add(lesson)
    session.flush()
    return lesson


def revise_lesson(session: Session, lesson: Lesson, text: str) -> None:
    lesson.text = text
    session.flush()


def settle(session: Session, lesson: Lesson, *, settled: bool, by: User, at: datetime) -> None:
    """It was learned, or it is open again; said twice, the first stands."""
    state = LessonState.SETTLED if settled else LessonState.OPEN
    if lesson.state is state:
        return
    lesson.state = state
    lesson.settled_at, lesson.settled_by_id = (at, by.id) if settled else (None, None)
    session.flush()
