"""The list of delegations, and opening, changing, moving and deleting them."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.access.words import LINK_RENEWED
from visits.delegations import actions, queries
from visits.delegations.forms.case import DelegationForm
from visits.delegations.forms.lists import DelegationFilter
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationMove, DelegationState
from visits.delegations.views.blueprint import delegations
from visits.delegations.views.shared import country_labels, offered, today
from visits.delegations.words import TONES
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.deleting import deletion
from visits.kit.errors import InUse, Refused
from visits.kit.forms import answer, choices, edit_rows
from visits.kit.pager import linked
from visits.languages.routing import wanted_language
from visits.organisations import queries as organisations


@delegations.get("/")
@requires(Permission.READ_DELEGATIONS)
def index() -> str:
    countries = country_labels()
    form = DelegationFilter(
        request.args, years=queries.years(db.session), countries=choices(countries.items())
    )
    page = queries.page_of_delegations(db.session, wanted(form), request.args.get("page"))
    return render_template(
        "delegations/index.html",
        page=linked(page),
        form=form,
        countries=countries,
        tones=TONES,
        is_filtered=any(value for key, value in request.args.items() if key != "page"),
    )


def wanted(form: DelegationFilter) -> queries.Wanted:
    text = form.words.data or ""
    tag = wanted_language().tag
    return queries.Wanted(
        today=today(),
        words=text,
        names=organisations.country_words(db.session, tag) if text else None,
        period=form.chosen("period"),
        state=form.wanted_state,
        officer_id=the_user().id if form.mine.data else None,
        country=form.chosen("country"),
    )


@delegations.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def new() -> ResponseReturnValue:
    form = DelegationForm(offered=offered(), lead_id=the_user().id)
    if is_about_rows(form):
        return answer("delegations/form.html", form, delegation=None)
    if form.validate_on_submit():
        delegation = actions.add(db.session, form.facts(), at=now())
        flash(_("The delegation %(code)s was opened.", code=delegation.code), "success")
        db.session.commit()
        return redirect(url_for("delegations.show", code=delegation.code))
    return answer("delegations/form.html", form, delegation=None)


@delegations.route("/<code>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(code: str) -> ResponseReturnValue:
    delegation = queries.the_delegation(db.session, code)
    form = DelegationForm(obj=delegation, offered=offered(delegation))
    if is_about_rows(form):
        return answer("delegations/form.html", form, delegation=delegation)
    if form.validate_on_submit():
        was_linked = actions.revise(db.session, delegation, form.facts(), at=now())
        flash(_("The delegation was saved."), "success")
        if was_linked:
            flash(LINK_RENEWED, "info")
        db.session.commit()
        return redirect(url_for("delegations.show", code=code))
    return answer("delegations/form.html", form, delegation=delegation)


def is_about_rows(form: DelegationForm) -> bool:
    """Was a row added or removed? Then nothing is saved yet."""
    lists = (form.countries, form.body_ids, form.new_bodies, form.languages)
    return any([edit_rows(field) for field in lists])  # noqa: C419 (each list sees the button)


@delegations.post("/<code>/moves/<move>")
@requires(Permission.EDIT_DELEGATIONS)
def move(code: str, move: str) -> ResponseReturnValue:
    """Take the delegation to another state; a refusal is explained on its page."""
    delegation = queries.the_delegation(db.session, code)
    if move not in set(DelegationMove):
        abort(404)
    try:
        actions.move(db.session, delegation, DelegationMove(move), today=today())
    except Refused as error:
        db.session.rollback()
        flash(words.REASONS[error.reason], "warning")
        return redirect(url_for("delegations.show", code=code))
    state = words.label(delegation.state)
    flash(_("The delegation is now: %(state)s.", state=state), "success")
    db.session.commit()
    return redirect(url_for("delegations.show", code=code))


@delegations.route("/<code>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def delete(code: str) -> ResponseReturnValue:
    delegation = queries.the_delegation(db.session, code)
    against = reasons_against_deleting(delegation)
    if request.method == "POST" and not against:
        actions.delete(db.session, delegation, at=now())
        flash(_("The draft was deleted."), "success")
        db.session.commit()
        return redirect(url_for("delegations.index"))
    return deletion(
        "delegations/delete.html",
        against,
        _("Delete the draft"),
        url_for("delegations.show", code=code),
        delegation=delegation,
    )


def reasons_against_deleting(delegation: Delegation) -> list[str]:
    """That it is no draft any more, else what hangs on it."""
    if delegation.state is not DelegationState.DRAFT:
        return [str(words.REASONS["delegation_not_draft"])]
    return words.users(InUse(actions.uses(db.session, delegation)))
