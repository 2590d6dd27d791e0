"""What a reading of a calendar says, why a file or an event is not read, and the limits."""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum, auto
from typing import Any

from visits.kit.errors import Refused
from visits.kit.interval import Interval

MEGABYTE = 1024 * 1024
FILE_MEGABYTES = 5
FETCHED_MEGABYTES = 2
MOST_COMPONENTS = 20_000
MOST_OCCURRENCES = 5_000
"""Of one event, in the window."""
MOST_SPANS = 20_000
"""Of one calendar."""
BACK = timedelta(days=7)
AHEAD = timedelta(days=548)
"""Eighteen months."""
READ_SECONDS = 10
READ_MEGABYTES = 512
FETCH_SECONDS = 5
MOST_HOPS = 5
"""Redirects that are followed."""
REFRESH_EVERY = timedelta(minutes=50)
"""An address is asked no more often by itself; what runs hourly may come a little early."""
REFRESH_AGAIN = timedelta(minutes=1)
"""An address is asked no more often when the command runs on several machines at once."""
REFRESH_SECONDS = 60
"""Spent on addresses in one round beside the letters; the others wait for the next."""
MOST_AT_ONCE = 2
"""Calendars that one server process reads at the same time."""
MOST_SOURCES = 12
"""Calendars of one owner."""
MOST_NAMED = 20
"""Events that are named; of the others only the number is told."""
LONGEST_TITLE = 80
FORMAT = 1


class Owner(StrEnum):
    """Whose calendar it is."""

    SITE = auto()
    PERSON = auto()
    VEHICLE = auto()


class Fault(StrEnum):
    """Why a calendar as a whole is not read."""

    EMPTY = auto()
    TOO_LARGE = auto()
    WEB_PAGE = auto()
    NO_CALENDAR = auto()
    ENCODING = auto()
    TOO_MANY_PARTS = auto()
    TOO_MANY_SPANS = auto()
    TOO_SLOW = auto()
    BROKEN = auto()
    NONE_GOOD = auto()
    """There are events, and none of them can be read."""
    BAD_ADDRESS = auto()
    NOT_PUBLIC = auto()
    NOT_FOUND = auto()
    """The name of the server is unknown."""
    NO_ANSWER = auto()
    NO_TRUST = auto()
    """The server's certificate is not to be trusted."""
    TOO_LATE = auto()
    TOO_MANY_HOPS = auto()
    GONE = auto()
    LOCKED = auto()
    STATUS = auto()
    FETCHED_TOO_LARGE = auto()
    NO_ROOM = auto()
    """Others are being read, or no process could be started."""
    TOO_OFTEN = auto()
    ADDRESS_LOST = auto()
    """Sealed with a key that is no longer there."""


class Why(StrEnum):
    """Why one event is left out."""

    NO_START = auto()
    BAD_TIME = auto()
    ENDS_FIRST = auto()
    BAD_RULE = auto()
    TOO_FREQUENT = auto()
    TOO_OFTEN = auto()
    TOO_SLOW = auto()
    CUT_OFF = auto()


class NotRead(Refused):
    """Nothing of the calendar is taken over; `facts` holds what the sentence needs."""

    def __init__(self, fault: Fault, **facts: Any) -> None:
        super().__init__(f"calendar_{fault.value}", **facts)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that could not be read: the how-manieth of the file, and what it calls itself."""

    why: Why
    number: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Assumed:
    """A zone that the calendar does not say, or says in words that nobody knows, and how it was read."""

    said: str
    zone: str


@dataclass(frozen=True)
class Reading:
    """What a calendar says: the spans in the window, in order, each once."""

    spans: tuple[Interval, ...] = ()
    events: int = 0
    free: int = 0
    """Events that block no time: cancelled, shown as free, or of no length."""
    ours: int = 0
    """Entries of our own calendars."""
    assumed: tuple[Assumed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """The first of them."""
    left_out_by: Mapping[Why, int] = field(default_factory=dict)

    @property
    def left_out_number(self) -> int:
        return sum(self.left_out_by.values())

    def told(self) -> dict[str, Any]:
        """As JSON; spans in seconds since 1970."""
        return {
            "format": FORMAT,
            "spans": [[int(s.start.timestamp()), int(s.end.timestamp())] for s in self.spans],
            "events": self.events,
            "free": self.free,
            "ours": self.ours,
            "assumed": [[one.said, one.zone] for one in self.assumed],
            "left_out": [[one.why.value, one.number, one.title] for one in self.left_out],
            "left_out_by": {why.value: count for why, count in self.left_out_by.items()},
        }

    @classmethod
    def heard(cls, told: Mapping[str, Any]) -> "Reading":
        return cls(
            spans=tuple(Interval(instant(first), instant(last)) for first, last in told["spans"]),
            events=int(told["events"]),
            free=int(told["free"]),
            ours=int(told["ours"]),
            assumed=tuple(Assumed(said, zone) for said, zone in told["assumed"]),
            left_out=tuple(LeftOut(Why(why), n, title) for why, n, title in told["left_out"]),
            left_out_by={Why(why): count for why, count in told["left_out_by"].items()},
        )


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@dataclass(frozen=True)
class Offer:
    """A reading on its way through a preview, and where it comes from."""

    name: str
    reading: Reading
    address: str = ""
    """"" is a file."""

    def packed(self) -> str:
        told = {"name": self.name, "address": self.address, "reading": self.reading.told()}
        written = json.dumps(told, ensure_ascii=False).encode()
        return base64.urlsafe_b64encode(zlib.compress(written)).decode()

    @classmethod
    def unpacked(cls, text: str) -> "Offer":
        """Raises NotRead for what is none."""
        try:
            told = json.loads(zlib.decompress(base64.urlsafe_b64decode(text)))
            reading = Reading.heard(told["reading"])
            return cls(name=told["name"], address=told["address"], reading=reading)
        except (ValueError, KeyError, TypeError, zlib.error, binascii.Error) as error:
            raise NotRead(Fault.BROKEN) from error


def window_at(at: datetime) -> Interval:
    """The time in which a calendar is of interest."""
    return Interval(at - BACK, at + AHEAD)


def without_ours(
    found: tuple[Interval, ...], booked: frozenset[Interval], known: frozenset[Interval]
) -> tuple[Interval, ...]:
    """Spans without those that equal a booking: its guests copied it into their calendar.

    A span that the calendar held before, when nothing was booked there, is not ours: it stays.
    """
    return tuple(one for one in found if one not in booked or one in known)
