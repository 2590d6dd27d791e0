"""Values that no calendar could hold are refused when they are made."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.calendars.examples import SEOUL, WRITTEN, calendar, entry
from visits.calendars.ics import Alarm, Place

NINE = datetime(2026, 5, 1, 9, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("uid", ""),
        ("uid", "a b@example.org"),
        ("uid", "a,b@example.org"),
        ("uid", "견학@example.org"),
        ("uid", "a\r\nATTENDEE:mailto:x@example.org"),
        ("uid", "a" * 256),
        ("sequence", -1),
        ("starts", NINE.replace(tzinfo=None)),
        ("ends", NINE),
        ("ends", NINE - timedelta(minutes=1)),
        ("ends", NINE + timedelta(microseconds=1)),
        ("created", WRITTEN.replace(tzinfo=None)),
        ("changed", WRITTEN.replace(tzinfo=None)),
        ("zone", "Seoul"),
        ("zone", "../Seoul"),
        ("zone", "Asia"),
        ("zone", ""),
        ("language", "ko;X=1"),
        ("language", ""),
        ("url", "visits/1"),
        ("url", "https://example.org/a b"),
        ("related_to", "a\nb"),
        ("all_day", True),
    ],
)
def test_an_entry_refuses_what_it_cannot_hold(name, value):
    values = {"starts": NINE, "ends": NINE + timedelta(hours=1)} | {name: value}
    with pytest.raises((ValueError, TypeError)):
        entry(**values)


@pytest.mark.parametrize(
    "changes",
    [{"uid": "a b"}, {"language": "한국어"}, {"zone": "Mars/Olympus"}, {"colour": "#123456"}],
)
def test_a_calendar_refuses_what_it_cannot_hold(changes):
    with pytest.raises(ValueError, match="cannot be"):
        calendar(**changes)


@pytest.mark.parametrize("point", [(90.1, 0.0), (0.0, -180.1), (float("nan"), 0.0)])
def test_a_place_is_on_earth(point):
    with pytest.raises(ValueError, match="point cannot be"):
        Place("옥상정원", point=point)


def test_a_reminder_does_not_come_after_the_start():
    with pytest.raises(ValueError, match="before cannot be"):
        Alarm(timedelta(minutes=-1), "곧 시작합니다")


def test_an_all_day_entry_lasts_from_midnight_to_midnight_in_its_zone():
    whole = entry(
        starts=datetime(2026, 4, 30, 15, tzinfo=UTC),
        ends=datetime(2026, 5, 2, 15, tzinfo=UTC),
        all_day=True,
    )
    assert whole.starts.astimezone(SEOUL) == datetime(2026, 5, 1, tzinfo=SEOUL)
