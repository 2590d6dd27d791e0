"""Why a gesture was not kept, in words: problem+json for scripts, a page for plain forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.audit.queries import last_change
from visits.board.views.plan import plan_of, the_stamp
from visits.conflicts.rules import Finding
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.views.shared import answer, the_draft
from visits.itineraries.worded import told
from visits.kit.db import db
from visits.kit.forms import BaseForm
from visits.kit.paths import is_for_script
from visits.languages import dates, html


@dataclass(frozen=True, slots=True)
class Seen:
    """A stop as an officer looked at it before they changed it; no version means any."""

    uid: str
    version: str

    def row_in(self, itinerary: Itinerary) -> Stop | None:
        return next((stop for stop in itinerary.stops if stop.uid == self.uid), None)

    def is_stale_in(self, itinerary: Itinerary) -> bool:
        """Whether somebody else changed it since, or took it out."""
        if not self.uid:
            return False
        stop = self.row_in(itinerary)
        return stop is None or bool(self.version and self.version != str(stop.version))


def refused(code: str, detail: object, **more: Any) -> ResponseReturnValue:
    """A rule says no."""
    return problem(code, 422, _("This was not saved."), detail, **more)


def refusal(code: str, findings: Sequence[Finding]) -> ResponseReturnValue:
    """The points that stand against it, each with what would mend it."""
    if not is_for_script():
        return answer("itineraries/refused.html", BaseForm(), code=code, against=findings)
    points = told(db.session, findings, the_draft(code))
    page = render_template("board/refused.html", points=points)
    return refused(code, _("The programme cannot be like that: it was put back."), points=page)


def conflict(itinerary: Itinerary, about: Seen) -> ResponseReturnValue:
    """Who changed the stop meanwhile, and the plan as it is now: mine again, or theirs."""
    code = itinerary.delegation.code
    stop = about.row_in(itinerary)
    detail = who_changed(stop) if stop else _("Somebody took it out of the programme meanwhile.")
    more = {"uid": about.uid, "isGone": stop is None}
    if is_for_script():
        more["plan"] = plan_of(itinerary, the_stamp(code))
    return problem(code, 409, _("Someone else saved first."), detail, **more)


def problem(
    code: str, status: int, title: object, detail: object, **more: Any
) -> ResponseReturnValue:
    """In the form of RFC 9457 for a script; a plain form leads back to the board, and says so."""
    if not is_for_script():
        flash(f"{title} {detail}", "warning")
        return redirect(url_for("board.show", code=code))
    body = jsonify(status=status, title=str(title), detail=str(detail), **more)
    body.mimetype = "application/problem+json"
    return body, status


def who_changed(stop: Stop) -> str:
    entry = last_change(db.session, "Stop", str(stop.id))
    if entry is None:
        return str(_("Somebody changed it meanwhile."))
    return str(
        _(
            "%(officer)s changed it at %(time)s.",
            officer=entry.actor_label,
            time=dates.clock(entry.at, html.city_zone()),
        )
    )
