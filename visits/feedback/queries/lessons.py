"""Lessons of sites."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from visits.feedback.models import Lesson
from visits.feedback.rules import LessonState
from visits.kit.errors import NotThere
from visits.kit.pages import PAGE, Page, page_of
from visits.sites.models import Site


def lessons(site_id: int) -> Select[Lesson]:
    """Of a site, with where they come from."""
    rows = select(Lesson).where(Lesson.site_id == site_id)
    return rows.options(
        joinedload(Lesson.delegation), joinedload(Lesson.by), joinedload(Lesson.settled_by)
    )


def lessons_of(session: Session, site_id: int | None) -> Sequence[Lesson]:
    """The open ones, the newest first: what to mind when the next visit is planned."""
    if site_id is None:
        return ()
    rows = lessons(site_id).where(Lesson.state == LessonState.OPEN)
    return session.scalars(rows.order_by(Lesson.id.desc()).limit(PAGE)).all()


def page_of_lessons(session: Session, site: Site, cursor: str | None) -> Page[Lesson]:
    """All of them, the newest first."""
    return page_of(session, lessons(site.id), by=(Lesson.id,), cursor=cursor, descending=True)


def the_lesson(session: Session, site: Site, number: int) -> Lesson:
    """A lesson of this site. Raises NotThere."""
    row = session.scalar(lessons(site.id).where(Lesson.id == number))
    if row is None:
        raise NotThere("lesson")
    return row
