"""A stop of a visit in Sejong as a calendar shows it, and a host's feed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from visits.calendars.ics import Calendar, Entry, Place, Status

SEOUL = ZoneInfo("Asia/Seoul")
WRITTEN = datetime(2026, 3, 1, 1, 2, 3, tzinfo=UTC)
GARDEN = Place(
    "정부세종청사 옥상정원", "세종특별자치시 도움6로 11, 한누리대로; 2층", (36.504, 127.265)
)


def entry(number: int = 1, **changes: Any) -> Entry:
    """Ninety minutes from nine in Sejong, on the number-th of May 2026."""
    starts = datetime(2026, 5, 1, 9, tzinfo=SEOUL) + timedelta(days=number - 1)
    values: dict[str, Any] = {
        "uid": f"stop-{number}@visits.example.org",
        "sequence": 0,
        "status": Status.CONFIRMED,
        "starts": starts,
        "ends": changes.get("starts", starts) + timedelta(minutes=90),
        "zone": "Asia/Seoul",
        "summary": "옥상정원 견학",
        "language": "ko",
        "created": WRITTEN,
        "changed": WRITTEN,
        "place": GARDEN,
    }
    return Entry(**values | changes)


def calendar(*entries: Entry, **changes: Any) -> Calendar:
    values: dict[str, Any] = {
        "uid": "site-7@visits.example.org",
        "name": "옥상정원 방문 일정",
        "language": "ko",
        "zone": "Asia/Seoul",
        "description": "사우디 대표단, 라오스 대표단",
        "entries": entries,
    }
    return Calendar(**values | changes)
