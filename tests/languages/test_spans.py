"""Spans of time as their readers write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from visits.languages.dates import span

SEOUL = ZoneInfo("Asia/Seoul")


def at(day: int, hour: int = 0) -> datetime:
    """An instant of November 2026 on the wall of Seoul."""
    return datetime(2026, 11, day, hour, tzinfo=SEOUL).astimezone(UTC)


@pytest.mark.parametrize(
    ("first", "last", "tag", "said"),
    [
        (at(24), at(25), "ko", "2026. 11. 24.(화)"),
        (at(24), at(26), "ko", "2026. 11. 24.(화)~11. 25.(수)"),
        (at(24, 9), at(24, 12), "ko", "2026. 11. 24.(화) 09:00~12:00"),
        (at(24, 9), at(25), "ko", "2026. 11. 24.(화) 09:00~2026. 11. 25.(수) 00:00"),
        (at(24), at(25), "en", "Tue, Nov 24, 2026"),
        (at(24, 9), at(24, 12), "en", "Tue, Nov 24, 2026 09:00–12:00"),
    ],
)
def test_whole_days_are_days_and_others_have_hours(first, last, tag, said):
    assert span(first, last, tag, SEOUL) == said
