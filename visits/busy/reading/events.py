"""When the events of one calendar block time."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from visits.busy.reading.components import Component, Property
from visits.busy.reading.moments import (
    Bad,
    Moment,
    duration_of,
    later,
    moments_of,
    the_moment,
)
from visits.busy.reading.recurring import occurrences
from visits.busy.reading.zones import Zones
from visits.busy.rules import LONGEST_TITLE, MOST_NAMED, MOST_SPANS, Fault, LeftOut, NotRead, Why
from visits.kit.interval import Interval
from visits.kit.text import clean

OURS = "@visits"
"""How the UIDs of our own calendars end."""
A_DAY = timedelta(days=1)
LONGEST = timedelta(days=3_660)
FOLLOWING = "THISANDFUTURE"


@dataclass
class Found:
    """What has been read so far."""

    window: Interval
    spans: set[Interval] = field(default_factory=set)
    events: int = 0
    free: int = 0
    ours: int = 0
    good: int = 0
    """Components that could be read."""
    left_out: list[LeftOut] = field(default_factory=list)
    left_out_by: Counter[Why] = field(default_factory=Counter)

    def add(self, start: datetime, end: datetime) -> None:
        """What lies in the window of this span. Raises NotRead for too many."""
        if end <= start:
            return
        seen = Interval(start, end).shared(self.window)
        if seen is not None:
            self.spans.add(seen)
        if len(self.spans) > MOST_SPANS:
            raise NotRead(Fault.TOO_MANY_SPANS)

    def leave_out(self, why: Why, number: int, title: str) -> None:
        self.left_out_by[why] += 1
        if len(self.left_out) < MOST_NAMED:
            self.left_out.append(LeftOut(why, number, title))


@dataclass(frozen=True, slots=True)
class Event:
    """A component with its number in the file."""

    part: Component
    number: int

    @property
    def uid(self) -> str:
        said = self.part.first("UID")
        return said.value.strip() if said else ""

    @property
    def sequence(self) -> int:
        written = self.part.text("SEQUENCE")
        return int(written) if written.isdecimal() and len(written) < len("1000000000") else 0

    @property
    def title(self) -> str:
        said = self.part.first("SUMMARY")
        text = (
            said.value.replace("\\,", ",").replace("\\;", ";").replace("\\n", " ") if said else ""
        )
        return clean(text)[:LONGEST_TITLE]

    @property
    def is_free(self) -> bool:
        part = self.part
        return (
            part.text("STATUS") == "CANCELLED"
            or part.text("TRANSP") == "TRANSPARENT"
            or part.text("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
        )


@dataclass(frozen=True, slots=True)
class When:
    """The first occurrence of an event, and how long each lasts."""

    start: Moment
    length: timedelta

    def at(self, wall: datetime) -> tuple[datetime, datetime]:
        """The instants of the occurrence that begins at this wall time; whole days end at midnight."""
        start = self.start.zone.instant(wall)
        if self.start.is_day:
            return start, self.start.zone.instant(later(wall, self.length))
        return start, later(start, self.length)


@dataclass(frozen=True, slots=True)
class Change:
    """One occurrence that is otherwise, or all from it on; `when` is None where it blocks no time."""

    instead_of: Moment
    when: When | None
    is_following: bool


def read_events(events: Iterable[Event], zones: Zones, found: Found) -> None:
    """All events of a calendar: each UID with its changed occurrences."""
    for uid, same in by_uid(events).items():
        found.events += 1
        if uid.casefold().endswith(OURS):
            found.ours += 1
        else:
            read_one(same, zones, found)


def by_uid(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Events in the order of the file; each without a UID stands alone."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.uid or f"\0{event.number}", []).append(event)
    return found


def read_one(same: Iterable[Event], zones: Zones, found: Found) -> None:
    """The versions and changed occurrences of one UID."""
    newest = newest_of(same)
    master = newest.pop("", None)
    changes: list[Change] = []
    for event in newest.values():
        with guarded(event, found):
            changes.append(change_of(event, zones))
    for change in changes:
        if change.when is not None and not change.is_following:
            found.add(*change.when.at(change.when.start.wall))
    if master is None:
        found.free += bool(changes) and all(change.when is None for change in changes)
    else:
        with guarded(master, found):
            read_master(master, changes, zones, found)


def newest_of(same: Iterable[Event]) -> dict[str, Event]:
    """By RECURRENCE-ID: of two versions the higher sequence wins, then the later in the file."""
    newest: dict[str, Event] = {}
    for event in same:
        said = event.part.first("RECURRENCE-ID")
        key = said.value.strip() if said else ""
        if key not in newest or newest[key].sequence <= event.sequence:
            newest[key] = event
    return newest


def refuse_cut_off(part: Component) -> None:
    """Raises Bad for one that may lack what makes it free, or how it repeats."""
    if not part.is_whole:
        raise Bad(Why.CUT_OFF)


@contextmanager
def guarded(event: Event, found: Found) -> Iterator[None]:
    """What cannot be read is left out, by number and title."""
    try:
        yield
    except Bad as error:
        found.leave_out(error.why, event.number, event.title)
    else:
        found.good += 1


def change_of(event: Event, zones: Zones) -> Change:
    refuse_cut_off(event.part)
    said = next(event.part.all("RECURRENCE-ID"))
    return Change(
        instead_of=the_moment(said, zones),
        when=None if event.is_free else when_of(event.part, zones),
        is_following=said.parameters.get("RANGE", "").upper() == FOLLOWING,
    )


def read_master(event: Event, changes: list[Change], zones: Zones, found: Found) -> None:
    """Every occurrence in the window but those that are taken out or otherwise."""
    refuse_cut_off(event.part)
    when = None if event.is_free else when_of(event.part, zones)
    if when is None or not when.length:
        found.free += 1
        return
    gone = excluded(event.part, when.start, changes, zones)
    following = sorted(
        (wall_for(one.instead_of, when.start), n)
        for n, one in enumerate(changes)
        if one.is_following
    )
    for wall in walls(event.part, when, zones, found.window):
        if gone(wall):
            continue
        since = [(begin, changes[n]) for begin, n in following if begin <= wall]
        if not since:
            found.add(*when.at(wall))
        elif (instead := since[-1][1].when) is not None:
            found.add(*instead.at(later(wall, instead.start.wall - since[-1][0])))


def walls(part: Component, when: When, zones: Zones, window: Interval) -> list[datetime]:
    """The wall times at which occurrences begin that may touch the window."""
    rules, zone = list(part.all("RRULE")), when.start.zone
    added = [
        wall_for(moment, when.start)
        for said in part.all("RDATE")
        for moment in moments_of(without_ends(said), zones)
    ]
    if not rules and not added:
        return [when.start.wall]
    return occurrences(
        rules,
        when.start,
        added=added,
        since=zone.wall(window.start) - min(when.length, LONGEST),
        until=zone.wall(window.end),
        zones=zones,
    )


def without_ends(said: Property) -> Property:
    """Of periods (RDATE;VALUE=PERIOD) where they begin."""
    starts = (one.partition("/")[0] for one in said.value.split(","))
    return Property(said.name, ",".join(starts), said.parameters)


def excluded(
    part: Component, first: Moment, changes: list[Change], zones: Zones
) -> Callable[[datetime], bool]:
    """Whether the occurrence at a wall time is taken out (EXDATE) or told apart."""
    moments = [one for said in part.all("EXDATE") for one in moments_of(said, zones)]
    moments += [one.instead_of for one in changes if not one.is_following]
    days = {one.wall.date() for one in moments if one.is_day or first.is_day}
    exactly = {wall_for(one, first) for one in moments if not one.is_day}
    return lambda wall: wall in exactly or wall.date() in days


def wall_for(moment: Moment, first: Moment) -> datetime:
    """The moment as wall time of the event."""
    if moment.is_day or first.is_day or moment.zone == first.zone:
        return moment.wall
    return first.zone.wall(moment.instant)


def when_of(part: Component, zones: Zones) -> When:
    """Raises Bad without a start, or with an end before it."""
    begun, ended, lasting = (part.first(name) for name in ("DTSTART", "DTEND", "DURATION"))
    if begun is None:
        raise Bad(Why.NO_START)
    start = the_moment(begun, zones)
    if ended is not None:
        length = between(start, the_moment(ended, zones))
    elif lasting is not None:
        length = duration_of(lasting.value)
    else:
        length = timedelta(0)
    if length < timedelta(0):
        raise Bad(Why.ENDS_FIRST)
    return When(start, length or (A_DAY if start.is_day else length))


def between(start: Moment, end: Moment) -> timedelta:
    """Days by the calendar, hours by the clock of the universe."""
    return end.wall - start.wall if start.is_day else end.instant - start.instant


def read_free_busy(part: Component, zones: Zones, found: Found, number: int) -> None:
    """The periods of a VFREEBUSY that are not free."""
    found.events += 1
    with guarded(Event(part, number), found):
        refuse_cut_off(part)
        for said in part.all("FREEBUSY"):
            if said.parameters.get("FBTYPE", "").upper() == "FREE":
                continue
            for period in said.value.split(","):
                start, end = period_of(period, said, zones)
                found.add(start, end)


def period_of(period: str, said: Property, zones: Zones) -> tuple[datetime, datetime]:
    """From an instant to another, or for so long. Raises Bad."""
    first, slash, last = period.strip().partition("/")
    if not slash:
        raise Bad(Why.BAD_TIME)
    start = the_moment(Property(said.name, first, said.parameters), zones).instant
    if "P" in last.upper():
        return start, later(start, duration_of(last))
    return start, the_moment(Property(said.name, last, said.parameters), zones).instant
