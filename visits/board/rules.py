"""What lanes there are and what dropping a stop into one of them means."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum, auto

from visits.conflicts.rules import Role, StopKind
from visits.itineraries.rules import Duty
from visits.kit.asked import read_id
from visits.resources.rules import Skill

MOST_LANES = 10
MOST_LANES_OF_DAYS = 5
"""Side by side, when several days are shown."""
MOST_DAYS = 14
"""A longer visit is planned day by day."""


class LaneKind(StrEnum):
    DELEGATION = auto()
    SITE = auto()
    PERSON = auto()
    VEHICLE = auto()


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the board; `id` is that of the row, 0 for the delegation's own."""

    kind: LaneKind
    id: int = 0

    @property
    def key(self) -> str:
        """As pages and addresses name it: `delegation`, `site-3`."""
        return f"{self.kind}-{self.id}" if self.id else self.kind.value


OWN = Lane(LaneKind.DELEGATION)


def read_lane(written: str) -> Lane | None:
    """The lane of that key; None for what is none."""
    if written == OWN.key:
        return OWN
    kind, _, number = written.partition("-")
    found = read_id(number)
    if found is None or kind not in set(LaneKind) - {LaneKind.DELEGATION}:
        return None
    return Lane(LaneKind(kind), found)


def lanes_shown(asked: Iterable[Lane], used: Iterable[Lane], *, days: int) -> tuple[Lane, ...]:
    """The delegation first, then what was asked for, else what the programme uses; as many as fit."""
    most = MOST_LANES if days == 1 else MOST_LANES_OF_DAYS
    wanted = [lane for lane in asked if lane != OWN] or [lane for lane in used if lane != OWN]
    return tuple(dict.fromkeys((OWN, *wanted)))[:most]


ROLES = {
    Skill.INTERPRETS: Role.INTERPRETS,
    Skill.ESCORTS: Role.ESCORTS,
    Skill.RECEIVES: Role.RECEIVES,
    Skill.TEACHES: Role.SPEAKS,
    Skill.DRIVES: Role.DRIVES,
}
"""What somebody does at a stop by what they can, the most particular first."""


def role_by_skills(skills: Collection[str]) -> Role:
    """What a person most likely does at a stop."""
    return next((role for skill, role in ROLES.items() if skill in skills), Role.ATTENDS)


def duties_after(duties: Iterable[Duty], came: Lane, goes: Lane, role: Role) -> tuple[Duty, ...]:
    """Who serves once the stop was dragged from one lane into another.

    From person to person, or vehicle to vehicle, the second takes over what the first did;
    from anywhere else the person comes to it in that *role*, the vehicle drives.
    """
    known = tuple(duties)
    if goes == came or goes.kind not in {LaneKind.PERSON, LaneKind.VEHICLE}:
        return known
    if came.kind is goes.kind:
        taken = [handed_over(one, came, goes) for one in known]
    else:
        taken = [*known, duty_of(goes, role)]
    return tuple(dict.fromkeys(taken))


def handed_over(duty: Duty, came: Lane, goes: Lane) -> Duty:
    if lane_of(duty) != came:
        return duty
    return duty_of(goes, duty.role)


def duty_of(lane: Lane, role: Role) -> Duty:
    if lane.kind is LaneKind.VEHICLE:
        return Duty(Role.DRIVES, vehicle_id=lane.id)
    return Duty(role, person_id=lane.id)


def lane_of(duty: Duty) -> Lane:
    """Where a service is seen on the board."""
    if duty.vehicle_id is not None:
        return Lane(LaneKind.VEHICLE, duty.vehicle_id)
    return Lane(LaneKind.PERSON, duty.person_id or 0)


# -- the tray --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typical:
    """A stop as programmes usually have it; minutes, and the wall time at which it begins."""

    key: str
    kind: StopKind
    minutes: int
    starts: time | None = None


TYPICAL: tuple[Typical, ...] = (
    Typical("lunch", StopKind.MEAL, 60, time(12)),
    Typical("transfer", StopKind.TRANSFER, 30),
    Typical("courtesy_call", StopKind.COURTESY_CALL, 30),
    Typical("meeting", StopKind.MEETING, 60),
    Typical("lecture", StopKind.LECTURE, 90),
    Typical("photo", StopKind.CEREMONY, 10),
    Typical("signing", StopKind.CEREMONY, 30),
    Typical("dinner", StopKind.MEAL, 90, time(18)),
    Typical("rest", StopKind.REST, 30),
    Typical("free", StopKind.FREE, 60),
    Typical("arrival", StopKind.ARRIVAL, 30, time(9, 30)),
    Typical("departure", StopKind.DEPARTURE, 30, time(17)),
)
FIRST_START = time(10)
"""Where something is proposed on an empty day."""


def typical(key: str) -> Typical | None:
    return next((one for one in TYPICAL if one.key == key), None)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """From the first day to the last one, as many as the board shows at all."""
    count = min((last - first).days + 1, MOST_DAYS)
    return tuple(first + timedelta(days=n) for n in range(count))


def week_around(day: date) -> tuple[date, ...]:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(7))
