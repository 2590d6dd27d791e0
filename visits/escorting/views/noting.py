"""What an escort told the office by telephone: the staff twin of every button."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.escorting import actions
from visits.escorting.forms import NoteIncidentForm, NoteTapForm
from visits.escorting.views.blueprint import IN_OFFICE, escorting, zone
from visits.escorting.views.incidents import stop_choices
from visits.escorting.views.stage import the_draft
from visits.kit import once
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import answer
from visits.kit.words import REASONS
from visits.papers import storage
from visits.papers.pictures import keep_picture


@escorting.route(f"{IN_OFFICE}/told", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def note(code: str) -> ResponseReturnValue:
    """Departed, arrived, so many minutes later, so many people: as an officer was told."""
    itinerary, at = the_draft(delegations.the_delegation(db.session, code)), now()
    delegation = itinerary.delegation
    form = NoteTapForm(zone=zone(), at=at, stops=stop_choices(itinerary))
    if form.validate_on_submit():
        told = form.told(by_id=the_user().id, at=at)
        try:
            found = actions.tap(db.session, delegation, actions.Act(**form.act()), told=told)
        except NotThere:
            db.session.rollback()
            form.refuse("stop", str(REASONS["tap_without_stop"]))
        except Refused as error:
            db.session.rollback()
            field = "number" if error.reason == "tap_without_number" else "stop"
            form.refuse(field, str(REASONS[error.reason]))
        else:
            page = url_for("escorting.day", code=code, day=found.tap.day)
            flash(_("It was noted."), "success")
            db.session.commit()
            return redirect(page)
    delegation = delegations.the_delegation(db.session, code)
    return answer("escorting/note.html", form, delegation=delegation)


@escorting.route(f"{IN_OFFICE}/incidents/new", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
@reads_only
def note_incident(code: str) -> ResponseReturnValue:
    """An incident of which an officer was told."""
    itinerary, at = the_draft(delegations.the_delegation(db.session, code)), now()
    form = NoteIncidentForm(
        zone=zone(),
        at=at,
        stops=stop_choices(itinerary),
        most_megabytes=settings().UPLOAD_MEGABYTES,
    )
    if form.validate_on_submit():
        folder = storage.folder_of(db.session)
        kept = [keep_picture(folder, one) for one in form.pictures.pictures]
        with db.writing() as session:
            storage.belong(session, folder, [file for one in kept for file in one.files])
            if sent_before := once.take():
                return sent_before
            itinerary = the_draft(delegations.the_delegation(session, code))
            said = actions.Report(
                key=form.once.data or "",
                kind=form.kind.data,
                moment=form.moment(),
                text=form.text.data or "",
                stop=next((one for one in itinerary.stops if one.uid == form.stop.data), None),
                pictures=kept,
            )
            told = form.told(by_id=the_user().id, at=at)
            actions.report(session, itinerary.delegation, said, told=told)
            flash(_("The incident was noted."), "success")
            session.commit()
            return redirect(url_for("escorting.incidents", code=code))
    return answer("escorting/note_incident.html", form, delegation=itinerary.delegation)
