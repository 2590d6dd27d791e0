"""The roster as the office keeps it: who comes, in which order, what they need, what is missing."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.delegations import queries
from visits.delegations.forms.people import DelegateForm, OfferedToPeople
from visits.delegations.rules import MealNeed, Mobility, completeness, tallies
from visits.delegations.views import importing, keeping
from visits.delegations.views.blueprint import delegations
from visits.delegations.views.desk import OfficeDesk
from visits.delegations.views.shared import code_labels, country_labels
from visits.kit.db import db, reads_only


@delegations.get("/<code>/delegates")
@requires(Permission.READ_DELEGATIONS)
def roster(code: str) -> str:
    delegation = queries.the_delegation(db.session, code)
    delegates = queries.roster(db.session, delegation)
    return render_template(
        "delegations/roster.html",
        delegation=delegation,
        desk=OfficeDesk(code),
        delegates=delegates,
        withdrawn=queries.withdrawn(db.session, delegation),
        entries=queries.entries(db.session, delegation),
        countries=country_labels(),
        state=completeness([one.lacking for one in delegates], delegation.people),
        meals=tallies(MealNeed, (one.meal_needs for one in delegates)),
        mobility=tallies(Mobility, (one.mobility for one in delegates)),
        **code_labels(),
    )


@delegations.route("/<code>/delegates/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def add_delegate(code: str) -> ResponseReturnValue:
    return keeping.add(OfficeDesk(code))


@delegations.route("/<code>/delegates/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_delegate(code: str, number: int) -> ResponseReturnValue:
    return keeping.edit(OfficeDesk(code), number)


@delegations.route("/<code>/delegates/<int:number>/replace", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def replace_delegate(code: str, number: int) -> ResponseReturnValue:
    return keeping.replace(OfficeDesk(code), number)


@delegations.route("/<code>/delegates/<int:number>/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def remove_delegate(code: str, number: int) -> ResponseReturnValue:
    return keeping.remove(OfficeDesk(code), number)


@delegations.route("/<code>/delegates/<int:number>/return", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def return_delegate(code: str, number: int) -> ResponseReturnValue:
    return keeping.take_in_again(OfficeDesk(code), number)


@delegations.get("/<code>/delegates/order")
@requires(Permission.EDIT_DELEGATIONS)
def order(code: str) -> str:
    return keeping.order(OfficeDesk(code))


@delegations.route("/<code>/delegates/<int:number>/place", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def place(code: str, number: int) -> ResponseReturnValue:
    return keeping.place(OfficeDesk(code), number)


@delegations.route("/<code>/delegates/table", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def import_roster(code: str) -> ResponseReturnValue:
    return importing.bring(OfficeDesk(code))


@delegations.get("/<code>/delegates/template.<any(xlsx,csv):kind>")
@requires(Permission.EDIT_DELEGATIONS)
def roster_template(code: str, kind: str) -> Response:
    return importing.template(OfficeDesk(code), kind)


@delegations.post("/<code>/delegates/export.<any(xlsx,csv):kind>")
@requires(Permission.EDIT_DELEGATIONS)
def export_roster(code: str, kind: str) -> Response:
    return importing.export(OfficeDesk(code), kind)


@delegations.post("/joined-name")
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def joined_name() -> Response:
    """How the name that is being typed will be written. By POST: names do not belong in addresses."""
    form = DelegateForm(offered=OfferedToPeople(countries=(), languages=()))
    return Response(form.joined, mimetype="text/plain")
