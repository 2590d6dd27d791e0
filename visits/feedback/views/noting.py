"""What guests and hosts told an officer: the staff twins of everything that comes by link."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.delegations.rules import Told
from visits.feedback import actions, queries
from visits.feedback.forms.office import (
    NoteAnswerForm,
    NoteQuestionForm,
    NoteReportForm,
    ToldForm,
)
from visits.feedback.views.blueprint import BASE, feedback
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import Choices, answer, choices, city_today
from visits.kit.words import REASONS
from visits.languages.html import option, tr
from visits.languages.names import languages_by_name
from visits.languages.routing import interface_language


@feedback.route(f"{BASE}/answers/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def note_answer(code: str) -> ResponseReturnValue:
    """A guest's answer on paper, by telephone, by mail."""
    delegation = delegations.the_delegation(db.session, code)
    stops = queries.stops_of(db.session, delegation.id)
    form = NoteAnswerForm(
        today=city_today(),
        stops=choices((stop.uid, tr(stop.title)) for stop in stops),
        languages=languages(),
        data={"language": delegation.languages[0]},
    )
    if form.validate_on_submit() and taken(
        form,
        lambda: actions.give(
            db.session, delegation, form.said(), told=told(form), language=form.language.data
        ),
    ):
        flash(_("The answer was noted."), "success")
        db.session.commit()
        return redirect(url_for("feedback.show", code=code))
    return page_of(form, code, _("Enter a guest’s answer"), url_for("feedback.show", code=code))


@feedback.route("/office/delegations/<code>/questions/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def note_question(code: str) -> ResponseReturnValue:
    """What a guest wants to know, as an officer was told."""
    delegation = delegations.the_delegation(db.session, code)
    sites = queries.sites_of(db.session, delegation.id)
    form = NoteQuestionForm(
        today=city_today(),
        sites=choices((number, option(site.name)) for number, site in sites.items()),
        languages=languages(),
        data={"language": delegation.languages[0]},
    )
    back = url_for("feedback.questions", code=code)
    if form.validate_on_submit() and taken(
        form,
        lambda: actions.ask(
            db.session,
            delegation,
            form.text.data or "",
            site_id=form.site_id,
            told=told(form),
            language=form.language.data,
        ),
    ):
        flash(_("The question was noted."), "success")
        db.session.commit()
        return redirect(back)
    return page_of(form, code, _("Enter a guest’s question"), back)


@feedback.route(f"{BASE}/stops/<uid>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def note_report(code: str, uid: str) -> ResponseReturnValue:
    """What a host told of a stop that is over."""
    delegation = delegations.the_delegation(db.session, code)
    stop = queries.stop_called(db.session, delegation.id, uid)
    form = NoteReportForm(today=city_today())
    if form.validate_on_submit() and taken(
        form, lambda: actions.report(db.session, stop, form.report(), told=told(form))
    ):
        flash(_("The host’s report was noted."), "success")
        db.session.commit()
        return redirect(url_for("feedback.show", code=code, _anchor="hosts"))
    stop = queries.stop_called(db.session, delegations.the_delegation(db.session, code).id, uid)
    back = url_for("feedback.show", code=code)
    return page_of(form, code, _("Enter a host’s report"), back, stop=stop)


def languages() -> Choices:
    return choices(languages_by_name(interface_language().tag).items())


def told(form: ToldForm) -> Told:
    return form.told(by_id=the_user().id, at=now())


def taken(form: ToldForm, act: Callable[[], Any]) -> bool:
    """Whether it could be kept; when not, the form says why and keeps what was typed."""
    try:
        act()
    except Refused as error:
        db.session.rollback()
        message = str(REASONS[error.reason])
        if error.reason == "told_in_future":
            form.refuse("told_on", message)
        else:
            form.form_errors.append(message)
        return False
    return True


def page_of(form: ToldForm, code: str, title: str, back: str, **more: Any) -> ResponseReturnValue:
    found: Delegation = delegations.the_delegation(db.session, code)
    return answer("feedback/note.html", form, delegation=found, title=title, back=back, **more)
