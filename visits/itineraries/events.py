"""What itineraries tell the floors above."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from visits.notifications.models import Letter


@dataclass(frozen=True)
class ItineraryChanged:
    """Stops of the draft were added, moved, changed or cancelled.

    *agreed* are the uids of stops whose hosts know of the change and agreed.
    """

    itinerary_id: int
    agreed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Published:
    """Stops became known outside, or are no longer what was known."""

    itinerary_id: int
    uids: tuple[str, ...]


@dataclass(frozen=True)
class Released:
    """A release was made."""

    release_id: int


@dataclass(frozen=True, slots=True)
class AskedByGuests:
    """What a guest wants to know, in a language (BCP 47), and in Korean where somebody translated it."""

    text: str
    language: str
    korean: str = ""


@dataclass(frozen=True)
class GuestsAsked:
    """What do guests want to know at these stops? Listeners add what was passed on, by the stop's id."""

    stop_ids: tuple[int, ...]
    found: dict[int, list[AskedByGuests]] = field(default_factory=dict)


@dataclass(frozen=True)
class UnsentAsks:
    """Which stops is nobody at their site asked about yet? Listeners add uids."""

    itinerary_id: int
    found: set[str] = field(default_factory=set)


Reader = tuple[str, int]
"""Somebody of a site or of ours who is written to: ("contact", id) or ("person", id)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader was told of a stop in writing, by letters that no release wrote.

    It knows what was published *since* that moment at the latest; `believes` says whether it
    reckons with the stop, `agreed` whether it said yes itself.
    """

    since: datetime
    believes: bool = True
    agreed: bool = False


@dataclass(frozen=True)
class KnownElsewhere:
    """What was told about the stops of a programme by letters that no release wrote, or is on its
    way *at* this moment? Listeners add it, by reader and uid.

    *letters* are all that were written about the visit and its stops, oldest first.
    """

    itinerary_id: int
    at: datetime
    letters: Sequence[Letter]
    found: dict[tuple[Reader, str], Known] = field(default_factory=dict)


@dataclass(frozen=True)
class Hurried:
    """What waits to be told of a programme goes out now, at *at*: it is about today."""

    itinerary_id: int
    at: datetime


@dataclass(frozen=True)
class ReallyTookPlace:
    """When a stop really began and ended became known, or known better; None is not known.

    *before* is what was told before by the same means: what somebody wrote otherwise stays.
    """

    stop_id: int
    delegation_id: int
    before: tuple[datetime | None, datetime | None]
    now: tuple[datetime | None, datetime | None]
    at: datetime
