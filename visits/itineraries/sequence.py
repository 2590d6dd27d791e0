"""Under which number a stop becomes known outside: the SEQUENCE of its calendar entry.

Rows of what was published are only ever appended. Each calendar shows the newest row that names it:
a host's those with its site, a person's or vehicle's those with its id. Whoever loses a stop is
named once more by a tombstone (`Scope.LEFT`). So numbers rise in every calendar whenever start,
end, place or status change there, also when a change is undone, and at no other time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from visits.conflicts.rules import StopKind, StopStatus
from visits.itineraries.rules import PublishedState, Scope
from visits.kit.translated import Translated

STATE = {
    StopStatus.ASKED: PublishedState.TENTATIVE,
    StopStatus.CONFIRMED: PublishedState.CONFIRMED,
}
"""What is said outside of a stop that takes place; any other is cancelled, if it was known."""


class Row(Protocol):
    """What was published once: a row of `publications`."""

    @property
    def sequence(self) -> int: ...
    @property
    def scope(self) -> Scope: ...
    @property
    def state(self) -> PublishedState: ...
    @property
    def kind(self) -> StopKind: ...
    @property
    def starts(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...
    @property
    def site_id(self) -> int | None: ...
    @property
    def end_site_id(self) -> int | None: ...
    @property
    def place(self) -> Translated: ...
    @property
    def person_ids(self) -> tuple[str, ...]: ...
    @property
    def vehicle_ids(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is about to be told of a stop, and whom it names."""

    state: PublishedState
    kind: StopKind
    starts: datetime
    ends: datetime
    site_id: int | None
    end_site_id: int | None
    place: Translated
    person_ids: tuple[str, ...] = ()
    vehicle_ids: tuple[str, ...] = ()


Named = tuple[str, str]
"""Somebody with a calendar: ("site", id), ("person", id) or ("vehicle", id)."""


@dataclass(frozen=True, slots=True)
class Step:
    """What has to be appended: the row itself unless nothing is new, tombstones for who lost it."""

    number: int
    is_new: bool
    left: frozenset[Named]
    left_number: int


def content(row: Row | Told) -> tuple[object, ...]:
    """What a change of raises the number."""
    return (row.state, row.starts, row.ends, row.site_id, row.end_site_id, row.place)


def named(row: Row | Told) -> frozenset[Named]:
    """Whose calendars show the row. A tombstone that names people or vehicles is theirs alone."""
    served = {("person", one) for one in row.person_ids}
    served |= {("vehicle", one) for one in row.vehicle_ids}
    is_theirs_alone = bool(served) and getattr(row, "scope", None) is Scope.LEFT
    if row.site_id is not None and not is_theirs_alone:
        served.add(("site", str(row.site_id)))
    return frozenset(served)


def live(rows: Sequence[Row]) -> Row | None:
    """What is known of the stop: the newest row that is no tombstone. Rows come oldest first."""
    return next((row for row in reversed(rows) if row.scope is not Scope.LEFT), None)


def is_known(rows: Sequence[Row]) -> bool:
    """Whether somebody outside believes that the stop takes place."""
    known = live(rows)
    return known is not None and known.state is not PublishedState.CANCELLED


def step(rows: Sequence[Row], told: Told) -> Step:
    """How telling this goes on from the rows of the stop, oldest first.

    The first number is 0. It rises by one over all rows when start, end, place or status are not
    those last told, or when the stop returns to somebody who had lost it.
    """
    known = live(rows)
    if known is None:
        return Step(0, True, frozenset(), 0)
    following = max(row.sequence for row in rows) + 1
    before = named(known) if is_known(rows) else frozenset()
    left = before - named(told) if told.state is not PublishedState.CANCELLED else frozenset()
    rises = content(known) != content(told) or not named(told).isdisjoint(without(rows))
    return Step(
        number=following if rises else known.sequence,
        is_new=rises or named(told) != named(known),
        left=left,
        left_number=following,
    )


def without(rows: Iterable[Row]) -> frozenset[Named]:
    """Those for whom the newest row is a tombstone."""
    newest = {one: row for row in rows for one in named(row)}
    return frozenset(one for one, row in newest.items() if row.scope is Scope.LEFT)
