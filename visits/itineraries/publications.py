"""What telling somebody outside of stops would append to the rows of their publications."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.conflicts.rules import ResourceKind, people_at
from visits.conflicts.rules.parties import UNBOOKED_KINDS
from visits.itineraries import sequence
from visits.itineraries.models import Itinerary, Naming, Publication, Stop
from visits.itineraries.programme import Roster, facts_of
from visits.itineraries.rules import Consent, PublishedState, Scope
from visits.itineraries.sequence import Named, Told
from visits.kit.translated import Translated

History = Mapping[str, list[Publication]]


def history(session: Session, itinerary: Itinerary) -> History:
    """Everything that was ever published of an itinerary, by uid, oldest first; one query."""
    rows: dict[str, list[Publication]] = defaultdict(list)
    for row in session.scalars(
        select(Publication).where(Publication.itinerary_id == itinerary.id).order_by(Publication.id)
    ):
        rows[row.uid].append(row)
    return rows


@dataclass(frozen=True, slots=True)
class Plan:
    """What telling these stops would append, the number under which each is known then, and all
    rows of each stop, the oldest first."""

    numbers: dict[str, int]
    fresh: list[Publication]
    rows: History


def planned(
    roster: Roster,
    stops: Iterable[tuple[Stop, Scope]],
    known: History,
    *,
    at: datetime,
    release_id: int | None = None,
) -> Plan:
    """The rows that `publish` would append; they belong to no session yet."""
    rows = defaultdict(list, {uid: list(found) for uid, found in known.items()})
    plan = Plan({}, [], rows)
    for stop, scope in stops:
        own = rows[stop.uid]
        told = what_is_told(stop, own)
        live = sequence.live(own)
        if told is None or is_nobodys(told, live, scope):
            plan.numbers.update({stop.uid: live.sequence} if live else {})
            continue
        step = sequence.step(own, told)
        plan.numbers[stop.uid] = step.number
        fresh: list[Publication] = []
        if step.left and isinstance(live, Publication):
            fresh += tombstones(live, step.left, step.left_number, at)
        row = row_of(stop, told, roster, scope=scope, number=step.number, at=at)
        row.release_id = release_id
        if step.is_new or (scope is Scope.RELEASE and details(row) != details(live)):
            fresh.append(row)
        for one in fresh:
            one.namings = namings(one)
        plan.fresh.extend(fresh)
        own.extend(fresh)
    return plan


def what_is_told(stop: Stop, rows: list[Publication]) -> Told | None:
    """What is to be said of a stop; None while nobody knows of it and nobody shall."""
    state = sequence.STATE.get(stop.status)
    if state is not None:
        site_id, place = place_told(stop)
        return Told(
            state=state,
            kind=stop.kind,
            starts=stop.starts,
            ends=stop.ends,
            site_id=site_id,
            end_site_id=stop.end_site_id,
            place=place,
            person_ids=ids(a.person_id for a in stop.assignments if serves(a.consent)),
            vehicle_ids=ids(a.vehicle_id for a in stop.assignments if serves(a.consent)),
        )
    live = sequence.live(rows)
    return cancellation_of(live) if live and sequence.is_known(rows) else None


def place_told(stop: Stop) -> tuple[int | None, Translated]:
    """The site that is told of the stop, and the place in words.

    A site that a bus only sets out from has nothing to do with it: it is a place in words.
    """
    if stop.kind not in UNBOOKED_KINDS:
        return stop.site_id, stop.place
    return None, stop.place if stop.site is None else stop.site.name


def cancellation_of(live: sequence.Row) -> Told:
    """Said to everybody who knows of it, with the time and place that they know."""
    return Told(
        state=PublishedState.CANCELLED,
        kind=live.kind,
        starts=live.starts,
        ends=live.ends,
        site_id=live.site_id,
        end_site_id=live.end_site_id,
        place=live.place,
        person_ids=live.person_ids,
        vehicle_ids=live.vehicle_ids,
    )


def serves(consent: Consent) -> bool:
    return consent is not Consent.DECLINED


def ids(numbers: Iterable[int | None]) -> tuple[str, ...]:
    return tuple(str(number) for number in sorted({n for n in numbers if n is not None}))


def is_nobodys(told: Told, live: sequence.Row | None, scope: Scope) -> bool:
    """Whether there is nobody to be asked or told before guests are."""
    return scope is not Scope.RELEASE and not (
        sequence.named(told) or (live and sequence.named(live))
    )


def row_of(
    stop: Stop, told: Told, roster: Roster, *, scope: Scope, number: int, at: datetime
) -> Publication:
    return Publication(
        uid=stop.uid,
        itinerary_id=stop.itinerary_id,
        sequence=number,
        state=told.state,
        scope=scope,
        at=at,
        kind=told.kind,
        title=stop.title,
        starts=told.starts,
        ends=told.ends,
        site_id=told.site_id,
        end_site_id=told.end_site_id,
        place=told.place,
        people=people_at(facts_of(stop, roster), roster.delegation),
        person_ids=told.person_ids,
        vehicle_ids=told.vehicle_ids,
    )


def namings(row: Publication) -> list[Naming]:
    """Whom the row names, as rows that their calendars look up."""
    named = {ResourceKind.PERSON: row.person_ids, ResourceKind.VEHICLE: row.vehicle_ids}
    return [
        Naming(resource_kind=kind, resource_id=int(one), starts=row.starts)
        for kind, served in named.items()
        for one in served
    ]


def details(row: sequence.Row | None) -> tuple[object, ...] | None:
    """What is shown beside time and place: a release brings it up to date."""
    return (row.kind, row.title, row.people) if isinstance(row, Publication) else None


def tombstones(
    live: Publication, left: frozenset[Named], number: int, at: datetime
) -> list[Publication]:
    """One for the site that lost the stop, one for the people and vehicles that did."""
    served = {kind: sorted(one for k, one in left if k == kind) for kind in ("person", "vehicle")}
    found = []
    if any(kind == "site" for kind, _ in left):
        found.append(tombstone(live, number, at))
    if any(served.values()):
        row = tombstone(live, number, at)
        row.person_ids, row.vehicle_ids = tuple(served["person"]), tuple(served["vehicle"])
        found.append(row)
    return found


def tombstone(live: Publication, number: int, at: datetime) -> Publication:
    """The stop as it was last known, cancelled for whoever the row names."""
    return Publication(
        uid=live.uid,
        itinerary_id=live.itinerary_id,
        sequence=number,
        state=PublishedState.CANCELLED,
        scope=Scope.LEFT,
        at=at,
        kind=live.kind,
        title=live.title,
        starts=live.starts,
        ends=live.ends,
        site_id=live.site_id,
        end_site_id=live.end_site_id,
        place=live.place,
        people=live.people,
        person_ids=(),
        vehicle_ids=(),
    )
