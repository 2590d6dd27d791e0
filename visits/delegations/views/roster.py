"""The roster as the office keeps it: who comes, in which order, what they need, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import requires, settings, the_keeper
from visits.access.rules import LinkKind, Permission
from visits.delegations import actions, queries
from visits.delegations.forms.people import DelegateForm, OfferedToPeople
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import (
    MealCount,
    Mobility,
    completeness,
    link_ends,
    meal_count,
    tallies,
)
from visits.delegations.views import importing, keeping
from visits.delegations.views.blueprint import delegations
from visits.delegations.views.desk import OfficeDesk
from visits.delegations.views.shared import code_labels, country_labels
from visits.itineraries import queries as itineraries
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.sites.rules import MealNeed


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
        plates=plates(delegation, delegates),
        mobility=tallies(Mobility, (one.mobility for one in delegates)),
        **code_labels(),
    )


@dataclass(frozen=True, slots=True)
class Plates:
    """A meal of the programme, and what must be on its plates."""

    meal: itineraries.Meal
    count: MealCount


def plates(delegation: Delegation, delegates: Sequence[Delegate]) -> list[Plates]:
    """Numbers without names, as a kitchen gets them; a subgroup's meal counts the subgroup."""
    meals = itineraries.meals_of(db.session, delegation.id)
    is_parted = any(meal.party_id is not None for meal in meals)
    parties = queries.parties(db.session, delegation) if is_parted else []
    members = {party.id: party.member_ids for party in parties}
    unnamed = max(delegation.people - len(delegates), 0)
    return [
        Plates(
            meal,
            meal_count([one.meal_needs for one in delegates], unnamed)
            if meal.party_id is None
            else meal_count(
                [one.meal_needs for one in delegates if one.id in members[meal.party_id]]
            ),
        )
        for meal in meals
    ]


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


@delegations.post("/<code>/delegates/remind")
@requires(Permission.SEND_LETTERS)
def remind_liaison(code: str) -> ResponseReturnValue:
    """A draft that says what is missing; it is read and sent on its own page."""
    delegation = queries.the_delegation(db.session, code)
    link = the_keeper().standing(
        db.session,
        LinkKind.LIAISON,
        ("delegation", delegation.id),
        language=liaison_language(delegation),
        at=now(),
        expires_at=link_ends(
            LinkKind.LIAISON,
            delegation.ends_on,
            keep_days=settings().GUEST_LINK_DAYS,
            zone=settings().zone,
        ),
    )
    letter = actions.remind(db.session, delegation, link=link, at=now())
    db.session.commit()
    return redirect(url_for("notifications.show", number=letter.id))


def liaison_language(delegation: Delegation) -> str:
    """The language of the liaison's page: their own where we offer it."""
    offered = [one.tag for one in current_app.extensions["languages"]]
    wanted = (delegation.liaison_language, "en")
    return next((tag for tag in wanted if tag in offered), offered[0])


@delegations.post("/joined-name")
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def joined_name() -> Response:
    """How the name that is being typed will be written. By POST: names do not belong in addresses."""
    form = DelegateForm(offered=OfferedToPeople(countries=(), languages=()))
    return Response(form.joined, mimetype="text/plain")
