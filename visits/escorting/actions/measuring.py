"""Keeping how long ways really took, and letting that stand for estimates. Flush at most."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.escorting import queries
from visits.escorting.models import MeasuredRide
from visits.escorting.queries import DayStop
from visits.escorting.rules import Today, Way, rides_of, typical
from visits.sites import actions as sites
from visits.sites.models import TravelTime
from visits.sites.rules import TravelMode, TravelSource


def keep_rides(
    session: Session,
    delegation_id: int,
    ways: Iterable[Way],
    stops: Sequence[DayStop],
    today: Today,
    *,
    day: date,
) -> None:
    """The rides of the day as they follow of its taps; one that was a slip goes."""
    kept = queries.rides_of_day(session, delegation_id, day)
    ids = {stop.uid: stop.id for stop in stops}
    changed = set()
    for ride in rides_of(ways, today):
        row = kept.pop(ids[ride.way.uid], None)
        if row is None:
            row = MeasuredRide(stop_id=ids[ride.way.uid], minutes=0)
            session.add(row)
        way = (ride.way.from_site, ride.way.to_site, ride.way.mode)
        if (row.from_id, row.to_id, row.mode, row.minutes) != (*way, ride.minutes):
            changed.add(way)
        row.from_id, row.to_id, row.mode = way
        row.minutes, row.day = ride.minutes, day
    for gone in kept.values():
        changed.add((gone.from_id, gone.to_id, gone.mode))
        session.delete(gone)
    session.flush()
    for from_id, to_id, mode in sorted(changed):
        stand_for_estimate(session, from_id, to_id, mode)


def stand_for_estimate(session: Session, from_id: int, to_id: int, mode: TravelMode) -> None:
    """From enough rides on, their median is the travel time; what somebody entered stays."""
    travel = travel_time(session, from_id, to_id, mode)
    if travel is None or travel.source is not TravelSource.GIVEN:
        adopt(session, from_id, to_id, mode)


def adopt(session: Session, from_id: int, to_id: int, mode: TravelMode) -> bool:
    """The median of the rides is the travel time from now on; whether there were enough of them."""
    minutes = typical(queries.minutes_measured(session, from_id, to_id, mode))
    if minutes is None:
        return False
    travel = travel_time(session, from_id, to_id, mode)
    facts: dict[str, Any] = {
        "minutes": minutes,
        "km": travel.km if travel else None,
        "source": TravelSource.MEASURED,
    }
    if travel is None:
        way = {"from_id": from_id, "to_id": to_id, "mode": mode}
        sites.add_travel_time(session, {**way, **facts})
    elif (travel.minutes, travel.source) != (minutes, TravelSource.MEASURED):
        sites.revise_travel_time(session, travel, facts)
    return True


def travel_time(session: Session, from_id: int, to_id: int, mode: TravelMode) -> TravelTime | None:
    return session.scalar(
        select(TravelTime).where(
            TravelTime.from_id == from_id, TravelTime.to_id == to_id, TravelTime.mode == mode
        )
    )
