"""Calendars of Outlook, Google, Naver and older programs, as other readers understand them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.factories import SEOUL
from visits.busy.rules import Fault, NotRead
from visits.busy.sandbox import read_apart

DATA = Path(__file__).parent / "data"
AT = datetime(2026, 5, 1, tzinfo=UTC)
UNTIL = datetime(2026, 6, 1, tzinfo=UTC)
EXPECTED = sorted(path.stem for path in (DATA / "expected").iterdir())


def brought(name: str) -> list[tuple[datetime, datetime]]:
    reading = read_apart((DATA / f"{name}.ics").read_bytes(), at=AT, zone=SEOUL)
    return [(span.start, span.end) for span in reading.spans if span.start < UNTIL]


@pytest.mark.parametrize("name", EXPECTED)
def test_busy_times_are_those_that_other_readers_find(name):
    expected = json.loads((DATA / "expected" / f"{name}.json").read_text())["busy"]
    assert brought(name) == sorted(
        (datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"]))
        for one in expected
    )


def test_there_are_ten_of_them():
    assert len(EXPECTED) == 10


def test_a_page_to_sign_in_is_named_as_such():
    with pytest.raises(NotRead) as refused:
        brought("own-html-login")
    assert refused.value.fault is Fault.WEB_PAGE


def test_an_event_of_every_second_is_refused():
    with pytest.raises(NotRead) as refused:
        brought("own-rrule-bomb")
    assert refused.value.fault is Fault.NONE_GOOD
    assert refused.value.facts == {"why": "too_frequent", "title": "폭탄", "count": 1}
