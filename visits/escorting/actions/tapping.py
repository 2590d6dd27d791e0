"""Taking taps, and writing anew what follows of all taps of their day. Flush at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.conflicts.rules import Mode
from visits.delegations.models import Delegation
from visits.delegations.rules import Told
from visits.escorting import queries
from visits.escorting.actions.measuring import keep_rides
from visits.escorting.models import Incident, StopToday, Tap
from visits.escorting.queries import DayStop
from visits.escorting.rules import (
    NUMBERED,
    OF_THE_DAY,
    Moment,
    Note,
    Planned,
    Standing,
    TapKind,
    Today,
    Way,
    today_of,
)
from visits.itineraries import queries as itineraries
from visits.itineraries.events import ReallyTookPlace
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.queries import ShownLeg
from visits.kit.errors import Refused
from visits.kit.events import tell
from visits.kit.zone import zone_of
from visits.sites.rules import TravelMode

Sent = TypeVar("Sent", Tap, Incident)

TRAVEL_MODES: dict[Mode | None, TravelMode] = {
    None: TravelMode.BUS,
    Mode.OWN_BUS: TravelMode.BUS,
    Mode.CHARTERED: TravelMode.BUS,
    Mode.PUBLIC_BUS: TravelMode.BUS,
    Mode.AUTONOMOUS_BUS: TravelMode.BUS,
    Mode.CITY_VEHICLE: TravelMode.CAR,
    Mode.TAXI: TravelMode.CAR,
    Mode.KTX: TravelMode.RAIL,
    Mode.ON_FOOT: TravelMode.FOOT,
}
"""By which of the ways that travel times know a group goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One tap: `key` makes it one, however often it is sent."""

    key: str
    kind: TapKind
    moment: Moment
    uid: str = ""
    day: date | None = None
    """Of the city, where it is about the day and no stop."""
    number: int | None = None
    of_key: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A tap that is kept, whether it is new, and what it had to be brought together with."""

    tap: Tap
    is_new: bool
    notes: tuple[Note, ...] = ()


def tap(session: Session, delegation: Delegation, act: Act, *, told: Told) -> Taken:
    """Keep the tap, once for its key, and what follows of all taps of its day.

    Raises Refused (`tap_without_stop`, `tap_without_number`, `nothing_to_take_back`,
    `known_elsewhere`), NotThere for a delegation without a programme.
    """
    lock(session, delegation)
    known = queries.tap_called(session, act.key)
    if known is not None:
        return Taken(known_here(known, delegation), is_new=False)
    itinerary = itineraries.the_itinerary(session, delegation.code)
    stop, day = place_of(session, itinerary, act)
    row = row_of(delegation, act, stop, day, told)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another delegation's tap has this key
        raise Refused("known_elsewhere") from None
    today = keep_standing(session, itinerary, day, at=told.at)
    standing = today.standing_at(stop.uid) if stop else None
    return Taken(row, is_new=True, notes=notes_about(standing, act.key))


def known_here(row: Sent, delegation: Delegation) -> Sent:
    """What was sent before with this key. Raises Refused (`known_elsewhere`) for another visit's."""
    if row.delegation_id != delegation.id:
        raise Refused("known_elsewhere")
    return row


def lock(session: Session, delegation: Delegation) -> None:
    """Two escorts who tap at once are taken one after the other."""
    session.execute(
        select(Itinerary.id).where(Itinerary.delegation_id == delegation.id).with_for_update()
    )


def place_of(session: Session, itinerary: Itinerary, act: Act) -> tuple[Stop | None, date]:
    """The stop and the day that a tap is about."""
    zone = zone_of(session)
    if act.kind is TapKind.TAKEN_BACK:
        taken = queries.tap_called(session, act.of_key)
        if taken is None or taken.delegation_id != itinerary.delegation_id:
            raise Refused("nothing_to_take_back")
        return taken.stop, taken.day
    if act.kind in OF_THE_DAY:
        return None, act.day or act.moment.at.astimezone(zone).date()
    stop = next((one for one in itinerary.stops if one.uid == act.uid), None)
    if stop is None:
        raise Refused("tap_without_stop")
    holds = queries.holding(session, stop) or stop
    return stop, holds.starts.astimezone(zone).date()


def row_of(delegation: Delegation, act: Act, stop: Stop | None, day: date, told: Told) -> Tap:
    """Raises Refused (`tap_without_number`)."""
    if act.kind in NUMBERED and act.number is None:
        raise Refused("tap_without_number")
    return Tap(
        key=act.key,
        delegation_id=delegation.id,
        stop=stop,
        day=day,
        kind=act.kind,
        number=act.number if act.kind in NUMBERED else None,
        of_key=act.of_key if act.kind is TapKind.TAKEN_BACK else "",
        at=act.moment.at,
        received_at=told.at,
        oddity=act.moment.oddity,
        channel=told.channel,
        person=told.person,
        told_on=told.told_on,
        document_number=told.document_number,
        by_id=told.by_id,
    )


def notes_about(standing: Standing | None, key: str) -> tuple[Note, ...]:
    """What the tap of this key had to be brought together with."""
    notes = standing.notes if standing else ()
    return tuple(note for note in notes if key in {note.first.key, note.second.key})


# -- what follows ----------------------------------------------------------------------------------


def keep_standing(session: Session, itinerary: Itinerary, day: date, *, at: datetime) -> Today:
    """Write anew how the stops of the day stand, tell when they really took place, keep the rides."""
    stops = queries.stops_of_day(session, itinerary, day)
    legs = queries.legs_between(session, itinerary, stops)
    taps = queries.taps_of(session, itinerary.delegation_id, day)
    today = today_of(planned(stops, legs), (tap.tapped for tap in taps))
    kept = queries.rows_of_day(session, itinerary.delegation_id, day, stops)
    for stop in stops:
        standing = today.standing_at(stop.uid)
        row = kept.pop(stop.uid, None)
        if standing is not None:
            keep(session, stop.row, standing, row, today, day=day, at=at)
    for gone in kept.values():
        session.delete(gone)
    keep_rides(session, itinerary.delegation_id, ways(stops, legs), stops, today, day=day)
    session.flush()
    return today


def planned(stops: Iterable[DayStop], legs: Iterable[ShownLeg]) -> list[Planned]:
    """Stops as the rules look at them, with the minutes that their people need to get there."""
    needed: dict[str, int] = {}
    for leg in legs:
        if leg.needed is not None:
            needed[leg.to_uid] = max(leg.needed, needed.get(leg.to_uid, 0))
    return [
        Planned(
            uid=stop.uid,
            starts=stop.starts,
            ends=stop.ends,
            party=stop.party,
            needed=needed.get(stop.uid),
        )
        for stop in stops
    ]


def ways(stops: Iterable[DayStop], legs: Iterable[ShownLeg]) -> list[Way]:
    """The ways between sites that end at these stops."""
    uids = {stop.uid for stop in stops}
    return [
        Way(leg.to_uid, leg.from_site, leg.to_site, TRAVEL_MODES[leg.mode])
        for leg in legs
        if leg.to_uid in uids
    ]


def keep(
    session: Session,
    stop: Stop,
    standing: Standing,
    row: StopToday | None,
    today: Today,
    *,
    day: date,
    at: datetime,
) -> None:
    """One stop's row; when it really took place is told, once it is known better."""
    if row is None:
        row = StopToday(uid=stop.uid, delegation_id=stop.itinerary.delegation_id, day=day)
        session.add(row)
    before, after = (row.began_at, row.ended_at), (standing.began_at, standing.ended_at)
    row.day, row.state, row.changed_at = day, standing.state, at
    row.late, row.ends_late = standing.late, standing.ends_late
    row.rain_plan = today.rain_plan is not None
    row.began_at, row.ended_at = after
    row.heads = standing.headcount.number if standing.headcount else None
    if before != after:
        tell(
            session,
            ReallyTookPlace(stop.id, stop.itinerary.delegation_id, before, after, at),
        )
