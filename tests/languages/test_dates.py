"""Days as officials write them, and as guests read them in their own language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from visits.languages import dates

TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("tag", "short", "long"),
    [
        ("ko", "11월 24일 (화)", "2026년 11월 24일 화요일"),
        ("en", "Tue, Nov 24", "Tuesday, November 24, 2026"),
        ("ar", "الثلاثاء، 24 نوفمبر", "الثلاثاء، 24 نوفمبر 2026"),
        ("fr", "mar. 24 nov.", "mardi 24 novembre 2026"),
        ("lo", "Tue, Nov 24", "Tuesday, November 24, 2026"),
    ],
)
def test_guests_read_days_in_the_form_of_their_language(tag, short, long):
    assert dates.short_day(TUESDAY, tag, official=False) == short
    assert dates.day(TUESDAY, tag, official=False) == long


def test_officials_read_the_form_of_korean_papers():
    assert dates.short_day(TUESDAY, "ko") == "11. 24.(화)"
    assert dates.days(TUESDAY, WEDNESDAY, "ko") == "2026. 11. 24.(화)~11. 25.(수)"
    assert dates.days(TUESDAY, date(2027, 1, 4), "ko") == "2026. 11. 24.(화)~2027. 1. 4.(월)"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("ko", "2026년 11월 24일 (화) ~ 25일 (수)"),
        ("en", "Tue, Nov 24 – Wed, Nov 25, 2026"),
    ],
)
def test_guests_read_a_range_with_one_year(tag, said):
    assert dates.days(TUESDAY, WEDNESDAY, tag, official=False).replace("\u2009", " ") == said


def test_one_day_is_no_range():
    assert dates.days(TUESDAY, TUESDAY, "ko") == "2026. 11. 24.(화)"
    assert dates.days(TUESDAY, TUESDAY, "en", official=False) == "Tuesday, November 24, 2026"


@pytest.mark.parametrize(
    ("zone", "city", "offset"),
    [
        ("Asia/Seoul", "Seoul", "UTC+9"),
        ("Asia/Kathmandu", "Kathmandu", "UTC+05:45"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "UTC−3"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_called_after_its_city(zone, city, offset):
    at = datetime(2026, 11, 24, tzinfo=UTC)
    assert dates.zone_city(ZoneInfo(zone), "en") == city
    assert dates.offset(at, ZoneInfo(zone)) == offset
