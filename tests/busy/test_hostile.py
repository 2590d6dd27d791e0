"""Whatever bytes come, a reading or a named fault comes back: never a traceback, never a long wait."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.busy.calendars import WINDOW, a_calendar, an_event
from tests.factories import SEOUL
from visits.busy.reading import read
from visits.busy.rules import Fault, NotRead, Reading
from visits.busy.sandbox import read_apart

AT = datetime(2026, 5, 1, tzinfo=UTC)
ALWAYS = {"max_examples": 200, "deadline": None, "suppress_health_check": list(HealthCheck)}

STARTS = st.sampled_from(
    ["20260504T090000", "20260504T000000Z", "20260504", "00010101T000000", "99991231T235959Z", "x"]
)
ZONES = st.sampled_from(["", ";TZID=Asia/Seoul", ";TZID=X", ';TZID="(UTC-99:99) Y"', ";VALUE=DATE"])
FREQUENCIES = st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "SECONDLY", ""])
PARTS = st.sampled_from(
    [
        "COUNT=3",
        "COUNT=-1",
        "INTERVAL=2",
        "INTERVAL=99999999999999999999",
        "UNTIL=20260601T000000Z",
        "UNTIL=20260601",
        "UNTIL=",
        "BYDAY=MO,-1SU",
        "BYDAY=53XX",
        "BYMONTHDAY=31",
        "BYMONTH=2,13",
        "BYHOUR=99",
        "BYSETPOS=400",
        "BYEASTER=0",
        "BYWEEKNO=53",
        "WKST=ZZ",
        "X=Y",
    ]
)
LINES = st.sampled_from(
    [
        "STATUS:CANCELLED",
        "DURATION:P1D",
        "DURATION:P99999W",
        "DURATION:-PT1H",
        "EXDATE;TZID=Asia/Seoul:20260511T090000,20260512",
        "RDATE;VALUE=PERIOD:20260601T000000Z/PT1H",
        "RECURRENCE-ID:20260511T000000Z",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260511",
        "SEQUENCE:99999999999999999999",
        "SUMMARY:\x00\x1b\u202e\\",
        "BEGIN:VALARM",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "no colon at all",
        ";=:",
        "X-WR-TIMEZONE:Mars/Olympus",
    ]
)


def answered(content: bytes) -> Reading | Fault:
    try:
        return read(content, WINDOW, zone=SEOUL)
    except NotRead as error:
        return error.fault


@given(st.binary(max_size=400))
@settings(**ALWAYS)
def test_any_bytes_are_answered(content):
    assert isinstance(answered(content), Fault)


@given(st.binary(max_size=400))
@settings(**ALWAYS)
def test_any_bytes_inside_a_calendar_are_answered(content):
    found = answered(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + content + b"\r\nEND:VCALENDAR")
    assert isinstance(found, Reading | Fault)


@st.composite
def events(draw: st.DrawFn) -> str:
    rule = ";".join([f"FREQ={draw(FREQUENCIES)}", *draw(st.lists(PARTS, max_size=3))])
    lines = [f"DTSTART{draw(ZONES)}:{draw(STARTS)}", f"DTEND{draw(ZONES)}:{draw(STARTS)}"]
    lines += draw(st.lists(LINES, max_size=3))
    if draw(st.booleans()):
        lines.append(f"RRULE:{rule}")
    return an_event(*lines, uid=draw(st.sampled_from("ab")), start="")


@given(st.lists(events(), max_size=3))
@settings(**ALWAYS)
def test_any_events_are_answered(parts):
    found = answered(a_calendar(*parts))
    assert isinstance(found, Reading | Fault)
    if isinstance(found, Reading):
        assert all(WINDOW.contains(span) for span in found.spans)
        assert Reading.heard(found.told()) == found


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "RRULE"]),
            st.sampled_from(["+0900", "-2400", "16010101T000000", "FREQ=YEARLY", "9"]),
        ),
        max_size=6,
    )
)
@settings(**ALWAYS)
def test_any_rules_of_a_zone_are_answered(lines):
    inside = "\r\n".join(f"{name}:{value}" for name, value in lines)
    block = (
        f"BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\n{inside}\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    event = an_event("DTSTART;TZID=Z:20260504T090000", "DURATION:PT1H", start="")
    assert isinstance(answered(a_calendar(block, event)), Reading)


@pytest.mark.proof
def test_a_calendar_that_takes_for_ever_is_stopped():
    slow = "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"
    begun = time.monotonic()
    content = a_calendar(*(an_event(slow, uid=f"{n}") for n in range(60)))
    with pytest.raises(NotRead) as refused:
        read_apart(content, at=AT, zone=SEOUL)
    assert refused.value.fault is Fault.TOO_SLOW
    assert time.monotonic() - begun < 20
