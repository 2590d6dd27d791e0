"""The delegates of a delegation: who they are, in which order, what they need."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.delegations import actions, queries
from visits.delegations.forms.people import DelegateForm, OfferedToPeople, PlaceForm
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import MealNeed, Mobility, tallies
from visits.delegations.views.blueprint import delegations
from visits.delegations.views.shared import country_labels, language_choices
from visits.kit import words
from visits.kit.db import db, reads_only
from visits.kit.errors import InUse, Refused
from visits.kit.forms import answer, choices, edit_rows


@delegations.get("/<code>/delegates")
@requires(Permission.READ_DELEGATIONS)
def roster(code: str) -> str:
    delegation = queries.the_delegation(db.session, code)
    delegates = queries.roster(db.session, delegation)
    return render_template(
        "delegations/roster.html",
        delegation=delegation,
        delegates=delegates,
        countries=country_labels(),
        meals=tallies(MealNeed, (one.meal_needs for one in delegates)),
        mobility=tallies(Mobility, (one.mobility for one in delegates)),
        meal_labels=words.LABELS[MealNeed],
        mobility_labels=words.LABELS[Mobility],
    )


@delegations.route("/<code>/delegates/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def add_delegate(code: str) -> ResponseReturnValue:
    delegation = queries.the_delegation(db.session, code)
    form = DelegateForm(offered=offered())
    if is_unfinished(form):
        return delegate_page(form, delegation)
    if form.validate_on_submit():
        try:
            delegate = actions.add_delegate(db.session, delegation, form.facts())
        except Refused as error:
            db.session.rollback()
            form.refuse("role", str(words.REASONS[error.reason]))
        else:
            flash(_("%(name)s was added.", name=delegate.shown_name), "success")
            db.session.commit()
            return redirect(after_adding(code))
    return delegate_page(form, queries.the_delegation(db.session, code))


def after_adding(code: str) -> str:
    """One more at once, when that button was pressed."""
    endpoint = "delegations.add_delegate" if "another" in request.form else "delegations.roster"
    return url_for(endpoint, code=code)


@delegations.route("/<code>/delegates/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_delegate(code: str, number: int) -> ResponseReturnValue:
    delegation = queries.the_delegation(db.session, code)
    delegate = queries.the_delegate(db.session, delegation, number)
    form = DelegateForm(obj=delegate, offered=offered())
    if is_unfinished(form):
        return delegate_page(form, delegation, delegate)
    if form.validate_on_submit():
        try:
            actions.revise_delegate(db.session, delegation, delegate, form.facts())
        except Refused as error:
            db.session.rollback()
            form.refuse("role", str(words.REASONS[error.reason]))
        else:
            flash(_("%(name)s was saved.", name=delegate.shown_name), "success")
            db.session.commit()
            return redirect(url_for("delegations.roster", code=code))
    return delegate_page(form, *both(code, number))


@delegations.route("/<code>/delegates/<int:number>/replace", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def replace_delegate(code: str, number: int) -> ResponseReturnValue:
    """Somebody else comes instead: same role, organisation, place and subgroups to begin with."""
    delegation, delegate = both(code, number)
    form = DelegateForm(
        offered=offered(),
        role=delegate.role,
        organisation_name=delegate.organisation_name,
        nationality=delegate.nationality,
        arrival=delegate.arrival,
        departure=delegate.departure,
    )
    if is_unfinished(form):
        return delegate_page(form, delegation, delegate, replaces=True)
    if form.validate_on_submit():
        try:
            successor = actions.replace_delegate(db.session, delegation, delegate, form.facts())
        except Refused as error:
            db.session.rollback()
            form.refuse("role", str(words.REASONS[error.reason]))
        else:
            flash(_("%(name)s comes instead.", name=successor.shown_name), "success")
            db.session.commit()
            return redirect(url_for("delegations.roster", code=code))
    return delegate_page(form, *both(code, number), replaces=True)


@delegations.route("/<code>/delegates/<int:number>/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def remove_delegate(code: str, number: int) -> ResponseReturnValue:
    delegation, delegate = both(code, number)
    refused: list[str] = []
    if request.method == "POST":
        try:
            actions.remove_delegate(db.session, delegation, delegate)
        except InUse as error:
            db.session.rollback()
            refused = [f"{words.KINDS.get(kind, kind)}: {n}" for kind, n in error.users]
        else:
            flash(_("The delegate was removed; the others closed up."), "success")
            db.session.commit()
            return redirect(url_for("delegations.roster", code=code))
    delegation, delegate = both(code, number)
    body = render_template(
        "delegations/remove_delegate.html",
        delegation=delegation,
        delegate=delegate,
        refused=refused,
        confirm_label=_("Remove from the roster"),
        cancel_url=url_for("delegations.roster", code=code),
    )
    return body, 409 if refused else 200


@delegations.get("/<code>/delegates/order")
@requires(Permission.EDIT_DELEGATIONS)
def order(code: str) -> str:
    delegation = queries.the_delegation(db.session, code)
    return render_template(
        "delegations/order.html",
        delegation=delegation,
        delegates=queries.roster(db.session, delegation),
        form=PlaceForm(),
    )


@delegations.post("/<code>/delegates/<int:number>/place")
@requires(Permission.EDIT_DELEGATIONS)
def place(code: str, number: int) -> ResponseReturnValue:
    """A button says the place (`to`), or it was typed (`number`)."""
    delegation, delegate = both(code, number)
    form = PlaceForm()
    page = url_for("delegations.order", code=code, _anchor=f"delegate-{number}")
    if form.validate_on_submit() and (to := form.to.data or form.number.data):
        actions.place(db.session, delegation, delegate, to)
        db.session.commit()
        return redirect(page)
    flash(_("Enter a place in the order, from 1 on."), "warning")
    return redirect(page)


@delegations.post("/joined-name")
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def joined_name() -> Response:
    """How the name that is being typed will be written. By POST: names do not belong in addresses."""
    form = DelegateForm(offered=OfferedToPeople(countries=(), languages=()))
    return Response(form.joined, mimetype="text/plain")


def is_unfinished(form: DelegateForm) -> bool:
    """Was a row of languages added or removed, or only a look at the name wanted?"""
    return edit_rows(form.languages) or "preview" in request.form


def delegate_page(
    form: DelegateForm,
    delegation: Delegation,
    delegate: Delegate | None = None,
    *,
    replaces: bool = False,
) -> ResponseReturnValue:
    return answer(
        "delegations/delegate.html",
        form,
        delegation=delegation,
        delegate=delegate,
        replaces=replaces,
    )


def both(code: str, number: int) -> tuple[Delegation, Delegate]:
    delegation = queries.the_delegation(db.session, code)
    return delegation, queries.the_delegate(db.session, delegation, number)


def offered() -> OfferedToPeople:
    return OfferedToPeople(
        countries=choices(country_labels().items()), languages=language_choices()
    )
