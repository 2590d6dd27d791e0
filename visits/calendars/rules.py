"""Which publications a calendar shows, and in which state. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto
from typing import Any, Generic, TypeVar

DAYS_BACK, DAYS_AHEAD = 60, 548
"""A feed reaches from 60 days back to 18 months ahead."""


class Scope(StrEnum):
    """What a calendar is about; the value names the subject of its secret link."""

    DELEGATION = auto()
    SITE = auto()


Row = TypeVar("Row", bound=Any)
"""A published row: it has a `uid`, a `sequence` and a `site_id`."""


@dataclass(frozen=True, slots=True)
class Window:
    """The span of instants that a feed covers on a city day."""

    first: datetime
    last: datetime

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
    """A stop as a site's calendar shows it: its last row here, its first and newest anywhere.

    `is_lost` when the newest is elsewhere: the calendar keeps a tombstone.
    """

    row: Row
    first: Row
    newest: Row
    is_lost: bool


def standing_at_site(rows: Iterable[Row], site_id: int) -> Sequence[Standing[Row]]:
    """Each stop that was ever published at the site, as it stands there now.

    *rows* are all publications of these stops, oldest first. A stop that moved away keeps its last
    time here, cancelled, under the sequence of its newest row.
    """
    first: dict[str, Row] = {}
    newest: dict[str, Row] = {}
    here: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row.uid, row)
        newest[row.uid] = row
        if row.site_id == site_id:
            here[row.uid] = row
    return [
        Standing(row, first[uid], newest[uid], is_lost=newest[uid].site_id != site_id)
        for uid, row in here.items()
    ]


def newest_by_uid(rows: Iterable[Row]) -> Sequence[Row]:
    """The last row of each stop, of rows that come oldest first."""
    newest: dict[str, Row] = {}
    for row in rows:
        newest[row.uid] = row
    return list(newest.values())
