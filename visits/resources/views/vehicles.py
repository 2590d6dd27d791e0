"""The pages of vehicles."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.deleting import deletion
from visits.kit.errors import InUse, Refused
from visits.kit.forms import Choices, answer, choices
from visits.kit.pager import linked
from visits.languages.routing import wanted_language
from visits.resources import actions, queries
from visits.resources.forms import VehicleFilter, VehicleForm
from visits.resources.models import Vehicle
from visits.resources.rules import Skill
from visits.resources.views.blueprint import resources


@resources.get("/vehicles/", endpoint="vehicles")
@requires(Permission.READ_REGISTERS)
def index() -> str:
    form = VehicleFilter(request.args)
    rows = queries.vehicles(
        form.words.data or "", seats=form.seats.data or 0, retired=bool(form.retired.data)
    )
    page = queries.page_of_vehicles(db.session, rows, request.args.get("page"))
    return render_template(
        "resources/vehicles.html", page=linked(page), form=form, is_filtered=bool(request.args)
    )


@resources.get("/vehicles/<int:number>")
@requires(Permission.READ_REGISTERS)
def vehicle(number: int) -> str:
    row = queries.the_vehicle(db.session, number)
    absences = queries.absences_of(db.session, row, since=now())
    return render_template("resources/vehicle.html", vehicle=row, absences=absences)


@resources.route("/vehicles/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def add_vehicle() -> ResponseReturnValue:
    form = VehicleForm(drivers=driver_choices())
    if form.validate_on_submit():
        try:
            row = actions.add_vehicle(db.session, form.facts())
        except Refused as error:
            form.refuse("plate", words.REASONS[error.reason])
        else:
            flash(_("The vehicle was added."), "success")
            db.session.commit()
            return redirect(url_for("resources.vehicle", number=row.id))
    return answer("resources/vehicle_form.html", form, vehicle=None)


@resources.route("/vehicles/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def edit_vehicle(number: int) -> ResponseReturnValue:
    row = queries.the_vehicle(db.session, number)
    form = VehicleForm(obj=row, drivers=driver_choices(of=row))
    if form.validate_on_submit():
        try:
            actions.revise_vehicle(db.session, row, form.facts())
        except Refused as error:
            form.refuse("plate", words.REASONS[error.reason])
        else:
            flash(_("The vehicle was saved."), "success")
            db.session.commit()
            return redirect(url_for("resources.vehicle", number=number))
    return answer("resources/vehicle_form.html", form, vehicle=row)


@resources.post("/vehicles/<int:number>/retire")
@requires(Permission.EDIT_REGISTERS)
def retire_vehicle(number: int) -> ResponseReturnValue:
    """Take the vehicle out of service, or back into it."""
    row = queries.the_vehicle(db.session, number)
    actions.retire(db.session, row, retired=not row.is_retired)
    db.session.commit()
    return redirect(url_for("resources.vehicle", number=number))


@resources.route("/vehicles/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def delete_vehicle(number: int) -> ResponseReturnValue:
    row = queries.the_vehicle(db.session, number)
    used = actions.uses_of_vehicle(db.session, row)
    if request.method == "POST" and not used:
        actions.delete_vehicle(db.session, row)
        flash(_("The vehicle was deleted."), "success")
        db.session.commit()
        return redirect(url_for("resources.vehicles"))
    return deletion(
        "resources/delete_vehicle.html",
        words.users(InUse(used)),
        _("Delete the vehicle"),
        url_for("resources.vehicle", number=number),
        vehicle=row,
    )


def driver_choices(of: Vehicle | None = None) -> Choices:
    """Everybody who drives, and whoever drives this vehicle already."""
    drivers = queries.people_who(db.session, Skill.DRIVES)
    present = of.driver if of else None
    more = [present] if present is not None and present not in drivers else []
    tag = wanted_language().tag
    return choices((person.id, person.name.to(tag)) for person in [*drivers, *more])
