"""What a calendar holds, as values. Texts are written as given by the caller, in its language."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_UID = re.compile(r"[!-+\--:<-\[\]-~]{1,255}")  # visible ASCII without comma, semicolon, backslash
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_COLOUR = re.compile(r"[a-z]+")
_MAILBOX = re.compile(r"[!#-+\--9=?A-\[\]-~]+@[A-Za-z0-9.\-\[\]:]+")
_URL = re.compile(r"https?://[!-~]+")


class Status(StrEnum):
    """STATUS of an event (RFC 5545, 3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Busy(StrEnum):
    """How the time counts for the calendar's owner, in Outlook's words."""

    BUSY = "BUSY"
    TENTATIVE = "TENTATIVE"
    FREE = "FREE"
    OOF = "OOF"
    """Out of office: on the way."""


@dataclass(frozen=True)
class Place:
    """Where an event happens; *point* is latitude and longitude in degrees (WGS 84).

    Raises ValueError when the point is not on Earth.
    """

    name: str
    address: str = ""
    point: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.point is not None:
            latitude, longitude = self.point
            _require(abs(latitude) <= 90 and abs(longitude) <= 180, "point", self.point)  # noqa: PLR2004


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event.

    *starts* and *ends* are aware instants, shown in *zone* (an IANA name) to the whole second; an
    all-day entry starts and ends at midnight there, the end being the morning after its last day.
    *changed* is the time of the last visible change, *prefix* is put before the summary ("[취소]").
    *language* is the BCP 47 tag of its texts. *related_to* is the uid of the event it serves.
    Raises ValueError when a value other than text could not stand in a calendar.
    """

    uid: str
    sequence: int
    status: Status
    starts: datetime
    ends: datetime
    zone: str
    summary: str
    language: str
    created: datetime
    changed: datetime
    prefix: str = ""
    description: str = ""
    place: Place | None = None
    categories: tuple[str, ...] = ()
    busy: Busy = Busy.BUSY
    url: str | None = None
    related_to: str | None = None
    all_day: bool = False

    def __post_init__(self) -> None:
        _require(_UID.fullmatch(self.uid), "uid", self.uid)
        _require(self.sequence >= 0, "sequence", self.sequence)
        for name in ("starts", "ends", "created", "changed"):
            instant: datetime = getattr(self, name)
            _require(instant.tzinfo is not None, name, instant)
        _require(_whole(self.starts) < _whole(self.ends), "ends", self.ends)
        _require(_LANGUAGE.fullmatch(self.language), "language", self.language)
        _require(self.url is None or _URL.fullmatch(self.url), "url", self.url)
        _require(
            self.related_to is None or _UID.fullmatch(self.related_to),
            "related_to",
            self.related_to,
        )
        zone = zone_of(self.zone)
        if self.all_day:
            for instant in (self.starts, self.ends):
                _require(_is_midnight(instant.astimezone(zone)), "all_day", instant)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """A calendar to subscribe to; *uid* is permanent, *colour* a CSS colour name.

    Raises ValueError as Entry does.
    """

    uid: str
    name: str
    language: str
    zone: str
    description: str = ""
    colour: str = "steelblue"
    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        _require(_UID.fullmatch(self.uid), "uid", self.uid)
        _require(_LANGUAGE.fullmatch(self.language), "language", self.language)
        _require(_COLOUR.fullmatch(self.colour), "colour", self.colour)
        zone_of(self.zone)


class Method(StrEnum):
    """METHOD of a message (RFC 5546, 1.4), as far as an organiser sends it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class PartStat(StrEnum):
    """PARTSTAT of an attendee (RFC 5545, 3.2.12)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


@dataclass(frozen=True, kw_only=True)
class Mail:
    """An entry sent to one person: *organizer* and *attendee* are mail addresses in ASCII.

    *at* is the moment of the message, *partstat* what the attendee said so far. Raises ValueError
    for an address that no mail has.
    """

    method: Method
    organizer: str
    attendee: str
    at: datetime
    partstat: PartStat = PartStat.NEEDS_ACTION

    def __post_init__(self) -> None:
        _require(_MAILBOX.fullmatch(self.organizer), "organizer", self.organizer)
        _require(_MAILBOX.fullmatch(self.attendee), "attendee", self.attendee)
        _require(self.at.tzinfo is not None, "at", self.at)

    @property
    def wants_answer(self) -> bool:
        return self.method is Method.REQUEST and self.partstat is PartStat.NEEDS_ACTION


@dataclass(frozen=True)
class Alarm:
    """A reminder *before* the start, in whole minutes."""

    before: timedelta
    text: str

    def __post_init__(self) -> None:
        _require(self.before >= timedelta(0), "before", self.before)


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises ValueError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"zone cannot be {name!r}") from error


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _is_midnight(local: datetime) -> bool:
    return not (local.hour or local.minute or local.second or local.microsecond)


def _require(holds: object, name: str, value: object) -> None:
    if not holds:
        raise ValueError(f"{name} cannot be {value!r}")
