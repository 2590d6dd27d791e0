"""Sites and the times between them, as the rules look at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cached_property

from visits.kit.interval import Interval
from visits.sites.rules import QuotaPeriod


class Mode(StrEnum):
    """How a party gets from one place to the next."""

    OWN_BUS = "own_bus"
    CITY_VEHICLE = "city_vehicle"
    CHARTERED = "chartered"
    KTX = "ktx"
    PUBLIC_BUS = "public_bus"
    TAXI = "taxi"
    ON_FOOT = "on_foot"
    AUTONOMOUS_BUS = "autonomous_bus"


class Source(StrEnum):
    """Where a travel time comes from."""

    GIVEN = "given"
    MEASURED = "measured"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class OfferedWindow:
    """A round that a site offers, every week on a weekday (Monday 0) or once on a date.

    Clock times of the city; an end that is not after the start is on the next day. The season is
    inclusive on both sides, None is open. No languages means any.
    """

    starts: time
    ends: time
    weekday: int | None = None
    day: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    languages: frozenset[str] = frozenset()

    def is_on(self, day: date) -> bool:
        """Whether the round takes place on this date."""
        in_season = (self.valid_from or day) <= day <= (self.valid_until or day)
        return in_season and (self.day == day if self.day else self.weekday == day.weekday())


@dataclass(frozen=True, slots=True)
class Closure:
    """`id` is None for a time out of a busy calendar, of which nothing else is known."""

    id: int | None
    when: Interval
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SiteFacts:
    """A site, or a place beyond the city (`is_beyond_city`), which is travelled to but not booked.

    Limits of None do not limit. `languages` are those in which the hosts can speak. `list_due_days`
    is None where no list of the guests is demanded; `list_fields` is what it holds of each of them,
    `sealed_fields` those of them for which this very site needs the person's consent.
    """

    id: int
    max_group: int | None = None
    min_group: int | None = None
    concurrent_groups: int | None = 1
    typical_minutes: int | None = None
    lead_days: int = 0
    windows: tuple[OfferedWindow, ...] = ()
    closures: tuple[Closure, ...] = ()
    busy: tuple[Closure, ...] = ()
    """When others have taken it, as its host or its calendar says."""
    quota: int | None = None
    """Most groups in each `quota_period`."""
    quota_period: QuotaPeriod = QuotaPeriod.MONTH
    weekly_closing_days: frozenset[int] = frozenset()
    closed_at_lunch: bool = False
    closed_on_holidays: bool = False
    languages: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None
    end_site: int | None = None
    is_beyond_city: bool = False
    is_accessible: bool = True
    is_outdoor: bool = False
    serves: frozenset[str] = frozenset()
    """Which needs of guests its meals can meet (`MealNeed`)."""
    asks_for_names: bool = False
    """Whether it lets in only whom a list names."""
    list_due_days: int | None = None
    list_fields: frozenset[str] = frozenset()
    sealed_fields: frozenset[str] = frozenset()

    @cached_property
    def _by_day(self) -> Mapping[int | date | None, tuple[OfferedWindow, ...]]:
        """The rounds by their weekday or their date."""
        found: dict[int | date | None, tuple[OfferedWindow, ...]] = {}
        for window in self.windows:
            key = window.day or window.weekday
            found[key] = (*found.get(key, ()), window)
        return found

    def windows_on(self, day: date) -> tuple[OfferedWindow, ...]:
        """The rounds that take place on this date."""
        rounds = (*self._by_day.get(day.weekday(), ()), *self._by_day.get(day, ()))
        return tuple(window for window in rounds if window.is_on(day))


@dataclass(frozen=True, slots=True)
class TravelTime:
    """Pure travel from one site to another, without boarding; also taken for the way back."""

    origin: int
    goal: int
    mode: Mode
    minutes: int
    source: Source = Source.GIVEN
