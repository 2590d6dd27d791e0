"""Sites hold so many people and so many groups at once: the fullest moment of a stop."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from visits.conflicts.rules.catalogue import SEVERITY, Code, Severity
from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import from_until, iso
from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.values import Booking
from visits.kit.interval import Interval


@dataclass(frozen=True, slots=True)
class Presence:
    """One stop in the site for a while; however many layers book it, it is there once."""

    stop: str
    when: Interval
    people: int


@dataclass(frozen=True, slots=True)
class Peak:
    """The first of the fullest moments."""

    amount: int
    when: Interval
    stops: tuple[str, ...]


Measure = Callable[[Presence], int]


def crowding(
    booking: Booking, company: Sequence[Booking], site: SiteFacts, calendar: Calendar
) -> Iterator[Finding]:
    """Whether a stop's site is too full at some moment, by people and by groups."""
    if not company and booking.weight <= (site.max_group or booking.weight):
        return
    checks: tuple[tuple[Code, str, int | None, Measure], ...] = (
        (Code.SITE_CAPACITY, "people", site.max_group, lambda presence: presence.people),
        (Code.SITE_CONCURRENCY, "groups", site.concurrent_groups, lambda _: 1),
    )
    for code, name, limit, measure in checks:
        if limit is None:
            continue
        found = _overfull(booking, company, limit, measure)
        if found is None:
            continue
        severity, peak = found
        own = {"own": booking.weight} if code is Code.SITE_CAPACITY else {}
        yield Finding(
            code=code,
            severity=SEVERITY[code] if severity is Severity.BLOCK else severity,
            stop=booking.stop,
            day=calendar.day_of(booking.when.start),
            facts={
                "site": site.id,
                "limit": limit,
                name: peak.amount,
                **own,
                "over": peak.amount - limit,
                **from_until(peak.when),
                **_company(booking, company, peak),
            },
        )


def _overfull(
    booking: Booking, company: Sequence[Booking], limit: int, measure: Measure
) -> tuple[Severity, Peak] | None:
    """The peak among firm bookings if that is too much already, else that with the holds."""
    everything = (Presence(one.stop, one.when, one.weight) for one in (booking, *company))
    if sum(map(measure, everything)) <= limit:
        return None  # Not even all of them at one moment are too much.
    if booking.is_firm:
        peak = peak_within(booking, [met for met in company if met.is_firm], measure)
        if peak.amount > limit:
            return Severity.BLOCK, peak
    peak = peak_within(booking, company, measure)
    return (Severity.WARN, peak) if peak.amount > limit else None


def peak_within(booking: Booking, company: Iterable[Booking], measure: Measure) -> Peak:
    """The first fullest moment of a stop, the stop itself counted."""
    present = [Presence(booking.stop, booking.when, booking.weight)]
    present += presences(company, within=booking.when)
    change: dict[datetime, int] = defaultdict(int)
    for presence in present:
        change[presence.when.start] += measure(presence)
        change[presence.when.end] -= measure(presence)
    amount, best, first, last = 0, 0, booking.when.start, booking.when.end
    for moment, following in pairwise(sorted(change)):
        amount += change[moment]
        if amount > best:
            best, first, last = amount, moment, following
    there = {presence.stop for presence in present if presence.when.holds(first)}
    return Peak(best, Interval(first, last), tuple(sorted(there - {booking.stop})))


def presences(bookings: Iterable[Booking], *, within: Interval) -> Iterator[Presence]:
    """Bookings cut to a span; where layers of one stop lie over each other, the fuller counts."""
    by_stop: dict[str, list[tuple[Interval, int]]] = defaultdict(list)
    for booking in bookings:
        shared = booking.when.shared(within)
        if shared is not None:
            by_stop[booking.stop].append((shared, booking.weight))
    for stop, layers in by_stop.items():
        edges = sorted({edge for span, _ in layers for edge in (span.start, span.end)})
        for first, last in pairwise(edges):
            weights = [weight for span, weight in layers if span.holds(first)]
            if weights:
                yield Presence(stop, Interval(first, last), max(weights))


def _company(booking: Booking, company: Sequence[Booking], peak: Peak) -> dict[str, Any]:
    ends = [met.when.end for met in company if met.stop in peak.stops]
    return {"with": peak.stops, "free_from": iso(max(ends, default=booking.when.end))}
