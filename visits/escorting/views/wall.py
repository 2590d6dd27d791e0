"""The wall: where today's visits are, for everybody in the office to see from afar."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.delegations.models import Delegation
from visits.escorting import queries
from visits.escorting.queries import DayStop, VisitToday
from visits.escorting.rules import WORTH_SAYING, Live, StopState
from visits.escorting.views.blueprint import escorting, today
from visits.escorting.words import TONES
from visits.kit.clock import now
from visits.kit.db import db


@dataclass(frozen=True, slots=True)
class OnTheWall:
    """One visit: what runs, what comes next. `live` is None where nobody taps."""

    delegation: Delegation
    stop: DayStop | None
    live: Live | None
    following: DayStop | None
    then: Live | None
    """How what comes next stands."""
    late: int
    incidents: int
    stops: int
    done: int


@escorting.get("/office/wall")
@requires(Permission.READ_DELEGATIONS)
def wall() -> str:
    """Today's visits, in the order in which they began; without anybody's name."""
    at = now()
    shown = [row_of(visit, at) for visit in queries.visits_on(db.session, today())]
    return render_template(
        "escorting/wall.html", shown=shown, at=at, today=today(), tones=TONES, states=StopState
    )


def row_of(visit: VisitToday, at: datetime) -> OnTheWall:
    """What runs, else what comes next; by what was tapped, else by the plan."""
    left = [stop for stop in visit.stops if not is_done(visit, stop, at)]
    current = left[0] if left else None
    following = left[1] if len(left) > 1 else None
    live = live_of(visit, current)
    late = live.late if live else 0
    if live and live.state is StopState.RUNNING:
        late = live.ends_late
    return OnTheWall(
        delegation=visit.delegation,
        stop=current,
        live=live,
        following=following,
        then=live_of(visit, following),
        late=late if late >= WORTH_SAYING else 0,
        incidents=visit.incidents,
        stops=len(visit.stops),
        done=len(visit.stops) - len(left),
    )


def is_done(visit: VisitToday, stop: DayStop, at: datetime) -> bool:
    live = live_of(visit, stop)
    return stop.ends <= at if live is None else live.state.is_done


def live_of(visit: VisitToday, stop: DayStop | None) -> Live | None:
    row = visit.standing.get(stop.uid) if stop else None
    return row.live if row else None
