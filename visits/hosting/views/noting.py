"""What hosts, people of ours and officials told an officer: the staff twin of every answer by link."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.conflicts.rules import Finding
from visits.hosting import actions, queries
from visits.hosting.forms import NoteAnswerForm, NoteDutyForm
from visits.hosting.models import HostRequest
from visits.hosting.rules import RequestState, replies_to
from visits.hosting.views.answering import days_here
from visits.hosting.views.blueprint import hosting, today, zone
from visits.itineraries import queries as itineraries
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.rules import Said
from visits.itineraries.worded import told
from visits.itineraries.words import FIELD_OF_REASON
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import BaseForm, edit_rows
from visits.kit.words import REASONS
from visits.languages.html import plain

PLAIN = (Said.CONFIRMED, Said.DECLINED)


@hosting.route("/office/delegations/<code>/itinerary/stops/<uid>/answer", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def note_answer(code: str, uid: str) -> ResponseReturnValue:
    """Yes, no, or yes but otherwise: by telephone, official letter, mail, messenger, in person."""
    stop = the_stop(code, uid)
    form = form_of(stop)
    found: list[Finding] = []
    is_about_rows = edit_rows(form.times)
    if not is_about_rows and form.validate_on_submit():
        try:
            note(stop, form)
        except Blocked as error:
            db.session.rollback()
            found = list(error.findings)
        except Refused as error:
            db.session.rollback()
            refuse(form, error.reason)
            form.seen.data = stamp(latest(the_stop(code, uid)))
        else:
            flash(_("The answer was noted."), "success")
            db.session.commit()
            return redirect(url_for("itineraries.stop", code=code, uid=uid))
    stop = the_stop(code, uid)
    body = render_template(
        "hosting/answer.html",
        form=form,
        stop=stop,
        itinerary=stop.itinerary,
        delegation=stop.itinerary.delegation,
        against=told(db.session, found, stop.itinerary),
        host_request=latest(stop),
    )
    return body, 422 if form.errors or found else 200


@hosting.post("/office/delegations/<code>/itinerary/stops/<uid>/ask-again")
@requires(Permission.EDIT_ITINERARIES)
def ask_again(code: str, uid: str) -> ResponseReturnValue:
    """The host that has not answered gets a letter that asks once more."""
    stop = the_stop(code, uid)
    try:
        actions.ask_once_more(db.session, stop, by=the_user().name, at=now())
    except Refused as error:
        flash(REASONS[error.reason], "warning")
    else:
        flash(_("The host is asked once more."), "success")
    db.session.commit()
    return redirect(url_for("itineraries.stop", code=code, uid=uid))


def the_stop(code: str, uid: str) -> Stop:
    """A stop of this very delegation. Raises NotThere."""
    stop = itineraries.the_stop(db.session, uid)
    if stop.itinerary.delegation.code != code:
        raise NotThere("stop")
    return stop


def latest(stop: Stop) -> HostRequest | None:
    """The request that an answer is about."""
    rows = queries.of_stop(db.session, stop)
    return next((one for one in rows if one.state is not RequestState.WITHDRAWN), None)


def form_of(stop: Stop) -> NoteAnswerForm:
    about = latest(stop)
    offered = replies_to(about.state) if about else PLAIN
    length: timedelta = stop.ends - stop.starts
    form = NoteAnswerForm(
        zone=zone(), length=length, here=days_here(stop), today=today(), offered=offered
    )
    if not form.is_submitted():
        form.person.data = about.contact.name if about else None
        form.seen.data = stamp(about)
    return form


def stamp(about: HostRequest | None) -> str:
    """What the page says that the answer is about: another one as soon as anybody answers."""
    return f"{about.id}-{about.version}" if about else ""


def note(stop: Stop, form: NoteAnswerForm) -> None:
    """Raises Refused (`request_answered`) when the page showed something else than there is now."""
    about = latest(stop)
    if form.seen.data != stamp(about):
        raise Refused("request_answered")
    how, who, at = form.told(), the_user(), now()
    if about is None:
        actions.note_answer(db.session, stop, form.reply(), told=how, by=who, at=at)
    else:
        said = form.reply()
        actions.reply(db.session, about, said, told=how, by=who, at=at, seen=about.version)


def refuse(form: BaseForm, reason: str) -> None:
    """Say it at the field that it concerns, else above the form."""
    field = FIELD_OF_REASON.get(reason)
    if field is not None and field in form:
        form.refuse(field, REASONS[reason])
    else:
        form.form_errors.append(str(REASONS[reason]))


# -- whoever of ours was asked to serve ------------------------------------------------------------


@hosting.route(
    "/office/delegations/<code>/itinerary/stops/<uid>/assignments/<int:number>/answer",
    methods=["GET", "POST"],
)
@requires(Permission.EDIT_ITINERARIES)
def note_duty(code: str, uid: str, number: int) -> ResponseReturnValue:
    """Yes or no of an interpreter, an escort, an official's office, told to an officer."""
    duty = the_duty(the_stop(code, uid), number)
    form = NoteDutyForm(today=today(), person=answers_for(duty))
    found: list[Finding] = []
    if form.validate_on_submit():
        try:
            actions.say_of_duty(
                db.session,
                duty,
                form.said.data,
                told=form.told(),
                by=the_user(),
                at=now(),
                note=form.note.data or "",
            )
        except Blocked as error:
            db.session.rollback()
            found = list(error.findings)
        except Refused as error:
            db.session.rollback()
            refuse(form, error.reason)
        else:
            flash(_("The answer was noted."), "success")
            db.session.commit()
            return redirect(url_for("itineraries.stop", code=code, uid=uid))
    stop = the_stop(code, uid)
    body = render_template(
        "hosting/answer_of_duty.html",
        form=form,
        duty=the_duty(stop, number),
        stop=stop,
        itinerary=stop.itinerary,
        delegation=stop.itinerary.delegation,
        against=told(db.session, found, stop.itinerary),
    )
    return body, 422 if form.errors or found else 200


def the_duty(stop: Stop, number: int) -> Assignment:
    """An assignment of a person at this very stop. Raises NotThere."""
    for one in stop.assignments:
        if one.id == number and one.person is not None:
            return one
    raise NotThere("assignment")


def answers_for(duty: Assignment) -> str:
    """Who usually says so: the office that keeps the diary, else the person."""
    if duty.person is None:
        return ""
    return duty.person.diary_office or plain(duty.person.name)
