"""Lessons of a site: written, mended, settled."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.feedback import actions, queries
from visits.feedback.forms.office import LessonForm
from visits.feedback.rules import LessonState
from visits.feedback.views.blueprint import feedback
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.forms import answer
from visits.kit.pager import linked
from visits.sites import queries as sites

HERE = "/office/sites/<slug>/lessons"
STATES = ",".join(LessonState)


@feedback.get(HERE)
@requires(Permission.READ_REGISTERS)
def lessons(slug: str) -> str:
    """Open and settled ones, the newest first."""
    site = sites.the_site(db.session, slug)
    page = queries.page_of_lessons(db.session, site, request.args.get("page"))
    return render_template("feedback/lessons.html", site=site, page=linked(page))


@feedback.route(f"{HERE}/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def write_lesson(slug: str) -> ResponseReturnValue:
    """By hand, or out of what was said of a visit (`?visit=2026-004`, and `&words=17` to begin with)."""
    site, visit = sites.the_site(db.session, slug), asked_visit()
    form = LessonForm(data={"text": asked_words(visit)})
    if form.validate_on_submit():
        text = form.text.data or ""
        actions.write_lesson(db.session, site, text, delegation=visit, by=the_user(), at=now())
        flash(_("The lesson was written down: whoever plans a stop there reads it."), "success")
        db.session.commit()
        return redirect(url_for("feedback.lessons", slug=slug))
    return answer("feedback/lesson.html", form, site=site, lesson=None, visit=visit)


def asked_visit() -> Delegation | None:
    """The visit that teaches it. Raises NotThere for one that there is not."""
    code = request.args.get("visit", "")
    return delegations.the_delegation(db.session, code) if code else None


def asked_words(visit: Delegation | None) -> str:
    """A guest's words to begin with, in Korean where somebody translated them."""
    number = read_id(request.args.get("words", ""))
    if visit is None or number is None:
        return ""
    try:
        words = queries.the_words(db.session, visit, number)
    except NotThere:
        return ""
    return words.korean or words.text


@feedback.route(f"{HERE}/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_lesson(slug: str, number: int) -> ResponseReturnValue:
    site = sites.the_site(db.session, slug)
    lesson = queries.the_lesson(db.session, site, number)
    form = LessonForm(obj=lesson)
    if form.validate_on_submit():
        actions.revise_lesson(db.session, lesson, form.text.data or "")
        flash(_("The lesson was saved."), "success")
        db.session.commit()
        return redirect(url_for("feedback.lessons", slug=slug))
    return answer("feedback/lesson.html", form, site=site, lesson=lesson, visit=lesson.delegation)


@feedback.post(f"{HERE}/<int:number>/<any({STATES}):state>")
@requires(Permission.EDIT_DELEGATIONS)
def settle(slug: str, number: int, state: str) -> ResponseReturnValue:
    """It was learned; or it is open again."""
    site = sites.the_site(db.session, slug)
    lesson = queries.the_lesson(db.session, site, number)
    settled = LessonState(state) is LessonState.SETTLED
    actions.settle(db.session, lesson, settled=settled, by=the_user(), at=now())
    db.session.commit()
    return redirect(url_for("feedback.lessons", slug=slug))
