"""What guests may know of a programme, and how it stands at a moment. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum, auto
from typing import Any
from zoneinfo import ZoneInfo

from visits.conflicts.rules import (
    Calendar,
    DelegationFacts,
    Mode,
    Programme,
    SiteFacts,
    StopFacts,
    StopKind,
    TravelTime,
    World,
    journeys,
)
from visits.escorting.rules import Live
from visits.kit.interval import Interval
from visits.kit.translated import Translated

EMPTY = Translated()
MOST_EMPTY_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestStop:
    """One released stop: an allow-list. What is not here cannot reach a guest.

    Fields are called like the released columns. `party` holds numbers of delegates, None is
    everybody; it serves to follow who goes where and is never shown.
    """

    uid: str
    kind: StopKind
    title: Translated
    public_note: Translated = EMPTY
    site_id: int | None = None
    site_name: Translated = EMPTY
    place: Translated = EMPTY
    address_ko: str = ""
    address_roman: str = ""
    entrance_note: Translated = EMPTY
    lat: float | None = None
    lng: float | None = None
    end_site_id: int | None = None
    end_place: Translated = EMPTY
    starts: datetime
    ends: datetime
    mode: Mode | None = None
    party_name: Translated = EMPTY
    party: frozenset[int] | None = None
    languages: tuple[str, ...] = ()
    is_cancelled: bool = False
    live: Live | None = None
    """How it stands on its day, once an escort tapped anything."""

    def runs(self, at: datetime) -> tuple[datetime, datetime]:
        """From when until when, as it looks at *at*."""
        if self.live is None:
            return self.starts, self.ends
        return self.live.window(self.starts, self.ends, at)

    @property
    def is_off(self) -> bool:
        """Whether it does not take place: cancelled, or left out on the day."""
        return self.is_cancelled or (self.live is not None and self.live.is_skipped)

    @property
    def is_light(self) -> bool:
        """Time between the things that people came for."""
        return self.kind in {StopKind.TRANSFER, StopKind.REST, StopKind.FREE}


# -- now and next ----------------------------------------------------------------------------------


class When(StrEnum):
    """Where a stop stands at a moment; a cancelled one is never now or next."""

    PAST = auto()
    NOW = auto()
    NEXT = auto()
    LATER = auto()


def standing(stops: Iterable[GuestStop], at: datetime) -> dict[str, When]:
    """By uid. Next are all that begin first from now on: two groups may begin together."""
    stops = tuple(stops)
    begins = [stop.runs(at)[0] for stop in stops if not stop.is_off]
    first = min((start for start in begins if start > at), default=None)
    return {stop.uid: _when(stop, at, first) for stop in stops}


def _when(stop: GuestStop, at: datetime, first: datetime | None) -> When:
    starts, ends = stop.runs(at)
    if ends <= at:
        return When.PAST
    if stop.is_off:
        return When.LATER
    if starts <= at:
        return When.NOW
    return When.NEXT if starts == first else When.LATER


# -- what is new -----------------------------------------------------------------------------------


class News(StrEnum):
    """What the current release did to a stop."""

    ADDED = auto()
    CHANGED = auto()
    CANCELLED = auto()


class Aspect(StrEnum):
    """What can be other than before, in guests' words."""

    TIME = auto()
    TITLE = auto()
    KIND = auto()
    PLACE = auto()
    END_PLACE = auto()
    MODE = auto()
    PARTY = auto()
    LANGUAGES = auto()
    NOTE = auto()
    ENTRANCE = auto()


FIELDS: dict[Aspect, tuple[str, ...]] = {
    Aspect.TIME: ("starts", "ends"),
    Aspect.TITLE: ("title",),
    Aspect.KIND: ("kind",),
    Aspect.PLACE: ("site_name", "place"),
    Aspect.END_PLACE: ("end_place",),
    Aspect.MODE: ("mode",),
    Aspect.PARTY: ("party_name",),
    Aspect.LANGUAGES: ("languages",),
    Aspect.NOTE: ("public_note",),
    Aspect.ENTRANCE: ("entrance_note",),
}
"""The columns behind an aspect; changes of any other column are not told to guests."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stop that is other than it was; `before` is how guests knew it."""

    news: News
    stop: GuestStop
    before: GuestStop | None = None

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        if self.before is None:
            return ()
        return tuple(
            aspect
            for aspect, names in FIELDS.items()
            if any(getattr(self.stop, name) != getattr(self.before, name) for name in names)
        )


def news_of(difference: Mapping[str, Any], stops: Iterable[GuestStop]) -> tuple[Change, ...]:
    """What a release's difference says of stops that guests see, in order of time."""
    added, cancelled = set(difference["added"]), set(difference["cancelled"])
    changed = {one["uid"]: one["fields"] for one in difference["changed"]}
    found = []
    for stop in stops:
        if stop.uid in cancelled:
            found.append(Change(News.CANCELLED, stop))
        elif stop.uid in added:
            found.append(Change(News.ADDED, stop))
        elif stop.uid in changed:
            change = Change(News.CHANGED, stop, former(stop, changed[stop.uid]))
            found += [change] if change.aspects else []
    return tuple(found)


def former(stop: GuestStop, fields: Mapping[str, Sequence[Any]]) -> GuestStop:
    """How the stop was before its fields (name: old and new value, as JSON) changed."""
    told = {name for names in FIELDS.values() for name in names}
    old = {name: READ[name](values[0]) for name, values in fields.items() if name in told}
    return replace(stop, **old)


READ: dict[str, Callable[[Any], Any]] = {
    "starts": datetime.fromisoformat,
    "ends": datetime.fromisoformat,
    "kind": StopKind,
    "mode": lambda value: Mode(value) if value else None,
    "languages": tuple,
    **dict.fromkeys(
        ("title", "site_name", "place", "end_place", "party_name", "public_note", "entrance_note"),
        Translated,
    ),
}


# -- the ways between stops ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Way:
    """How people come to a stop. Minutes on the way, boarding left out; None where not known."""

    mode: Mode | None
    minutes: int | None


def ways_to(
    stops: Sequence[GuestStop],
    *,
    people: int,
    sites: Mapping[int, SiteFacts],
    travel: tuple[TravelTime, ...],
    zone: ZoneInfo,
) -> dict[str, Way]:
    """By uid of the stop that they lead to, within one day of the city.

    A transfer is a stop of its own and says itself how it goes. Where groups come from different
    places, only the mode is told.
    """
    kept = [stop for stop in stops if not stop.is_cancelled]
    minutes = minutes_to(kept, people=people, sites=sites, travel=travel, calendar=Calendar(zone))
    ways = {
        stop.uid: Way(stop.mode, minutes.get(stop.uid) or None)
        for stop in kept
        if stop.kind is not StopKind.TRANSFER
    }
    return {uid: way for uid, way in ways.items() if way.mode or way.minutes}


def minutes_to(
    stops: Sequence[GuestStop],
    *,
    people: int,
    sites: Mapping[int, SiteFacts],
    travel: tuple[TravelTime, ...],
    calendar: Calendar,
) -> dict[str, int]:
    """Minutes of the way to a stop where there is one way and no transfer shows it."""
    if not stops:
        return {}
    delegation = DelegationFacts(id=0, planned=people)
    facts = tuple(facts_of(stop, sites) for stop in stops)
    programme = Programme(itinerary=0, delegation=delegation, stops=facts)
    world = World(at=stops[0].starts, calendar=calendar, sites=sites, travel=travel)
    rides = [stop.starts for stop in stops if stop.kind is StopKind.TRANSFER]
    found: dict[str, set[int]] = {}
    for journey in journeys(programme, world):
        leg, start = journey.leg, journey.leg.origin.when.start
        is_shown = any(start <= ride < leg.goal.when.start for ride in rides)
        is_today = calendar.day_of(start) == calendar.day_of(leg.goal.when.start)
        if journey.travel and is_today and not is_shown:
            found.setdefault(leg.goal.uid, set()).add(journey.travel.minutes)
    return {uid: minutes.pop() for uid, minutes in found.items() if len(minutes) == 1}


def facts_of(stop: GuestStop, sites: Mapping[int, SiteFacts]) -> StopFacts:
    """The stop as the rules of ways look at it; a site that is no more is no place."""
    return StopFacts(
        uid=stop.uid,
        kind=stop.kind,
        when=Interval(stop.starts, stop.ends),
        site=stop.site_id if stop.site_id in sites else None,
        end_site=stop.end_site_id if stop.end_site_id in sites else None,
        party=stop.party,
        mode=stop.mode,
    )


# -- days ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HomeTime:
    """A stop by the clocks at home; `shift` is how many days later it is there, mostly 0."""

    starts: str
    ends: str
    shift: int


def home_time(stop: GuestStop, city: tzinfo, home: tzinfo) -> HomeTime | None:
    """None where the clocks at home show what those of the city show."""
    here, there = stop.starts.astimezone(city), stop.starts.astimezone(home)
    if here.utcoffset() == there.utcoffset():
        return None
    ends = stop.ends.astimezone(home)
    return HomeTime(f"{there:%H:%M}", f"{ends:%H:%M}", (there.date() - here.date()).days)


@dataclass(frozen=True, slots=True)
class DayTexts:
    """What the office says of a day."""

    title: Translated = EMPTY
    note: Translated = EMPTY
    rain_plan: Translated = EMPTY


@dataclass(frozen=True, slots=True)
class GuestDay:
    """A day of the city with its stops in order of time."""

    day: date
    texts: DayTexts
    stops: tuple[GuestStop, ...]


def days_of(
    stops: Iterable[GuestStop],
    texts: Mapping[date, DayTexts],
    zone: tzinfo,
    *,
    within: tuple[date, date] | None = None,
) -> tuple[GuestDay, ...]:
    """A stop belongs to the day on which it starts. Each day *within* the visit stands there, also
    without stops; of a visit longer than MOST_EMPTY_DAYS only days with stops."""
    by_day: dict[date, list[GuestStop]] = {}
    if within and (within[1] - within[0]).days < MOST_EMPTY_DAYS:
        each = range((within[1] - within[0]).days + 1)
        by_day = {within[0] + timedelta(days=n): [] for n in each}
    for stop in sorted(stops, key=lambda stop: (stop.starts, stop.ends, stop.uid)):
        by_day.setdefault(stop.starts.astimezone(zone).date(), []).append(stop)
    return tuple(
        GuestDay(day, texts.get(day, DayTexts()), tuple(of_day))
        for day, of_day in sorted(by_day.items())
    )
