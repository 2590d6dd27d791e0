"""The stops of a template's draft: added, said anew, taken out."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.kit.db import db
from visits.kit.forms import answer, choices
from visits.languages.routing import wanted_language
from visits.planner import actions, queries
from visits.planner.forms.templates import LineForm
from visits.planner.models import TemplateStop
from visits.planner.views.blueprint import OF_TEMPLATES, planner
from visits.sites import queries as sites


@planner.route(f"{OF_TEMPLATES}/<int:number>/draft/stops/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def new_line(number: int) -> ResponseReturnValue:
    found = queries.the_template(db.session, number)
    version = queries.the_draft(found)
    back = url_for("planner.draft", number=number)
    form = form_of()
    if form.validate_on_submit():
        actions.put_stop(db.session, version, form.line())
        flash(_("The stop was saved."), "success")
        db.session.commit()
        return redirect(back)
    return answer("planner/line.html", form, row=found, stop=None, back=back)


@planner.route(f"{OF_TEMPLATES}/<int:number>/draft/stops/<int:which>", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def edit_line(number: int, which: int) -> ResponseReturnValue:
    found = queries.the_template(db.session, number)
    version = queries.the_draft(found)
    stop = queries.the_stop(version, which)
    back = url_for("planner.draft", number=number)
    form = form_of(stop)
    if form.validate_on_submit():
        actions.put_stop(db.session, version, form.line(), stop=stop)
        flash(_("The stop was saved."), "success")
        db.session.commit()
        return redirect(back)
    return answer("planner/line.html", form, row=found, stop=stop, back=back)


@planner.post(f"{OF_TEMPLATES}/<int:number>/draft/stops/<int:which>/delete")
@requires(Permission.EDIT_REGISTERS)
def delete_line(number: int, which: int) -> ResponseReturnValue:
    version = queries.the_draft(queries.the_template(db.session, number))
    actions.remove_stop(db.session, version, queries.the_stop(version, which))
    flash(_("The stop was deleted."), "success")
    db.session.commit()
    return redirect(url_for("planner.draft", number=number))


def form_of(stop: TemplateStop | None = None) -> LineForm:
    """With every site in use, and those that this stop leads to already."""
    rows = sites.all_sites(db.session)
    present = [stop.site, stop.end_site] if stop else []
    rows += [site for site in present if site is not None and site not in rows]
    tag = wanted_language().tag
    return LineForm(
        obj=stop,
        sites=choices((site.id, site.name.to(tag)) for site in rows),
        names={site.id: site.name for site in rows},
    )
