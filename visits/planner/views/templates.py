"""The catalogue of programme templates: what there is, and what is done with one as a whole."""

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
from visits.planner import actions, queries
from visits.planner.forms.templates import HeadForm, KeepDraftForm
from visits.planner.models import ProgrammeTemplate
from visits.planner.views.blueprint import OF_TEMPLATES, planner


@planner.get(f"{OF_TEMPLATES}/")
@requires(Permission.READ_REGISTERS)
def templates() -> str:
    return render_template("planner/templates.html", templates=queries.all_templates(db.session))


@planner.get(f"{OF_TEMPLATES}/<int:number>")
@requires(Permission.READ_REGISTERS)
def template(number: int) -> str:
    """The version that is applied, and those before it."""
    found = queries.the_template(db.session, number)
    return render_template("planner/template.html", row=found, version=found.shown)


@planner.get(f"{OF_TEMPLATES}/<int:number>/versions/<int:which>")
@requires(Permission.READ_REGISTERS)
def version(number: int, which: int) -> str:
    found = queries.the_template(db.session, number)
    return render_template(
        "planner/template.html", row=found, version=queries.the_version(found, which)
    )


@planner.route(f"{OF_TEMPLATES}/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def new_template() -> ResponseReturnValue:
    """An empty template, open as a draft."""
    form = HeadForm()
    if form.validate_on_submit():
        made = actions.add_template(db.session, form.facts(), (), by=the_user(), at=now())
        flash(_("The template was begun. Add its stops, then keep it."), "success")
        db.session.commit()
        return redirect(url_for("planner.draft", number=made.id))
    return answer("planner/head.html", form, row=None, back=url_for("planner.templates"))


@planner.post(f"{OF_TEMPLATES}/<int:number>/versions/<int:which>/change")
@requires(Permission.EDIT_REGISTERS)
def change(number: int, which: int) -> ResponseReturnValue:
    """Open a draft that begins as this version: the step without which nothing changes."""
    found = queries.the_template(db.session, number)
    origin = queries.the_version(found, which)
    try:
        actions.open_draft(db.session, found, origin, by=the_user(), at=now())
    except Refused as error:
        db.session.rollback()
        flash(words.REASONS[error.reason], "warning")
        return redirect(url_for("planner.draft", number=number))
    db.session.commit()
    return redirect(url_for("planner.draft", number=number))


@planner.post(f"{OF_TEMPLATES}/<int:number>/public")
@requires(Permission.EDIT_REGISTERS)
def show_to_public(number: int) -> ResponseReturnValue:
    """Show it among the typical programmes, or no longer."""
    found = queries.the_template(db.session, number)
    if found.current is None:
        raise NotThere("version")
    actions.show_to_public(db.session, found, is_public=not found.is_public)
    flash(
        _("The public sees this programme now.")
        if found.is_public
        else _("The public no longer sees this programme."),
        "success",
    )
    db.session.commit()
    return redirect(url_for("planner.template", number=number))


@planner.route(f"{OF_TEMPLATES}/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def delete_template(number: int) -> ResponseReturnValue:
    """Delete it with all its versions; while the public sees it or somebody changes it, say so."""
    found = queries.the_template(db.session, number)
    used = actions.uses(found)
    if request.method == "POST" and not used:
        actions.delete_template(db.session, found)
        flash(_("The template was deleted."), "success")
        db.session.commit()
        return redirect(url_for("planner.templates"))
    return deletion(
        "planner/delete_template.html",
        words.users(InUse(used)),
        _("Delete the template"),
        url_for("planner.template", number=number),
        row=found,
    )


# -- its draft -------------------------------------------------------------------------------------


@planner.get(f"{OF_TEMPLATES}/<int:number>/draft")
@requires(Permission.EDIT_REGISTERS)
def draft(number: int) -> ResponseReturnValue:
    return draft_page(queries.the_template(db.session, number), KeepDraftForm())


def draft_page(found: ProgrammeTemplate, form: KeepDraftForm) -> ResponseReturnValue:
    version = queries.the_draft(found)
    return answer("planner/draft.html", form, row=found, version=version)


@planner.route(f"{OF_TEMPLATES}/<int:number>/draft/keep", methods=["POST"])
@requires(Permission.EDIT_REGISTERS)
def keep_draft(number: int) -> ResponseReturnValue:
    found = queries.the_template(db.session, number)
    form = KeepDraftForm()
    if not form.validate_on_submit():
        return draft_page(found, form)
    try:
        actions.keep_draft(db.session, found, note=form.note.data or "", by=the_user(), at=now())
    except Refused as error:
        form.form_errors.append(words.REASONS[error.reason])
        return draft_page(found, form)
    flash(_("The new version is kept; from now on it is the one that is applied."), "success")
    db.session.commit()
    return redirect(url_for("planner.template", number=number))


@planner.post(f"{OF_TEMPLATES}/<int:number>/draft/discard")
@requires(Permission.EDIT_REGISTERS)
def discard_draft(number: int) -> ResponseReturnValue:
    is_gone = actions.discard_draft(db.session, queries.the_template(db.session, number))
    flash(_("The changes were discarded."), "success")
    where = url_for("planner.templates") if is_gone else url_for("planner.template", number=number)
    db.session.commit()
    return redirect(where)


@planner.route(f"{OF_TEMPLATES}/<int:number>/draft/head", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def edit_head(number: int) -> ResponseReturnValue:
    found = queries.the_template(db.session, number)
    version = queries.the_draft(found)
    back = url_for("planner.draft", number=number)
    form = HeadForm(obj=version)
    if form.validate_on_submit():
        actions.revise_draft(db.session, version, form.facts())
        flash(_("The template was saved."), "success")
        db.session.commit()
        return redirect(back)
    return answer("planner/head.html", form, row=found, back=back)
