"""The register of bodies."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.deleting import deletion
from visits.kit.errors import InUse, NotThere, Refused
from visits.kit.forms import answer
from visits.kit.pager import linked
from visits.organisations import actions, queries
from visits.organisations.forms import OrganisationFilter, OrganisationForm
from visits.organisations.rules import OrganisationKind, Relation
from visits.organisations.views.blueprint import organisations
from visits.organisations.views.memory import remembered
from visits.organisations.views.promises import promised
from visits.organisations.views.shared import begun, body_choices, country_choices


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
def show(number: int) -> ResponseReturnValue:
    """A body and its memory; the address of a double leads to the body that it is."""
    try:
        body = queries.the_organisation(db.session, number)
    except NotThere:
        successor = queries.successor_of(db.session, number)
        if successor is None:
            raise
        return redirect(url_for("organisations.show", number=successor))
    may_edit = the_user().can(Permission.EDIT_REGISTERS)
    return render_template(
        "organisations/show.html",
        body=body,
        above=queries.lineage(db.session, number)[:-1],
        memory=remembered(body),
        **promised(body),
        doubles=queries.probable_doubles(db.session, body) if may_edit else (),
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
    row = queries.the_organisation(db.session, number)
    used = actions.uses(db.session, row)
    if request.method == "POST" and not used:
        actions.delete(db.session, row)
        flash(_("The organisation was deleted."), "success")
        db.session.commit()
        return redirect(url_for("organisations.index"))
    return deletion(
        "organisations/delete.html",
        words.users(InUse(used)),
        _("Delete the organisation"),
        url_for("organisations.show", number=number),
        body=row,
    )
