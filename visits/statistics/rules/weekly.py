"""The plan of a week: which delegations come on which day, and what they do. Pure values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from visits.conflicts.rules import StopKind
from visits.delegations.rules import DelegationState, Level
from visits.kit.translated import Translated
from visits.statistics.rules.periods import Period

WEEK_DAYS = 7
ONE_DAY = timedelta(days=1)
BETWEEN = frozenset({StopKind.TRANSFER, StopKind.REST, StopKind.FREE})
"""What stands between the things that a week's plan is about."""


def week_of(day: date) -> Period:
    """From the Monday to the Sunday round a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=WEEK_DAYS - 1))


def next_week(today: date) -> Period:
    return week_of(today + timedelta(days=WEEK_DAYS))


def days_of(period: Period) -> list[date]:
    return [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Receiver:
    """One of ours who receives the group at a stop."""

    name: Translated
    position: Translated


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekStop:
    """One item of a programme; instants are aware."""

    starts: datetime
    ends: datetime
    title: Translated
    place: Translated
    receivers: tuple[Receiver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekVisit:
    """A delegation as the plan names it: by office, never by a delegate's name.

    *version* is that of the release whose stops are shown; None where the draft is.
    """

    id: int
    code: str
    title: Translated
    state: DelegationState
    starts_on: date
    ends_on: date
    level: Level
    countries: tuple[str, ...]
    people: int
    head: Translated
    lead: str
    version: int | None
    stops: tuple[WeekStop, ...] = ()


@dataclass(frozen=True, slots=True)
class DayVisit:
    """A delegation on one day; without stops its programme says nothing of that day."""

    visit: WeekVisit
    stops: tuple[WeekStop, ...]


@dataclass(frozen=True, slots=True)
class WeekDay:
    day: date
    visits: tuple[DayVisit, ...]
    holidays: tuple[Translated, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """A week, day by day; the next visit after it, for a week in which nobody comes."""

    period: Period
    days: tuple[WeekDay, ...]
    next_on: date | None = None

    @property
    def visits(self) -> list[WeekVisit]:
        """Each delegation once, in the order of their days."""
        return list({one.visit.id: one.visit for day in self.days for one in day.visits}.values())

    @property
    def people(self) -> int:
        return sum(visit.people for visit in self.visits)

    @property
    def has_drafts(self) -> bool:
        return any(visit.version is None for visit in self.visits)


def week_plan(
    period: Period,
    visits: Sequence[WeekVisit],
    holidays: Mapping[date, Sequence[Translated]],
    *,
    zone: ZoneInfo,
    next_on: date | None = None,
) -> WeekPlan:
    """The visits laid out by days; *zone* decides on which day a stop begins."""
    return WeekPlan(
        period=period,
        days=tuple(
            WeekDay(day, tuple(on_day(visits, day, zone)), tuple(holidays.get(day, ())))
            for day in days_of(period)
        ),
        next_on=next_on,
    )


def on_day(visits: Iterable[WeekVisit], day: date, zone: ZoneInfo) -> list[DayVisit]:
    """Who is here on a day, by the hour at which their day begins; those without hours last."""
    found = []
    for visit in visits:
        stops = tuple(stop for stop in visit.stops if stop.starts.astimezone(zone).date() == day)
        if stops or visit.starts_on <= day <= visit.ends_on:
            found.append(DayVisit(visit, stops))
    return sorted(found, key=lambda one: (not one.stops, [stop.starts for stop in one.stops[:1]]))
