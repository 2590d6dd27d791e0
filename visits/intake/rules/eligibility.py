"""Can we at all: the party against the sites' limits, the days against lead times and closures.

Pure: plain values in, findings out; templates word them. Nothing here refuses anything, an officer
decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum, auto

from visits.conflicts.rules import Calendar, OfferedWindow, SiteFacts
from visits.conflicts.rules.sites import is_open
from visits.intake.rules.states import REQUEST_LEAD_DAYS, Half
from visits.kit.interval import Interval
from visits.kit.workdays import add_working_days, is_working_day, working_days_between

NOON = time(12)
LONGEST_LOOK = 62
"""Days of a vague wish (a month, a season) that are looked at."""


class Hurdle(StrEnum):
    """What stands against a wish, or what nobody can say yet."""

    PEOPLE_UNKNOWN = auto()
    DAYS_UNKNOWN = auto()
    TOO_LARGE = auto()
    """Larger than all rounds at once."""
    SEVERAL_ROUNDS = auto()
    """Larger than one round; it must be divided."""
    TOO_SMALL = auto()
    PAST = auto()
    SHORT_NOTICE = auto()
    """Less than the office asks for."""
    SITE_NOTICE = auto()
    """Less than the site asks for."""
    CLOSED = auto()
    NOT_OFFERED = auto()
    """The site has rounds, but none on this weekday and half."""
    TAKEN = auto()
    """Others are there already, as many as the site receives at once."""
    DAY_OFF = auto()
    """A weekend or holiday of the city."""


SERIOUS = frozenset(
    {Hurdle.TOO_LARGE, Hurdle.PAST, Hurdle.SITE_NOTICE, Hurdle.CLOSED, Hurdle.TAKEN}
)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One hurdle; `site` is its id. `wanted` is what they ask for, `limit` what there is.

    Both count people, or working days. `earliest` is the first day that would be early enough.
    """

    hurdle: Hurdle
    site: int | None = None
    day: date | None = None
    half: Half | None = None
    wanted: int = 0
    limit: int = 0
    earliest: date | None = None

    @property
    def is_serious(self) -> bool:
        return self.hurdle in SERIOUS


@dataclass(frozen=True, slots=True)
class Wish:
    """A preferred slot as days; `first` is None where the words are not certain."""

    first: date | None
    last: date | None
    half: Half = Half.EITHER

    @property
    def is_one_day(self) -> bool:
        return self.first is not None and self.first == self.last

    def days(self) -> Iterator[date]:
        if self.first is not None and self.last is not None:
            length = min((self.last - self.first).days + 1, LONGEST_LOOK)
            yield from (self.first + timedelta(days=n) for n in range(length))


def group_obstacles(people: int | None, sites: Iterable[SiteFacts]) -> Iterator[Obstacle]:
    """The party against how many each site receives."""
    if people is None:
        yield Obstacle(Hurdle.PEOPLE_UNKNOWN)
        return
    for site in sites:
        if site.max_group is not None and people > site.max_group:
            at_once = site.max_group * (site.concurrent_groups or 1)
            hurdle = Hurdle.TOO_LARGE if people > at_once else Hurdle.SEVERAL_ROUNDS
            yield Obstacle(hurdle, site.id, wanted=people, limit=site.max_group)
        if site.min_group is not None and people < site.min_group:
            yield Obstacle(Hurdle.TOO_SMALL, site.id, wanted=people, limit=site.min_group)


def notice_obstacles(
    wish: Wish, sites: Iterable[SiteFacts], calendar: Calendar, today: date
) -> Iterator[Obstacle]:
    """Working days from today to the last wished day, against what office and sites ask for."""
    if wish.last is None:
        yield Obstacle(Hurdle.DAYS_UNKNOWN)
        return
    if wish.last < today:
        yield Obstacle(Hurdle.PAST, day=wish.last)
        return
    left = working_days_between(today, wish.last, calendar.days_off)
    for needed, site in [(REQUEST_LEAD_DAYS, None), *((s.lead_days, s.id) for s in sites)]:
        if left < needed:
            yield Obstacle(
                Hurdle.SHORT_NOTICE if site is None else Hurdle.SITE_NOTICE,
                site,
                day=wish.last,
                wanted=left,
                limit=needed,
                earliest=add_working_days(today, needed, calendar.days_off),
            )


Visitors = Mapping[tuple[int, date, Half], int]
"""How many groups are at a site on a day, in its morning or afternoon."""


def day_obstacles(
    wish: Wish, sites: Iterable[SiteFacts], calendar: Calendar, visitors: Visitors
) -> Iterator[Obstacle]:
    """What stands against one day at each site; of a wish of several days nothing is said here."""
    if wish.first is None or not wish.is_one_day:
        return
    if not is_working_day(wish.first, calendar.days_off):
        yield Obstacle(Hurdle.DAY_OFF, day=wish.first)
    for site in sites:
        hurdle = hurdle_at(site, wish.first, wish.half, calendar, visitors)
        if hurdle is not None:
            taken = most_at_once(site, wish.first, wish.half, visitors)
            limit = site.concurrent_groups or 0
            yield Obstacle(hurdle, site.id, wish.first, wish.half, wanted=taken, limit=limit)


def hurdle_at(
    site: SiteFacts, day: date, half: Half, calendar: Calendar, visitors: Visitors
) -> Hurdle | None:
    """Why the site does not receive in this half of the day; None as far as it does."""
    halves = [
        each for each in halves_of(half) if is_open(site, span_of(day, each, calendar), calendar)
    ]
    if not halves:
        return Hurdle.CLOSED
    offered = [each for each in halves if is_offered(site, day, each)]
    if not offered:
        return Hurdle.NOT_OFFERED
    room = site.concurrent_groups
    if room is not None and all(visitors.get((site.id, day, each), 0) >= room for each in offered):
        return Hurdle.TAKEN
    return None


def most_at_once(site: SiteFacts, day: date, half: Half, visitors: Visitors) -> int:
    return max(visitors.get((site.id, day, each), 0) for each in halves_of(half))


def halves_of(half: Half) -> tuple[Half, ...]:
    return (Half.MORNING, Half.AFTERNOON) if half is Half.EITHER else (half,)


def span_of(day: date, half: Half, calendar: Calendar) -> Interval:
    """The office hours of this half of the day."""
    if half is Half.MORNING:
        return calendar.span(day, calendar.opens, NOON)
    return calendar.span(day, NOON, calendar.closes)


def is_offered(site: SiteFacts, day: date, half: Half) -> bool:
    """Has the site a round in this half of the day? One without rounds receives at any time."""
    if not site.windows:
        return True
    return any(window.is_on(day) and half in halves_in(window) for window in site.windows)


def halves_in(window: OfferedWindow) -> frozenset[Half]:
    """The halves of a day in which a round begins or goes on."""
    halves = {Half.MORNING} if window.starts < NOON else {Half.AFTERNOON}
    if window.ends > NOON or window.ends <= window.starts:
        halves.add(Half.AFTERNOON)
    return frozenset(halves)
