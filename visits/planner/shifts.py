"""Days of a programme on their way to the rules of shifting, and back as a trial."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from visits.conflicts.rules import OFF, Calendar, StopKind
from visits.itineraries import queries
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.programme import Roster, facts_of, members_of
from visits.itineraries.queries import ShownLeg
from visits.kit.interval import Interval
from visits.kit.zone import zone_of
from visits.planner.rules.shifting import Piece, Shifted, Way, compacted, shifted
from visits.planner.trials import Trial, tried

A_MINUTE = timedelta(minutes=1)
SPARE = 10
"""Minutes beyond what a way takes; with less it is found tight."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What is wanted: from the stop *since* on, so many minutes later, or the gaps closed (None).

    Closing gaps leaves *spare* minutes on every way that takes time.
    """

    since: Stop
    minutes: int | None
    spare: int = SPARE


def places_after(
    session: Session, itinerary: Itinerary, shift: Shift, roster: Roster
) -> tuple[Shifted, ...]:
    """Every stop of the day from the chosen one on, with where it goes; what is cancelled is left out."""
    day = day_around(session, shift.since)
    stops = [one for one in itinerary.stops if day.holds(one.starts) and one.status not in OFF]
    pieces = [piece_of(stop, roster) for stop in stops]
    since = shift.since.starts
    if shift.minutes is not None:
        return shifted(pieces, since=since, by=shift.minutes * A_MINUTE, day=day)
    legs = queries.legs(session, itinerary)
    return compacted(pieces, since=since, ways=ways_of(stops, legs, shift.spare))


def day_around(session: Session, stop: Stop) -> Interval:
    calendar = Calendar(zone_of(session))
    return calendar.whole_day(calendar.day_of(stop.starts))


def piece_of(stop: Stop, roster: Roster) -> Piece:
    return Piece(
        uid=stop.uid,
        when=Interval(stop.starts, stop.ends),
        is_pinned=stop.is_pinned,
        party=members_of(stop.party_id, roster),
    )


def ways_of(stops: Sequence[Stop], legs: Sequence[ShownLeg], spare: int) -> list[Way]:
    """The least time from the end of one stop to the start of another.

    What is taken up by stops without a place in between stays taken up; of a transfer its own
    length counts as time on the way.
    """
    known = {stop.uid: stop for stop in stops}
    found = []
    for leg in legs:
        origin, goal = known.get(leg.from_uid), known.get(leg.to_uid)
        if origin is None or goal is None or origin is goal or not leg.needed:
            continue
        between = goal.starts - origin.ends
        if goal.kind is StopKind.TRANSFER:
            between += goal.ends - goal.starts
        taken = between - leg.available * A_MINUTE
        least = taken + (leg.needed + spare) * A_MINUTE
        if goal.kind is StopKind.TRANSFER:
            least -= goal.ends - goal.starts
        found.append(Way(origin.uid, goal.uid, max(least, timedelta(0))))
    return found


def trial_of(
    session: Session,
    itinerary: Itinerary,
    places: Sequence[Shifted],
    roster: Roster,
    *,
    at: datetime,
) -> Trial:
    """What is found when the stops stand there."""
    known = {stop.uid: stop for stop in itinerary.stops}
    moved = [
        replace(facts_of(known[one.piece.uid], roster), when=one.now)
        for one in places
        if one.is_moved
    ]
    return tried(session, itinerary, moved, roster, at=at)
