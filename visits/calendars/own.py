"""Keeping the entries that no publication numbers in step with what was published and planned."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from visits.calendars import errands, rules
from visits.calendars import told as lookups
from visits.calendars.errands import Errand, Minutes, Service
from visits.calendars.models import OwnEntry
from visits.calendars.queries import Subject
from visits.calendars.rules import THE_OFFICE, OwnKind, Window, own_uid
from visits.conflicts.rules import FIRM, OFF, ResourceKind
from visits.conflicts.rules.travel import times_by_pair, travel_between
from visits.itineraries import sequence
from visits.itineraries.models import Itinerary, Publication, Stop
from visits.itineraries.publications import place_told
from visits.itineraries.queries.ways import facts_of_place
from visits.itineraries.rules import PublishedState
from visits.itineraries.world import travel_times
from visits.kit.clock import local
from visits.kit.interval import Interval
from visits.kit.zone import zone_of
from visits.sites.models import Site

Wanted = Mapping[str, dict[str, Any]]
"""What entries are to say, by uid: columns of `OwnEntry`."""

SCHEDULE = frozenset({"starts", "ends", "state", "site_id", "place"})
"""What the number of an entry rises for."""

# -- preparing and getting there -------------------------------------------------------------------


def keep_errands(session: Session, uids: Collection[str]) -> set[Subject]:
    """Whoever is named by publications of these stops has other errands on their days.

    A travel time that changes later moves nothing until a stop is published again: edits alone
    tell nobody. Returns whose calendars changed.
    """
    told = lookups.whom_told(session, uids)
    if told is None:
        return set()
    rows = lookups.published_to_all(session, told.owners, days_around(session, told.window))
    kept = lookups.errands_before(session, told.owners, {*uids, *(row.uid for _, row in rows)})
    return write(session, kept, wanted_errands(session, rows), at=told.at)


def days_around(session: Session, window: Window) -> Window:
    """The whole days of the city that the window touches."""
    zone = zone_of(session)
    first, last = (instant.astimezone(zone).date() for instant in (window.first, window.last))
    return Window(local(first, time(0), zone), local(last + timedelta(days=1), time(0), zone))


def wanted_errands(session: Session, rows: Sequence[tuple[Subject, Publication]]) -> Wanted:
    by_owner: dict[Subject, list[Publication]] = defaultdict(list)
    for owner, row in rows:
        by_owner[owner].append(row)
    places = lookups.sites_and_ends(session, {id_ for _, row in rows for id_ in sites_of(row)})
    minutes = minutes_between(session, places)
    wanted: dict[str, dict[str, Any]] = {}
    for owner, told in by_owner.items():
        standing = rules.standing_for_one(told)
        live = {one.row.uid: one.row for one in standing if takes_place(one)}
        found = errands.errands(
            (service_of(row, places) for row in live.values()),
            preparing=errands.PREPARING[ResourceKind(owner[0])],
            minutes=minutes,
            zone=zone_of(session),
        )
        wanted |= {
            own_uid(one.kind, owner, one.uid): errand_facts(owner, one, live[one.uid])
            for one in found
        }
    return wanted


def takes_place(standing: rules.Standing[Publication]) -> bool:
    return not standing.is_lost and standing.row.state is not PublishedState.CANCELLED


def sites_of(row: Publication) -> list[int]:
    return [number for number in (row.site_id, row.end_site_id) if number is not None]


def service_of(row: Publication, places: Mapping[int, Site]) -> Service:
    site = places.get(row.site_id or 0)
    ends_at = row.end_site_id or (site.end_site_id if site else None) or row.site_id
    return Service(row.uid, Interval(row.starts, row.ends), row.site_id, ends_at, row.people)


def minutes_between(session: Session, places: Mapping[int, Site]) -> Minutes:
    """As programmes reckon: a time that somebody gave or measured, else an estimate."""
    facts = {number: facts_of_place(site, places) for number, site in places.items()}
    times = times_by_pair(travel_times(session, places) if len(places) > 1 else ())

    def minutes(origin: int, goal: int, people: int) -> int | None:
        if origin not in facts or goal not in facts:
            return None
        ends = (facts[origin], facts[goal])
        travel = travel_between(*ends, mode=None, people=people, wheelchair=False, times=times)
        return travel.needed if travel else None

    return minutes


def errand_facts(owner: Subject, errand: Errand, row: Publication) -> dict[str, Any]:
    return {
        "owner_kind": owner[0],
        "owner_id": owner[1],
        "kind": errand.kind,
        "stop_uid": row.uid,
        "itinerary_id": row.itinerary_id,
        "state": row.state,
        "starts": errand.when.start,
        "ends": errand.when.end,
        "stop_kind": row.kind,
        "title": row.title,
        "site_id": row.site_id,
        "place": row.place,
    }


# -- drafts ----------------------------------------------------------------------------------------


def keep_drafts(session: Session, itinerary_id: int) -> set[Subject]:
    """The office's calendar shows what is planned and not told to anybody yet.

    Returns the office when its calendar changed.
    """
    itinerary = session.get_one(Itinerary, itinerary_id)
    kept = lookups.drafts_of(session, itinerary_id)
    told = lookups.last_told(session, itinerary_id) if has_firm(itinerary) else {}
    wanted = {
        own_uid(OwnKind.DRAFT, THE_OFFICE, stop.uid): draft_facts(stop)
        for stop in itinerary.stops
        if is_draft(stop, told.get(stop.uid))
    }
    return write(session, kept, wanted, at=itinerary.changed_at)


def has_firm(itinerary: Itinerary) -> bool:
    return any(stop.status in FIRM for stop in itinerary.stops)


def is_draft(stop: Stop, told: tuple[object, ...] | None) -> bool:
    """Whether the stop is meant, and not as it was told: *told* is `sequence.content` of its row."""
    if stop.status in OFF:
        return False
    if stop.status not in FIRM:
        return True
    site_id, place = place_told(stop)
    state = sequence.STATE[stop.status]
    return told != (state, stop.starts, stop.ends, site_id, stop.end_site_id, place)


def draft_facts(stop: Stop) -> dict[str, Any]:
    return {
        "owner_kind": THE_OFFICE[0],
        "owner_id": THE_OFFICE[1],
        "kind": OwnKind.DRAFT,
        "stop_uid": stop.uid,
        "itinerary_id": stop.itinerary_id,
        "state": PublishedState.TENTATIVE,
        "starts": stop.starts,
        "ends": stop.ends,
        "stop_kind": stop.kind,
        "title": stop.title,
        "site_id": stop.site_id,
        "place": stop.place,
    }


# -- both ------------------------------------------------------------------------------------------


def write(
    session: Session, kept: Iterable[OwnEntry], wanted: Wanted, *, at: datetime
) -> set[Subject]:
    """Make the entries say this; one that is not wanted any more is cancelled.

    Returns whose calendars changed.
    """
    rows = {row.uid: row for row in kept}
    changed: set[Subject] = set()
    for uid, facts in wanted.items():
        row = rows.get(uid)
        if row is None:
            row = OwnEntry(uid=uid, sequence=0, created_at=at, changed_at=at, **facts)
            session.add(row)
            changed.add((row.owner_kind, row.owner_id))
        elif revise(row, facts, at=at):
            changed.add((row.owner_kind, row.owner_id))
    for uid, row in rows.items():
        if uid not in wanted and revise(row, {"state": PublishedState.CANCELLED}, at=at):
            changed.add((row.owner_kind, row.owner_id))
    session.flush()
    return changed


def revise(row: OwnEntry, facts: Mapping[str, Any], *, at: datetime) -> bool:
    """Whether the entry says something else now; its number rises with time, place and state."""
    differing = {name for name, value in facts.items() if getattr(row, name) != value}
    if not differing:
        return False
    for name in differing:
        setattr(row, name, facts[name])
    row.sequence += bool(differing & SCHEDULE)
    row.changed_at = max(at, row.changed_at)
    return True
