"""Time zones in a calendar say what zoneinfo says."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical

from visits.calendars.ics.zones import vtimezone

FIRST, LAST = 2026, 2028
DAYS = [datetime(FIRST, 1, 1, tzinfo=UTC) + timedelta(days=count) for count in range(3 * 365)]
HALF_HOUR = timedelta(minutes=30)
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)


def shape(zone: str, first: int = FIRST, last: int = LAST) -> list[str]:
    return [
        line.removeprefix("BEGIN:")
        for line in vtimezone(zone, first, last)
        if line.startswith(("BEGIN:", "RRULE:"))
    ][1:]


def test_seoul_is_one_standard_without_the_summer_of_1988():
    assert vtimezone("Asia/Seoul", FIRST, LAST) == (
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Seoul",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:KST",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_summer_time_is_one_standard_and_one_daylight_with_rules():
    assert vtimezone("America/New_York", FIRST, LAST) == (
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:19701101T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "TZNAME:EST",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700308T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "TZNAME:EDT",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    )


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("Europe/Paris", ["BYMONTH=10;BYDAY=-1SU", "BYMONTH=3;BYDAY=-1SU"]),
        ("Asia/Jerusalem", ["BYMONTH=10;BYDAY=-1SU", "BYMONTH=3;BYMONTHDAY=23-29;BYDAY=FR"]),
        (
            "America/Santiago",
            ["BYMONTH=4;BYMONTHDAY=2-8;BYDAY=SU", "BYMONTH=9;BYMONTHDAY=2-8;BYDAY=SU"],
        ),
    ],
)
def test_rules_are_the_laws_own(zone, rules):
    days = {"23-29": "23,24,25,26,27,28,29", "2-8": "2,3,4,5,6,7,8"}
    for short, full in days.items():
        rules = [rule.replace(short, full) for rule in rules]
    standard, daylight = (f"RRULE:FREQ=YEARLY;{rule}" for rule in rules)
    assert shape(zone) == ["STANDARD", standard, "DAYLIGHT", daylight]


def test_a_zone_looks_the_same_from_year_to_year():
    assert vtimezone("Europe/Paris", 2026, 2027) == vtimezone("Europe/Paris", 2031, 2031)


def test_a_zone_that_gave_up_its_summer_time_is_told_change_by_change():
    change_by_change = ["STANDARD", "DAYLIGHT", "STANDARD", "DAYLIGHT", "STANDARD"]
    assert shape("America/Mexico_City", 2022, 2022) == change_by_change
    assert shape("America/Mexico_City", 2024, 2026) == ["STANDARD"]


def test_every_zone_agrees_with_zoneinfo_at_every_half_hour_around_its_changes():
    assert [zone for zone in ZONES if disagreements(zone)] == []


def disagreements(zone: str) -> list[datetime]:
    """Instants at which another reader of our VTIMEZONE shows another time than zoneinfo."""
    info = ZoneInfo(zone)
    told = tzical(StringIO("\r\n".join(vtimezone(zone, FIRST, LAST)))).get(zone)
    shown = [instant.astimezone(info) for instant in telling(info)]
    return [
        local
        for local in shown
        if not local.fold and told.utcoffset(local.replace(tzinfo=None)) != local.utcoffset()
    ]


def telling(info: ZoneInfo) -> list[datetime]:
    """Every thirtieth day, and every half hour of the days on which the clock changes."""
    changing = [
        earlier
        for earlier, later in pairwise(DAYS)
        if earlier.astimezone(info).utcoffset() != later.astimezone(info).utcoffset()
    ]
    return DAYS[::30] + [day + HALF_HOUR * count for day in changing for count in range(-24, 73)]
