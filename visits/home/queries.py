"""What the dashboard shows, in a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from visits.conflicts.rules import Severity, StopStatus
from visits.delegations.models import Delegation
from visits.delegations.rules import COUNTED, LIVING
from visits.home.rules import VisitFacts
from visits.hosting import queries as hosting
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.queries import has_news, programmes_of

MOST_WAITING = 10
MOST_ANSWERS = 20


class Programme(NamedTuple):
    """How far a delegation's programme is."""

    itinerary_id: int
    stops: int
    version: int | None
    has_changes: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """A delegation with the state of its programme and its open findings."""

    delegation: Delegation
    programme: Programme | None
    findings: Mapping[Severity, int]
    questions: int = 0

    @property
    def facts(self) -> VisitFacts:
        return VisitFacts(
            starts_on=self.delegation.starts_on,
            ends_on=self.delegation.ends_on,
            is_sure=self.delegation.state in COUNTED,
            has_stops=bool(self.programme and self.programme.stops),
            is_released=bool(self.programme and self.programme.version),
            has_changes=bool(self.programme and self.programme.has_changes),
            clashes=self.findings.get(Severity.BLOCK, 0),
            hindrances=self.findings.get(Severity.BLOCK_RELEASE, 0),
            questions=self.questions,
        )


def programmes(session: Session, delegation_ids: Iterable[int]) -> Mapping[int, Programme]:
    """By delegation: its stops, the version that guests see, and whether there is news for them."""
    return {
        one.delegation_id: Programme(
            one.id,
            len(one.stops),
            one.current_release.number if one.current_release else None,
            has_news(one),
        )
        for one in programmes_of(session, delegation_ids)
    }


def waiting_for_hosts(session: Session, at: datetime) -> Sequence[Stop]:
    """Stops to come that were asked and not answered, the longest waiting first."""
    rows = (
        select(Stop)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Stop.status == StopStatus.ASKED, Stop.starts >= at, Delegation.state.in_(LIVING))
        .options(joinedload(Stop.site), joinedload(Stop.itinerary).joinedload(Itinerary.delegation))
        .order_by(Stop.asked_at, Stop.id)
        .limit(MOST_WAITING)
    )
    return session.scalars(rows).all()


class HostAnswer(NamedTuple):
    """A stop whose host said otherwise than yes; `request_id` where there is a proposal to decide."""

    stop: Stop
    request_id: int | None


def host_answers(
    session: Session, at: datetime, *, user_id: int | None = None
) -> Sequence[HostAnswer]:
    """Proposals to decide and stops that were declined, of visits to come, the next stop first.

    Only of the visits that *user_id* leads or deputises for, where it is given.
    """
    whose = joinedload(Stop.itinerary).joinedload(Itinerary.delegation)
    proposed = hosting.proposed().subquery()
    is_to_decide = (Stop.status == StopStatus.DECLINED) | proposed.c.number.is_not(None)
    rows = (
        select(Stop, proposed.c.number)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .outerjoin(proposed, proposed.c.stop_id == Stop.id)
        .where(Stop.ends >= at, Delegation.state.in_(LIVING), is_to_decide)
        .options(joinedload(Stop.site), whose)
        .order_by(Stop.starts, Stop.id)
    )
    if user_id is not None:
        rows = rows.where((Delegation.lead_id == user_id) | (Delegation.deputy_id == user_id))
    return [HostAnswer(*row) for row in session.execute(rows.limit(MOST_ANSWERS))]
