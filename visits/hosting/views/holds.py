"""Holds that compete for one place, person or vehicle: who asked first, and letting one go."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.conflicts.rules import StopStatus
from visits.hosting import queries
from visits.hosting.views.blueprint import hosting
from visits.itineraries import actions as itineraries
from visits.itineraries import queries as programmes
from visits.itineraries.rules import StopMove
from visits.kit import records
from visits.kit.clock import now
from visits.kit.db import db


@hosting.get("/office/holds")
@requires(Permission.READ_DELEGATIONS)
def holds() -> str:
    """What is held by more stops than can have it, of what is to come."""
    contests = queries.contests(db.session, since=now())
    names = records.named(db.session, [contest.subject for contest in contests])
    return render_template(
        "hosting/holds.html", contests=[(one, names[one.subject]) for one in contests]
    )


@hosting.post("/office/holds/<uid>/release")
@requires(Permission.EDIT_ITINERARIES)
def release_hold(uid: str) -> ResponseReturnValue:
    """The stop is an idea again; who is left may have the place."""
    stop = programmes.the_stop(db.session, uid)
    if stop.status is StopStatus.HOLD:
        itineraries.change_status(db.session, stop, StopMove.WITHDRAW, at=now(), by=the_user())
        flash(_("The hold was released; the stop is an idea again."), "success")
    else:
        flash(_("This stop is not held any more."), "warning")
    db.session.commit()
    return redirect(url_for("hosting.holds"))
