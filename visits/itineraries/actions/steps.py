"""Steps: what an officer's gestures did to a programme, kept so that they can be undone.

A picture is a programme as plain values: `{"stops": {uid: values}, "days": {date: texts}}`. A step
keeps of the pictures before and after a gesture only what the gesture changed; None stands for a
stop or a day that was not there.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, and_, delete, or_, select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.conflicts.rules import Mode, StopKind, StopStatus
from visits.itineraries.models import Day, Itinerary, Step, Stop
from visits.itineraries.rules import StopValues, Visibility
from visits.kit.text import clean
from visits.kit.translated import Translated

MOST_STEPS = 50
"""Of one officer in one programme."""
KEPT_FOR = timedelta(days=1)

Picture = Mapping[str, Mapping[str, Any]]
NOTHING: Picture = MappingProxyType({"stops": {}, "days": {}})

STATE = ("status", "asked_at", "held_at", "agreed_starts", "agreed_ends")
VALUES = tuple(one.name for one in fields(StopValues))
DAY_TEXTS = ("title", "note", "rain_plan")
INSTANTS = frozenset({"starts", "ends", *STATE} - {"status"})
TEXTS = frozenset({"title", "public_note", "place", "end_place"})
CODES: Mapping[str, type[Enum]] = {
    "kind": StopKind,
    "status": StopStatus,
    "visibility": Visibility,
    "mode": Mode,
}


def picture(itinerary: Itinerary) -> Picture:
    """The programme as it stands in the session, stops with who serves there."""
    return {
        "stops": {stop.uid: values_of(stop) for stop in itinerary.stops},
        "days": {row.day.isoformat(): texts_of(row) for row in itinerary.days},
    }


def values_of(stop: Stop) -> dict[str, Any]:
    served = [
        [one.role.value, one.person_id, one.vehicle_id, one.consent.value, one.agreed_to]
        for one in stop.assignments
    ]
    plain = {name: as_json(getattr(stop, name)) for name in (*VALUES, *STATE)}
    return {**plain, "assignments": sorted(served, key=str), "created_at": as_json(stop.created_at)}


def texts_of(row: Day) -> dict[str, Any]:
    return {name: dict(getattr(row, name)) for name in DAY_TEXTS}


def as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Translated):
        return dict(value)
    if isinstance(value, str):
        return clean(value, lines=True)
    return list(value) if isinstance(value, tuple) else value


def from_json(name: str, value: Any) -> Any:
    """The value of a stop's column, read back."""
    if value is None:
        return None
    if name in INSTANTS:
        return datetime.fromisoformat(value)
    if name in TEXTS:
        return Translated(value)
    if name in CODES:
        return CODES[name](value)
    return tuple(value) if name == "languages" else value


def remember(
    session: Session, itinerary: Itinerary, was: Picture, *, by: User, at: datetime
) -> None:
    """What became of the programme since it *was* is a step of this officer; what they undid
    before can no longer be redone. Old steps go. Two queries; none when nothing changed."""
    became = picture(itinerary)
    changed = {
        part: [key for key in {**was[part], **became[part]} if differs(was, became, part, key)]
        for part in NOTHING
    }
    if not any(changed.values()):
        return
    forget(session, itinerary, by=by, at=at)
    session.add(
        Step(
            itinerary_id=itinerary.id,
            user_id=by.id,
            at=at,
            was=cut(was, changed),
            became=cut(became, changed),
        )
    )
    session.flush()


def differs(was: Picture, became: Picture, part: str, key: str) -> bool:
    return bool(was[part].get(key) != became[part].get(key))


def cut(whole: Picture, changed: Mapping[str, list[str]]) -> dict[str, dict[str, Any]]:
    return {part: {key: whole[part].get(key) for key in keys} for part, keys in changed.items()}


def forget(session: Session, itinerary: Itinerary, *, by: User, at: datetime) -> None:
    """Make room for one more step: everybody's that are old, this officer's that were undone."""
    own = and_(Step.itinerary_id == itinerary.id, Step.user_id == by.id)
    newest = select(Step.id).where(own).order_by(Step.id.desc()).limit(MOST_STEPS - 1)
    session.execute(
        delete(Step)
        .where(
            or_(
                Step.at < at - KEPT_FOR,
                and_(own, or_(Step.is_undone.is_(True), Step.id.not_in(newest))),
            )
        )
        .execution_options(synchronize_session=False)
    )


def tend(
    session: Session,
    *,
    links: LinkKeeper,  # noqa: ARG001 (as every step of tending is called)
    folder: Path,  # noqa: ARG001
    at: datetime,
) -> dict[str, int]:
    """Forget whose day is over; how many went."""
    gone = session.scalars(delete(Step).where(Step.at < at - KEPT_FOR).returning(Step.id))
    return {"steps forgotten": len(gone.all())}


def own_steps(itinerary_id: int, user_id: int, *, is_undone: bool) -> Select[Step]:
    """What this officer could undo, the newest first; or what they could redo, in that order."""
    order = Step.id if is_undone else Step.id.desc()
    return (
        select(Step)
        .where(
            Step.itinerary_id == itinerary_id,
            Step.user_id == user_id,
            Step.is_undone.is_(is_undone),
        )
        .order_by(order)
        .limit(1)
    )
