"""Going on over a finding, with a reason; and taking that back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.itineraries import actions, queries
from visits.itineraries.forms.gestures import OverrideForm
from visits.itineraries.models import Itinerary
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.shared import answer, attempt, the_draft
from visits.itineraries.worded import Told, told
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere


@itineraries.route("/findings/<key>/override", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def override(code: str, key: str) -> ResponseReturnValue:
    itinerary = the_draft(code)
    finding = the_finding(itinerary, key)
    form = OverrideForm()
    if form.validate_on_submit():
        outcome = attempt(
            form,
            lambda: actions.override(
                db.session, itinerary, key, reason=form.reason.data, by=the_user(), at=now()
            ),
        )
        if outcome.is_done:
            flash(done(finding), "success")
            db.session.commit()
            return redirect(back_to(code))
    return answer("itineraries/override.html", form, code=code, told=finding, to=back_to(code))


@itineraries.post("/findings/<key>/count-again")
@requires(Permission.EDIT_ITINERARIES)
def count_again(code: str, key: str) -> ResponseReturnValue:
    actions.withdraw_override(db.session, the_draft(code), key, at=now())
    flash(_("The point counts again."), "success")
    db.session.commit()
    return redirect(back_to(code))


def done(finding: Told) -> str:
    if finding.is_caution:
        return str(_("The point is noted as seen; the reason is kept."))
    return str(_("The point no longer holds back the release; the reason is kept."))


def the_finding(itinerary: Itinerary, key: str) -> Told:
    """A finding that stands open in this programme. Raises NotThere."""
    for one in queries.open_findings(db.session, itinerary):
        if one.finding.key == key:
            return told(db.session, [one], itinerary)[0]
    raise NotThere("finding")


def back_to(code: str) -> str:
    """The page of the release when one came from there, else the programme."""
    is_release = request.args.get("to") == "release"
    return url_for("itineraries.release" if is_release else "itineraries.show", code=code)
