"""Reading the plan of a week: who comes, and the programme of each as it stands. Eight queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.conflicts.rules import Role, StopStatus
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import EXPECTED, DelegateRole
from visits.holidays import queries as holidays
from visits.itineraries.models import Assignment, Itinerary, Release, ReleasedStop, Stop
from visits.itineraries.rules import Consent, PublishedState
from visits.kit.clock import local
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.statistics.rules.periods import Period
from visits.statistics.rules.weekly import (
    BETWEEN,
    ONE_DAY,
    Receiver,
    WeekPlan,
    WeekStop,
    WeekVisit,
    week_plan,
)

IN_DRAFTS = (StopStatus.HOLD, StopStatus.ASKED, StopStatus.CONFIRMED)
"""Ideas are no plan yet; what was declined or cancelled is none any more."""
Receivers = Mapping[str, tuple[Receiver, ...]]
"""By the uid of the stop."""


class Programme(NamedTuple):
    """The itinerary of a delegation and the release that stands for it, if there is one."""

    itinerary: int
    release: int | None
    version: int | None


def plan_of_week(session: Session, period: Period) -> WeekPlan:
    """Who comes in the week and what they do, from the current release of each, else its draft."""
    found = delegations_in(session, period)
    ids = [row.id for row in found]
    programmes = programmes_of(session, ids)
    stops = stops_in(session, period, programmes.values())
    heads = heads_of(session, ids)
    visits = [visit_of(row, programmes.get(row.id), stops, heads) for row in found]
    named: dict[date, list[Translated]] = defaultdict(list)
    for holiday in holidays.holidays_between(session, period.first, period.last):
        named[holiday.day].append(holiday.name)
    next_on = None if visits else first_day_after(session, period.last)
    return week_plan(period, visits, named, zone=zone_of(session), next_on=next_on)


def delegations_in(session: Session, period: Period) -> Sequence[Delegation]:
    rows = select(Delegation).where(
        Delegation.starts_on <= period.last,
        Delegation.ends_on >= period.first,
        Delegation.state.in_(EXPECTED),
    )
    loads = (joinedload(Delegation.lead), selectinload(Delegation.countries))
    return session.scalars(rows.options(*loads).order_by(Delegation.starts_on, Delegation.id)).all()


def programmes_of(session: Session, delegation_ids: Collection[int]) -> dict[int, Programme]:
    rows = (
        select(Itinerary.delegation_id, Itinerary.id, Release.id, Release.number)
        .outerjoin(Release, Release.id == Itinerary.current_release_id)
        .where(Itinerary.delegation_id.in_(delegation_ids))
    )
    return {delegation: Programme(*rest) for delegation, *rest in session.execute(rows)}


def stops_in(
    session: Session, period: Period, programmes: Collection[Programme]
) -> Mapping[int, tuple[WeekStop, ...]]:
    """Stops that begin in the period, by itinerary and in order: as released, else as drafted."""
    begins, ends = instants(session, period)
    itineraries = [one.itinerary for one in programmes]
    drafted = session.scalars(
        select(Stop)
        .where(Stop.itinerary_id.in_(itineraries), Stop.starts >= begins, Stop.starts < ends)
        .options(
            joinedload(Stop.site),
            selectinload(Stop.assignments).joinedload(Assignment.person),
        )
        .order_by(Stop.starts, Stop.id)
    ).all()
    receivers = {stop.uid: receivers_of(stop) for stop in drafted}
    released = released_in(session, begins, ends, programmes)
    found: dict[int, list[WeekStop]] = defaultdict(list)
    for itinerary, row in released:
        found[itinerary].append(as_released(row, receivers))
    drafts = {one.itinerary for one in programmes if one.release is None}
    for stop in drafted:
        if stop.itinerary_id in drafts and stop.status in IN_DRAFTS and stop.kind not in BETWEEN:
            found[stop.itinerary_id].append(as_drafted(stop, receivers))
    return {itinerary: tuple(stops) for itinerary, stops in found.items()}


def instants(session: Session, period: Period) -> tuple[datetime, datetime]:
    zone = zone_of(session)
    return local(period.first, time(0), zone), local(period.last + ONE_DAY, time(0), zone)


def released_in(
    session: Session, begins: datetime, ends: datetime, programmes: Collection[Programme]
) -> list[tuple[int, ReleasedStop]]:
    """Stops of the current releases with their itineraries, in order of time."""
    itineraries = {one.release: one.itinerary for one in programmes if one.release is not None}
    rows = (
        select(ReleasedStop)
        .where(
            ReleasedStop.release_id.in_(itineraries),
            ReleasedStop.starts >= begins,
            ReleasedStop.starts < ends,
            ReleasedStop.state != PublishedState.CANCELLED,
            ReleasedStop.kind.not_in(BETWEEN),
        )
        .order_by(ReleasedStop.starts, ReleasedStop.id)
    )
    return [(itineraries[row.release_id], row) for row in session.scalars(rows)]


def receivers_of(stop: Stop) -> tuple[Receiver, ...]:
    return tuple(
        Receiver(one.person.name, one.person.position)
        for one in stop.assignments
        if one.person and one.role is Role.RECEIVES and one.consent is not Consent.DECLINED
    )


def as_released(row: ReleasedStop, receivers: Receivers) -> WeekStop:
    return WeekStop(
        starts=row.starts,
        ends=row.ends,
        title=row.title,
        place=row.site_name or row.place,
        receivers=receivers.get(row.uid, ()),
    )


def as_drafted(stop: Stop, receivers: Receivers) -> WeekStop:
    return WeekStop(
        starts=stop.starts,
        ends=stop.ends,
        title=stop.title,
        place=stop.site.name if stop.site else stop.place,
        receivers=receivers[stop.uid],
    )


def heads_of(session: Session, delegation_ids: Collection[int]) -> dict[int, Translated]:
    """The office of each head of delegation, without their name."""
    rows = (
        select(Delegate.delegation_id, Delegate.position_ko, Delegate.position_en)
        .where(
            Delegate.delegation_id.in_(delegation_ids),
            Delegate.role == DelegateRole.HEAD,
            Delegate.withdrawn_at.is_(None),
        )
        .order_by(Delegate.precedence.desc(), Delegate.id.desc())
    )
    return {
        one: Translated(ko=korean, en=english) for one, korean, english in session.execute(rows)
    }


def visit_of(
    row: Delegation,
    programme: Programme | None,
    stops: Mapping[int, tuple[WeekStop, ...]],
    heads: Mapping[int, Translated],
) -> WeekVisit:
    return WeekVisit(
        id=row.id,
        code=row.code,
        title=row.title,
        state=row.state,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        level=row.level,
        countries=tuple(one.country for one in row.countries),
        people=row.people,
        head=heads.get(row.id, Translated()),
        lead=row.lead.name,
        version=programme.version if programme else None,
        stops=stops.get(programme.itinerary, ()) if programme else (),
    )


def first_day_after(session: Session, last: date) -> date | None:
    """The first day of the next visit after a day."""
    rows = select(func.min(Delegation.starts_on)).where(
        Delegation.starts_on >= last + timedelta(days=1), Delegation.state.in_(EXPECTED)
    )
    return session.scalar(rows)
