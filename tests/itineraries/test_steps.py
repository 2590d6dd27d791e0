"""An officer's gestures are steps that they, and nobody else, can undo and redo."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import (
    AT,
    TUESDAY,
    a_contact,
    a_person,
    a_site,
    a_stop,
    a_user,
    a_vehicle,
    an_itinerary,
    stop_values,
    wall,
)
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries import actions
from visits.itineraries.actions import steps
from visits.itineraries.actions.steps import picture
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Day, Step, Stop
from visits.itineraries.rules import Consent, Duty, StopMove
from visits.kit.errors import Refused
from visits.kit.translated import Translated

LATER = AT + timedelta(minutes=5)


def move(session, stop, first, last, by, **values):
    actions.move_stop(
        session, stop, starts=wall(first), ends=wall(last), by=by, **{"at": AT, **values}
    )


def now_in(session, itinerary):
    session.expire_all()
    return picture(itinerary)


def test_every_gesture_of_an_officer_can_be_undone_and_redone(session, app):
    itinerary = an_itinerary(session)
    lead = itinerary.delegation.lead
    site, bus, guide = a_site(session), a_vehicle(session), a_person(session)
    states = [now_in(session, itinerary)]

    def note():
        states.append(now_in(session, itinerary))

    stop = actions.add_stop(session, itinerary, stop_values(site=site), at=AT, by=lead)
    note()
    move(session, stop, "14:00", "15:00", lead)
    note()
    actions.assign_person(session, stop, guide, Role.ESCORTS, at=AT, by=lead)
    note()
    actions.assign_vehicle(session, stop, bus, at=AT, by=lead)
    note()
    actions.change_status(session, stop, StopMove.HOLD, at=AT, by=lead)
    note()
    texts = {"title": Translated(en="City"), "note": Translated(), "rain_plan": Translated()}
    actions.set_day(session, itinerary, TUESDAY, **texts, at=AT, by=lead)
    note()
    copy = actions.duplicate_stop(session, stop, starts=wall("16:00"), at=AT, by=lead)
    note()
    actions.remove_stop(session, copy, at=AT, by=lead)
    note()
    for state in reversed(states[:-1]):
        actions.undo(session, itinerary, by=lead, at=LATER)
        assert now_in(session, itinerary) == state
    with pytest.raises(Refused, match="nothing_to_undo"):
        actions.undo(session, itinerary, by=lead, at=LATER)
    for state in states[1:]:
        actions.redo(session, itinerary, by=lead, at=LATER)
        assert now_in(session, itinerary) == state
    with pytest.raises(Refused, match="nothing_to_redo"):
        actions.redo(session, itinerary, by=lead, at=LATER)
    assert session.scalar(select(func.count()).select_from(Day)) == 1


def test_a_gesture_over_many_stops_is_one_step(session, app):
    itinerary = an_itinerary(session)
    lead = itinerary.delegation.lead
    first = a_stop(session, itinerary, "10:00", "11:00", move=None)
    second = a_stop(session, itinerary, "11:30", "12:00", move=None)
    before = now_in(session, itinerary)
    with actions.changing(session, itinerary, at=AT, by=lead):
        for stop in (first, second):
            stop.starts += timedelta(minutes=10)
            stop.ends += timedelta(minutes=10)
    assert session.scalars(select(Step.user_id)).all() == [lead.id]
    actions.undo(session, itinerary, by=lead, at=LATER)
    assert now_in(session, itinerary) == before


def test_only_own_steps_are_undone_and_what_others_changed_stays(session, app):
    itinerary = an_itinerary(session)
    lead, colleague = itinerary.delegation.lead, a_user(session)
    mine = a_stop(session, itinerary, "10:00", "11:00", move=None)
    theirs = a_stop(session, itinerary, "12:00", "13:00", move=None)
    move(session, mine, "9:00", "10:00", lead)
    move(session, theirs, "14:00", "15:00", colleague)
    values = actions.values_of(mine)
    renamed = stop_values("9:00", "10:00", title=Translated(en="Renamed"))
    assert values.title != renamed.title
    actions.revise_stop(session, mine, renamed, at=AT, by=colleague)
    actions.undo(session, itinerary, by=lead, at=LATER)
    assert (mine.starts, mine.title.to("en")) == (wall("10:00"), "Renamed")
    assert theirs.starts == wall("14:00")


def test_a_step_is_not_undone_over_what_others_did_since(session, app):
    itinerary = an_itinerary(session)
    lead, colleague = itinerary.delegation.lead, a_user(session)
    stop = a_stop(session, itinerary, move=None)
    move(session, stop, "14:00", "15:00", lead)
    move(session, stop, "15:00", "16:00", colleague)
    with pytest.raises(Refused, match="step_overtaken") as refused:
        actions.undo(session, itinerary, by=lead, at=LATER)
    assert refused.value.facts == {"stops": [Translated(en="A visit")], "days": []}
    assert stop.starts == wall("15:00")
    actions.remove_stop(session, stop, at=AT, by=colleague)
    with pytest.raises(Refused, match="step_overtaken"):
        actions.undo(session, itinerary, by=lead, at=LATER)


def test_undoing_is_judged_like_any_other_change(session, app):
    guide = a_person(session)
    itinerary, other = an_itinerary(session), an_itinerary(session)
    lead = itinerary.delegation.lead
    duty = [Duty(Role.ESCORTS, person_id=guide.id)]
    stop = actions.add_stop(
        session, itinerary, stop_values(), at=AT, move=StopMove.CONFIRM, duties=duty
    )
    move(session, stop, "14:00", "15:00", lead)
    actions.add_stop(session, other, stop_values(), at=AT, move=StopMove.CONFIRM, duties=duty)
    with pytest.raises(Blocked):
        actions.undo(session, itinerary, by=lead, at=LATER)
    session.expire_all()
    assert stop.starts == wall("14:00")


def test_what_somebody_was_told_of_is_cancelled_when_its_adding_is_undone(session, app):
    itinerary = an_itinerary(session)
    lead = itinerary.delegation.lead
    stop = actions.add_stop(
        session, itinerary, stop_values(site=a_site(session)), at=AT, move=StopMove.ASK, by=lead
    )
    actions.undo(session, itinerary, by=lead, at=LATER)
    assert stop.status is StopStatus.CANCELLED
    actions.redo(session, itinerary, by=lead, at=LATER)
    assert stop.status is StopStatus.ASKED


@pytest.mark.parametrize("has_contact", [True, False])
def test_what_a_host_agreed_to_stands_again(session, app, has_contact):
    itinerary = an_itinerary(session)
    lead = itinerary.delegation.lead
    site = a_site(session)
    if has_contact:
        a_contact(session, site)
    stop = a_stop(session, itinerary, site=site, move=StopMove.CONFIRM)
    move(session, stop, "14:00", "15:00", lead)
    assert stop.status is StopStatus.ASKED
    actions.undo(session, itinerary, by=lead, at=LATER)
    session.expire_all()
    assert (stop.status, stop.starts) == (StopStatus.CONFIRMED, wall("10:00"))


def test_what_somebody_agreed_to_serve_at_stands_again(session, app):
    itinerary = an_itinerary(session)
    lead = itinerary.delegation.lead
    stop = a_stop(session, itinerary)
    guide = actions.assign_person(session, stop, a_person(session), Role.ESCORTS, at=AT)
    actions.set_consent(session, guide, Consent.CONSENTED, at=AT)
    move(session, stop, "14:00", "15:00", lead)
    assert guide.consent is Consent.REQUESTED
    actions.undo(session, itinerary, by=lead, at=LATER)
    session.expire_all()
    assert stop.assignments[0].consent is Consent.CONSENTED


def test_a_new_step_ends_what_could_be_redone(session, app):
    itinerary = an_itinerary(session)
    lead = itinerary.delegation.lead
    stop = a_stop(session, itinerary, move=None)
    move(session, stop, "14:00", "15:00", lead)
    actions.undo(session, itinerary, by=lead, at=AT)
    move(session, stop, "16:00", "17:00", lead)
    with pytest.raises(Refused, match="nothing_to_redo"):
        actions.redo(session, itinerary, by=lead, at=AT)


def test_steps_are_few_and_end_with_the_day(session, app, monkeypatch):
    monkeypatch.setattr(steps, "MOST_STEPS", 3)
    itinerary = an_itinerary(session)
    lead, colleague = itinerary.delegation.lead, a_user(session)
    stop = a_stop(session, itinerary, move=None)
    move(session, stop, "9:00", "10:00", colleague)
    for hour in range(10, 15):
        move(session, stop, f"{hour}:00", f"{hour + 1}:00", lead)
    kept = select(Step.user_id).order_by(Step.id)
    assert session.scalars(kept).all() == [colleague.id, *[lead.id] * 3]
    tomorrow = AT + timedelta(days=1, minutes=1)
    with pytest.raises(Refused, match="nothing_to_undo"):
        actions.undo(session, itinerary, by=lead, at=tomorrow)
    assert steps.tend(session, links=None, folder=None, at=tomorrow) == {"steps forgotten": 4}
    assert session.scalars(kept).all() == []


def test_what_changed_nothing_is_no_step(session, app):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=None)
    move(session, stop, "10:00", "11:00", itinerary.delegation.lead)
    assert session.scalars(select(Step.id)).all() == []
    assert session.scalars(select(Stop.uid)).all() == [stop.uid]
