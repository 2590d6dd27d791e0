"""Whenever the demonstration is made, its living visits keep their promises."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays as library
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.demo.conftest import LIVING, codes_of, the_visit
from tests.demo.test_living import IN_PLANNING
from visits.demo import actions
from visits.holidays.models import Holiday
from visits.kit.clock import now
from visits.kit.workdays import is_working_day

SEOUL = ZoneInfo("Asia/Seoul")


def next_day(fits) -> date:
    """The next day from now on that fits: what is judged anew is judged today."""
    day = now().astimezone(SEOUL).date() + timedelta(days=1)
    while not fits(day):
        day += timedelta(days=1)
    return day


def eve_of(name: str) -> date:
    year = now().year
    named = library.country_holidays("KR", years=range(year, year + 3), language="ko")
    return next_day(lambda day: named.get(day + timedelta(days=1)) == f"{name} 전날")


RARER = [pytest.param(name, marks=pytest.mark.proof) for name in ("31 December", "before Seollal")]


@pytest.fixture(params=["friday evening", "before Chuseok", *RARER])
def moment(request: pytest.FixtureRequest) -> datetime:
    day, clock = {
        "friday evening": lambda: (next_day(lambda day: day.weekday() == 4), time(20, 30)),
        "31 December": lambda: (next_day(lambda day: (day.month, day.day) == (12, 31)), time(9)),
        "before Seollal": lambda: (eve_of("설날"), time(14)),
        "before Chuseok": lambda: (eve_of("추석"), time(8)),
    }[request.param]()
    return datetime.combine(day, clock, SEOUL).astimezone(UTC)


@pytest.mark.sqlite_alone
def test_the_living_visits_keep_their_promises(
    app: Flask, session: Session, data_dir: Path, moment: datetime
):
    links = app.extensions["links"]
    actions.fill(
        session, password="long enough", links=links, keep_days=30, country="KR", at=moment
    )
    session.commit()
    found = {key: codes_of(session, key) for key in LIVING}
    assert found == {"kenya": set(), "saudi": set(), "mongolia": set(), "cambodia": IN_PLANNING}
    off = {row.day for row in session.scalars(select(Holiday)) if row.kind.closes}
    days = {
        stop.starts.astimezone(SEOUL).date()
        for key in LIVING
        for stop in the_visit(session, key).stops
    }
    assert [day for day in sorted(days) if not is_working_day(day, off)] == []
    assert min(days) >= moment.astimezone(SEOUL).date()
