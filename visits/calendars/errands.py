"""What whoever serves does beside the stops: making ready, and getting there. Pure.

Before the first stop of a day there is time to prepare; between two stops at places that are not
the same there is a way, as long as the time between them allows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from visits.calendars.rules import OwnKind
from visits.conflicts.rules import ResourceKind
from visits.kit.interval import Interval

PREPARING = {
    ResourceKind.PERSON: timedelta(minutes=30),
    ResourceKind.VEHICLE: timedelta(minutes=15),
}
"""People read what they have to know and are there before the guests; vehicles drive up."""


@dataclass(frozen=True, slots=True)
class Service:
    """A stop at which somebody serves: when, the sites where it begins and ends, how many guests."""

    uid: str
    when: Interval
    begins_at: int | None
    ends_at: int | None
    people: int


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do before the stop *uid*."""

    kind: OwnKind
    uid: str
    when: Interval


Minutes = Callable[[int, int, int], int | None]
"""How long it takes from one site to another with so many people; None when nobody knows."""


def errands(
    services: Iterable[Service], *, preparing: timedelta, minutes: Minutes, zone: ZoneInfo
) -> Sequence[Errand]:
    """What comes before these stops of one person or vehicle, by days of the city's *zone*."""

    def day(service: Service) -> date:
        return service.when.start.astimezone(zone).date()

    found: list[Errand] = []
    ordered = sorted(services, key=lambda one: (one.when.start, one.uid))
    for _, group in groupby(ordered, key=day):
        served = list(group)
        first = served[0]
        before = Interval(first.when.start - preparing, first.when.start)
        found.append(Errand(OwnKind.PREPARE, first.uid, before))
        ways = (way(origin, goal, minutes) for origin, goal in pairwise(served))
        found += [one for one in ways if one is not None]
    return found


def way(origin: Service, goal: Service, minutes: Minutes) -> Errand | None:
    """From one stop to the next, there when it begins; None without a way, or without time for it."""
    if origin.ends_at is None or goal.begins_at is None or origin.ends_at == goal.begins_at:
        return None
    needed = minutes(origin.ends_at, goal.begins_at, goal.people)
    if not needed:
        return None
    leaves = max(origin.when.end, goal.when.start - timedelta(minutes=needed))
    if leaves >= goal.when.start:
        return None
    return Errand(OwnKind.TRAVEL, goal.uid, Interval(leaves, goal.when.start))
