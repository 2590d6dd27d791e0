"""The programme of a delegation on one page, and the texts of its days."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.hosting import queries as hosting
from visits.itineraries import actions, queries
from visits.itineraries.forms.programme import DayForm
from visits.itineraries.freezing import freeze
from visits.itineraries.models import Day, Itinerary
from visits.itineraries.outline import PlannedDay, outline
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.shared import answer, the_draft, zone
from visits.itineraries.worded import told
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.languages.html import plain


@itineraries.get("")
@requires(Permission.READ_DELEGATIONS)
def show(code: str) -> str:
    itinerary = the_draft(code)
    found = told(db.session, queries.open_findings(db.session, itinerary), itinerary)
    legs = queries.legs(db.session, itinerary)
    plan = outline(itinerary, legs, found, zone())
    return render_template(
        "itineraries/show.html",
        itinerary=itinerary,
        delegation=itinerary.delegation,
        plan=plan,
        changes=changes_since(itinerary),
        proposals=hosting.proposals(db.session, itinerary.delegation_id),
        maps={one.day: map_of(one) for one in plan.days},
    )


def day_in(written: str) -> date:
    """Raises NotThere for what is no date."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise NotThere("day") from error


def changes_since(itinerary: Itinerary) -> int:
    """How many stops and days of the draft guests would see otherwise than they do."""
    if itinerary.current_release is None:
        return 0
    news = freeze(itinerary, itinerary.current_release).difference
    return len(news.added) + len(news.changed) + len(news.cancelled) + len(news.days)


def map_of(day: PlannedDay) -> list[dict[str, object]]:
    """The places of a day in order, as the map wants them."""
    return [
        {
            "number": number,
            "name": plain(stop.site.name),
            "lat": stop.site.lat,
            "lon": stop.site.lng,
        }
        for number, stop in day.places
        if stop.site is not None
    ]


@itineraries.route("/days/<written>", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def day(code: str, written: str) -> ResponseReturnValue:
    """Title, note and rain plan of a day, written as in ISO 8601."""
    itinerary = the_draft(code)
    on = day_in(written)
    form = DayForm(obj=texts_of(itinerary, on))
    if form.validate_on_submit():
        opened = actions.open_itinerary(db.session, itinerary.delegation, at=now())
        actions.set_day(db.session, opened, on, **form.facts(), at=now(), by=the_user())
        flash(_("The day was saved."), "success")
        db.session.commit()
        return redirect(url_for("itineraries.show", code=code, _anchor=f"day-{on}"))
    return answer("itineraries/day.html", form, code=code, day=on)


def texts_of(itinerary: Itinerary, on: date) -> Day:
    """The row of a day; one without texts has none yet, and opens as version 0."""
    known = (row for row in itinerary.days if row.day == on)
    return next(known, None) or Day(day=on, version=0)
