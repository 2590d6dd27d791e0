"""Taking a day or a whole programme over from an earlier visit."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.itineraries.models import Itinerary
from visits.itineraries.views.shared import answer, attempt, the_draft, today
from visits.kit.db import db
from visits.languages import html
from visits.planner import queries
from visits.planner.forms.keeping import KeepForm
from visits.planner.forms.taking import CopyFilter, VisitFilter
from visits.planner.layouts import Copying, Layout, copy_of, days_with_stops
from visits.planner.views.blueprint import OF_PROGRAMME, planner
from visits.planner.views.shared import keep, preview, said, version_of


@planner.get(f"{OF_PROGRAMME}/copy-visit")
@requires(Permission.EDIT_ITINERARIES)
def choose_visit(code: str) -> ResponseReturnValue:
    """Which visit: those of the same bodies first."""
    itinerary = the_draft(code)
    form = VisitFilter(request.args)
    words = form.words.data or ""
    visits = queries.earlier_visits(db.session, itinerary.delegation, words=words, today=today())
    return answer(
        "planner/choose_visit.html",
        form,
        code=code,
        itinerary=itinerary,
        visits=visits,
        is_filtered=bool(words),
    )


@planner.route(f"{OF_PROGRAMME}/copy-visit/<source>", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def copy_visit(code: str, source: str) -> ResponseReturnValue:
    itinerary = the_draft(code)
    taken = queries.the_source(db.session, source, but=itinerary.delegation.id)
    options = options_of(itinerary, taken)
    form = KeepForm(data={"seen": str(version_of(itinerary))})
    layout = layout_of(itinerary, taken, options)
    if layout.laid and form.validate_on_submit() and form.is_of(version_of(itinerary)):
        outcome = attempt(form, lambda: keep(itinerary, layout))
        if outcome.is_done:
            flash(said(layout), "success")
            db.session.commit()
            return redirect(url_for("itineraries.show", code=code))
        itinerary = the_draft(code)
    return answer(
        "planner/copy_visit.html",
        form,
        code=code,
        itinerary=itinerary,
        options=options,
        source=taken.delegation,
        plan=preview(itinerary, layout) if layout.laid else None,
    )


def options_of(itinerary: Itinerary, source: Itinerary) -> CopyFilter:
    days = [(str(day), html.day(day)) for day in days_with_stops(source, db.session)]
    proposed = {"first": itinerary.delegation.starts_on}
    return CopyFilter(request.args, data=proposed, days=days)


def layout_of(itinerary: Itinerary, source: Itinerary, options: CopyFilter) -> Layout:
    """Empty while what is asked for cannot be read."""
    if not options.validate():
        return Layout((), ())
    wanted = Copying(
        day=options.chosen_day,
        first=options.first.data,
        with_people=bool(options.with_people.data),
        with_vehicles=bool(options.with_vehicles.data),
    )
    return copy_of(db.session, source, itinerary, wanted)
