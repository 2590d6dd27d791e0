"""Sites that receive so many groups in a day, a week or a month."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from visits.conflicts.rules.catalogue import Code
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import about
from visits.conflicts.rules.parties import visits_site
from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.values import Programme, ResourceKind, StopFacts, World
from visits.sites.rules import QuotaPeriod

A_DAY = timedelta(days=1)


def quota_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """Every stop of the draft that makes one group too many in what its site counts."""
    counted: dict[tuple[int, date], list[StopFacts]] = defaultdict(list)
    for stop in programme.stops:
        site = world.sites[stop.site] if stop.site is not None else None
        if site is None or site.quota is None or not stop.is_booked or not visits_site(stop, site):
            continue
        first, _ = period_of(world.calendar.day_of(stop.when.start), site.quota_period)
        counted[site.id, first].append(stop)
    for (number, first), stops in counted.items():
        yield from _over(world.sites[number], first, stops, programme, world)


def _over(
    site: SiteFacts, first: date, stops: Sequence[StopFacts], programme: Programme, world: World
) -> Iterator[Finding]:
    first, last = period_of(first, site.quota_period)
    others = {
        booking.stop
        for booking in world.visits
        if booking.kind is ResourceKind.SITE
        and booking.id == site.id
        and booking.itinerary != programme.itinerary
        and first <= world.calendar.day_of(booking.when.start) <= last
    }
    groups, limit = len(others) + len(stops), site.quota or 0
    if groups <= limit:
        return
    for stop in stops:
        yield about(
            stop,
            Code.SITE_QUOTA,
            world.calendar,
            site=site.id,
            limit=limit,
            period=site.quota_period.value,
            groups=groups,
            over=groups - limit,
            first_day=first.isoformat(),
            last_day=last.isoformat(),
            earliest=(last + A_DAY).isoformat(),
        )


def period_of(day: date, period: QuotaPeriod) -> tuple[date, date]:
    """The first and the last day of the day, the week from Monday, or the month around a day."""
    if period is QuotaPeriod.DAY:
        return day, day
    if period is QuotaPeriod.WEEK:
        first = day - day.weekday() * A_DAY
        return first, first + 6 * A_DAY
    following = (day.replace(day=28) + 4 * A_DAY).replace(day=1)
    return day.replace(day=1), following - A_DAY
