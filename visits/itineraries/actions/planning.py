"""Planning a programme: its stops, their states, its days."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.conflicts.rules import StopStatus
from visits.conflicts.rules.parties import UNBOOKED_KINDS
from visits.delegations.models import Delegation, Party
from visits.itineraries import sequence
from visits.itineraries.actions import serving, steps
from visits.itineraries.actions.gestures import Gesture, changing, lock, recheck, touch
from visits.itineraries.actions.serving import appoint
from visits.itineraries.events import ItineraryChanged
from visits.itineraries.models import Answer, Assignment, Day, Itinerary, Stop
from visits.itineraries.publications import history
from visits.itineraries.rules import (
    MATERIAL,
    UNSEEN,
    Consent,
    Duty,
    Scope,
    StopMove,
    StopValues,
    after,
    effective,
)
from visits.kit.errors import NotThere, Refused, Stale
from visits.kit.events import tell
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used
from visits.sites.models import Site, Space

VALUES = tuple(f.name for f in fields(StopValues))
AnyRow = TypeVar("AnyRow", bound=Base)


def open_itinerary(session: Session, delegation: Delegation, *, at: datetime) -> Itinerary:
    """The delegation's itinerary, begun when there is none yet."""
    found = session.scalar(select(Itinerary).where(Itinerary.delegation_id == delegation.id))
    if found is not None:
        return found
    itinerary = Itinerary(delegation=delegation, changed_at=at)
    session.add(itinerary)
    session.flush()
    return itinerary


# -- stops -----------------------------------------------------------------------------------------


def add_stop(
    session: Session,
    itinerary: Itinerary,
    values: StopValues,
    *,
    at: datetime,
    move: StopMove | None = None,
    duties: Collection[Duty] = (),
    consent: Consent = Consent.REQUESTED,
    by: User | None = None,
) -> Stop:
    """A new stop: an idea, or held, asked or confirmed at once by *move*, and who serves there.

    *consent* is what those have said already. Raises Blocked; Refused when the values cannot be; NotThere for a site, space or party that is
    not there.
    """
    with changing(session, itinerary, at=at, by=by) as gesture:
        stop = Stop(status=StopStatus.IDEA, created_at=at, changed_at=at)
        fill(session, itinerary, stop, values)
        appoint(stop, duties, consent)
        itinerary.stops.append(stop)
        if move is not None:
            go(gesture, stop, move)
    return stop


def revise_stop(
    session: Session,
    stop: Stop,
    values: StopValues,
    *,
    at: datetime,
    host_agreed: bool = False,
    duties: Collection[Duty] | None = None,
    move: StopMove | None = None,
    people_agreed: bool = False,
    by: User | None = None,
) -> None:
    """Everything of the stop as its form says: also who serves, and where *move* takes it.

    A confirmed stop at a site whose time or place changes is asked again, unless *host_agreed*
    says that the host knows and agreed; so is everybody who serves there, unless *people_agreed*.
    Raises Blocked; Stale when somebody saved it meanwhile.
    """
    with changing(session, stop.itinerary, at=at, stop=stop, by=by) as gesture:
        rewrite(
            gesture,
            stop,
            values,
            host_agreed=host_agreed,
            people_agreed=people_agreed,
            duties=duties,
        )
        if move is not None:
            go(gesture, stop, move)


def rewrite(
    gesture: Gesture,
    stop: Stop,
    values: StopValues,
    *,
    host_agreed: bool = False,
    people_agreed: bool = False,
    duties: Collection[Duty] | None = None,
) -> None:
    """The stop as these values say, within a gesture; who had agreed is asked again."""
    before = values_of(stop)
    fill(gesture.session, gesture.itinerary, stop, values)
    changed = {name for name in VALUES if getattr(before, name) != getattr(values, name)}
    is_served_otherwise = duties is not None and appoint(stop, duties)
    if changed - set(UNSEEN) or is_served_otherwise:
        stop.changed_at = gesture.at
    if host_agreed:
        gesture.agreed.add(stop.uid)
    if changed.intersection(MATERIAL):
        if not people_agreed:
            serving.ask_again(stop, before=before, now=values)
        ask_again(gesture, stop, before=before, host_agreed=host_agreed)
    elif is_served_otherwise:
        gesture.tell(stop, Scope.ASK)


def ask_again(gesture: Gesture, stop: Stop, *, before: StopValues, host_agreed: bool) -> None:
    """Its time or place changed: a host that had agreed is asked, unless it knows already."""
    if before.site_id != stop.site_id:
        stop.agreed_starts = stop.agreed_ends = None
    if stop.status is StopStatus.CONFIRMED and has_host(stop) and not host_agreed:
        stop.status = StopStatus.ASKED
        stop.asked_at = stop.asked_at or gesture.at
        if before.site_id == stop.site_id:
            stop.agreed_starts, stop.agreed_ends = before.starts, before.ends
    if stop.status in sequence.STATE:
        gesture.tell(stop, Scope.ANSWER if host_agreed else Scope.ASK)


def move_stop(
    session: Session,
    stop: Stop,
    *,
    starts: datetime,
    ends: datetime,
    at: datetime,
    site_id: int | None = None,
    host_agreed: bool = False,
    people_agreed: bool = False,
    by: User | None = None,
) -> None:
    """Another time, and another site when one is given; otherwise as `revise_stop`."""
    values = replace(values_of(stop), starts=starts, ends=ends)
    if site_id is not None and site_id != stop.site_id:
        values = replace(values, site_id=site_id, space_id=None)
    revise_stop(
        session,
        stop,
        values,
        at=at,
        host_agreed=host_agreed,
        people_agreed=people_agreed,
        by=by,
    )


def duplicate_stop(
    session: Session, stop: Stop, *, starts: datetime, at: datetime, by: User | None = None
) -> Stop:
    """An idea like this stop, with the same people and vehicles, from *starts* on."""
    values = replace(values_of(stop), starts=starts, ends=starts + (stop.ends - stop.starts))
    with changing(session, stop.itinerary, at=at, by=by):
        copy = Stop(status=StopStatus.IDEA, created_at=at, changed_at=at)
        fill(session, stop.itinerary, copy, values)
        copy.assignments = [
            Assignment(role=one.role, person_id=one.person_id, vehicle_id=one.vehicle_id)
            for one in stop.assignments
        ]
        stop.itinerary.stops.append(copy)
    return copy


def change_status(
    session: Session, stop: Stop, move: StopMove, *, at: datetime, by: User | None = None
) -> None:
    """Hold, ask, confirm, decline, cancel or withdraw, by MOVES. Raises Refused and Blocked."""
    with changing(session, stop.itinerary, at=at, stop=stop, by=by) as gesture:
        go(gesture, stop, move)


def cancel_stop(
    session: Session, stop: Stop, *, at: datetime, reason: str = "", by: User | None = None
) -> None:
    """It does not take place; whoever was told of it is told so. The reason stays in the office.

    Raises Refused when it is cancelled already.
    """
    with changing(session, stop.itinerary, at=at, stop=stop, by=by) as gesture:
        go(gesture, stop, StopMove.CANCEL)
        stop.internal_note = f"{stop.internal_note}\n{reason}".strip()


def remove_stop(session: Session, stop: Stop, *, at: datetime, by: User | None = None) -> bool:
    """Delete the stop; True when it is gone. One that was published is cancelled instead: False.

    Raises InUse while a paper or a letter belongs to it.
    """
    itinerary = stop.itinerary
    if history(session, itinerary)[stop.uid]:
        if stop.status is not StopStatus.CANCELLED:
            cancel_stop(session, stop, at=at, by=by)
        return False
    refuse_if_used(session, "stop", stop.id)
    with changing(session, itinerary, at=at, stop=stop, by=by):
        drop(session, stop)
    return True


def drop(session: Session, stop: Stop) -> None:
    """Out of its programme, with what was answered to it."""
    for told in session.scalars(select(Answer).where(Answer.stop_id == stop.id)):
        session.delete(told)
    session.flush()
    stop.itinerary.stops.remove(stop)


def go(gesture: Gesture, stop: Stop, move: StopMove, scope: Scope = Scope.ASK) -> None:
    """One move of a stop, and who is told of it; what nobody answers is not asked but confirmed."""
    wanted, move = move, effective(stop.kind, move)
    if move is not wanted and stop.status is StopStatus.CONFIRMED:
        return
    stop.status = after(stop.status, move)
    stop.changed_at = gesture.at
    if move is StopMove.ASK:
        stop.asked_at = stop.asked_at or gesture.at
    if stop.status is not StopStatus.ASKED:
        stop.agreed_starts = stop.agreed_ends = None
    stop.held_at = gesture.at if move is StopMove.HOLD else None
    gesture.tell(stop, scope)


def values_of(stop: Stop) -> StopValues:
    """What the stop's form would show."""
    return StopValues(**{name: getattr(stop, name) for name in VALUES})


def fill(session: Session, itinerary: Itinerary, stop: Stop, values: StopValues) -> None:
    """Write the values into the row. Raises Refused and NotThere for what cannot be."""
    values.checked()
    for name in VALUES:
        setattr(stop, name, getattr(values, name))
    with session.no_autoflush:
        stop.site = found(session, Site, values.site_id)
        stop.end_site = found(session, Site, values.end_site_id)
        stop.space = found(session, Space, values.space_id)
        stop.party = found(session, Party, values.party_id)
    if stop.space and stop.space.site_id != values.site_id:
        raise Refused("space_of_other_site")
    if stop.party and stop.party.delegation_id != itinerary.delegation_id:
        raise Refused("party_of_other_delegation")


def found(session: Session, kind: type[AnyRow], number: int | None) -> AnyRow | None:
    row = session.get(kind, number) if number is not None else None
    if number is not None and row is None:
        raise NotThere(kind.__tablename__)
    return row


def has_host(stop: Stop) -> bool:
    """Whether a site of the city receives the stop, so that somebody there agreed to it."""
    return stop.site is not None and not stop.site.is_elsewhere and stop.kind not in UNBOOKED_KINDS


# -- days ------------------------------------------------------------------------------------------


def set_day(
    session: Session,
    itinerary: Itinerary,
    day: date,
    *,
    title: Translated,
    note: Translated,
    rain_plan: Translated,
    at: datetime,
    by: User | None = None,
) -> Day | None:
    """The day's title, note and rain plan; without any of them the day has no row (None).

    Raises Stale when somebody saved the day while we waited.
    """
    seen = {known.day: known.version for known in itinerary.days}
    lock(session, itinerary)
    session.refresh(itinerary, ["days"])
    if {known.day: known.version for known in itinerary.days}.get(day) != seen.get(day):
        raise Stale
    was = steps.picture(itinerary) if by else steps.NOTHING
    row = write_day(itinerary, day, title=title, note=note, rain_plan=rain_plan)
    touch(itinerary, at=at)
    session.flush()
    recheck(session, [itinerary.id], at=at)
    tell(session, ItineraryChanged(itinerary.id))
    if by:
        steps.remember(session, itinerary, was, by=by, at=at)
    return row


def write_day(
    itinerary: Itinerary, day: date, *, title: Translated, note: Translated, rain_plan: Translated
) -> Day | None:
    row = next((known for known in itinerary.days if known.day == day), None)
    if title or note or rain_plan:
        if row is None:
            row = Day(day=day)
            itinerary.days.append(row)
        row.title, row.note, row.rain_plan = title, note, rain_plan
        return row
    if row is not None:
        itinerary.days.remove(row)
    return None
