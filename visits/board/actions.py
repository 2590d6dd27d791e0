"""What officers do on the board; each gesture is judged, and remembered as a step of theirs."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.board.models import Presence
from visits.board.rules import OWN, Lane, LaneKind, duties_after, lane_of, role_by_skills
from visits.conflicts.rules import Role, StopStatus
from visits.delegations.actions import add_party
from visits.delegations.models import Party
from visits.itineraries import actions as itineraries
from visits.itineraries.actions.planning import fill
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.rules import Duty, Scope, StopValues
from visits.kit.errors import NotThere, Refused
from visits.kit.translated import Translated
from visits.resources.models import Person
from visits.sites.models import Site

FORGET_AFTER = timedelta(minutes=5)
"""A sign of presence is worth nothing long before."""


def drop(
    session: Session,
    stop: Stop,
    *,
    starts: datetime,
    ends: datetime,
    came: Lane,
    goes: Lane,
    by: User,
    at: datetime,
) -> None:
    """The stop lies at another time, and where its lane is another one, at that site, or served by
    that person or vehicle.

    Raises Blocked; NotThere for a lane that is no more; Stale when somebody saved the stop meanwhile.
    """
    values = replace(itineraries.values_of(stop), starts=starts, ends=ends)
    if goes.kind is LaneKind.SITE and goes.id != stop.site_id:
        values = at_site(session, values, goes.id, before=stop.site)
    before = tuple(duty(one) for one in stop.assignments)
    duties = duties_after(before, came, goes, role_in(session, goes))
    itineraries.revise_stop(
        session, stop, values, duties=None if duties == before else duties, at=at, by=by
    )


def at_site(
    session: Session, values: StopValues, site_id: int, *, before: Site | None = None
) -> StopValues:
    """At another site; a stop that was called like its site *before* is called like the new one."""
    site = session.get(Site, site_id)
    if site is None:
        raise NotThere("site")
    is_named_so = before is not None and values.title == before.name
    title = site.name if is_named_so else values.title
    return replace(values, site_id=site_id, space_id=None, title=title)


def role_in(session: Session, lane: Lane) -> Role:
    """What somebody does who is given a stop. Raises NotThere."""
    if lane.kind is not LaneKind.PERSON:
        return Role.DRIVES
    person = session.get(Person, lane.id)
    if person is None:
        raise NotThere("person")
    return role_by_skills(person.skills)


def duties_of_new(session: Session, lane: Lane) -> tuple[Duty, ...]:
    """Who serves at a stop that is new in this lane."""
    return duties_after((), OWN, lane, role_in(session, lane))


def let_go(session: Session, stop: Stop, lane: Lane, *, by: User, at: datetime) -> None:
    """Whoever or whatever has this lane no longer serves at the stop. Raises NotThere."""
    leaving = [one for one in stop.assignments if lane_of(duty(one)) == lane]
    if not leaving:
        raise NotThere("assignment")
    with itineraries.changing(session, stop.itinerary, at=at, stop=stop, by=by) as gesture:
        for one in leaving:
            stop.assignments.remove(one)
        stop.changed_at = at
        gesture.tell(stop, Scope.ASK)


def duty(one: Assignment) -> Duty:
    return Duty(one.role, one.person_id, one.vehicle_id)


def split(
    session: Session, stop: Stop, first: Party, second: Party, *, by: User, at: datetime
) -> Stop:
    """The stop is for the first subgroup from now on; the second has one like it, an idea still.

    Nobody of ours can be at both, so the new one begins without. Raises Refused (`not_split`) and
    Blocked.
    """
    if not first.member_ids.isdisjoint(second.member_ids) or first is second:
        raise Refused("not_split")
    values = itineraries.values_of(stop)
    with itineraries.changing(session, stop.itinerary, at=at, stop=stop, by=by):
        other = Stop(status=StopStatus.IDEA, created_at=at, changed_at=at)
        fill(session, stop.itinerary, other, replace(values, party_id=second.id, headcount=None))
        fill(session, stop.itinerary, stop, replace(values, party_id=first.id, headcount=None))
        stop.changed_at = at
        stop.itinerary.stops.append(other)
    return other


def split_by_names(
    session: Session,
    stop: Stop,
    chosen: Collection[int],
    names: tuple[Translated, Translated],
    *,
    by: User,
    at: datetime,
) -> Stop:
    """The stop is for the delegates with these ids, which become a subgroup as the others do.

    Raises like `split`.
    """
    visit = stop.itinerary.delegation
    others = [one.id for one in visit.delegates if one.id not in chosen]
    first = add_party(session, visit, name=names[0], members=chosen)
    second = add_party(session, visit, name=names[1], members=others)
    return split(session, stop, first, second, by=by, at=at)


# -- who is there ----------------------------------------------------------------------------------


def be_seen(session: Session, itinerary_id: int, user_id: int, *, at: datetime) -> None:
    """A sign that the officer is at the board; what others left behind goes."""
    forget(session, at=at)
    own = (Presence.itinerary_id == itinerary_id, Presence.user_id == user_id)
    seen = session.execute(
        update(Presence).where(*own).values(seen_at=at).returning(Presence.user_id)
    )
    if seen.first() is not None:
        return
    try:
        with session.begin_nested():
            session.add(Presence(itinerary_id=itinerary_id, user_id=user_id, seen_at=at))
    except IntegrityError:
        session.execute(update(Presence).where(*own).values(seen_at=at))


def forget(session: Session, *, at: datetime) -> int:
    """How many signs were old enough to go."""
    old = delete(Presence).where(Presence.seen_at < at - FORGET_AFTER)
    return len(session.scalars(old.returning(Presence.user_id)).all())


def tend(
    session: Session,
    *,
    links: LinkKeeper,  # noqa: ARG001 (as every step of tending is called)
    folder: Path,  # noqa: ARG001
    at: datetime,
) -> dict[str, int]:
    return {"signs of presence forgotten": forget(session, at=at)}
