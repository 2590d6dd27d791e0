"""What is done with one stop: moved, copied, cancelled, deleted."""

from collections.abc import Sequence
from datetime import datetime

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.conflicts.rules import Finding, StopStatus
from visits.itineraries import actions
from visits.itineraries.forms.gestures import CancelForm, CopyForm, MoveForm
from visits.itineraries.models import Stop
from visits.itineraries.rules import StopMove
from visits.itineraries.views.asked import asked_times
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.offers import site_rows
from visits.itineraries.views.shared import answer, attempt, the_draft, the_stop, zone
from visits.itineraries.words import MOVED
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import BaseForm, choices
from visits.languages.routing import wanted_language


@itineraries.route("/stops/<uid>/move", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def move(code: str, uid: str) -> ResponseReturnValue:
    """Another time or another site."""
    stop = the_stop(code, uid)
    form = MoveForm(obj=stop, zone=zone(), sites=site_choices(), data=asked_times())
    against: Sequence[Finding] = ()
    if form.validate_on_submit():
        outcome = attempt(form, lambda: move_to(stop, form))
        if outcome.is_done:
            flash(_("The stop was moved."), "success")
            db.session.commit()
            return redirect(url_for("itineraries.show", code=code, _anchor=f"stop-{stop.id}"))
        against = outcome.against
    return answer(
        "itineraries/move.html", form, code=code, stop=the_stop(code, uid), against=against
    )


def site_choices() -> list[object]:
    tag = wanted_language().tag
    return list(choices((site.id, site.name.to(tag)) for site in site_rows()))


def move_to(stop: Stop, form: MoveForm) -> None:
    starts, ends = form.span()
    actions.move_stop(
        db.session,
        stop,
        starts=starts,
        ends=ends,
        site_id=form.chosen_site(),
        host_agreed=bool(form.host_agreed.data),
        people_agreed=bool(form.people_agreed.data),
        by=the_user(),
        at=now(),
    )


@itineraries.route("/stops/<uid>/copy", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def copy(code: str, uid: str) -> ResponseReturnValue:
    """The same once more, as an idea."""
    stop = the_stop(code, uid)
    after = stop.ends.astimezone(zone())
    form = CopyForm(data={"day": after.date(), "starts": after.time()})
    against: Sequence[Finding] = ()
    if form.validate_on_submit():
        made: list[Stop] = []
        outcome = attempt(form, lambda: made.append(copy_to(stop, form.begins(zone()))))
        if outcome.is_done:
            flash(_("The stop was copied; the copy is an idea."), "success")
            db.session.commit()
            return redirect(url_for("itineraries.stop", code=code, uid=made[0].uid))
        against = outcome.against
    return answer(
        "itineraries/copy.html", form, code=code, stop=the_stop(code, uid), against=against
    )


def copy_to(stop: Stop, starts: datetime) -> Stop:
    return actions.duplicate_stop(db.session, stop, starts=starts, at=now(), by=the_user())


@itineraries.route("/stops/<uid>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def cancel(code: str, uid: str) -> ResponseReturnValue:
    """It does not take place, for a reason."""
    stop = the_stop(code, uid)
    form = CancelForm()
    if form.validate_on_submit():
        outcome = attempt(
            form,
            lambda: actions.cancel_stop(
                db.session, stop, at=now(), reason=form.reason.data, by=the_user()
            ),
        )
        if outcome.is_done:
            flash(MOVED[StopStatus.CANCELLED], "success")
            db.session.commit()
            return redirect(url_for("itineraries.stop", code=code, uid=uid))
    return answer("itineraries/cancel.html", form, code=code, stop=the_stop(code, uid))


@itineraries.route("/stops/<uid>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def delete(code: str, uid: str) -> ResponseReturnValue:
    """What nobody outside knows of is deleted; what was published is cancelled instead."""
    stop = the_stop(code, uid)
    form = BaseForm()
    if form.validate_on_submit():
        is_gone = actions.remove_stop(db.session, stop, at=now(), by=the_user())
        flash(
            _("The stop was deleted.")
            if is_gone
            else _("Others know of this stop: it was cancelled instead of deleted."),
            "success",
        )
        db.session.commit()
        return redirect(url_for("itineraries.show", code=code))
    return answer("itineraries/delete.html", form, code=code, stop=stop)


@itineraries.post("/steps/<any(undo,redo):turn>")
@requires(Permission.EDIT_ITINERARIES)
def take_step(code: str, turn: str) -> ResponseReturnValue:
    """Take one's own last step back, or do it again."""
    itinerary = the_draft(code)
    form = BaseForm()
    does = actions.undo if turn == "undo" else actions.redo
    outcome = attempt(form, lambda: does(db.session, itinerary, by=the_user(), at=now()))
    if outcome.against:
        return answer("itineraries/refused.html", form, code=code, against=outcome.against)
    if outcome.is_done:
        done = _("Your last step was undone."), _("Your step was done again.")
        flash(done[turn == "redo"], "success")
    for told in form.form_errors:
        flash(told, "warning")
    db.session.commit()
    return redirect(url_for("itineraries.show", code=code))


@itineraries.post("/stops/<uid>/moves/<wanted>")
@requires(Permission.EDIT_ITINERARIES)
def change_status(code: str, uid: str, wanted: str) -> ResponseReturnValue:
    """Hold, ask, confirm, decline or withdraw by one button."""
    stop = the_stop(code, uid)
    if wanted not in set(StopMove) - {StopMove.CANCEL}:
        abort(404)
    form = BaseForm()
    outcome = attempt(
        form,
        lambda: actions.change_status(db.session, stop, StopMove(wanted), at=now(), by=the_user()),
    )
    if not outcome.is_done:
        return answer(
            "itineraries/refused.html",
            form,
            code=code,
            stop=the_stop(code, uid),
            against=outcome.against,
        )
    flash(MOVED[stop.status], "success")
    db.session.commit()
    return redirect(url_for("itineraries.stop", code=code, uid=uid))
