"""What a move on the planning board takes: judged against all bookings, saved, answered."""

import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import event, func, select

from bench.installation import Installation
from bench.timing import median
from visits.conflicts.rules import StopKind, StopStatus
from visits.delegations.models import Delegation
from visits.itineraries.models import Booking, Itinerary, Stop
from visits.kit.clock import now
from visits.kit.db import db

TIMES = 40


@dataclass(frozen=True)
class Moves:
    """Milliseconds (median) and statements of one move; how many bookings there are."""

    milliseconds: float
    queries: int
    bookings: int


def moves(of: Installation, status: StopStatus) -> Moves:
    """A visit to come goes five minutes forth and back, by the address that the board asks.

    Where it was asked of its host already, the host is asked anew each time.
    """
    with of.app.app_context():
        code, uid, starts, ends = a_visit_to_move(status)
        total = db.session.scalar(select(func.count()).select_from(Booking)) or 0
    client = of.client()
    address = f"/office/delegations/{code}/board/stops/{uid}/drop"
    zone = of.app.config["ZONE"]
    steps = itertools.cycle((timedelta(minutes=5), timedelta()))

    def move() -> None:
        by = next(steps)
        times = {"starts": starts + by, "ends": ends + by}
        data = {name: f"{at.astimezone(zone):%Y-%m-%dT%H:%M}" for name, at in times.items()}
        data["once"] = uuid.uuid4().hex
        answer = client.post(address, data=data, headers={"Accept": "application/json"})
        answer.close()
        if answer.status_code != 200:  # noqa: PLR2004 (a status is a number)
            raise RuntimeError(f"{answer.status}: {answer.text[:500]}")

    of.app.config["WTF_CSRF_ENABLED"] = False
    try:
        move()
        with statements(of) as seen:
            move()
        return Moves(median(move, times=TIMES, warm_up=4), len(seen), total)
    finally:
        of.app.config["WTF_CSRF_ENABLED"] = True


@contextmanager
def statements(of: Installation) -> Iterator[list[str]]:
    """What is sent to the database meanwhile."""
    seen: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with of.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def a_visit_to_move(status: StopStatus) -> tuple[str, str, datetime, datetime]:
    """The next one in this state: its delegation's code, uid, start and end."""
    row = db.session.execute(
        select(Delegation.code, Stop.uid, Stop.starts, Stop.ends)
        .join(Itinerary, Itinerary.delegation_id == Delegation.id)
        .join(Stop, Stop.itinerary_id == Itinerary.id)
        .where(
            Stop.starts > now() + timedelta(days=1),
            Stop.kind.in_((StopKind.SITE_VISIT, StopKind.CULTURAL)),
            Stop.status == status,
        )
        .order_by(Stop.starts, Stop.id)
        .limit(1)
    ).one()
    return row.code, row.uid, row.starts, row.ends
