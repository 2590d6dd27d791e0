"""Taking a template onto the days of a visit, and keeping a programme as a template."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.itineraries.models import Itinerary
from visits.itineraries.views.shared import answer, attempt, the_draft, zone
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.planner import actions, queries
from visits.planner.forms.keeping import KeepForm
from visits.planner.forms.taking import TakeFilter
from visits.planner.forms.templates import HeadForm
from visits.planner.layouts import Layout, layout_of, lines_to_keep
from visits.planner.models import ProgrammeTemplate, TemplateVersion
from visits.planner.rules.templates import Line, lines_of, usual_length
from visits.planner.views.blueprint import OF_PROGRAMME, planner
from visits.planner.views.shared import keep, preview, said, version_of


@planner.get(f"{OF_PROGRAMME}/templates")
@requires(Permission.EDIT_ITINERARIES)
def choose_template(code: str) -> str:
    itinerary = the_draft(code)
    return render_template(
        "planner/choose_template.html",
        delegation=itinerary.delegation,
        offers=queries.offers(db.session),
    )


@planner.route(f"{OF_PROGRAMME}/templates/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def take(code: str, number: int) -> ResponseReturnValue:
    itinerary = the_draft(code)
    version = current_version(number)
    options = TakeFilter(request.args, data={"first": itinerary.delegation.starts_on})
    layout = Layout((), ())
    if options.validate():
        later = options.later.data or 0
        layout = layout_of(db.session, version, options.first.data, later=later)
    form = KeepForm(data={"seen": str(version_of(itinerary))})
    if layout.laid and form.validate_on_submit() and form.is_of(version_of(itinerary)):
        outcome = attempt(form, lambda: keep(itinerary, layout))
        if outcome.is_done:
            flash(said(layout), "success")
            db.session.commit()
            return redirect(url_for("itineraries.show", code=code))
        itinerary = the_draft(code)
    return answer(
        "planner/take.html",
        form,
        code=code,
        itinerary=itinerary,
        options=options,
        version=version,
        plan=preview(itinerary, layout) if layout.laid else None,
    )


def current_version(number: int) -> TemplateVersion:
    """What is applied of a template. Raises NotThere while nothing of it was kept."""
    version = queries.the_template(db.session, number).current
    if version is None:
        raise NotThere("version")
    return version


# -- the other way round ---------------------------------------------------------------------------


@planner.route(f"{OF_PROGRAMME}/keep-as-template", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def keep_as_template(code: str) -> ResponseReturnValue:
    """A new template out of this programme; its visit stays as it is."""
    itinerary = the_draft(code)
    lines = lines_of(lines_to_keep(itinerary, db.session), zone())
    form = HeadForm(data=proposed_head(itinerary, lines))
    if lines and form.validate_on_submit():
        made: list[ProgrammeTemplate] = []
        outcome = attempt(form, lambda: made.append(template_of(form, lines)))
        if outcome.is_done:
            flash(_("The programme was kept as a template."), "success")
            db.session.commit()
            return redirect(url_for("planner.template", number=made[0].id))
    return answer("planner/keep_as_template.html", form, code=code, lines=lines)


def template_of(form: HeadForm, lines: tuple[Line, ...]) -> ProgrammeTemplate:
    return actions.add_template(db.session, form.facts(), lines, by=the_user(), at=now())


def proposed_head(itinerary: Itinerary, lines: tuple[Line, ...]) -> dict[str, object]:
    delegation = itinerary.delegation
    return {
        "title": delegation.title,
        "themes": delegation.themes,
        "length": usual_length(lines).value,
    }
