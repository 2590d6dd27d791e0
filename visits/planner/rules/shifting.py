"""Moving the rest of a day: by minutes, or together until only the ways are left between stops.

Nothing is reordered, nothing passes or runs into a stop that stays, and what is pinned stays.
Instants are aware; a day is the span from midnight to midnight of the city.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto

from visits.kit.interval import Interval

NEAT = timedelta(minutes=5)
"""Stops begin at full five minutes: nobody reads 10:07 from a programme."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Stays(StrEnum):
    """Why a stop keeps its time although the day is shifted."""

    PINNED = auto()
    HELD = auto()
    """A stop that stays is in its way."""
    OVER_MIDNIGHT = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stop of the day, as shifting looks at it; `party` holds delegate ids, None is everybody."""

    uid: str
    when: Interval
    is_pinned: bool = False
    party: frozenset[int] | None = None

    def shares_people(self, other: "Piece") -> bool:
        return self.party is None or other.party is None or not self.party.isdisjoint(other.party)


@dataclass(frozen=True, slots=True)
class Shifted:
    """Where a stop stood and where it goes; `stays` says why it could not move."""

    piece: Piece
    now: Interval
    stays: Stays | None = None

    @property
    def is_moved(self) -> bool:
        return self.now != self.piece.when

    @property
    def minutes(self) -> int:
        """By how many minutes it moves; fewer than none are earlier."""
        return round((self.now.start - self.piece.when.start).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class Way:
    """The least time between the end of one stop and the start of another."""

    origin: str
    goal: str
    least: timedelta


def in_order(pieces: Iterable[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: (piece.when, piece.uid))


# -- by minutes ------------------------------------------------------------------------------------


def shifted(
    pieces: Iterable[Piece], *, since: datetime, by: timedelta, day: Interval
) -> tuple[Shifted, ...]:
    """Every stop that begins at *since* or later, moved by so much or said why it stays; in order.

    Those in front of a stop are asked first, so that one which stays holds those behind it.
    """
    ordered = in_order(pieces)
    staying = [piece for piece in ordered if piece.when.start < since]
    wanted = [piece for piece in ordered if piece.when.start >= since]
    found: dict[str, Shifted] = {}
    for piece in reversed(wanted) if by > timedelta(0) else wanted:
        now = moved(piece.when, by)
        stays = reason_to_stay(piece, now, staying, day)
        if stays is not None:
            staying.append(piece)
        found[piece.uid] = Shifted(piece, piece.when if stays else now, stays)
    return tuple(found[piece.uid] for piece in wanted)


def moved(when: Interval, by: timedelta) -> Interval:
    return Interval(when.start + by, when.end + by)


def reason_to_stay(
    piece: Piece, now: Interval, staying: Iterable[Piece], day: Interval
) -> Stays | None:
    if piece.is_pinned:
        return Stays.PINNED
    ended_that_day = piece.when.end <= day.end
    if not day.holds(now.start) or (ended_that_day and now.end > day.end):
        return Stays.OVER_MIDNIGHT
    return Stays.HELD if any(is_in_the_way(piece, now, one) for one in staying) else None


def is_in_the_way(piece: Piece, now: Interval, other: Piece) -> bool:
    """Whether the move would pass the other stop, or run into it with people of its own."""
    was = piece.when.start
    passes = (was < other.when.start < now.start) or (now.start < other.when.start < was)
    meets = now.overlaps(other.when) and not piece.when.overlaps(other.when)
    return passes or (meets and piece.shares_people(other))


# -- together --------------------------------------------------------------------------------------


def compacted(
    pieces: Iterable[Piece], *, since: datetime, ways: Sequence[Way]
) -> tuple[Shifted, ...]:
    """Every stop that begins after *since*, as early as the ways allow; none gets later; in order."""
    into: dict[str, list[Way]] = {}
    for way in ways:
        into.setdefault(way.goal, []).append(way)
    placed: dict[str, Interval] = {}
    before: list[Piece] = []
    found: list[Shifted] = []
    for piece in in_order(pieces):
        if piece.when.start > since:
            found.append(pulled(piece, before, placed, into.get(piece.uid, ())))
        placed[piece.uid] = found[-1].now if piece.when.start > since else piece.when
        before.append(piece)
    return tuple(found)


def pulled(
    piece: Piece, before: Sequence[Piece], placed: Mapping[str, Interval], ways: Sequence[Way]
) -> Shifted:
    """The stop behind those before it; one that nobody comes to from another stop keeps its time."""
    if piece.is_pinned:
        return Shifted(piece, piece.when, Stays.PINNED)
    companions = [one for one in before if one.shares_people(piece)]
    if not companions:
        return Shifted(piece, piece.when)
    bounds = [placed[one.uid].start for one in before]
    for one in companions:
        parts = one.when.overlaps(piece.when)
        now = placed[one.uid]
        bounds.append(now.start + (piece.when.start - one.when.start) if parts else now.end)
    bounds += [placed[way.origin].end + way.least for way in ways if way.origin in placed]
    start = min(piece.when.start, neat(max(bounds)))
    return Shifted(piece, Interval(start, start + piece.when.length))


def neat(instant: datetime) -> datetime:
    """The instant, or the next full five minutes."""
    over = (instant - LONG_AGO) % NEAT
    return instant + (NEAT - over) if over else instant
