"""What is around a programme: sites, people, vehicles, ways, holidays and the bookings of others.

A constant number of queries, whatever the programme and the archive hold: sites with closures,
what sites offer, people and vehicles, travel times, holidays, bookings.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    and_,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from visits.busy import queries as busy_times
from visits.busy.rules import Owner
from visits.conflicts.rules import (
    Booking,
    Calendar,
    Closure,
    GuestFacts,
    Layer,
    Mode,
    OfferedWindow,
    Programme,
    ResourceKind,
    SiteFacts,
    Source,
    TravelTime,
    World,
)
from visits.conflicts.rules.quotas import period_of
from visits.identity import queries as identity
from visits.identity.rules import OF_PERSONS, SEALED, Known, fields_demanded
from visits.itineraries import bookings, programme
from visits.itineraries.needs import Needs
from visits.itineraries.service import holidays_around, people_and_vehicles
from visits.kit.columns import UtcDateTime
from visits.kit.interval import Interval, merged
from visits.kit.zone import zone_of
from visits.sites import models as sites
from visits.sites.rules import ClosureKind, ContactRole, Security, TravelMode

MODES: dict[TravelMode, Mode] = {
    TravelMode.BUS: Mode.OWN_BUS,
    TravelMode.CAR: Mode.CITY_VEHICLE,
    TravelMode.RAIL: Mode.KTX,
    TravelMode.FOOT: Mode.ON_FOOT,
}
"""Travel times know four ways to go; the rules take any road time for a road mode without its own."""

GUIDES = frozenset({ContactRole.DOCENT, ContactRole.SPEAKER})
HOSTS = frozenset({ContactRole.COORDINATOR, ContactRole.SUBSTITUTE})
"""Who speaks with guests when a site names no docent and no speaker."""

BUSY = "busy"
"""Stands for the role where a row is a time out of a busy calendar."""
OFFERS_LOOK_AHEAD = timedelta(days=90)


def world_around(
    session: Session, programmes: Iterable[Programme], *, at: datetime, with_lists: bool = True
) -> World:
    """Everything that judging these states of one programme rests on, in six queries.

    One more where a site demands a list of its visitors, unless without lists.
    """
    programmes = tuple(programmes)
    needs = Needs(tuple(stop for state in programmes for stop in state.stops))
    if not needs.stops:
        return World(at=at, calendar=Calendar(zone_of(session)))
    places = sites_of(session, needs)
    people, vehicles = people_and_vehicles(session, needs)
    calendar = Calendar(zone_of(session), holidays_around(session, needs, at))
    around = others(session, programmes, places, calendar)
    return World(
        at=at,
        calendar=calendar,
        sites=places,
        people=people,
        vehicles=vehicles,
        guests=guests_of(session, programmes, places) if with_lists else {},
        travel=travel_times(session, places),
        bookings=around.meeting,
        visits=around.counted,
        seen=around.seen,
    )


def others(
    session: Session,
    programmes: tuple[Programme, ...],
    places: dict[int, SiteFacts],
    calendar: Calendar,
) -> bookings.Around:
    """What others have booked around these states of one programme; one query."""
    own = [
        use
        for state in programmes
        for use in programme.uses_of(state, places, state.stops, Layer.DRAFT)
    ]
    return bookings.around(
        session,
        own,
        itinerary_id=programmes[0].itinerary,
        delegation_id=programmes[0].delegation.id,
        counted=counted_spans(own, places, calendar),
        calendar=calendar,
    )


def counted_spans(
    own: Iterable[Booking], places: dict[int, SiteFacts], calendar: Calendar
) -> dict[int, Interval]:
    """By site that counts its groups: from the first to the last day that is counted."""
    spans: dict[int, Interval] = {}
    for use in own:
        site = places[use.id] if use.kind is ResourceKind.SITE else None
        if site is None or site.quota is None:
            continue
        first, last = period_of(calendar.day_of(use.when.start), site.quota_period)
        span = Interval(calendar.whole_day(first).start, calendar.whole_day(last).end)
        known = spans.get(site.id, span)
        spans[site.id] = Interval(min(known.start, span.start), max(known.end, span.end))
    return spans


# -- sites -----------------------------------------------------------------------------------------


def sites_of(session: Session, needs: Needs) -> dict[int, SiteFacts]:
    """The sites named, and those at which a visit to one of them ends; two queries."""
    ends_there = select(sites.Site.end_site_id).where(
        sites.Site.id.in_(needs.sites), sites.Site.end_site_id.is_not(None)
    )
    in_time = and_(
        sites.Closure.site_id == sites.Site.id,
        sites.Closure.starts < needs.last + OFFERS_LOOK_AHEAD,
        sites.Closure.ends > needs.first,
    )
    rows = session.execute(
        select(*SITE_COLUMNS, *CLOSURE_COLUMNS)
        .select_from(sites.Site)
        .outerjoin(sites.Closure, in_time)
        .where(or_(sites.Site.id.in_(needs.sites), sites.Site.id.in_(ends_there)))
        .order_by(sites.Site.id, sites.Closure.id)
    ).all()
    closures: dict[tuple[int, ClosureKind], list[Closure]] = defaultdict(list)
    for row in rows:
        if row.closure is not None:
            closures[row.id, row.closure_kind].append(closure_of(row))
    ids = sorted({row.id for row in rows})
    windows, languages, taken = offers_of(session, ids, needs)
    return {
        row.id: SiteFacts(
            id=row.id,
            max_group=row.max_group,
            min_group=row.min_group,
            concurrent_groups=row.concurrent_groups,
            typical_minutes=row.minutes_typical,
            lead_days=row.lead_days,
            windows=tuple(windows[row.id]),
            closures=tuple(closures[row.id, ClosureKind.CLOSED]),
            busy=(*closures[row.id, ClosureKind.BUSY], *taken[row.id]),
            quota=row.quota,
            quota_period=row.quota_period,
            weekly_closing_days=frozenset(int(day) - 1 for day in row.closed_weekdays),
            closed_at_lunch=row.is_closed_at_lunch,
            closed_on_holidays=row.closed_on_holidays,
            languages=languages[row.id],
            latitude=row.lat,
            longitude=row.lng,
            end_site=row.end_site_id,
            is_beyond_city=row.is_elsewhere,
            is_accessible=row.is_accessible,
            is_outdoor=row.is_outdoor,
            serves=frozenset(row.serves),
            asks_for_names=row.security is not Security.OPEN,
            **list_of(row),
        )
        for row in rows
    }


SITE_COLUMNS: tuple[Any, ...] = (
    sites.Site.id,
    sites.Site.max_group,
    sites.Site.min_group,
    sites.Site.concurrent_groups,
    sites.Site.minutes_typical,
    sites.Site.lead_days,
    sites.Site.closed_weekdays,
    sites.Site.is_closed_at_lunch,
    sites.Site.closed_on_holidays,
    sites.Site.lat,
    sites.Site.lng,
    sites.Site.end_site_id,
    sites.Site.is_elsewhere,
    sites.Site.is_accessible,
    sites.Site.is_outdoor,
    sites.Site.serves,
    sites.Site.quota,
    sites.Site.quota_period,
    sites.Site.security,
    sites.Site.identity_fields,
    sites.Site.list_due_days,
)


CLOSURE_COLUMNS = (
    sites.Closure.id.label("closure"),
    sites.Closure.kind.label("closure_kind"),
    sites.Closure.starts,
    sites.Closure.ends,
    sites.Closure.reason,
)


def list_of(row: Any) -> dict[str, Any]:
    """What the list of a site's visitors must hold of each, and when it is due."""
    if row.security is Security.OPEN:
        return {}
    fields = fields_demanded(row.security, row.identity_fields) & OF_PERSONS
    return {
        "list_due_days": row.list_due_days,
        "list_fields": frozenset(field.value for field in fields),
        "sealed_fields": frozenset(field.value for field in fields.intersection(SEALED)),
    }


def guests_of(
    session: Session, programmes: tuple[Programme, ...], places: dict[int, SiteFacts]
) -> dict[int, GuestFacts]:
    """What lists may hold of each delegate; one query, none where no site demands a list."""
    if all(site.list_due_days is None for site in places.values()):
        return {}
    return guests_from(identity.known_of(session, programmes[0].delegation.id))


def guests_from(known: Mapping[int, Known]) -> dict[int, GuestFacts]:
    """Which fields are known of each delegate, and which sites may be told."""
    return {
        number: GuestFacts(frozenset(field.value for field in one.fields), one.sites)
        for number, one in known.items()
    }


def closure_of(row: Any) -> Closure:
    """The reason is told in Korean, as the office writes it; a page looks up its own language."""
    return Closure(row.closure, Interval(row.starts, row.ends), row.reason.to("ko"))


def offers_of(
    session: Session, ids: list[int], needs: Needs
) -> tuple[dict[int, list[OfferedWindow]], dict[int, frozenset[str]], dict[int, list[Closure]]]:
    """The rounds of sites, the languages in which somebody speaks there, and when others have taken
    them as their calendars say; one query.

    The languages are those of docents and speakers; of the coordinators where there are none.
    """
    window, contact = sites.OfferedWindow, sites.SiteContact
    busy = busy_times.taken(Owner.SITE, ids, needs.first, needs.last + OFFERS_LOOK_AHEAD).subquery()
    no_round: list[Any] = [null()] * 6
    no_span = [cast(null(), UtcDateTime).label(name) for name in ("starts", "ends")]
    rows: Sequence[Any] = session.execute(
        union_all(
            select(
                window.site_id,
                window.languages,
                literal("").label("role"),
                window.weekday,
                window.day,
                window.opens,
                window.closes,
                window.first,
                window.last,
                window.id,
                *no_span,
            ).where(window.site_id.in_(ids)),
            select(
                contact.site_id, contact.languages, contact.role, *no_round, contact.id, *no_span
            ).where(contact.site_id.in_(ids)),
            select(
                busy.c.owner, null(), literal(BUSY), *no_round, null(), busy.c.starts, busy.c.ends
            ),
        ).order_by("id")
    ).all()
    windows: dict[int, list[OfferedWindow]] = defaultdict(list)
    spoken: dict[int, dict[bool, set[str]]] = defaultdict(lambda: {True: set(), False: set()})
    taken: dict[int, list[Interval]] = defaultdict(list)
    for row in rows:
        if row.role == BUSY:
            taken[row.site_id].append(Interval(row.starts, row.ends))
        elif not row.role:
            windows[row.site_id].append(window_of(row))
        elif row.role in GUIDES | HOSTS:
            spoken[row.site_id][row.role in GUIDES].update(row.languages)
    languages = {site: frozenset(spoken[site][True] or spoken[site][False]) for site in ids}
    closed = defaultdict(
        list,
        {site: [Closure(None, span) for span in merged(spans)] for site, spans in taken.items()},
    )
    return windows, languages, closed


def window_of(row: Any) -> OfferedWindow:
    """Weekdays are numbered from 1 (Monday) in the tables, from 0 in the rules."""
    return OfferedWindow(
        starts=row.opens,
        ends=row.closes,
        weekday=None if row.weekday is None else row.weekday - 1,
        day=row.day,
        valid_from=row.first,
        valid_until=row.last,
        languages=frozenset(row.languages),
    )


def travel_times(session: Session, places: Iterable[int]) -> tuple[TravelTime, ...]:
    """Known times between any two of these sites; one query."""
    ids = sorted(places)
    way = sites.TravelTime
    rows = session.execute(
        select(way.from_id, way.to_id, way.mode, way.minutes, way.source)
        .where(way.from_id.in_(ids), way.to_id.in_(ids))
        .order_by(way.id)
    )
    return tuple(
        TravelTime(row.from_id, row.to_id, MODES[row.mode], row.minutes, Source(row.source.value))
        for row in rows
    )
