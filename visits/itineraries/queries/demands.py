"""The lists that sites on the plan demand: of whom, what, until when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from visits.conflicts.rules import OFF, Calendar, StopKind
from visits.delegations.models import Party
from visits.identity.rules import Demand, fields_demanded
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.service import holidays_between
from visits.kit.workdays import add_working_days
from visits.kit.zone import zone_of
from visits.sites.models import Site
from visits.sites.rules import Security

PASSING = (StopKind.ARRIVAL, StopKind.TRANSFER, StopKind.FREE, StopKind.DEPARTURE)
"""Kinds of stops that visit nothing."""
LOOK_BACK = timedelta(days=120)
"""No list is due so long before its visit."""


def stops_with_lists(
    session: Session, delegation_id: int, *, after: datetime | None = None
) -> Sequence[Stop]:
    """Planned stops at sites that demand a list, in order of time; only those that end *after*."""
    rows = (
        select(Stop)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(Site, Site.id == Stop.site_id)
        .where(
            Itinerary.delegation_id == delegation_id,
            Stop.status.not_in(OFF),
            Stop.kind.not_in(PASSING),
            Site.security != Security.OPEN,
            Site.is_elsewhere.is_(False),
        )
        .options(
            joinedload(Stop.site),
            joinedload(Stop.party).selectinload(Party.members),
            joinedload(Stop.itinerary),
        )
        .order_by(Stop.starts, Stop.id)
    )
    return session.scalars(rows if after is None else rows.where(Stop.ends > after)).all()


def demands_of(
    session: Session, delegation_id: int, *, after: datetime | None = None
) -> list[Demand]:
    """What these stops demand; three queries."""
    return demands_at(session, stops_with_lists(session, delegation_id, after=after))


def demands_at(session: Session, stops: Sequence[Stop]) -> list[Demand]:
    """Deadlines are counted in working days of the city."""
    if not stops:
        return []
    zone = zone_of(session)
    days = [stop.starts.astimezone(zone).date() for stop in stops]
    calendar = Calendar(zone, holidays_between(session, min(days) - LOOK_BACK, max(days)))
    return [demand_of(stop, calendar) for stop in stops]


def demand_of(stop: Stop, calendar: Calendar) -> Demand:
    site = stop.site
    if site is None:
        raise ValueError(f"stop {stop.uid} is at no site")
    day = calendar.day_of(stop.starts)
    return Demand(
        stop_uid=stop.uid,
        site_id=site.id,
        site_name=site.name,
        fields=fields_demanded(site.security, site.identity_fields),
        delegates=stop.party.member_ids if stop.party else None,
        starts=stop.starts,
        ends=stop.ends,
        due=add_working_days(day, -site.list_due_days, calendar.days_off),
    )
