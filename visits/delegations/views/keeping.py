"""What people do with a roster, from whichever side: add, correct, replace, remove, reorder."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.delegations import actions, queries
from visits.delegations.forms.people import DelegateForm, OfferedToPeople
from visits.delegations.models import Delegate
from visits.delegations.views.desk import Desk
from visits.delegations.views.shared import country_labels, language_choices
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import BaseForm, answer, choices, edit_rows

KEPT = ("role", "organisation_name", "nationality")
TRAVEL = tuple(
    f"{way}{more}" for way in ("arrival", "departure") for more in ("", "_on", "_time", "_place")
)
"""What a successor most likely has in common with whom they replace."""


def add(desk: Desk) -> ResponseReturnValue:
    delegation = desk.delegation()
    form = desk.delegate_form(offered=offered())
    if is_unfinished(form):
        return delegate_page(desk, form)
    if form.validate_on_submit():
        try:
            delegate = actions.add_delegate(
                db.session, delegation, form.facts(), told=desk.told(form)
            )
        except Refused as error:
            take_back(desk, form, error)
        else:
            flash(_("%(name)s was added.", name=delegate.shown_name), "success")
            db.session.commit()
            return redirect(desk.url("add_delegate" if "another" in request.form else "roster"))
    return delegate_page(desk, form)


def edit(desk: Desk, number: int) -> ResponseReturnValue:
    delegation = desk.delegation()
    delegate = queries.the_delegate(db.session, delegation, number)
    form = desk.delegate_form(obj=delegate, offered=offered())
    if is_unfinished(form):
        return delegate_page(desk, form, delegate)
    if form.validate_on_submit():
        try:
            actions.revise_delegate(
                db.session, delegation, delegate, form.facts(), told=desk.told(form)
            )
        except Refused as error:
            take_back(desk, form, error)
        else:
            flash(_("%(name)s was saved.", name=delegate.shown_name), "success")
            db.session.commit()
            return redirect(desk.url("roster"))
    return delegate_page(desk, form, the_delegate(desk, number))


def replace(desk: Desk, number: int) -> ResponseReturnValue:
    """Somebody else comes instead: same role, organisation, journey, place and subgroups."""
    delegate = the_delegate(desk, number)
    kept = {name: getattr(delegate, name) for name in (*KEPT, *TRAVEL)}
    form = desk.delegate_form(offered=offered(), **kept)
    if is_unfinished(form):
        return delegate_page(desk, form, delegate, replaces=True)
    if form.validate_on_submit():
        try:
            successor = actions.replace_delegate(
                db.session,
                desk.delegation(),
                delegate,
                form.facts(),
                at=now(),
                told=desk.told(form),
            )
        except Refused as error:
            take_back(desk, form, error)
        else:
            message = _(
                "%(name)s comes instead, at the same place and in the same subgroups.",
                name=successor.shown_name,
            )
            flash(message, "success")
            db.session.commit()
            return redirect(desk.url("roster"))
    return delegate_page(desk, form, the_delegate(desk, number), replaces=True)


def remove(desk: Desk, number: int) -> ResponseReturnValue:
    """Out of the roster; kept as withdrawn while lists that were sent name them."""
    delegation, delegate = desk.delegation(), the_delegate(desk, number)
    form = desk.act_form()
    if form.validate_on_submit():
        try:
            is_kept = actions.remove_delegate(
                db.session, delegation, delegate, at=now(), told=desk.told(form)
            )
        except Refused as error:
            take_back(desk, form, error)
        else:
            flash(farewell(is_kept), "success")
            db.session.commit()
            return redirect(desk.url("roster"))
    return answer(
        "delegations/remove_delegate.html",
        form,
        **desk.around(),
        delegate=the_delegate(desk, number),
        is_kept=actions.is_listed(db.session, delegate),
    )


def farewell(is_kept: bool) -> str:  # noqa: FBT001 (what the action returned)
    if is_kept:
        return str(
            _(
                "The delegate is kept as withdrawn, because lists that were sent name them. The others moved up."
            )
        )
    return str(_("The delegate was removed; the others closed up."))


def take_in_again(desk: Desk, number: int) -> ResponseReturnValue:
    """Who had withdrawn comes after all."""
    delegation = desk.delegation()
    delegate = queries.the_delegate(db.session, delegation, number, withdrawn=True)
    form = desk.act_form()
    if form.validate_on_submit():
        try:
            actions.return_delegate(db.session, delegation, delegate, told=desk.told(form))
        except Refused as error:
            take_back(desk, form, error)
        else:
            flash(_("%(name)s is coming after all.", name=delegate.shown_name), "success")
            db.session.commit()
            return redirect(desk.url("roster"))
    return answer(
        "delegations/return_delegate.html",
        form,
        **desk.around(),
        delegate=queries.the_delegate(db.session, desk.delegation(), number, withdrawn=True),
    )


def order(desk: Desk) -> str:
    around = desk.around()
    delegates = queries.roster(db.session, around["delegation"])
    return render_template("delegations/order.html", **around, delegates=delegates)


def place(desk: Desk, number: int) -> ResponseReturnValue:
    """A button of the list says the place (`to`), or it was typed (`number`), with a reason."""
    delegation, delegate = desk.delegation(), the_delegate(desk, number)
    form = desk.place_form(
        data={"number": delegate.precedence, "reason": delegate.precedence_reason}
    )
    if form.validate_on_submit():
        try:
            actions.place(
                db.session,
                delegation,
                delegate,
                form.to.data or form.number.data,
                reason=form.reason.data or "",
                told=desk.told(form),
            )
        except Refused as error:
            take_back(desk, form, error)
        else:
            db.session.commit()
            return redirect(desk.url("order", _anchor=f"delegate-{number}"))
    return answer(
        "delegations/place.html", form, **desk.around(), delegate=the_delegate(desk, number)
    )


def is_unfinished(form: DelegateForm) -> bool:
    """Was a row of languages added or removed, or only a look at the name wanted?"""
    return edit_rows(form.languages) or "preview" in request.form


def take_back(desk: Desk, form: BaseForm, error: Refused) -> None:
    """Nothing is saved; the form says why."""
    db.session.rollback()
    desk.refuse(form, error, str(words.REASONS[error.reason]))


def delegate_page(
    desk: Desk, form: DelegateForm, delegate: Delegate | None = None, *, replaces: bool = False
) -> ResponseReturnValue:
    return answer(
        "delegations/delegate.html", form, **desk.around(), delegate=delegate, replaces=replaces
    )


def the_delegate(desk: Desk, number: int) -> Delegate:
    return queries.the_delegate(db.session, desk.delegation(), number)


def offered() -> OfferedToPeople:
    return OfferedToPeople(
        countries=choices(country_labels().items()), languages=language_choices()
    )
