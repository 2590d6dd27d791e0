"""When people and vehicles cannot serve: the same pages for both."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit.db import db
from visits.kit.forms import answer
from visits.languages.html import plain
from visits.resources import actions, queries
from visits.resources.forms import UnavailabilityForm
from visits.resources.models import Person, Vehicle
from visits.resources.views.blueprint import resources


@resources.route("/people/<int:number>/away/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def person_absent(number: int) -> ResponseReturnValue:
    person = queries.the_person(db.session, number)
    return note(person, url_for("resources.person", number=number))


@resources.route("/vehicles/<int:number>/away/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def vehicle_absent(number: int) -> ResponseReturnValue:
    vehicle = queries.the_vehicle(db.session, number)
    return note(vehicle, url_for("resources.vehicle", number=number))


@resources.post("/people/<int:number>/away/<int:absence>/delete")
@requires(Permission.EDIT_REGISTERS)
def person_present(number: int, absence: int) -> ResponseReturnValue:
    person = queries.the_person(db.session, number)
    return take_back(person, absence, url_for("resources.person", number=number))


@resources.post("/vehicles/<int:number>/away/<int:absence>/delete")
@requires(Permission.EDIT_REGISTERS)
def vehicle_present(number: int, absence: int) -> ResponseReturnValue:
    vehicle = queries.the_vehicle(db.session, number)
    return take_back(vehicle, absence, url_for("resources.vehicle", number=number))


def note(owner: Person | Vehicle, back: str) -> ResponseReturnValue:
    form = UnavailabilityForm()
    if form.validate_on_submit():
        starts, ends = form.span
        reason = form.reason.data or ""
        actions.note_absence(db.session, owner, starts=starts, ends=ends, reason=reason)
        flash(_("The time was noted; the findings of the stops in it are new."), "success")
        db.session.commit()
        return redirect(back)
    return answer("resources/absence.html", form, name=plain(owner.name), back=back)


def take_back(owner: Person | Vehicle, number: int, back: str) -> ResponseReturnValue:
    absence = queries.the_absence(db.session, owner, number)
    actions.take_back_absence(db.session, owner, absence)
    flash(_("The time was taken back."), "success")
    db.session.commit()
    return redirect(back)
