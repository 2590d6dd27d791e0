"""The purge runs by itself every night, and somebody is told when it does not."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import a_delegate, a_delegation, a_user
from visits import nights
from visits.delegations.rules import MealNeed
from visits.identity import queries
from visits.identity.models import PurgeRun
from visits.identity.rules import is_purge_late, is_time_to_purge
from visits.kit.clock import now

SEOUL = ZoneInfo("Asia/Seoul")


def at(hour: int, day: int = 10) -> datetime:
    return datetime(2026, 11, day, hour, 30, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("last", "moment", "is_time"),
    [
        (None, at(3), True),
        (None, at(10), False),
        (at(3, day=9), at(0), False),
        (at(3, day=9), at(1), True),
        (at(1), at(2), False),
        (at(3, day=9), at(14), False),
        (at(3, day=8), at(14), True),
    ],
)
def test_it_runs_once_a_night_and_makes_up_for_missed_ones(last, moment, is_time):
    assert is_time_to_purge(last, at(9, day=9), moment, SEOUL) is is_time


def test_files_that_could_not_be_wiped_are_tried_again_in_the_same_night():
    assert is_time_to_purge(at(1), at(9, day=1), at(2), SEOUL, is_wiped=False) is True
    assert is_time_to_purge(at(1), at(9, day=1), at(9), SEOUL, is_wiped=False) is False


def test_two_days_without_it_are_late():
    assert is_purge_late(at(3, day=8), at(9, day=1), at(3)) is False
    assert is_purge_late(at(3, day=8), at(9, day=1), at(4)) is True
    assert is_purge_late(None, at(9, day=8), at(10)) is True


def test_the_round_of_the_night_destroys_what_is_due(app, session: Session):
    day = now().date() - timedelta(days=60)
    visit = a_delegation(session, starts_on=day, ends_on=day)
    a_delegate(session, visit, meal_needs=(MealNeed.HALAL,))
    a_user(session, created_at=now() - timedelta(days=3))
    session.commit()
    session.close()
    with app.app_context():
        assert nights.purge_by_night(app) == {"destroyed": 1}
    run = session.scalars(select(PurgeRun)).one()
    assert (run.by, run.destroyed, run.is_wiped) == ("tend", 1, True)
    session.close()
    with app.app_context():
        assert nights.purge_by_night(app) == {}


def test_calendars_that_cannot_be_read_do_not_hinder_it(app, session: Session):
    a_user(session, created_at=now() - timedelta(days=3))
    session.commit()
    session.close()
    sealer = app.extensions.pop("calendar_sealer")
    try:
        with app.app_context(), pytest.raises(KeyError):
            nights.tend_all(app)
    finally:
        app.extensions["calendar_sealer"] = sealer
    assert session.scalars(select(PurgeRun.by)).all() == ["tend"]


def test_administrators_read_that_it_does_not_run(as_, session: Session, people):
    sentence = "The purge of personal data has not run for two days. Destruction record"
    for role in ("administrator", "coordinator", "viewer"):
        people[role].created_at = now()
    session.commit()
    assert sentence not in as_("administrator").page("home.dashboard").text
    people["viewer"].created_at = now() - timedelta(days=3)
    session.commit()
    assert queries.purge_is_late(session, now())
    assert sentence in as_("administrator").page("home.dashboard").text
    assert sentence not in as_("coordinator").page("home.dashboard").text
    page = as_("administrator").page("identity.destroyed")
    assert "The purge has not run for two days." in page.text
    assert "It has not run yet." in page.text
