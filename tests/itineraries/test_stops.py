"""What officers do with stops: add, revise, move, copy, cancel, delete; days."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_delegation,
    a_party,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    added,
    an_itinerary,
    stop_values,
    wall,
)
from visits.access.rules import Channel
from visits.audit.models import AuditEntry
from visits.conflicts.rules import Role, StopKind, StopStatus
from visits.itineraries import actions, queries
from visits.itineraries.models import Answer, Day, Itinerary, Stop
from visits.itineraries.rules import MOVES, Consent, StopMove, after
from visits.kit.errors import NotThere, Refused, Stale
from visits.kit.translated import Translated
from visits.sites.models import Space

LATER = AT + timedelta(days=1)
NOTHING = Translated()


def test_a_delegation_has_one_itinerary(session, app):
    delegation = a_delegation(session)
    first = actions.open_itinerary(session, delegation, at=AT)
    assert actions.open_itinerary(session, delegation, at=LATER) is first


def test_a_new_stop_is_an_idea_unless_it_is_said_otherwise(session, app):
    itinerary = an_itinerary(session)
    idea = a_stop(session, itinerary, move=None)
    asked = a_stop(session, itinerary, "12:00", "13:00", move=StopMove.ASK)
    assert (idea.status, idea.asked_at) == (StopStatus.IDEA, None)
    assert (asked.status, asked.asked_at) == (StopStatus.ASKED, AT)
    assert [stop.uid for stop in itinerary.stops] == [idea.uid, asked.uid]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"first": "11:00", "last": "11:00"}, "ends_before_start"),
        ({"first": "10:00", "last": "9:00"}, "ends_before_start"),
        ({"ends": wall("10:01", WEDNESDAY)}, "stop_too_long"),
        ({"headcount": 0}, "stop_without_people"),
    ],
)
def test_what_no_stop_can_be_is_refused(session, app, values, reason):
    itinerary = an_itinerary(session)
    with pytest.raises(Refused) as refused:
        a_stop(session, itinerary, **values)
    assert refused.value.reason == reason
    assert itinerary.stops == []


def test_a_stop_may_last_a_whole_day(session, app):
    stop = a_stop(session, an_itinerary(session), ends=wall("10:00", WEDNESDAY))
    assert stop.ends - stop.starts == timedelta(hours=24)


def test_space_and_party_must_belong_to_the_stop(session, app):
    itinerary, other = an_itinerary(session), a_delegation(session)
    site = a_site(session)
    room = added(session, Space(site=a_site(session), name=Translated(en="Room")))
    party = a_party(session, other)
    with pytest.raises(Refused) as refused:
        a_stop(session, itinerary, site=site, space_id=room.id)
    assert refused.value.reason == "space_of_other_site"
    with pytest.raises(Refused) as refused:
        a_stop(session, itinerary, site=site, party_id=party.id)
    assert refused.value.reason == "party_of_other_delegation"
    with pytest.raises(NotThere):
        a_stop(session, itinerary, site_id=999)
    assert itinerary.stops == []


def test_everything_of_a_stop_can_be_revised(session, app):
    site = a_site(session)
    stop = a_stop(session, an_itinerary(session), move=None)
    values = stop_values(
        "14:00",
        "15:30",
        day=WEDNESDAY,
        site=site,
        kind=StopKind.LECTURE,
        title=Translated(en="Water", ko="물"),
        internal_note="Ask again",
        headcount=7,
        languages=("ar",),
    )
    actions.revise_stop(session, stop, values, at=LATER)
    assert actions.values_of(stop) == values
    assert (stop.site, stop.changed_at) == (site, LATER)


def test_what_nobody_outside_sees_is_no_visible_change(session, app):
    stop = a_stop(session, an_itinerary(session), move=None)
    values = stop_values(internal_note="Ask again", is_pinned=True)
    actions.revise_stop(session, stop, values, at=LATER)
    assert (stop.internal_note, stop.changed_at) == ("Ask again", AT)


def test_a_confirmed_stop_that_moves_is_asked_again(session, app):
    stop = a_stop(session, an_itinerary(session), site=a_site(session), move=StopMove.CONFIRM)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    assert (stop.status, stop.asked_at) == (StopStatus.ASKED, LATER)


def test_a_host_who_agreed_already_is_not_asked_again(session, app):
    stop = a_stop(session, an_itinerary(session), site=a_site(session), move=StopMove.CONFIRM)
    times = {"starts": wall("14:00"), "ends": wall("15:00")}
    actions.move_stop(session, stop, **times, at=LATER, host_agreed=True)
    assert stop.status is StopStatus.CONFIRMED


# -- whoever of ours agreed to it ------------------------------------------------------------------

OTHER_TIMES = {"starts": wall("14:00"), "ends": wall("15:00")}


@pytest.fixture
def agreed(session, app):
    """An escort who agreed to a stop from ten to eleven."""
    stop = a_stop(session, an_itinerary(session), site=a_site(session), move=StopMove.CONFIRM)
    escort = a_person(session)
    return actions.assign_person(
        session, stop, escort, Role.ESCORTS, at=AT, consent=Consent.CONSENTED
    )


def test_who_agreed_to_another_time_is_asked_again(session, agreed):
    actions.move_stop(session, agreed.stop, **OTHER_TIMES, at=LATER, host_agreed=True)
    assert agreed.consent is Consent.REQUESTED


def test_who_agreed_to_the_change_too_is_not_asked_again(session, agreed):
    actions.move_stop(session, agreed.stop, **OTHER_TIMES, at=LATER, people_agreed=True)
    assert agreed.consent is Consent.CONSENTED


def test_words_alone_ask_nobody_of_ours_again(session, agreed):
    values = replace(actions.values_of(agreed.stop), title=Translated(en="Another title"))
    actions.revise_stop(session, agreed.stop, values, at=LATER)
    assert agreed.consent is Consent.CONSENTED


def test_a_move_that_is_undone_gives_the_agreement_back(session, agreed):
    before = {"starts": agreed.stop.starts, "ends": agreed.stop.ends}
    actions.move_stop(session, agreed.stop, **OTHER_TIMES, at=LATER)
    actions.move_stop(session, agreed.stop, starts=wall("16:00"), ends=wall("17:00"), at=LATER)
    assert agreed.consent is Consent.REQUESTED
    actions.move_stop(session, agreed.stop, **before, at=LATER)
    assert agreed.consent is Consent.CONSENTED


def test_who_declined_stays_so(session, agreed):
    actions.set_consent(session, agreed, Consent.DECLINED, at=LATER)
    actions.move_stop(session, agreed.stop, **OTHER_TIMES, at=LATER)
    assert agreed.consent is Consent.DECLINED


# -- what nobody answers ---------------------------------------------------------------------------


@pytest.mark.parametrize("what", [StopKind.ARRIVAL, StopKind.DEPARTURE, StopKind.TRANSFER])
def test_what_nobody_answers_is_not_asked_but_confirmed(session, app, what):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session), kind=what)
    assert (stop.status, stop.asked_at) == (StopStatus.CONFIRMED, None)
    actions.change_status(session, stop, StopMove.ASK, at=LATER)
    assert stop.status is StopStatus.CONFIRMED
    assert queries.glance(session, itinerary.delegation_id).waiting == 0


def test_words_alone_do_not_ask_a_host_again(session, app):
    site = a_site(session)
    stop = a_stop(session, an_itinerary(session), site=site, move=StopMove.CONFIRM)
    values = stop_values(site=site, title=Translated(en="Another title"), headcount=5)
    actions.revise_stop(session, stop, values, at=LATER)
    assert stop.status is StopStatus.CONFIRMED


def test_where_nobody_receives_nobody_is_asked_again(session, app):
    airport = a_site(session, is_elsewhere=True)
    itinerary = an_itinerary(session)
    lunch = a_stop(session, itinerary, kind=StopKind.MEAL, move=StopMove.CONFIRM)
    flight = a_stop(session, itinerary, "15:00", "16:00", site=airport, move=StopMove.CONFIRM)
    actions.move_stop(session, lunch, starts=wall("11:30"), ends=wall("12:30"), at=LATER)
    actions.move_stop(session, flight, starts=wall("15:30"), ends=wall("16:30"), at=LATER)
    assert [stop.status.value for stop in (lunch, flight)] == ["confirmed", "confirmed"]


def test_a_move_to_another_site_leaves_the_room_behind(session, app):
    site, other = a_site(session), a_site(session, "Lake")
    room = added(session, Space(site=site, name=Translated(en="Room")))
    stop = a_stop(session, an_itinerary(session), site=site, space_id=room.id)
    span = {"starts": stop.starts, "ends": stop.ends}
    actions.move_stop(session, stop, **span, site_id=site.id, at=LATER)
    assert stop.space is room
    actions.move_stop(session, stop, **span, site_id=other.id, at=LATER)
    assert (stop.site, stop.space) == (other, None)


def test_a_copy_is_an_idea_with_the_same_people(session, app):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session))
    actions.assign_person(session, stop, a_person(session), Role.ESCORTS, at=AT)
    actions.assign_vehicle(session, stop, a_vehicle(session), at=AT)
    copy = actions.duplicate_stop(session, stop, starts=wall("15:00", WEDNESDAY), at=LATER)
    assert copy.uid != stop.uid
    assert copy.status is StopStatus.IDEA
    assert (copy.starts, copy.ends) == (wall("15:00", WEDNESDAY), wall("16:00", WEDNESDAY))
    served = [(one.role, one.person_id, one.vehicle_id) for one in stop.assignments]
    assert [(one.role, one.person_id, one.vehicle_id) for one in copy.assignments] == served
    assert copy in itinerary.stops


@pytest.mark.parametrize("status", list(StopStatus))
@pytest.mark.parametrize("move", list(StopMove))
def test_the_table_of_moves_decides(status, move):
    if (status, move) in MOVES:
        assert after(status, move) is MOVES[status, move]
        return
    with pytest.raises(Refused) as refused:
        after(status, move)
    assert refused.value.reason == "stop_move"


def test_a_refused_move_changes_nothing(session, app):
    stop = a_stop(session, an_itinerary(session), move=None)
    version = stop.itinerary.version
    with pytest.raises(Refused):
        actions.change_status(session, stop, StopMove.DECLINE, at=LATER)
    assert (stop.status, stop.itinerary.version) == (StopStatus.IDEA, version)


def test_a_stop_that_nobody_knows_of_is_deleted(session, app):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session), move=StopMove.HOLD)
    assert actions.remove_stop(session, stop, at=LATER) is True
    assert itinerary.stops == []
    assert session.scalars(select(Stop)).all() == []


def test_what_was_answered_goes_with_a_stop_that_nobody_was_told_of(session, app):
    stop = a_stop(session, an_itinerary(session), kind=StopKind.MEAL)
    said = {"by": None, "channel": Channel.TELEPHONE, "told_on": AT.date(), "at": AT}
    actions.answer(session, stop, StopStatus.CONFIRMED, **said)
    assert actions.remove_stop(session, stop, at=LATER) is True
    assert session.scalars(select(Answer)).all() == []


def test_one_who_saves_a_stop_that_is_gone_is_told_so(session, app):
    stop = a_stop(session, an_itinerary(session), move=None)
    session.commit()
    with type(session)(session.get_bind()) as other:
        other.info.update(session.info)
        actions.remove_stop(other, other.scalars(select(Stop)).one(), at=LATER)
        other.commit()
    with pytest.raises(NotThere):
        actions.revise_stop(session, stop, stop_values(headcount=7), at=LATER)


def test_a_stop_that_somebody_knows_of_is_cancelled_instead(session, app):
    stop = a_stop(session, an_itinerary(session), site=a_site(session))
    assert actions.remove_stop(session, stop, at=LATER) is False
    assert stop.status is StopStatus.CANCELLED
    assert actions.remove_stop(session, stop, at=LATER) is False


def test_every_change_is_another_version_of_the_itinerary(session, app):
    itinerary = an_itinerary(session)
    versions = [itinerary.version]
    stop = a_stop(session, itinerary, site=a_site(session))
    for change in (
        lambda: actions.revise_stop(session, stop, stop_values("14:00", "15:00"), at=AT),
        lambda: actions.assign_vehicle(session, stop, a_vehicle(session), at=AT),
        lambda: actions.unassign(session, stop.assignments[0], at=AT),
        lambda: actions.cancel_stop(session, stop, at=AT),
    ):
        versions.append(itinerary.version)
        change()
    versions.append(itinerary.version)
    assert versions == sorted(set(versions))


def test_one_who_saves_a_stop_that_was_saved_meanwhile_is_stopped(session, app, kind):
    """As on PostgreSQL, where a stop read before the lock may be old when the lock is had."""
    stop = a_stop(session, an_itinerary(session), move=None)
    session.commit()
    with type(session)(session.get_bind()) as other:
        other.info.update(session.info)
        theirs = other.scalars(select(Stop)).one()
        actions.revise_stop(other, theirs, stop_values(headcount=5), at=LATER)
        other.commit()
    with pytest.raises(Stale):
        actions.revise_stop(session, stop, stop_values(headcount=7), at=LATER)
    session.rollback()
    assert session.scalars(select(Stop.headcount)).all() == [5]


def test_two_officers_save_different_stops_of_one_itinerary(session, app):
    itinerary = an_itinerary(session)
    mine = a_stop(session, itinerary, move=None)
    theirs = a_stop(session, itinerary, "14:00", "15:00", move=None)
    session.commit()
    with type(session)(session.get_bind()) as other:
        other.info.update(session.info)
        row = other.get_one(Stop, theirs.id)
        actions.revise_stop(other, row, stop_values("14:00", "16:00"), at=LATER)
        other.commit()
    actions.revise_stop(session, mine, stop_values(headcount=7), at=LATER)
    session.commit()
    session.expire_all()
    assert (mine.headcount, theirs.ends) == (7, wall("16:00"))
    assert session.get_one(Itinerary, itinerary.id).version == 5


def test_the_log_tells_what_was_done_to_stops(session, app):
    stop = a_stop(session, an_itinerary(session), move=None)
    session.commit()
    before = session.scalars(select(AuditEntry.id)).all()
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    session.commit()
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.id.not_in(before)))
    assert (entry.action, entry.subject_kind, entry.subject_label) == ("changed", "Stop", "A visit")
    assert entry.changes["starts"] == ["2099-03-03 01:00:00+00:00", "2099-03-03 05:00:00+00:00"]


def test_a_day_has_a_row_for_its_own_texts_alone(session, app):
    itinerary = an_itinerary(session)
    texts = {"note": NOTHING, "rain_plan": NOTHING, "at": AT}
    title = Translated(en="Water and green")
    day = actions.set_day(session, itinerary, TUESDAY, title=title, **texts)
    assert itinerary.days == [day]
    again = actions.set_day(session, itinerary, TUESDAY, title=Translated(en="Water"), **texts)
    assert again is day
    assert actions.set_day(session, itinerary, TUESDAY, title=NOTHING, **texts) is None
    assert session.scalars(select(Day)).all() == []
