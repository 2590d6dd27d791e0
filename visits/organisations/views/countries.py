"""What the office calls countries, and participants that are none."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit import words
from visits.kit.db import db
from visits.kit.deleting import deletion
from visits.kit.errors import InUse, Refused
from visits.kit.forms import answer
from visits.kit.pager import linked
from visits.languages.names import cldr_country
from visits.languages.routing import wanted_language
from visits.organisations import actions, queries
from visits.organisations.forms import CountryFilter, CountryForm, ParticipantForm
from visits.organisations.models import CountryName
from visits.organisations.rules import Naming
from visits.organisations.views.blueprint import organisations


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
    row = queries.the_participant(db.session, code)
    used = actions.uses_of_participant(db.session, row)
    if request.method == "POST" and not used:
        actions.delete_participant(db.session, row)
        flash(_("The participant was deleted."), "success")
        db.session.commit()
        return redirect(url_for("organisations.countries"))
    return deletion(
        "organisations/delete_participant.html",
        words.users(InUse(used)),
        _("Delete the participant"),
        url_for("organisations.name_country", code=code),
        row=row,
    )


def cldr_names(row: CountryName) -> dict[str, str]:
    """What CLDR calls the country in each language offered; nothing for other participants."""
    if row.is_other:
        return {}
    return {
        language.tag: cldr_country(row.code, language.tag)
        for language in current_app.extensions["languages"]
    }
