"""Holds that compete: more stops want a place, a person or a vehicle than can have it.

Which these are is what the rules have found; here their findings are put together.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from visits.conflicts.rules import Code, StopStatus
from visits.delegations.models import Delegation
from visits.hosting.rules import Claim, contests_of
from visits.itineraries.models import FindingRow, Itinerary, Stop

OVER_SITES = (Code.SITE_CONCURRENCY, Code.SITE_CAPACITY)
OVER_OURS = {
    Code.PERSON_OVERLAP: "person",
    Code.INTERPRETER_OVERLAP: "person",
    Code.VEHICLE_OVERLAP: "vehicle",
}
MOST_CLAIMS = 500
"""Findings put together at a time, those of the next stops first."""


@dataclass(frozen=True, slots=True)
class Contest:
    """What is wanted (kind and id of its row), and the stops that want it; who asked first first."""

    subject: tuple[str, int]
    stops: Sequence[Stop]

    @property
    def starts(self) -> datetime:
        return min(stop.starts for stop in self.stops)

    @property
    def ends(self) -> datetime:
        return max(stop.ends for stop in self.stops)


def claims(since: datetime) -> Select[FindingRow]:
    """What was found about stops that are held and not over."""
    return (
        select(FindingRow)
        .join(
            Stop,
            (Stop.itinerary_id == FindingRow.itinerary_id) & (Stop.uid == FindingRow.stop_uid),
        )
        .where(
            Stop.status == StopStatus.HOLD,
            Stop.ends > since,
            FindingRow.code.in_((*OVER_SITES, *OVER_OURS)),
        )
        .order_by(Stop.starts, FindingRow.id)
        .limit(MOST_CLAIMS)
    )


def claim_of(row: FindingRow) -> Claim | None:
    """None where people of one delegation are wanted twice: that is no matter of holds."""
    facts, own = row.facts, str(row.stop_uid)
    if row.code in OVER_SITES:
        return Claim(("site", facts["site"]), frozenset({own, *facts["with"]}))
    if facts["resource"] == "delegation":
        return None
    return Claim((OVER_OURS[row.code], facts["id"]), frozenset({own, facts["other_stop"]}))


def contests(session: Session, *, since: datetime) -> list[Contest]:
    """Everything that is held by more stops than can have it, of what ends after *since*."""
    found = [claim for row in session.scalars(claims(since)) if (claim := claim_of(row))]
    groups = contests_of(found)
    stops = stops_called(session, {uid for group in groups for uid in group.stops})
    shown = [
        Contest(
            group.subject, sorted((stops[uid] for uid in group.stops if uid in stops), key=asked)
        )
        for group in groups
    ]
    shown = [one for one in shown if len(one.stops) > 1]
    return sorted(shown, key=lambda one: (one.starts, one.subject))


def asked(stop: Stop) -> tuple[datetime, int]:
    """Since when it is wanted."""
    known = [moment for moment in (stop.held_at, stop.asked_at) if moment is not None]
    return min(known, default=stop.created_at), stop.id


def stops_called(session: Session, uids: Collection[str]) -> dict[str, Stop]:
    whose = joinedload(Stop.itinerary).joinedload(Itinerary.delegation)
    rows = select(Stop).where(Stop.uid.in_(uids)).options(whose.joinedload(Delegation.lead))
    return {stop.uid: stop for stop in session.scalars(rows)}


def number_of_claims(session: Session, *, since: datetime) -> int:
    """How many holds collide with something: whether it is worth looking."""
    uids = claims(since).with_only_columns(FindingRow.stop_uid).order_by(None).distinct()
    return session.scalar(select(func.count()).select_from(uids.subquery())) or 0
