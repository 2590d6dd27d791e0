"""The rules of a zone as a file gives them (VTIMEZONE, RFC 5545, 3.6.5)."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from visits.busy.reading.components import Component
from visits.busy.reading.moments import TIME, UTC_ZONE, Bad, Moment, moments_of, naive
from visits.busy.reading.recurring import occurrences
from visits.busy.reading.zones import Ruled, Shift, Zone, Zones
from visits.busy.rules import Why
from visits.kit.interval import Interval

OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?", re.ASCII)
LOOK_BACK = timedelta(days=800)
"""So long before the window the shifts are followed; what was before has no bearing on it."""


def own_zone(block: Component, window: Interval, zones: Zones) -> Zone | None:
    """The zone that the block describes around the window; None for one that cannot be read."""
    try:
        shifts = sorted(
            (one for part in block.parts for one in shifts_of(part, window, zones)),
            key=lambda shift: shift.onset,
        )
    except Bad:
        return None
    return Ruled(tuple(shifts)) if shifts else None


def shifts_of(part: Component, window: Interval, zones: Zones) -> Iterator[Shift]:
    """The first onset, and those around the window. Raises Bad."""
    begun, before, after = (part.first(n) for n in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"))
    if begun is None or before is None or after is None:
        return
    told = TIME.fullmatch(begun.value.strip().upper())
    if told is None:
        return
    first = naive(*(int(one or 0) for one in told.groups()[:6]))
    offsets = offset_of(before.value), offset_of(after.value)
    yield Shift(first, *offsets)
    since = UTC_ZONE.wall(window.start) - LOOK_BACK
    rules = list(part.all("RRULE"))
    # Rules of zones are yearly: with another year to begin with, they need not be followed since 1601.
    start = first if first > since else as_in(first, since.year)
    found = occurrences(
        rules,
        Moment(start, UTC_ZONE),
        added=[listed.wall for said in part.all("RDATE") for listed in moments_of(said, zones)],
        since=since,
        until=UTC_ZONE.wall(window.end),
        zones=zones,
    )
    yield from (Shift(onset, *offsets) for onset in found if onset != start)


def as_in(moment: datetime, year: int) -> datetime:
    return moment.replace(year=year, day=min(moment.day, 28))


def offset_of(written: str) -> timedelta:
    """Raises Bad."""
    told = OFFSET.fullmatch(written.strip())
    if told is None:
        raise Bad(Why.BAD_TIME)
    size = timedelta(hours=int(told[2]), minutes=int(told[3]), seconds=int(told[4] or 0))
    return -size if told[1] == "-" else size
