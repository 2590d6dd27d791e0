"""Incidents: sent from the way, read and seen to in the office."""

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token, requires, settings
from visits.access.rules import LinkKind, Permission
from visits.delegations import queries as delegations
from visits.escorting import actions, queries
from visits.escorting.forms import IncidentForm, SettleForm
from visits.escorting.views.blueprint import BY_LINK, IN_OFFICE, escorting
from visits.escorting.views.stage import (
    Stage,
    by_link,
    in_office,
    not_taken,
    taken,
    the_draft,
    why,
)
from visits.itineraries.models import Itinerary
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import Choices, choices
from visits.kit.words import REASONS
from visits.languages.html import plain
from visits.papers import storage
from visits.papers.pictures import keep_picture


@escorting.post(f"{IN_OFFICE}/incident")
@requires(Permission.ESCORT_VISITS)
@reads_only
def report(code: str) -> ResponseReturnValue:
    return send(in_office(code))


@escorting.post(f"{BY_LINK}/incident")
@by_token(LinkKind.ESCORT_DAY)
@reads_only
def report_by_link(lang: str, token: str) -> ResponseReturnValue:
    """By an escort's link; the office's twin is `escorting.note_incident`."""
    return send(by_link(lang, token))


def send(stage: Stage) -> ResponseReturnValue:
    """Photographs lie on the disk before anything is written; the office is told at once."""
    received, page = now(), stage.url("day")
    itinerary = the_draft(stage.delegation)
    form = IncidentForm(most_megabytes=settings().UPLOAD_MEGABYTES, stops=stop_choices(itinerary))
    if not form.validate_on_submit():
        problems = [str(words) for errors in form.errors.values() for words in errors]
        return not_taken(" ".join(problems), page)
    folder = storage.folder_of(db.session)
    kept = [keep_picture(folder, one) for one in form.pictures.pictures]
    with db.writing() as session:
        storage.belong(session, folder, [file for one in kept for file in one.files])
        said = actions.Report(
            key=form.key.data or "",
            kind=form.kind.data,
            moment=form.moment(received),
            text=form.text.data or "",
            stop=next((one for one in itinerary.stops if one.uid == form.stop.data), None),
            pictures=kept,
        )
        try:
            actions.report(session, stage.delegation, said, told=stage.told(received))
        except Refused as error:
            return not_taken(why(error), page)
        words = str(_("The office knows. If it is urgent, call as well."))
        session.commit()
        return taken(words, page)


def stop_choices(itinerary: Itinerary) -> Choices:
    stops = queries.stops_that_hold(db.session, itinerary)
    return choices((stop.uid, plain(stop.title)) for stop in stops)


# -- in the office ---------------------------------------------------------------------------------


@escorting.get(f"{IN_OFFICE}/incidents")
@requires(Permission.READ_DELEGATIONS)
def incidents(code: str) -> str:
    """What was reported of this visit, the newest first."""
    delegation = delegations.the_delegation(db.session, code)
    return render_template(
        "escorting/incidents.html",
        delegation=delegation,
        incidents=queries.incidents_of(db.session, delegation.id),
        form=SettleForm(formdata=None),
    )


@escorting.post(f"{IN_OFFICE}/incidents/<int:number>/settle")
@requires(Permission.EDIT_DELEGATIONS)
def settle(code: str, number: int) -> ResponseReturnValue:
    delegation = delegations.the_delegation(db.session, code)
    incident = queries.the_incident(db.session, delegation.id, number)
    form, page = SettleForm(), url_for("escorting.incidents", code=code)
    if not form.validate_on_submit():
        return redirect(page)
    try:
        actions.settle(db.session, incident, form.outcome.data or "", at=now())
    except Refused as error:
        db.session.rollback()
        flash(REASONS[error.reason], "warning")
        return redirect(page)
    flash(_("The incident was noted as seen to."), "success")
    db.session.commit()
    return redirect(page)


@escorting.get(f"{IN_OFFICE}/incidents/<int:number>/<int:place>/<any(large,small):size>.jpg")
@requires(Permission.READ_DELEGATIONS)
def picture(code: str, number: int, place: int, size: str) -> Response:
    """A photograph of an incident, without anything that its camera knew."""
    delegation = delegations.the_delegation(db.session, code)
    incident = queries.the_incident(db.session, delegation.id, number)
    if place >= len(incident.pictures):
        raise NotThere("file")
    file = incident.pictures[place][size == "small"]
    path = storage.folder_of(db.session).resolve() / file.path
    if not path.is_file():
        raise NotThere("file")
    response = send_file(path, mimetype="image/jpeg", download_name=f"{code}-{number}.jpg")
    response.headers["Cache-Control"] = "private, no-store"
    return response
