"""What blocks time in a calendar, what does not, and what is left out."""

import pytest

from tests.busy.calendars import WINDOW, a_calendar, an_event, reading_of, told
from tests.factories import SEOUL
from visits.busy.reading import read
from visits.busy.rules import Assumed, Fault, LeftOut, NotRead, Why


def refusal(content: bytes) -> Fault:
    with pytest.raises(NotRead) as refused:
        read(content, WINDOW, zone=SEOUL)
    return refused.value.fault


# -- what is busy ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_what_is_cancelled_or_free_blocks_nothing(line):
    reading = reading_of(an_event(line))
    assert (told(reading), reading.free) == ([], 1)


@pytest.mark.parametrize("line", ["STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"])
def test_what_is_tentative_or_away_blocks(line):
    assert told(reading_of(an_event(line))) == ["05-04 09:00-10:00"]


def test_a_whole_day_is_a_day_of_the_city_whatever_zone_stands_beside_it():
    day = an_event("DTSTART;VALUE=DATE;TZID=America/New_York:20260505", start="")
    assert told(reading_of(day)) == ["05-05 00:00-00:00"]


def test_utc_beats_a_zone_beside_it():
    assert told(
        reading_of(
            an_event(
                "DTSTART;TZID=Asia/Seoul:20260504T000000Z",
                "DTEND;TZID=Asia/Seoul:20260504T010000Z",
                start="",
            )
        )
    ) == ["05-04 09:00-10:00"]


def test_of_two_versions_the_higher_sequence_counts():
    later = an_event("SEQUENCE:2", start="20260504T030000Z", end="20260504T040000Z")
    assert told(reading_of(later, an_event("SEQUENCE:1"))) == ["05-04 12:00-13:00"]


def test_our_own_appointments_are_no_reason_against_them():
    reading = reading_of(an_event(uid="5c3e7a1e@visits"))
    assert (told(reading), reading.ours) == ([], 1)


def test_only_the_window_is_of_interest():
    years = an_event("DTSTART;VALUE=DATE:20200101", "DTEND;VALUE=DATE:20400101", start="")
    assert [(span.start, span.end) for span in reading_of(years).spans] == [
        (WINDOW.start, WINDOW.end)
    ]


# -- what repeats ----------------------------------------------------------------------------------


def test_occurrences_are_taken_out_and_moved():
    weekly = an_event("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260511T000000Z")
    moved = an_event(
        "RECURRENCE-ID:20260518T000000Z", start="20260519T050000Z", end="20260519T060000Z"
    )
    gone = an_event("RECURRENCE-ID:20260525T000000Z", "STATUS:CANCELLED")
    assert told(reading_of(weekly, moved, gone)) == ["05-04 09:00-10:00", "05-19 14:00-15:00"]


def test_from_one_occurrence_on_all_are_moved():
    weekly = an_event("RRULE:FREQ=WEEKLY;COUNT=3")
    later = an_event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260511T000000Z",
        start="20260511T010000Z",
        end="20260511T030000Z",
    )
    assert told(reading_of(weekly, later)) == [
        "05-04 09:00-10:00",
        "05-11 10:00-12:00",
        "05-18 10:00-12:00",
    ]


def test_wall_time_stays_when_the_clocks_change():
    london = an_event(
        "DTSTART;TZID=Europe/London:20261024T100000",
        "DTEND;TZID=Europe/London:20261024T110000",
        "RRULE:FREQ=DAILY;COUNT=2",
        start="",
    )
    assert told(reading_of(london)) == ["10-24 18:00-19:00", "10-25 19:00-20:00"]


def test_a_daily_meeting_of_many_years_is_followed_into_the_window():
    old = an_event(
        "DTSTART:20100101T000000Z", "DTEND:20100101T010000Z", "RRULE:FREQ=WEEKLY", start=""
    )
    assert len(reading_of(old).spans) == 80


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", Why.TOO_FREQUENT),
        ("FREQ=MINUTELY;COUNT=3", Why.TOO_FREQUENT),
        ("FREQ=HOURLY", Why.TOO_OFTEN),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12", Why.TOO_OFTEN),
        ("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", Why.TOO_SLOW),
        ("FREQ=DAILY;INTERVAL=0", Why.BAD_RULE),
        ("FREQ=OFTEN", Why.BAD_RULE),
        ("daily", Why.BAD_RULE),
    ],
)
def test_a_rule_that_cannot_be_followed_costs_one_event(rule, why):
    reading = reading_of(an_event(f"RRULE:{rule}", "SUMMARY:회의"), an_event(uid="two"))
    assert reading.left_out == (LeftOut(why, 1, "회의"),)
    assert told(reading) == ["05-04 09:00-10:00"]


# -- zones -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Asia/Seoul",
        "asia/seoul",
        "Korea Standard Time",
        '"(UTC+09:00) Seoul"',
        "(UTC+09:00) Seoul",
        "/freeassociation.sourceforge.net/Tzfile/Asia/Seoul",
        "/mozilla.org/20070129_1/Asia/Seoul",
        "UTC+09:00",
        '"(GMT+9) somewhere"',
    ],
)
def test_a_zone_is_known_by_all_its_names(name):
    reading = reading_of(
        an_event(
            f"DTSTART;TZID={name}:20260504T090000", f"DTEND;TZID={name}:20260504T100000", start=""
        )
    )
    assert (told(reading), reading.assumed) == (["05-04 09:00-10:00"], ())


OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Ours
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE""".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("20261031", "10-31 23:00-00:00"),
        ("20261101", "11-02 00:00-01:00"),
        ("20270313", "03-14 00:00-01:00"),
        ("20270314", "03-14 23:00-00:00"),
    ],
)
def test_a_file_gives_the_rules_of_its_own_zone(day, expected):
    event = an_event(f"DTSTART;TZID=Ours:{day}T100000", f"DTEND;TZID=Ours:{day}T110000", start="")
    assert told(reading_of(OWN_ZONE, event)) == [expected]


def test_a_zone_that_nobody_knows_is_read_as_that_of_the_calendar_and_said():
    event = an_event(
        "DTSTART;TZID=Nowhere:20260504T090000", "DTEND;TZID=Nowhere:20260504T100000", start=""
    )
    reading = reading_of("X-WR-TIMEZONE:Europe/London", event)
    assert told(reading) == ["05-04 17:00-18:00"]
    assert reading.assumed == (Assumed("Nowhere", "Europe/London"),)


def test_times_without_a_zone_are_those_of_the_calendar_or_of_the_city():
    event = an_event(start="20260504T090000", end="20260504T100000")
    said = reading_of("X-WR-TIMEZONE:Europe/London", event)
    assert (told(said), said.assumed) == (["05-04 17:00-18:00"], ())
    silent = reading_of(event)
    assert told(silent) == ["05-04 09:00-10:00"]
    assert silent.assumed == (Assumed("", "Asia/Seoul"),)


# -- faults ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("DTEND:20260504T010000Z",), Why.NO_START),
        (("DTSTART:tomorrow",), Why.BAD_TIME),
        (("DTSTART:20260231T000000Z",), Why.BAD_TIME),
        (("DTSTART:20260504T010000Z", "DTEND:20260504T000000Z"), Why.ENDS_FIRST),
        (("DTSTART:20260504T010000Z", "DURATION:soon"), Why.BAD_TIME),
    ],
)
def test_a_faulty_event_is_named_and_the_others_are_taken(lines, why):
    reading = reading_of(an_event(*lines, "SUMMARY:Lunch", start=""), an_event(uid="two"))
    assert reading.left_out == (LeftOut(why, 1, "Lunch"),)
    assert (told(reading), reading.left_out_number) == (["05-04 09:00-10:00"], 1)


def test_a_file_that_was_cut_off_keeps_its_whole_events():
    whole = a_calendar(an_event(), an_event("SUMMARY:Cut", uid="two"))
    reading = read(whole[: whole.index(b"SUMMARY:Cut") + 11], WINDOW, zone=SEOUL)
    assert told(reading) == ["05-04 09:00-10:00"]
    assert reading.left_out == (LeftOut(Why.CUT_OFF, 2, "Cut"),)


def test_of_many_faults_the_first_are_named_and_all_are_counted():
    reading = reading_of(
        an_event(uid="good"), *(an_event(start="x", uid=f"{n}") for n in range(50))
    )
    assert (len(reading.left_out), reading.left_out_number) == (20, 50)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"\xef\xbb\xbf \r\n", Fault.EMPTY),
        (b"<html><title>Sign in</title>", Fault.WEB_PAGE),
        (b"%PDF-1.7", Fault.NO_CALENDAR),
        ("날짜;제목".encode(), Fault.NO_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nX:\xff\xfe\r\nEND:VCALENDAR", Fault.ENCODING),
        (b"BEGIN:VCALENDAR\r\n" + b"x" * (5 * 1024 * 1024), Fault.TOO_LARGE),
        (a_calendar(*(["BEGIN:VEVENT\r\nEND:VEVENT"] * 20_001)), Fault.TOO_MANY_PARTS),
    ],
)
def test_what_is_no_calendar_is_refused(content, fault):
    assert refusal(content) is fault


def test_an_empty_calendar_is_one():
    assert reading_of().spans == ()
