"""Adding several stops at once, as ideas."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.conflicts.rules import StopStatus
from visits.itineraries.actions.gestures import changing
from visits.itineraries.actions.planning import fill, write_day
from visits.itineraries.actions.serving import appoint
from visits.itineraries.models import Itinerary, Stop
from visits.kit.errors import Refused
from visits.planner.rules.templates import DayTexts, Laid


def add_ideas(
    session: Session,
    itinerary: Itinerary,
    laid: Sequence[Laid],
    *,
    by: User,
    at: datetime,
    days: Sequence[DayTexts] = (),
) -> list[Stop]:
    """Every stop as an idea of its own, with who shall serve there; one step to undo.

    Texts of *days* are taken over where nothing is written of the day yet.

    Raises Blocked; Refused (`nothing_to_add`) when there is none; NotThere for a site that is gone.
    """
    if not laid:
        raise Refused("nothing_to_add")
    with changing(session, itinerary, at=at, by=by):
        stops = []
        for one in laid:
            stop = Stop(status=StopStatus.IDEA, created_at=at, changed_at=at)
            fill(session, itinerary, stop, one.values)
            appoint(stop, one.duties)
            itinerary.stops.append(stop)
            stops.append(stop)
        written = {row.day for row in itinerary.days}
        for day in days:
            if day.day not in written:
                write_day(
                    itinerary, day.day, title=day.title, note=day.note, rain_plan=day.rain_plan
                )
    return stops
