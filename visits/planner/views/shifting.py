"""Shifting the rest of a day: what would move, what cannot, and then doing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.conflicts.rules import OFF, StopStatus
from visits.itineraries.actions.planning import has_host
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.programme import roster_of
from visits.itineraries.views.shared import answer, attempt, stop_of, the_draft, zone
from visits.itineraries.worded import Told, told
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.languages import html
from visits.planner import actions
from visits.planner.forms.keeping import KeepShiftForm, ShiftFilter
from visits.planner.rules.shifting import Shifted
from visits.planner.shifts import SPARE, Shift, places_after, trial_of
from visits.planner.views.blueprint import OF_PROGRAMME, planner


@dataclass(frozen=True, slots=True)
class ShownShift:
    """Every stop from the chosen one on with where it goes, and what would be found."""

    rows: Sequence[tuple[Stop, Shifted]]
    refusing: Sequence[Told]
    adding: Sequence[Told]

    @property
    def moved(self) -> list[Stop]:
        return [stop for stop, shifted in self.rows if shifted.is_moved]

    @property
    def staying(self) -> list[tuple[Stop, Shifted]]:
        """What cannot move, although it was meant to."""
        return [(stop, shifted) for stop, shifted in self.rows if shifted.stays]

    @property
    def asked_again(self) -> list[Stop]:
        """Whose hosts had agreed to the time that it has now."""
        return [
            stop for stop in self.moved if stop.status is StopStatus.CONFIRMED and has_host(stop)
        ]

    @property
    def has_agreement(self) -> bool:
        return any(stop.has_agreement for stop in self.moved)


@planner.route(f"{OF_PROGRAMME}/shift", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def shift(code: str) -> ResponseReturnValue:
    itinerary = the_draft(code)
    options = ShiftFilter(request.args, stops=stop_choices(itinerary))
    form = KeepShiftForm(data={"seen": str(itinerary.version)})
    wanted = shift_of(itinerary, options)
    if wanted and form.validate_on_submit() and form.is_of(itinerary.version):
        outcome = attempt(form, partial(keep, itinerary, wanted, form))
        if outcome.is_done:
            flash(_("The stops were moved."), "success")
            db.session.commit()
            return redirect(url_for("itineraries.show", code=code))
        itinerary = the_draft(code)
        wanted = shift_of(itinerary, options)
    return answer(
        "planner/shift.html",
        form,
        code=code,
        itinerary=itinerary,
        options=options,
        plan=shown_shift(itinerary, wanted) if wanted else None,
    )


def stop_choices(itinerary: Itinerary) -> list[tuple[str, str]]:
    """Every stop that takes place, with day and hour. Raises NotThere where there is none."""
    stops = [stop for stop in itinerary.stops if stop.status not in OFF]
    if not stops:
        raise NotThere("stop")
    return [(stop.uid, f"{moment(stop.starts)} {html.plain(stop.title)}") for stop in stops]


def moment(at: datetime) -> str:
    there = at.astimezone(zone())
    return f"{html.short_day(there.date())} {there:%H:%M}"


def shift_of(itinerary: Itinerary, options: ShiftFilter) -> Shift | None:
    """What is wanted, once it can be read; without anything asked for, nothing yet."""
    if not request.args.get("since") or not options.validate():
        return None
    since = stop_of(itinerary, options.since.data)
    minutes = None if options.is_compact else options.minutes.data or 0
    spare = options.spare.data
    return Shift(since, minutes, SPARE if spare is None else spare)


def keep(itinerary: Itinerary, wanted: Shift, form: KeepShiftForm) -> None:
    actions.shift_day(
        db.session,
        itinerary,
        wanted,
        by=the_user(),
        at=now(),
        host_agreed=bool(form.host_agreed.data),
        people_agreed=bool(form.people_agreed.data),
    )


def shown_shift(itinerary: Itinerary, wanted: Shift) -> ShownShift:
    roster = roster_of(db.session, itinerary.delegation)
    places = places_after(db.session, itinerary, wanted, roster)
    trial = trial_of(db.session, itinerary, places, roster, at=now())
    known = {stop.uid: stop for stop in itinerary.stops}
    in_words = told(db.session, trial.brought, itinerary)
    return ShownShift(
        rows=[(known[one.piece.uid], one) for one in places],
        refusing=[one for one in in_words if one.finding in trial.refused],
        adding=[one for one in in_words if one.finding not in trial.refused],
    )
