"""Which publications a calendar shows, and in which state. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto
from typing import Any, Generic, TypeVar

from visits.access.rules import LinkKind
from visits.conflicts.rules import StopKind
from visits.itineraries import rules as itineraries

DAYS_BACK, DAYS_AHEAD = 60, 548
"""A feed reaches from 60 days back to 18 months ahead."""
DAYS_KEPT = 30
"""How long a calendar says that a preparation, a way or a draft was given up."""


class Scope(StrEnum):
    """What a calendar is about."""

    DELEGATION = auto()
    SITE = auto()
    INTERPRETER = auto()
    ESCORT = auto()
    VEHICLE = auto()
    OFFICE = auto()


LINK_KINDS: Mapping[Scope, LinkKind] = {
    Scope.DELEGATION: LinkKind.DELEGATION_FEED,
    Scope.SITE: LinkKind.SITE_FEED,
    Scope.INTERPRETER: LinkKind.INTERPRETER_FEED,
    Scope.ESCORT: LinkKind.ESCORT_FEED,
    Scope.VEHICLE: LinkKind.VEHICLE_FEED,
    Scope.OFFICE: LinkKind.OFFICE_FEED,
}
SUBJECTS: Mapping[Scope, str] = {
    Scope.DELEGATION: "delegation",
    Scope.SITE: "site",
    Scope.INTERPRETER: "person",
    Scope.ESCORT: "person",
    Scope.VEHICLE: "vehicle",
    Scope.OFFICE: "office",
}
"""What the subject of the secret link is, and of the stamp."""

THE_OFFICE = ("office", 0)
"""There is one: its calendar holds everything."""


class OwnKind(StrEnum):
    """Entries that no publication numbers."""

    PREPARE = auto()
    TRAVEL = auto()
    DRAFT = auto()


def own_uid(kind: OwnKind, owner: tuple[str, int], stop_uid: str) -> str:
    """The permanent name of such an entry: drafts are the office's alone."""
    if kind is OwnKind.DRAFT:
        return f"{kind}-{stop_uid}"
    return f"{kind}-{owner[0]}-{owner[1]}-{stop_uid}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The texts around the data, in the language of the calendar."""

    language: str
    cancelled: str
    tentative: str
    draft: str
    prepare: str
    """With %(title)s."""
    travel: str
    """With %(place)s."""
    people: str
    """With %(count)s."""
    languages: str
    """With %(names)s."""
    contact: str
    """With %(who)s."""
    ends_at: str
    """With %(place)s."""
    kinds: Mapping[StopKind, str]


Row = TypeVar("Row", bound=Any)
"""A published row: it has a `uid`, a `sequence`, a `scope` and a `site_id`."""


@dataclass(frozen=True, slots=True)
class Window:
    """The span of instants that a feed covers on a city day."""

    first: datetime
    last: datetime

    @property
    def lately(self) -> datetime:
        """What was given up since then still stands in the calendar, cancelled."""
        return self.first + timedelta(days=DAYS_BACK - DAYS_KEPT)

    @classmethod
    def from_midnight(cls, midnight: datetime) -> "Window":
        """*midnight* is the instant at which today begins in the city."""
        return cls(midnight - timedelta(days=DAYS_BACK), midnight + timedelta(days=DAYS_AHEAD))

    @classmethod
    def of_everything(cls) -> "Window":
        """For a file that somebody asks for: the bounds spare programs that fetch every hour."""
        return cls(datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Standing(Generic[Row]):
    """A stop as a calendar of ours shows it: its last row here, its first and the newest known.

    `is_lost` when it takes place elsewhere or without the calendar's owner, who keeps a tombstone.
    """

    row: Row
    first: Row
    newest: Row
    is_lost: bool


def standing_at_site(rows: Iterable[Row], site_id: int) -> Sequence[Standing[Row]]:
    """Each stop that was ever published at the site, as it stands there now.

    *rows* are all publications of these stops, oldest first. A stop that moved away keeps its last
    time here, cancelled, under the sequence of the row that took it elsewhere: what becomes of it
    there changes nothing here.
    """
    first: dict[str, Row] = {}
    here: dict[str, Row] = {}
    elsewhere: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row.uid, row)
        if row.site_id == site_id:
            here[row.uid] = row
            elsewhere.pop(row.uid, None)
        elif row.uid in here:
            elsewhere.setdefault(row.uid, row)
    return [
        Standing(row, first[uid], elsewhere.get(uid, row), is_lost=uid in elsewhere)
        for uid, row in here.items()
    ]


def standing_for_one(rows: Iterable[Row]) -> Sequence[Standing[Row]]:
    """Each stop at which somebody of ours, or a vehicle, was ever to serve, as it stands for them.

    *rows* are those that name them, oldest first; the newest is a tombstone when they lost it.
    """
    return [
        Standing(row, first, row, is_lost=row.scope is itineraries.Scope.LEFT)
        for first, row in first_and_last(rows)
    ]


def standing_in_office(rows: Iterable[Row]) -> Sequence[Standing[Row]]:
    """Each stop that anybody outside was told of; tombstones are their owners' alone."""
    living = (row for row in rows if row.scope is not itineraries.Scope.LEFT)
    return [Standing(row, first, row, is_lost=False) for first, row in first_and_last(living)]


def first_and_last(rows: Iterable[Row]) -> Iterable[tuple[Row, Row]]:
    """Of each stop, the row that comes first and the one that comes last."""
    first: dict[str, Row] = {}
    newest: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row.uid, row)
        newest[row.uid] = row
    return [(first[uid], row) for uid, row in newest.items()]


@dataclass(frozen=True, slots=True)
class Turns:
    """How often a visit was cancelled and taken up again, and when last: odd while cancelled."""

    number: int = 0
    at: datetime | None = None

    @property
    def is_off(self) -> bool:
        return bool(self.number % 2)


@dataclass(frozen=True, slots=True)
class ShownToGuests(Generic[Row]):
    """A stop as guests were last shown it; `sequence` never falls, however often it was hidden."""

    row: Row
    sequence: int
    changed: datetime
    is_withdrawn: bool


def shown_to_guests(rows: Iterable[tuple[Row, bool]], turns: Turns) -> Sequence[ShownToGuests[Row]]:
    """What guests see of released rows, each with whether it is for guests, oldest release first.

    A stop that was shown and is for staff now stays as a cancelled one. Hiding and showing again
    are changes that the release did not count, so each raises the sequence by one. So does each
    turn of the visit itself: while it is cancelled, nothing of it takes place.
    """
    found: dict[str, ShownToGuests[Row]] = {}
    hidden: dict[str, int] = {}
    for row, is_for_guests in rows:
        before = found.get(row.uid)
        if before is None and not is_for_guests:
            continue
        if before is not None and before.is_withdrawn is is_for_guests:
            hidden[row.uid] = hidden.get(row.uid, 0) + 1
        shown = row if is_for_guests or before is None else before.row
        found[row.uid] = ShownToGuests(
            shown,
            row.sequence + hidden.get(row.uid, 0),
            max(row.changed_at, before.changed if before else row.changed_at),
            is_withdrawn=not is_for_guests,
        )
    return [turned(one, turns) for one in found.values()]


def turned(shown: ShownToGuests[Row], turns: Turns) -> ShownToGuests[Row]:
    """The stop after the turns of its visit."""
    return replace(
        shown,
        sequence=shown.sequence + turns.number,
        changed=max(shown.changed, turns.at or shown.changed),
        is_withdrawn=shown.is_withdrawn or turns.is_off,
    )
