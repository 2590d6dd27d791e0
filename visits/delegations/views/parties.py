"""Subgroups of a delegation."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.delegations import actions, queries
from visits.delegations.forms.people import PartyForm
from visits.delegations.models import Delegation
from visits.delegations.views.blueprint import delegations
from visits.kit import words
from visits.kit.db import db
from visits.kit.deleting import deletion
from visits.kit.errors import InUse
from visits.kit.forms import Choices, answer, choices


@delegations.get("/<code>/parties")
@requires(Permission.READ_DELEGATIONS)
def parties(code: str) -> str:
    delegation = queries.the_delegation(db.session, code)
    return render_template(
        "delegations/parties.html",
        delegation=delegation,
        parties=queries.parties(db.session, delegation),
        delegates={one.id: one for one in queries.roster(db.session, delegation)},
    )


@delegations.route("/<code>/parties/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def add_party(code: str) -> ResponseReturnValue:
    delegation = queries.the_delegation(db.session, code)
    form = PartyForm(delegates=delegate_choices(delegation))
    if form.validate_on_submit():
        actions.add_party(db.session, delegation, **form.facts())
        flash(_("The subgroup was added."), "success")
        db.session.commit()
        return redirect(url_for("delegations.parties", code=code))
    return answer("delegations/party.html", form, delegation=delegation, party=None)


@delegations.route("/<code>/parties/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_party(code: str, number: int) -> ResponseReturnValue:
    delegation = queries.the_delegation(db.session, code)
    party = queries.the_party(db.session, delegation, number)
    form = PartyForm(obj=party, delegates=delegate_choices(delegation))
    if form.validate_on_submit():
        actions.revise_party(db.session, party, **form.facts())
        flash(_("The subgroup was saved."), "success")
        db.session.commit()
        return redirect(url_for("delegations.parties", code=code))
    return answer("delegations/party.html", form, delegation=delegation, party=party)


@delegations.route("/<code>/parties/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def delete_party(code: str, number: int) -> ResponseReturnValue:
    delegation = queries.the_delegation(db.session, code)
    party = queries.the_party(db.session, delegation, number)
    used = actions.uses_of_party(db.session, party)
    if request.method == "POST" and not used:
        actions.delete_party(db.session, party)
        flash(_("The subgroup was deleted; its members stay on the roster."), "success")
        db.session.commit()
        return redirect(url_for("delegations.parties", code=code))
    return deletion(
        "delegations/delete_party.html",
        words.users(InUse(used)),
        _("Delete the subgroup"),
        url_for("delegations.parties", code=code),
        delegation=delegation,
        party=party,
    )


def delegate_choices(delegation: Delegation) -> Choices:
    """The roster in its order, each by place and name."""
    return choices(
        (one.id, f"{one.precedence}. {one.shown_name}")
        for one in queries.roster(db.session, delegation)
    )
