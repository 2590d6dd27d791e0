"""Many drafts judged together: what all of them rest on is read in eight queries.

One more where a site demands a list of its visitors. Drafts become values without passing through
the session's objects, so that a new holiday reaches hundreds of programmes in one go.
"""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import String, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased

from visits.conflicts import rules
from visits.conflicts.rules import (
    Assignment as Service,
)
from visits.conflicts.rules import (
    Booking as Use,
)
from visits.conflicts.rules import (
    Calendar,
    Finding,
    GuestFacts,
    HolidayFacts,
    Layer,
    Programme,
    ResourceKind,
    SiteFacts,
    Source,
    StopFacts,
    Strength,
    TravelTime,
    World,
)
from visits.delegations.models import (
    Delegate,
    Delegation,
    DelegationBody,
    DelegationCountry,
    PartyMember,
)
from visits.holidays.models import Holiday
from visits.identity import queries as identity
from visits.itineraries import bookings, programme, world
from visits.itineraries.models import Assignment, Booking, Day, Itinerary, Stop
from visits.itineraries.needs import Needs
from visits.itineraries.programme import Roster
from visits.itineraries.rules import LONGEST, Consent
from visits.itineraries.service import HOLIDAY_KINDS, days_around, people_and_vehicles
from visits.kit.interval import Interval
from visits.kit.zone import zone_of
from visits.sites import models as sites
from visits.sites.rules import TravelSource

MODES = {mode.value: ours for mode, ours in world.MODES.items()}
SOURCES = {source.value: Source(source.value) for source in TravelSource}
"""By what stands in the table: a union tells no types."""

Place = tuple[ResourceKind, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft, what it occupies, and everything that is wrong with it."""

    programme: Programme
    uses: tuple[Use, ...]
    findings: tuple[Finding, ...]


def judge_together(session: Session, ids: Collection[int], *, at: datetime) -> Iterator[Judged]:
    """Each of these itineraries as it stands in the database, by its number."""
    drafts = drafts_of(session, ids)
    stops = tuple(stop for draft in drafts for stop in draft.stops)
    if not stops:
        yield from (Judged(draft, (), rules.findings(draft, bare(session, at))) for draft in drafts)
        return
    needs = Needs(stops)
    places = world.sites_of(session, needs)
    people, vehicles = people_and_vehicles(session, needs)
    calendar, travel = days_and_ways(session, needs, places, at)
    shared = World(
        at=at,
        calendar=calendar,
        sites=places,
        people=people,
        vehicles=vehicles,
        travel=travel,
        times=rules.times_by_pair(travel),
    )
    taken = {
        draft.itinerary: tuple(programme.uses_of(draft, places, draft.stops, Layer.DRAFT))
        for draft in drafts
    }
    around = Around(session, drafts, taken, shared)
    guests = guests_of(session, drafts, places)
    for draft in drafts:
        uses = taken[draft.itinerary]
        theirs = around.of(draft, uses)
        own = replace(
            shared,
            guests=guests.get(draft.delegation.id, {}),
            bookings=theirs.meeting,
            visits=theirs.counted,
            seen=theirs.seen,
        )
        yield Judged(draft, uses, rules.findings(draft, own, uses))


def bare(session: Session, at: datetime) -> World:
    return World(at=at, calendar=Calendar(zone_of(session)))


# -- the drafts ------------------------------------------------------------------------------------


def drafts_of(session: Session, ids: Collection[int]) -> list[Programme]:
    """Itineraries with their stops, by number; three queries."""
    planned = (
        select(func.coalesce(func.sum(DelegationCountry.planned), 0))
        .where(DelegationCountry.delegation_id == Delegation.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Itinerary.id.label("itinerary"),
            *programme.CASE,
            planned.label("planned"),
            Day.day,
            Day.rain_plan,
        )
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .outerjoin(Day, Day.itinerary_id == Itinerary.id)
        .where(Itinerary.id.in_(ids))
        .order_by(Itinerary.id)
    ).all()
    rain = defaultdict(set)
    for row in rows:
        if row.rain_plan:
            rain[row.itinerary].add(row.day)
    cases = {row.itinerary: row for row in rows}
    rosters = rosters_of(session, cases.values())
    stops = stops_of(session, {number: rosters[row.id] for number, row in cases.items()})
    return [
        Programme(
            itinerary=number,
            delegation=rosters[row.id].delegation,
            stops=tuple(stops[number]),
            rain_plans=frozenset(rain[number]),
        )
        for number, row in cases.items()
    ]


def rosters_of(session: Session, cases: Collection[Any]) -> dict[int, Roster]:
    """Who comes with which delegation; one query."""
    rows = session.execute(
        select(Delegate.delegation_id, *programme.COLUMNS, PartyMember.party_id)
        .outerjoin(PartyMember, PartyMember.delegate_id == Delegate.id)
        .where(Delegate.delegation_id.in_([case.id for case in cases]), programme.COMES)
    )
    by_delegation: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_delegation[row.delegation_id].append(row)
    return {
        case.id: programme.roster_from(case, case.planned, by_delegation[case.id]) for case in cases
    }


def stops_of(session: Session, rosters: Mapping[int, Roster]) -> Mapping[int, list[StopFacts]]:
    """The stops of each itinerary in order of time, with who serves there; one query."""
    rows = session.execute(
        select(
            Stop.id,
            Stop.itinerary_id,
            Stop.uid,
            Stop.kind,
            Stop.starts,
            Stop.ends,
            Stop.status,
            Stop.site_id,
            Stop.end_site_id,
            Stop.party_id,
            Stop.headcount,
            cast(Stop.languages, String).label("languages"),
            cast(Stop.title, String).label("title"),
            Stop.mode,
            Stop.asked_at,
            Stop.agreed_starts,
            Stop.agreed_ends,
            Assignment.role,
            Assignment.person_id,
            Assignment.vehicle_id,
            Assignment.consent,
        )
        .outerjoin(Assignment, Assignment.stop_id == Stop.id)
        .where(Stop.itinerary_id.in_(rosters))
        .order_by(Stop.itinerary_id, Stop.starts, Stop.id, Assignment.id)
    )
    first: dict[int, Any] = {}
    serving: dict[int, list[Service]] = defaultdict(list)
    for row in rows:
        first.setdefault(row.id, row)
        if row.role is not None:
            declined = row.consent is Consent.DECLINED
            serving[row.id].append(Service(row.role, row.person_id, row.vehicle_id, declined))
    found: dict[int, list[StopFacts]] = defaultdict(list)
    for number, row in first.items():
        found[row.itinerary_id].append(
            StopFacts(
                uid=row.uid,
                kind=row.kind,
                when=Interval(row.starts, row.ends),
                status=row.status,
                site=row.site_id,
                end_site=row.end_site_id,
                party=programme.members_of(row.party_id, rosters[row.itinerary_id]),
                headcount=row.headcount,
                languages=read_tags(row.languages),
                assignments=tuple(serving[number]),
                mode=row.mode,
                title_languages=frozenset(read_tags(row.title)),
                asked_at=row.asked_at,
                agreed=programme.agreed_to(row.agreed_starts, row.agreed_ends),
            )
        )
    return found


@lru_cache(maxsize=4096)
def read_tags(written: str) -> tuple[str, ...]:
    """The languages of a list, or those in which a text is written."""
    return tuple(json.loads(written))


# -- what is around them ---------------------------------------------------------------------------


def days_and_ways(
    session: Session, needs: Needs, places: Mapping[int, SiteFacts], at: datetime
) -> tuple[Calendar, tuple[TravelTime, ...]]:
    """The holidays around all stops, and the times between their sites; one query."""
    first, last = days_around(needs, at)
    ids = sorted(places)
    way = sites.TravelTime
    rows: Sequence[Any] = session.execute(
        union_all(
            select(
                Holiday.id,
                Holiday.day,
                Holiday.name,
                Holiday.kind,
                *(null().label(name) for name in ("origin", "goal", "mode", "minutes", "source")),
            ).where(Holiday.day.between(first, last)),
            select(
                way.id,
                null(),
                null(),
                null(),
                way.from_id,
                way.to_id,
                way.mode,
                way.minutes,
                way.source,
            ).where(way.from_id.in_(ids), way.to_id.in_(ids)),
        ).order_by("id")
    ).all()
    holidays = tuple(
        HolidayFacts(row.id, row.day, row.name.to("ko"), HOLIDAY_KINDS[row.kind])
        for row in rows
        if row.day is not None
    )
    travel = tuple(
        TravelTime(
            row.origin,
            row.goal,
            MODES[row.mode],
            row.minutes,
            SOURCES[row.source],
        )
        for row in rows
        if row.day is None
    )
    return Calendar(zone_of(session), holidays), travel


def guests_of(
    session: Session, drafts: Iterable[Programme], places: Mapping[int, SiteFacts]
) -> dict[int, dict[int, GuestFacts]]:
    """By delegation: what lists may hold of each delegate; one query where a site demands one."""
    strict = {number for number, site in places.items() if site.list_due_days is not None}
    ids = [
        draft.delegation.id
        for draft in drafts
        if any(stop.site in strict or stop.end_site in strict for stop in draft.stops)
    ]
    if not ids:
        return {}
    known = identity.known_of_all(session, ids)
    return {number: world.guests_from(of_one) for number, of_one in known.items()}


class Around:
    """The bookings of everybody, looked up for one draft after another; one query."""

    def __init__(
        self,
        session: Session,
        drafts: Sequence[Programme],
        taken: Mapping[int, tuple[Use, ...]],
        shared: World,
    ) -> None:
        self.shared = shared
        self.by_place: dict[Place, list[Use]] = defaultdict(list)
        self.seen: dict[int, list[Use]] = defaultdict(list)
        uses = [use for own in taken.values() for use in own]
        if not uses:
            return
        counted = world.counted_spans(uses, dict(shared.sites), shared.calendar)
        first, last = spread(uses, counted.values(), shared.calendar)
        for row in session.execute(look_up(uses, drafts, first, last)):
            use = bookings.value_of(row)
            if row.whose:
                self.seen[row.whose].append(use)
            else:
                self.by_place[use.kind, use.id].append(use)
        self.starts = {
            place: [use.when.start for use in known] for place, known in self.by_place.items()
        }

    def of(self, draft: Programme, uses: Sequence[Use]) -> bookings.Around:
        """What others booked around this draft."""
        if not uses:
            return bookings.Around()
        by_kind: dict[ResourceKind, list[Use]] = defaultdict(list)
        for use in uses:
            by_kind[use.kind].append(use)
        meeting: list[Use] = []
        for kind, own in by_kind.items():
            span = bookings.span_of(kind, own, self.shared.calendar)
            for number in {use.id for use in own}:
                meeting += self.within((kind, number), span, draft.itinerary)
        counted = world.counted_spans(uses, dict(self.shared.sites), self.shared.calendar)
        first = min(use.when.start for use in uses)
        return bookings.Around(
            meeting=tuple(meeting),
            counted=tuple(
                use
                for number, span in counted.items()
                for use in self.within((ResourceKind.SITE, number), span, draft.itinerary)
                if use.is_firm
            ),
            seen=tuple(
                use
                for use in self.seen.get(draft.delegation.id, ())
                if first - bookings.SEEN <= use.when.start < first
            ),
        )

    def within(self, place: Place, span: Interval, itinerary: int) -> list[Use]:
        """Others' bookings of it that share time with the span."""
        known = self.by_place.get(place, [])
        if not known:
            return []
        starts = self.starts[place]
        low, high = bisect_left(starts, span.start - LONGEST), bisect_left(starts, span.end)
        return [
            use
            for use in known[low:high]
            if use.itinerary != itinerary and use.when.end > span.start
        ]


def spread(
    uses: Iterable[Use], counted: Iterable[Interval], calendar: Calendar
) -> tuple[datetime, datetime]:
    """From the first day on which anything is booked or counted until the end of the last one."""
    spans = [*(use.when for use in uses), *counted]
    whole = Interval(min(span.start for span in spans), max(span.end for span in spans))
    days = calendar.days_of(whole)
    return calendar.whole_day(days[0]).start, calendar.whole_day(days[-1]).end


def look_up(
    uses: Iterable[Use], drafts: Iterable[Programme], first: datetime, last: datetime
) -> Any:
    """Bookings of the same resources in the span, then what the same bodies saw before it."""
    ids: dict[ResourceKind, set[int]] = defaultdict(set)
    for use in uses:
        ids[use.kind].add(use.id)
    own, theirs = aliased(DelegationBody), aliased(DelegationBody)
    return union_all(
        *(
            select(*bookings.COLUMNS, literal(0).label("whose")).where(
                Booking.resource_kind == kind,
                Booking.resource_id.in_(sorted(numbers)),
                Booking.starts > first - LONGEST,
                Booking.starts < last,
                Booking.ends > first,
            )
            for kind, numbers in ids.items()
        ),
        select(*bookings.COLUMNS, own.delegation_id.label("whose"))
        .join(Itinerary, Itinerary.id == Booking.itinerary_id)
        .join(theirs, theirs.delegation_id == Itinerary.delegation_id)
        .join(own, own.organisation_id == theirs.organisation_id)
        .where(
            own.delegation_id.in_([draft.delegation.id for draft in drafts]),
            theirs.delegation_id != own.delegation_id,
            Booking.layer == Layer.DRAFT,
            Booking.strength == Strength.FIRM,
            Booking.starts >= first - bookings.SEEN,
            Booking.starts < last,
        ),
    ).order_by("starts", "stop_uid", "layer")
