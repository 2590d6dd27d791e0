"""Feeds and downloads please eight independent readers, in every script and over time."""

import random
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.calendars.check import PROGRAM, TOOLS, strict
from tests.calendars.examples import GARDEN, SEOUL, WRITTEN, calendar, entry
from tests.calendars.ics.test_text import LANGUAGES
from visits.calendars.ics import Alarm, Busy, Entry, Place, Status, download, feed

TODAY = date(2026, 4, 1)
SIGNS = "가견학abc ,;:\\\"^<>&/'=\r\n\t\x00\x1b\x85\u2028\u202e\u2066\ufeff\ufffd\ud83d👩‍⚕️ກ็ខ្មم"


def published(after: int, **changes: object) -> dict[str, object]:
    """What a publication so many days later changes."""
    return {"changed": WRITTEN + timedelta(days=after), **changes}


def test_the_check_tells_good_from_bad(tmp_path):
    done = subprocess.run(
        [TOOLS / "venv/bin/python", PROGRAM.parent / "selftest.py", tmp_path, "--fast"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "71 of 71 as expected"


def test_every_script_in_every_reader():
    stops = [
        entry(
            number,
            summary=text,
            language=tag if len(tag) == 2 else "en",
            description=f"{text}, {text}; " * 12 + f"\n{text}\n02-123-4567",
            place=Place(text, f"{text}; 11, {text}", (36.504, 127.265)),
            categories=(text, "견학, 정원"),
        )
        for number, (tag, text) in enumerate(LANGUAGES.items(), 1)
    ]
    assert strict(feed(calendar(*stops, name=LANGUAGES["ar"], language="ar"))) == []


def test_hostile_texts_in_every_reader():
    chance = random.Random(2026)  # noqa: S311

    def text(length: int) -> str:
        return "".join(chance.choices(SIGNS, k=length))

    stops = [
        entry(
            number,
            summary=text(40),
            prefix=text(3),
            description=text(400),
            place=Place(text(30), text(60), (0.0, -0.5)),
            categories=(text(5), text(5)),
        )
        for number in range(1, 150)
    ]
    stops.append(entry(200, summary="긴 제목 " * 2000, description="\\" * 10_000))
    assert strict(feed(calendar(*stops, name=text(30), description=text(200)))) == []


def test_an_empty_feed():
    assert strict(feed(calendar())) == []


def test_every_status_and_kind_of_time():
    stops = [
        entry(1),
        entry(2, status=Status.TENTATIVE),
        entry(3, status=Status.CANCELLED, sequence=1, prefix="[취소]"),
        entry(4, busy=Busy.OOF, related_to="stop-1@visits.example.org"),
        entry(5, busy=Busy.FREE, place=None, url="https://visits.example.org/ko/visit"),
        entry(
            6,
            all_day=True,
            starts=datetime(2026, 5, 6, tzinfo=SEOUL),
            ends=datetime(2026, 5, 8, tzinfo=SEOUL),
        ),
        entry(7, starts=datetime(2026, 5, 7, 23, tzinfo=SEOUL)),
    ]
    assert strict(feed(calendar(*stops))) == []
    assert strict(feed(calendar(stops[5]))) == []


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Paris",
        "America/New_York",
        "America/Santiago",
        "Asia/Jerusalem",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        # Not Africa/Casablanca: its law of September 2026 is not yet known to every reader.
        "Etc/UTC",
    ],
)
def test_zones_with_and_without_summer_time(zone):
    begin = datetime(2026, 1, 5, 3, tzinfo=UTC)
    twice = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    stops = [entry(week, zone=zone, starts=begin + timedelta(weeks=week)) for week in range(1, 90)]
    stops += [
        entry(1000 + hour, zone=zone, starts=twice + timedelta(hours=hour)) for hour in range(4)
    ]
    assert strict(feed(calendar(*stops, zone=zone))) == []


def test_downloads():
    alarm = Alarm(timedelta(minutes=30), "곧 시작합니다, 견학")
    assert strict(download(entry()), kind="download") == []
    assert strict(download(entry(), alarm=alarm), kind="download") == []
    assert strict(download(entry(1), entry(2), alarm=alarm), kind="download") == []


def test_a_long_feed():
    stops = [
        entry(number, starts=datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=40 * number))
        for number in range(300)
    ]
    assert strict(feed(calendar(*stops))) == []


def story() -> list[list[Entry]]:
    """A host's stops after each of five publications."""
    first, second, third = entry(1), entry(2), entry(3)
    moved = replace(
        first,
        starts=first.starts + timedelta(hours=1),
        ends=first.ends + timedelta(hours=1),
        **published(1, sequence=1),
    )
    tombstone = replace(
        second, **published(2, sequence=1, status=Status.CANCELLED, prefix="[취소]")
    )
    respelt = replace(third, **published(2, summary="옥상 정원 견학"))
    back = replace(first, **published(3, sequence=2))
    elsewhere = replace(respelt, **published(4, sequence=1, place=replace(GARDEN, name="1동")))
    revived = replace(second, **published(4, sequence=2))
    return [
        [first, second],
        [moved, second, third],
        [moved, tombstone, respelt],
        [back, tombstone, respelt],
        [back, revived, elsewhere],
    ]


@pytest.mark.parametrize("number", range(1, 5))
def test_subscribers_follow_every_publication(number):
    before, after = (feed(calendar(*stops)) for stops in story()[number - 1 : number + 1])
    assert strict(after, previous=before, today=TODAY) == []


def test_the_check_tells_a_move_that_was_not_counted():
    moved = entry(1, starts=datetime(2026, 5, 1, 10, tzinfo=SEOUL), **published(1))
    (complaint,) = strict(feed(calendar(moved)), previous=feed(calendar(entry(1))), today=TODAY)
    assert complaint.startswith("FAIL Q04 SEQUENCE rises when time")


def test_the_check_tells_a_reader_that_is_missing(monkeypatch, tmp_path):
    conf = (TOOLS / "calharness.json").read_text().replace("libical_dump", "no_such_reader")
    (tmp_path / "calharness.json").write_text(conf)
    monkeypatch.setattr("tests.calendars.check.TOOLS", Path(tmp_path))
    assert [line.split()[1] for line in strict(feed(calendar(entry())))] == ["P01", "P08"]
