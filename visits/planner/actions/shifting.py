"""Shifting the rest of a day in one gesture."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.itineraries.actions.gestures import changing
from visits.itineraries.actions.planning import rewrite, values_of
from visits.itineraries.models import Itinerary
from visits.itineraries.programme import roster_of
from visits.kit.errors import Refused
from visits.planner.rules.shifting import Shifted
from visits.planner.shifts import Shift, places_after


def shift_day(
    session: Session,
    itinerary: Itinerary,
    shift: Shift,
    *,
    by: User,
    at: datetime,
    host_agreed: bool = False,
    people_agreed: bool = False,
) -> Sequence[Shifted]:
    """Move the stops of the day from one on, as `places_after` finds them; returns what moved.

    Hosts and people of ours who had agreed are asked again, unless they know of it already. Raises
    Blocked; Refused (`nothing_moves`) when every stop keeps its time; NotThere and Stale when the
    first of them was deleted or saved meanwhile.
    """
    with changing(session, itinerary, at=at, stop=shift.since, by=by) as gesture:
        roster = roster_of(session, itinerary.delegation)
        places = [one for one in places_after(session, itinerary, shift, roster) if one.is_moved]
        if not places:
            raise Refused("nothing_moves")
        known = {stop.uid: stop for stop in itinerary.stops}
        for one in places:
            stop = known[one.piece.uid]
            values = replace(values_of(stop), starts=one.now.start, ends=one.now.end)
            rewrite(gesture, stop, values, host_agreed=host_agreed, people_agreed=people_agreed)
    return places
