"""Half-open spans of time: [start, end)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """From `start` until just before `end`: two that touch do not overlap.

    Both instants are aware and kept in UTC, because Python compares and subtracts two times of one
    zone by their wall clock, which is an hour wrong across a change of summer time.

    Raises ValueError when an instant is naive or the end is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            self._keep_in_utc()
        if self.end <= self.start:
            raise ValueError(f"an interval ends after it starts: {self.start} .. {self.end}")

    def _keep_in_utc(self) -> None:
        if self.start.utcoffset() is None or self.end.utcoffset() is None:
            raise ValueError(f"an interval needs aware instants: {self.start} .. {self.end}")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: "Interval") -> bool:
        """Whether some instant lies in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Interval") -> bool:
        """Whether every instant of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies in this span: its start does, its end does not."""
        return self.start <= at < self.end

    def gap(self, other: "Interval") -> timedelta:
        """The free time between the two in either order; zero when they touch or overlap."""
        return max(other.start - self.end, self.start - other.end, timedelta(0))

    def shared(self, other: "Interval") -> "Interval | None":
        """The span that lies in both, or None when they do not overlap."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.start, other.start), min(self.end, other.end))


def merged(spans: Iterable[Interval]) -> list[Interval]:
    """The same time in as few spans as possible, in order: what overlaps or touches is one."""
    found: list[Interval] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Interval(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
