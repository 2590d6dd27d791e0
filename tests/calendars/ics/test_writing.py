"""Feeds and downloads, byte by byte."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.examples import GARDEN, SEOUL, calendar, entry
from tests.calendars.ics.test_text import HOSTILE
from visits.calendars.ics import (
    Alarm,
    Busy,
    Entry,
    Place,
    Status,
    assemble,
    component,
    download,
    entry_lines,
    feed,
)
from visits.calendars.ics.text import escaped, one_line, plain

WHOLE_FEED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//City of Sejong//Visits//EN
CALSCALE:GREGORIAN
UID:site-7@visits.example.org
NAME;LANGUAGE=ko:옥상정원 방문 일정
X-WR-CALNAME:옥상정원 방문 일정
DESCRIPTION;LANGUAGE=ko:사우디 대표단\\, 라오스 대표단
X-WR-CALDESC:사우디 대표단\\, 라오스 대표단
X-WR-TIMEZONE:Asia/Seoul
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
COLOR:steelblue
BEGIN:VTIMEZONE
TZID:Asia/Seoul
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
TZNAME:KST
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:stop-1@visits.example.org
SEQUENCE:2
DTSTAMP:20260301T010203Z
CREATED:20260301T010203Z
LAST-MODIFIED:20260301T010203Z
DTSTART;TZID=Asia/Seoul:20260501T090000
DTEND;TZID=Asia/Seoul:20260501T103000
SUMMARY;LANGUAGE=ko:옥상정원 견학
DESCRIPTION;LANGUAGE=ko:담당: 홍길동\\n통역: 아랍어
LOCATION;LANGUAGE=ko:정부세종청사 옥상정원\\, 세종특별자치
 시 도움6로 11\\, 한누리대로\\; 2층
GEO:36.504000;127.265000
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="세종특별자치시 도
 움6로 11, 한누리대로; 2층";X-APPLE-RADIUS=100;X-TITLE="정부세
 종청사 옥상정원":geo:36.504000,127.265000
CATEGORIES;LANGUAGE=ko:견학,정원\\, 옥상
URL:https://visits.example.org/ko/visit
RELATED-TO:stop-2@visits.example.org
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR
"""
ALL_HOSTILE = {
    "uid": "stop-9@visits.example.org",
    "prefix": "[취소]\r\n",
    "summary": "\ud800" + "긴 제목 \\n," * 2000,
    "description": "a\x00\r\nb\u2028c\\;d",
    "place": Place('"; X-EVIL=1:\r\nATTENDEE:mailto:x@example.org', "^n\\, \u202e", (0.0, -0.5)),
    "categories": ("", "a\nb", "\x00"),
}


def lines(*entries: Entry, **changes: object) -> list[str]:
    return feed(calendar(*entries, **changes)).decode().replace("\r\n ", "").split("\r\n")


def starting(name: str, entry_: Entry) -> list[str]:
    return [line for line in lines(entry_) if line.startswith(name)]


def test_a_feed_is_written_like_this():
    stop = entry(
        sequence=2,
        description="담당: 홍길동\n통역: 아랍어",
        categories=("견학", "정원, 옥상"),
        url="https://visits.example.org/ko/visit",
        related_to="stop-2@visits.example.org",
    )
    assert feed(calendar(stop)).decode() == WHOLE_FEED.replace("\n", "\r\n")


def test_an_empty_feed_is_a_calendar_with_its_time_zone():
    written = lines()
    assert [line for line in written if line.startswith("BEGIN:")] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
    ]
    assert "TZID:Asia/Seoul" in written


def test_entries_stand_in_order_of_start_and_uid():
    same = {"starts": datetime(2026, 5, 2, 9, tzinfo=SEOUL)}
    shuffled = [entry(3, **same), entry(1), entry(2, **same)]
    assert [line for line in lines(*shuffled) if line.startswith("UID:stop")] == [
        "UID:stop-1@visits.example.org",
        "UID:stop-2@visits.example.org",
        "UID:stop-3@visits.example.org",
    ]
    assert feed(calendar(*shuffled)) == feed(calendar(*reversed(shuffled)))


def test_components_kept_from_before_make_the_same_feed():
    entries = [entry(number) for number in range(1, 5)]
    kept = [component(each) for each in entries]
    assert assemble(calendar(), kept) == feed(calendar(*entries))
    assert [each.lines for each in kept] == [entry_lines(each) for each in entries]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("CONFIRMED", "OPAQUE", "BUSY")),
        ({"status": Status.TENTATIVE}, ("TENTATIVE", "OPAQUE", "TENTATIVE")),
        ({"status": Status.TENTATIVE, "busy": Busy.OOF}, ("TENTATIVE", "OPAQUE", "OOF")),
        ({"status": Status.CANCELLED}, ("CANCELLED", "TRANSPARENT", "FREE")),
        ({"status": Status.CANCELLED, "busy": Busy.OOF}, ("CANCELLED", "TRANSPARENT", "FREE")),
        ({"busy": Busy.FREE}, ("CONFIRMED", "TRANSPARENT", "FREE")),
        ({"busy": Busy.OOF}, ("CONFIRMED", "OPAQUE", "OOF")),
    ],
)
def test_status_decides_how_the_time_counts(changes, expected):
    status, transparency, busy = expected
    written = lines(entry(**changes))
    assert written[-6:-3] == [
        f"STATUS:{status}",
        f"TRANSP:{transparency}",
        f"X-MICROSOFT-CDO-BUSYSTATUS:{busy}",
    ]


def test_a_cancelled_entry_says_so_before_its_title():
    cancelled = entry(status=Status.CANCELLED, prefix="[취소]")
    assert starting("SUMMARY", cancelled) == ["SUMMARY;LANGUAGE=ko:[취소] 옥상정원 견학"]


def test_an_all_day_entry_has_dates_and_needs_no_time_zone():
    days = entry(
        all_day=True,
        starts=datetime(2026, 5, 1, tzinfo=SEOUL),
        ends=datetime(2026, 5, 3, tzinfo=SEOUL),
    )
    assert starting("DT", days) == [
        "DTSTAMP:20260301T010203Z",
        "DTSTART;VALUE=DATE:20260501",
        "DTEND;VALUE=DATE:20260503",
    ]
    assert starting("TZID", days) == []


@pytest.mark.parametrize("hour", [4, 5, 6])
def test_the_hour_shown_twice_is_written_in_utc(hour):
    doubtful = entry(zone="America/New_York", starts=datetime(2026, 11, 1, hour, 30, tzinfo=UTC))
    assert starting("DTSTART:2026", doubtful) == [f"DTSTART:20261101T0{hour}3000Z"]
    assert starting("DTEND:2026", doubtful) == [f"DTEND:20261101T0{hour + 2}0000Z"]
    assert starting("TZID", doubtful) == []


def test_each_zone_is_defined_once_in_order_of_names():
    mixed = [entry(1), entry(2, zone="Europe/Paris"), entry(3), entry(4, zone="Europe/Paris")]
    assert [line for line in lines(*mixed) if line.startswith("TZID")] == [
        "TZID:Asia/Seoul",
        "TZID:Europe/Paris",
    ]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, []),
        (Place("옥상정원"), ["LOCATION;LANGUAGE=ko:옥상정원"]),
        (Place("", "도움6로 11"), ["LOCATION;LANGUAGE=ko:도움6로 11"]),
        (Place("\x00", "\r\n"), []),
        (Place('"A"', "B"), ["LOCATION;LANGUAGE=ko:\u201dA\u201d\\, B"]),
    ],
)
def test_a_place_is_name_and_address(place, expected):
    assert starting("LOCATION", entry(place=place)) == expected


def test_what_is_blank_is_left_out():
    bare = entry(summary="\x00", description=" ", place=None, categories=("", "\n"))
    names = {line.partition(":")[0].partition(";")[0] for line in lines(bare)}
    assert names & {"SUMMARY", "LOCATION", "CATEGORIES", "URL", "RELATED-TO", "GEO"} == set()
    assert starting("DESCRIPTION", bare) == starting("DESCRIPTION", entry())


def test_a_feed_invites_nobody_and_rings_for_nobody():
    written = feed(calendar(entry(), entry(2, status=Status.CANCELLED)))
    for absent in (b"METHOD", b"ATTENDEE", b"ORGANIZER", b"VALARM", b"SOURCE"):
        assert absent not in written


def test_a_download_has_one_stop_and_no_name_of_its_own():
    written = download(entry()).decode()
    assert written.count("BEGIN:VEVENT") == 1
    for absent in ("X-WR-CALNAME", "NAME", "REFRESH-INTERVAL", "METHOD", "VALARM"):
        assert f"\r\n{absent}" not in written


def test_a_download_reminds_once_when_asked():
    written = download(entry(), alarm=Alarm(timedelta(minutes=90), "곧 시작, 견학")).decode()
    alarm = (
        "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT90M\nDESCRIPTION:곧 시작\\, 견학\nEND:VALARM\n"
    )
    assert alarm.replace("\n", "\r\n") in written
    assert written.count("VALARM") == 2


def test_a_cancelled_stop_does_not_ring():
    off = entry(status=Status.CANCELLED)
    assert download(off, alarm=Alarm(timedelta(minutes=90), "곧 시작")) == download(off)


def test_every_process_writes_the_same_bytes():
    program = (
        "import hashlib; from tests.calendars.examples import calendar, entry;"
        "from visits.calendars.ics import feed;"
        "zones = ('Asia/Seoul', 'Europe/Paris', 'America/New_York');"
        "entries = [entry(n, zone=zones[n % 3], categories=('a', 'b')) for n in range(1, 30)];"
        "print(hashlib.sha256(feed(calendar(*entries))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Seoul"), ("3", "America/New_York"))
    }
    assert len(digests) == 1


def test_hostile_text_in_every_field_stays_text():
    written = lines(entry(**ALL_HOSTILE))
    assert [line for line in written if line.startswith(("ATTENDEE", "X-EVIL"))] == []
    assert written.count("BEGIN:VEVENT") == 1


@given(HOSTILE, HOSTILE, HOSTILE, st.lists(HOSTILE, max_size=2))
def test_the_icalendar_library_reads_back_what_was_written(title, name, text, categories):
    stop = entry(
        summary=title,
        description=text,
        place=Place(name, text, (36.504, 127.265)),
        categories=tuple(categories),
    )
    read = icalendar.Calendar.from_ical(feed(calendar(stop, name=title, description=text)))
    event = read.events[0]
    assert read.errors == event.errors == []
    assert read["NAME"] == escaped(one_line(title))  # a property that it does not unescape
    assert event.get("SUMMARY", "") == one_line(title)
    assert event.get("DESCRIPTION", "") == plain(text)
    assert event.categories == [each for each in map(one_line, categories) if each]
    assert (event.start, event.end) == (stop.starts, stop.ends)
    assert event["GEO"].to_ical() == "36.504;127.265"


@given(
    st.integers(0, 60 * 24 * 700), st.sampled_from(["Asia/Seoul", "Europe/Paris", "Asia/Tehran"])
)
def test_instants_survive_in_any_zone(minutes, zone):
    starts = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    event = icalendar.Calendar.from_ical(feed(calendar(entry(starts=starts, zone=zone)))).events[0]
    assert (event.start, event.end) == (starts, starts + timedelta(minutes=90))
    assert GARDEN.name in event["LOCATION"]
