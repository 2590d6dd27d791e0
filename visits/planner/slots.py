"""Looking for free slots: everything around the days that are asked for, handed to the rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from visits.conflicts.rules import (
    Assignment,
    Calendar,
    Role,
    StopFacts,
    StopKind,
    StopStatus,
)
from visits.itineraries.models import Itinerary
from visits.itineraries.programme import programme_of, roster_of
from visits.itineraries.world import world_around
from visits.kit.interval import Interval
from visits.kit.zone import zone_of
from visits.planner.rules.slots import Slot, days_between, free_slots


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A stop at one of the sites (none is somewhere), with all of these; days are inside."""

    sites: Collection[int]
    people: Collection[int]
    vehicles: Collection[int]
    minutes: int
    first: date
    last: date
    most: int


def slots_for(
    session: Session, itinerary: Itinerary, search: Search, *, at: datetime
) -> tuple[Slot, ...]:
    """The next free slots; as many queries however long the search is."""
    programme = programme_of(itinerary, roster_of(session, itinerary.delegation))
    calendar = Calendar(zone_of(session))
    whole = Interval(calendar.whole_day(search.first).start, calendar.whole_day(search.last).end)
    # A stop over each of the days makes everything around them known.
    days = [calendar.whole_day(day) for day in days_between(search.first, search.last)]
    daily = tuple(replace(one, when=day) for day in days for one in wanted(search, whole))
    around = replace(programme, stops=daily)
    world = world_around(session, (programme, around), at=at, with_lists=False)
    return free_slots(
        wanted(search, whole),
        programme,
        world,
        first=search.first,
        last=search.last,
        most=search.most,
    )


def wanted(search: Search, whole: Interval) -> Sequence[StopFacts]:
    """The stop at each of the sites, held."""
    served = tuple(
        [Assignment(Role.ESCORTS, person=number) for number in sorted(search.people)]
        + [Assignment(Role.DRIVES, vehicle=number) for number in sorted(search.vehicles)]
    )
    when = Interval(whole.start, whole.start + timedelta(minutes=search.minutes))
    sites: list[int | None] = [*sorted(search.sites)]
    return [
        StopFacts(
            uid="wanted",
            kind=StopKind.MEETING if site is None else StopKind.SITE_VISIT,
            when=when,
            status=StopStatus.HOLD,
            site=site,
            assignments=served,
        )
        for site in sites or [None]
    ]
