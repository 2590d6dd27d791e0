"""Calendars for tests, and reading them."""

from datetime import UTC, datetime, timedelta

from tests.factories import SEOUL
from visits.busy.reading import read
from visits.busy.rules import Reading
from visits.kit.interval import Interval

WINDOW = Interval(datetime(2026, 4, 24, tzinfo=UTC), datetime(2027, 10, 31, tzinfo=UTC))


def an_event(*lines: str, uid: str = "one", start: str = "20260504T000000Z", end: str = "") -> str:
    """An hour on Monday 4 May 2026 from 9:00 in Seoul, unless the lines say otherwise."""
    ends = end or "20260504T010000Z"
    own = [f"DTSTART:{start}", f"DTEND:{ends}"] if start else []
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *own, *lines, "END:VEVENT"])


def a_calendar(*parts: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]).encode()


def reading_of(*parts: str) -> Reading:
    return read(a_calendar(*parts), WINDOW, zone=SEOUL)


def told(reading: Reading) -> list[str]:
    """`05-04 09:00-10:00`, in the clocks of Seoul."""
    return [
        f"{span.start.astimezone(SEOUL):%m-%d %H:%M}-{span.end.astimezone(SEOUL):%H:%M}"
        for span in reading.spans
    ]


def at_hours(day: datetime, first: int, last: int) -> Interval:
    return Interval(day + timedelta(hours=first), day + timedelta(hours=last))
