"""The pages of organisations and country names."""

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import InUse, Refused
from visits.kit.forms import Choices, answer, choices
from visits.kit.pager import linked
from visits.languages.names import cldr_country
from visits.languages.routing import wanted_language
from visits.organisations import actions, queries
from visits.organisations.forms import (
    CountryFilter,
    CountryForm,
    OrganisationFilter,
    OrganisationForm,
    ParticipantForm,
)
from visits.organisations.models import CountryName, Organisation
from visits.organisations.rules import Naming, OrganisationKind, Relation

MOST_VISITS = 50
"""Visits that the page of a body remembers, the latest first."""

organisations = Blueprint("organisations", __name__, url_prefix="/office/organisations")


@organisations.app_template_filter("country")
def country_name(code: str) -> str:
    """What the reader calls a country; the code itself for one that nobody knows."""
    return country_names().get(code, code)


def country_names() -> dict[str, str]:
    """All of them by code, in the reader's order: read once in a request."""
    if "country_names" not in g:
        g.country_names = queries.country_names(db.session, wanted_language().tag)
    names: dict[str, str] = g.country_names
    return names


# -- organisations ---------------------------------------------------------------------------------


@organisations.get("/")
@requires(Permission.READ_REGISTERS)
def index() -> str:
    form = OrganisationFilter(request.args, countries=country_choices())
    rows = queries.organisations(
        form.words.data or "",
        country=form.country.data or "",
        kind=OrganisationKind(form.kind.data) if form.kind.data in set(OrganisationKind) else None,
        relation=Relation(form.relation.data) if form.relation.data in set(Relation) else None,
    )
    page = queries.page_of_organisations(db.session, rows, request.args.get("page"))
    return render_template(
        "organisations/index.html", page=linked(page), form=form, is_filtered=bool(request.args)
    )


@organisations.get("/<int:number>")
@requires(Permission.READ_REGISTERS)
def show(number: int) -> str:
    body = queries.the_organisation(db.session, number)
    bodies = {body.id, *(part.id for part in body.parts)}
    return render_template(
        "organisations/show.html",
        body=body,
        above=queries.lineage(db.session, number)[:-1],
        visits=delegations.latest_of_bodies(db.session, bodies, MOST_VISITS),
    )


@organisations.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def new() -> ResponseReturnValue:
    """An empty form; `?of=` begins a part of that body."""
    form = OrganisationForm(
        **begun(request.args.get("of", "")), countries=country_choices(), bodies=body_choices()
    )
    if form.validate_on_submit():
        body = actions.add(db.session, form.facts(), at=now())
        flash(_("The organisation was added."), "success")
        db.session.commit()
        return redirect(url_for("organisations.show", number=body.id))
    return answer("organisations/form.html", form, body=None)


@organisations.route("/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def edit(number: int) -> ResponseReturnValue:
    body = queries.the_organisation(db.session, number)
    form = OrganisationForm(obj=body, countries=country_choices(), bodies=body_choices(but=body))
    if form.validate_on_submit():
        try:
            actions.revise(db.session, body, form.facts())
        except Refused as error:
            form.refuse("parent_id", words.REASONS[error.reason])
        else:
            flash(_("The organisation was saved."), "success")
            db.session.commit()
            return redirect(url_for("organisations.show", number=number))
    return answer("organisations/form.html", form, body=body)


@organisations.route("/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def delete(number: int) -> ResponseReturnValue:
    refused: list[str] = []
    if request.method == "POST":
        try:
            actions.delete(db.session, queries.the_organisation(db.session, number))
        except InUse as error:
            db.session.rollback()
            refused = words.users(error)
        else:
            flash(_("The organisation was deleted."), "success")
            db.session.commit()
            return redirect(url_for("organisations.index"))
    body = render_template(
        "organisations/delete.html",
        body=queries.the_organisation(db.session, number),
        refused=refused,
        confirm_label=_("Delete the organisation"),
        cancel_url=url_for("organisations.show", number=number),
    )
    return body, 409 if refused else 200


# -- countries -------------------------------------------------------------------------------------


@organisations.get("/countries")
@requires(Permission.READ_REGISTERS)
def countries() -> str:
    form = CountryFilter(request.args)
    naming = Naming(form.naming.data) if form.naming.data in set(Naming) else None
    tag = wanted_language().tag
    rows = queries.countries_named(db.session, tag, form.words.data or "", naming)
    page = queries.page_of_countries(rows, request.args.get("page"))
    return render_template(
        "organisations/countries.html", page=linked(page), form=form, is_filtered=bool(request.args)
    )


@organisations.route("/countries/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def add_participant() -> ResponseReturnValue:
    form = ParticipantForm()
    if form.validate_on_submit():
        try:
            row = actions.add_participant(db.session, form.facts())
        except Refused as error:
            form.refuse("code", words.REASONS[error.reason])
        else:
            flash(_("The participant was added."), "success")
            db.session.commit()
            return redirect(url_for("organisations.countries", words=row.code))
    return answer("organisations/participant.html", form)


@organisations.route("/countries/<code>", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def name_country(code: str) -> ResponseReturnValue:
    row = queries.country_row(db.session, code)
    form = CountryForm(obj=row)
    form.show_names(cldr_names(row))
    if form.validate_on_submit():
        actions.name_country(db.session, row, form.facts())
        flash(_("The names were saved."), "success")
        db.session.commit()
        return redirect(url_for("organisations.countries", words=code))
    return answer("organisations/country.html", form, row=row)


@organisations.route("/countries/<code>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def delete_participant(code: str) -> ResponseReturnValue:
    refused: list[str] = []
    if request.method == "POST":
        try:
            actions.delete_participant(db.session, queries.the_participant(db.session, code))
        except InUse as error:
            db.session.rollback()
            refused = words.users(error)
        else:
            flash(_("The participant was deleted."), "success")
            db.session.commit()
            return redirect(url_for("organisations.countries"))
    body = render_template(
        "organisations/delete_participant.html",
        row=queries.the_participant(db.session, code),
        refused=refused,
        confirm_label=_("Delete the participant"),
        cancel_url=url_for("organisations.name_country", code=code),
    )
    return body, 409 if refused else 200


# -- choices ---------------------------------------------------------------------------------------


def country_choices() -> Choices:
    return choices(country_names().items())


def body_choices(but: Organisation | None = None) -> Choices:
    """Every body with its country; *but* is no choice for itself."""
    tag, names = wanted_language().tag, country_names()
    return choices(
        (body.id, f"{body.name.to(tag)} ({names.get(body.country, body.country)})")
        for body in queries.all_organisations(db.session)
        if but is None or body.id != but.id
    )


def begun(parent: str) -> dict[str, str]:
    """What a form begins with when a part is added to a body: the body and its country."""
    if not parent.isdecimal():
        return {}
    body = queries.the_organisation(db.session, int(parent))
    return {"parent_id": str(body.id), "country": body.country}


def cldr_names(row: CountryName) -> dict[str, str]:
    """What CLDR calls the country in each language offered; nothing for other participants."""
    if row.is_other:
        return {}
    return {
        language.tag: cldr_country(row.code, language.tag)
        for language in current_app.extensions["languages"]
    }
