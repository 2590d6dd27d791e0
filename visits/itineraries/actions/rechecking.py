"""What changed below reaches the drafts that rest on it: handlers of notices, wired in `app.py`.

Only drafts with a stop today or later are judged again; what is over stays as it was.
"""

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from visits.busy.events import BusyChanged
from visits.busy.rules import Owner
from visits.conflicts.rules import Code, Layer
from visits.delegations.events import DelegationChanged, DelegationDeleted, RosterChanged
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState
from visits.holidays.events import HolidaysChanged
from visits.identity import queries as identity
from visits.identity.events import IdentityChanged, Purging
from visits.itineraries import bookings
from visits.itineraries.actions.gestures import changing, recheck
from visits.itineraries.actions.planning import go, open_itinerary
from visits.itineraries.judging import write_down
from visits.itineraries.models import Assignment, FindingRow, Itinerary, Override, Stop
from visits.itineraries.rules import MOVES, StopMove
from visits.kit.clock import local, now
from visits.kit.zone import zone_of
from visits.resources.events import ResourceChanged
from visits.sites.events import SiteChanged, TravelTimeChanged

TELLING_OF_NEEDS = (
    Code.DIET_UNSERVED,
    Code.FASTING_MEAL,
    Code.PRAYER_GAP,
    Code.SITE_ACCESSIBILITY,
    Code.VEHICLE_ACCESSIBILITY,
)
"""What tells of health or belief, though of nobody by name."""


def on_site_changed(session: Session, notice: SiteChanged) -> None:
    recheck_where(session, at_site(notice.site_id))


def on_travel_time_changed(session: Session, notice: TravelTimeChanged) -> None:
    recheck_where(session, or_(at_site(notice.from_id), at_site(notice.to_id)))


def on_resource_changed(session: Session, notice: ResourceChanged) -> None:
    owner = Assignment.vehicle_id if notice.kind == "vehicle" else Assignment.person_id
    recheck_where(session, Stop.assignments.any(owner == notice.id))


def on_busy_changed(session: Session, notice: BusyChanged) -> None:
    """A calendar tells other times than before."""
    owners = {
        Owner.SITE: at_site(notice.id),
        Owner.PERSON: Stop.assignments.any(Assignment.person_id == notice.id),
        Owner.VEHICLE: Stop.assignments.any(Assignment.vehicle_id == notice.id),
    }
    recheck_where(session, owners[notice.kind])


def on_holidays_changed(session: Session, notice: HolidaysChanged) -> None:
    """Lead times count working days: every draft to come that lies after the first of these days."""
    if notice.days:
        zone = zone_of(session)
        recheck_where(session, Stop.ends > local(min(notice.days), time(0), zone))


def on_roster_changed(session: Session, notice: RosterChanged) -> None:
    recheck_where(session, of_delegation(notice.delegation_id))


def on_identity_changed(session: Session, notice: IdentityChanged) -> None:
    recheck_where(session, of_delegation(notice.delegation_id))


def on_delegation_changed(session: Session, notice: DelegationChanged) -> None:
    """Every delegation has an itinerary; a cancelled one frees what it held, and tells hosts so."""
    delegation = session.get_one(Delegation, notice.delegation_id)
    itinerary = open_itinerary(session, delegation, at=now())
    is_cancelled = delegation.state is DelegationState.CANCELLED
    if is_cancelled:
        cancel_stops(session, itinerary)
    if is_cancelled is not bool(itinerary.turns % 2):
        itinerary.turns += 1
        itinerary.turned_at = now()
        session.flush()
    recheck_where(session, of_delegation(notice.delegation_id))


def on_delegation_deleted(session: Session, notice: DelegationDeleted) -> None:
    """An itinerary that never had a stop goes with it."""
    itinerary = session.scalar(
        select(Itinerary).where(Itinerary.delegation_id == notice.delegation_id)
    )
    if itinerary is not None:
        write_down(session, itinerary.id, ())
        session.delete(itinerary)
        session.flush()


def on_purging(session: Session, notice: Purging) -> None:
    """With what guests needed goes what was found about it; nobody counts it apart."""
    if not notice.removes:
        return
    over = select(Itinerary.id).where(
        Itinerary.delegation_id.in_(identity.visits_ended(notice.due.needs))
    )
    found = FindingRow.itinerary_id.in_(over), FindingRow.code.in_(TELLING_OF_NEEDS)
    session.execute(delete(FindingRow).where(*found))
    given = Override.itinerary_id.in_(over), Override.code.in_(TELLING_OF_NEEDS)
    for row in session.scalars(select(Override).where(*given)):
        session.delete(row)


def cancel_stops(session: Session, itinerary: Itinerary) -> None:
    """Every stop to come is cancelled; what guests were shown no longer occupies anything."""
    at = now()
    with changing(session, itinerary, at=at) as gesture:
        for stop in itinerary.stops:
            if stop.ends > at and (stop.status, StopMove.CANCEL) in MOVES:
                go(gesture, stop, StopMove.CANCEL)
    bookings.keep(session, itinerary.id, Layer.RELEASED, ())


def at_site(site_id: int) -> ColumnElement[bool]:
    return or_(Stop.site_id == site_id, Stop.end_site_id == site_id)


def of_delegation(delegation_id: int) -> ColumnElement[bool]:
    return Stop.itinerary_id.in_(
        select(Itinerary.id).where(Itinerary.delegation_id == delegation_id)
    )


def recheck_where(session: Session, rests_on_it: ColumnElement[bool]) -> None:
    at = now()
    recheck(session, to_come(session, rests_on_it, at=at), at=at)


def to_come(session: Session, rests_on_it: ColumnElement[bool], *, at: datetime) -> Sequence[int]:
    """Itineraries with such a stop today or later, by the city's days."""
    zone = zone_of(session)
    today = local(at.astimezone(zone).date(), time(0), zone)
    rows = select(Stop.itinerary_id).where(Stop.ends > today, rests_on_it).distinct()
    return session.scalars(rows.order_by(Stop.itinerary_id)).all()
