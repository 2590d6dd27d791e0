"""The demonstration's visit that is over has a full record, promises, gifts, photographs and press."""

from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.demo.conftest import over_lately
from visits.kit.clock import now
from visits.kit.zone import zone_of
from visits.outcomes import queries
from visits.outcomes.models import FollowUp, Gift
from visits.outcomes.queries import Wanted
from visits.outcomes.rules import FollowUpState, PointKind, ReportState


@pytest.fixture
def database(demonstration: str) -> str:
    return demonstration


def test_its_record_is_written_stop_by_stop(session: Session):
    record = queries.record_of(session, over_lately(session))
    assert record.visit.is_written
    assert [one.is_written for one in record.stops] == [True, False, True, True, True, True, False]
    assert all(one.began_at for one in record.stops if one.is_written)
    kinds = Counter(kind for one in record.stops for kind in PointKind if one.points(kind))
    assert kinds == {
        PointKind.DISCUSSION: 5,
        PointKind.QUESTION: 3,
        PointKind.OPINION: 1,
        PointKind.DECISION: 2,
    }


def test_one_promise_is_overdue_and_some_were_kept(session: Session):
    today = now().astimezone(zone_of(session)).date()
    late = queries.page_of_followups(session, Wanted(today=today, is_overdue=True), None)
    assert [row.what for row in late.rows] == ["자율주행 버스 운행 자료(공개 항목) 보내기"]
    states = Counter(session.scalars(select(FollowUp.state)))
    assert states == {FollowUpState.OPEN: 3, FollowUpState.DONE: 3}


def test_one_gift_must_be_reported_and_one_was(session: Session):
    states = Counter(gift.report_state for gift in session.scalars(select(Gift)))
    assert states == {
        ReportState.DUE: 1,
        ReportState.UNVALUED: 1,
        ReportState.REPORTED: 1,
        ReportState.NONE: 2,
    }


def test_photographs_have_words_and_most_may_be_shown(session: Session):
    over = over_lately(session)
    shown = queries.photos_of(session, over, only_cleared=True)
    assert (len(queries.photos_of(session, over)), len(shown)) == (4, 3)
    assert all(photo.caption.has("ko") and photo.alt.has("en") for photo in shown)
    assert [len(photo.files) for photo in shown] == [2, 2, 2]
    assert len(queries.press_of(session, over)) == 2
