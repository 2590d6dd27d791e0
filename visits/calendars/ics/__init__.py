"""The iCalendar engine (RFC 5545, 7986): `Entry` and `Calendar` values in, bytes out.

The same values give the same bytes in every process: nothing depends on the clock, on chance or
on the order of a set. User text never makes it fail (`text`); values that no calendar could hold
are refused with ValueError when they are made (`values`).

Components are written by hand and not with the icalendar library, whose writer passes control
characters, cuts lines between a backslash and its letter, and builds time zones an hour off; the
tests read every byte back with that library and with six others.
"""

from visits.calendars.ics.values import (
    Alarm,
    Busy,
    Calendar,
    Entry,
    Mail,
    Method,
    PartStat,
    Place,
    Status,
)
from visits.calendars.ics.writing import (
    Component,
    assemble,
    component,
    download,
    entry_lines,
    feed,
    message,
)

__all__ = [
    "Alarm",
    "Busy",
    "Calendar",
    "Component",
    "Entry",
    "Mail",
    "Method",
    "PartStat",
    "Place",
    "Status",
    "assemble",
    "component",
    "download",
    "entry_lines",
    "feed",
    "message",
]
