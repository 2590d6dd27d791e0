"""What hangs on other rows, what becomes one, and what is destroyed when its time is over."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import AT, TUESDAY, WEDNESDAY, a_site, a_stop
from tests.outcomes.conftest import OVER
from tests.outcomes.test_queries import a_body, write
from visits.audit.models import AuditEntry
from visits.delegations.rules import DelegationState
from visits.identity.events import Purging
from visits.identity.rules import Matter, due_on
from visits.itineraries import actions as itineraries
from visits.kit.errors import InUse
from visits.kit.retention import Retention
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used
from visits.organisations import actions as organisations
from visits.outcomes import actions
from visits.outcomes.models import FollowUp, Gift, Photo, RecordLine, VisitRecord
from visits.outcomes.rules import Clearance, FollowUpMove, Point
from visits.papers.models import File

LATE = WEDNESDAY + timedelta(days=1_095)
"""The last day on which names are kept."""
SENTINEL = "SENTINEL-4711"


def purge(session, day, *, removes=True):
    notice = Purging(due=due_on(day, Retention()), at=OVER, removes=removes)
    actions.on_purging(session, notice)
    session.commit()
    session.expire_all()
    return {matter: count for matter, count in notice.counted.items() if count}


def test_a_visit_or_stop_with_outcomes_is_in_use(
    session, delegation, stops, promised, given, photographed
):
    write(session, delegation, stops[0], discussion="Sensors")
    promised(stop_id=stops[0].id)
    given()
    photographed(stop_id=stops[0].id)
    with pytest.raises(InUse) as caught:
        refuse_if_used(session, "delegation", delegation.id)
    uses = dict(caught.value.users)
    assert {kind: uses[kind] for kind in ("record", "follow_up", "gift", "photo")} == {
        "record": 1,
        "follow_up": 1,
        "gift": 1,
        "photo": 1,
    }
    with pytest.raises(InUse) as caught:
        refuse_if_used(session, "stop", stops[0].id)
    assert dict(caught.value.users) == {"record": 1, "follow_up": 1, "photo": 1}


def test_a_stop_that_was_written_about_is_not_deleted(session, delegation):
    itinerary = itineraries.open_itinerary(session, delegation, at=AT)
    stop = a_stop(session, itinerary, site=a_site(session), move=None)
    write(session, delegation, stop, discussion="Sensors")
    with pytest.raises(InUse):
        itineraries.remove_stop(session, stop, at=AT)


def test_a_body_to_which_something_was_promised_is_not_deleted(session, promised):
    body = a_body(session)
    promised(organisation_id=body.id)
    with pytest.raises(InUse) as caught:
        organisations.delete(session, body)
    assert caught.value.users == [("follow_up", 1)]


def test_promises_follow_a_body_that_is_merged(session, promised):
    kept, gone = a_body(session), a_body(session, "Ministry of Towns")
    row = promised(organisation_id=gone.id)
    facts = {"name": Translated(en="Ministry of Cities"), "country": "SA", "kind": kept.kind}
    organisations.merge(session, kept, gone, facts, at=AT)
    session.expire_all()
    assert row.organisation_id == kept.id


def fill(session, delegation, stop, promised, given, photographed):
    """Everything in which a person could be named, or seen."""
    write(
        session,
        delegation,
        stop,
        discussion=SENTINEL,
        decisions=SENTINEL,
        questions=[Point(SENTINEL, answer=SENTINEL)],
        opinions=[Point(SENTINEL, agency="Road Division")],
    )
    promise = promised(details=SENTINEL)
    actions.move_followup(session, promise, FollowUpMove.DROP, reason=SENTINEL, on=TUESDAY)
    given(person=SENTINEL, notes=SENTINEL, value=200_000)
    photographed(caption=Translated(en=SENTINEL), alt=Translated(en=SENTINEL))
    photographed(caption=Translated(en="The bridge"), shows_people=False)
    session.commit()


def test_what_names_people_goes_three_years_after_the_visit(
    session, delegation, stops, promised, given, photographed, folder
):
    fill(session, delegation, stops[0], promised, given, photographed)
    assert purge(session, LATE) == {}
    after = LATE + timedelta(days=1)
    counted = {Matter.RECORDS: 1, Matter.GIFTS: 2, Matter.PHOTOS: 1}
    assert purge(session, after, removes=False) == counted
    assert purge(session, after) == counted
    assert purge(session, after) == {}
    (record,) = session.scalars(select(VisitRecord))
    assert (record.discussion, record.decisions, record.lines) == ("", "", [])
    (promise,) = session.scalars(select(FollowUp))
    assert (promise.what, promise.details, promise.reason) == ("Send the traffic data", "", "")
    (gift,) = session.scalars(select(Gift))
    assert (gift.item, gift.person, gift.notes, gift.value) == ("Vase", "", "", 200_000)
    (photo,) = session.scalars(select(Photo))
    assert photo.caption == Translated(en="The bridge")
    kept = {folder / file.path for file in session.scalars(select(File))}
    assert {path for path in folder.rglob("*") if path.is_file()} == kept
    assert len(kept) == 2
    assert session.scalar(select(func.count()).select_from(RecordLine)) == 0


def test_an_open_promise_keeps_its_words_until_it_is_settled(session, promised):
    promise = promised(details=SENTINEL)
    after = LATE + timedelta(days=1)
    assert purge(session, after) == {}
    actions.move_followup(session, promise, FollowUpMove.SETTLE, on=after)
    assert purge(session, after) == {Matter.GIFTS: 1}


def test_the_log_never_tells_what_was_said_or_who_gave(
    session, delegation, stops, promised, given, photographed
):
    fill(session, delegation, stops[0], promised, given, photographed)
    entries = session.scalars(select(AuditEntry)).all()
    assert {entry.subject_kind for entry in entries} >= {"VisitRecord", "RecordLine", "Gift"}
    assert [e for e in entries if SENTINEL in f"{e.subject_label}{e.changes}"] == []


def test_a_photograph_is_cleared_after_somebody_looked(session, delegation, photographed):
    photo = photographed()
    delegation.state = DelegationState.CLOSED
    actions.clear_photo(session, photo, Clearance.CLEARED, is_checked=False)
    assert photo.is_cleared
