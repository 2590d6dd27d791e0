"""One finding with what would mend it, and the button that does it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.itineraries import actions, queries
from visits.itineraries.forms.gestures import MendForm
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.queries import OpenFinding
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.shared import answer, attempt, the_draft
from visits.itineraries.worded import told
from visits.itineraries.worded_mends import Mend, mends_of
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.next_path import is_own_path


@itineraries.get("/findings/<key>")
@requires(Permission.EDIT_ITINERARIES)
def finding(code: str, key: str) -> str:
    """The finding, every way to mend it, and the way over it."""
    itinerary = the_draft(code)
    found = open_finding(itinerary, key)
    return render_template(
        "itineraries/finding.html",
        itinerary=itinerary,
        delegation=itinerary.delegation,
        told=told(db.session, [found], itinerary)[0],
        mends=ways(itinerary, found),
        back=back(code),
    )


@itineraries.get("/findings/<key>/mends")
@requires(Permission.EDIT_ITINERARIES)
def mends(code: str, key: str) -> str:
    """The ways alone, put into the page on which the finding was opened."""
    itinerary = the_draft(code)
    found = open_finding(itinerary, key)
    return render_template(
        "itineraries/mends.html",
        delegation=itinerary.delegation,
        mends=ways(itinerary, found),
        back=back(code),
    )


@itineraries.get("/findings/<key>/mends.json")
@requires(Permission.EDIT_ITINERARIES)
def mends_as_json(code: str, key: str) -> dict[str, Any]:
    """The ways as the board reads them: title, address of a form, gesture."""
    itinerary = the_draft(code)
    found = open_finding(itinerary, key)
    return {"key": key, "mends": [one.as_json() for one in ways(itinerary, found)]}


@itineraries.post("/mend")
@requires(Permission.EDIT_ITINERARIES)
def mend(code: str) -> ResponseReturnValue:
    """Make the change by one button; what stands against it by now is told instead."""
    itinerary = the_draft(code)
    form = MendForm()
    change = form.change()
    made: list[Stop] = []
    outcome = attempt(
        form,
        lambda: made.append(
            actions.make_change(db.session, itinerary, change, at=now(), by=the_user())
        ),
    )
    if not outcome.is_done:
        return answer(
            "itineraries/refused.html", form, code=code, stop=None, against=outcome.against
        )
    flash(_("The programme was changed."), "success")
    db.session.commit()
    return redirect(back(code, request.form.get("back", "")))


def open_finding(itinerary: Itinerary, key: str) -> OpenFinding:
    """A finding that stands open in this programme. Raises NotThere."""
    for one in queries.open_findings(db.session, itinerary):
        if one.finding.key == key:
            return one
    raise NotThere("finding")


def ways(itinerary: Itinerary, found: OpenFinding) -> list[Mend]:
    return mends_of(db.session, itinerary, found.finding, at=now())


def back(code: str, wanted: str = "") -> str:
    """The page from which one came, where it is one of ours; else the programme."""
    wanted = wanted or request.args.get("back", "")
    return wanted if is_own_path(wanted) else url_for("itineraries.show", code=code)
