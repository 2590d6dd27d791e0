"""Reading somebody's calendar for the times in which they are busy. Only intervals come out of it.

Faults of one event leave that event out; a file that is no calendar is refused. Nobody calls this
in the process of the web server: see `sandbox.py`.
"""

from functools import partial
from zoneinfo import ZoneInfo

from visits.busy.reading.components import Component, calendars_of
from visits.busy.reading.events import Event, Found, read_events, read_free_busy
from visits.busy.reading.octets import lines_of
from visits.busy.reading.own_zones import own_zone
from visits.busy.reading.zones import Zones, zone_said
from visits.busy.rules import Assumed, Fault, NotRead, Reading
from visits.kit.interval import Interval


def read(content: bytes, window: Interval, *, zone: ZoneInfo) -> Reading:
    """What blocks time in the window; *zone* is that of times which name none.

    Raises NotRead for what is no calendar, or holds nothing but events that cannot be read.
    """
    calendars = calendars_of(lines_of(content))
    if not calendars:
        raise NotRead(Fault.NO_CALENDAR)
    found, number = Found(window), 0
    assumed: dict[str, str] = {}
    for calendar in calendars:
        zones = zones_of(calendar, window, zone)
        number = read_calendar(calendar, zones, found, number)
        assumed |= zones.assumed
    if found.left_out and not found.good:
        first = found.left_out[0]
        count = sum(found.left_out_by.values())
        raise NotRead(Fault.NONE_GOOD, why=first.why.value, title=first.title, count=count)
    return Reading(
        spans=tuple(sorted(found.spans)),
        events=found.events,
        free=found.free,
        ours=found.ours,
        assumed=tuple(Assumed(said, read_as) for said, read_as in sorted(assumed.items())),
        left_out=tuple(found.left_out),
        left_out_by=dict(found.left_out_by),
    )


def read_calendar(calendar: Component, zones: Zones, found: Found, number: int) -> int:
    """Its events and busy times; returns the number of its last one in the file."""
    events: list[Event] = []
    for part in calendar.parts:
        if part.name == "VEVENT":
            number += 1
            events.append(Event(part, number))
        elif part.name == "VFREEBUSY":
            number += 1
            read_free_busy(part, zones, found, number)
    read_events(events, zones, found)
    return number


def zones_of(calendar: Component, window: Interval, default: ZoneInfo) -> Zones:
    said = zone_said(one.value for one in calendar.all("X-WR-TIMEZONE"))
    zones = Zones(own={}, usual=said or default, is_said=said is not None)
    zones.own = {
        name.value.strip(): partial(own_zone, block, window, zones)
        for block in calendar.parts
        if block.name == "VTIMEZONE" and (name := block.first("TZID")) is not None
    }
    return zones
