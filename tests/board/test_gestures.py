"""What an officer does on the board by hand: judged, kept or put back, in words."""

from datetime import time

import pytest
from sqlalchemy import func, select

from tests.board.hands import Officer
from tests.factories import (
    TUESDAY,
    WEDNESDAY,
    a_delegate,
    a_party,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    an_interpreter,
    an_itinerary,
    wall,
)
from visits.conflicts.rules import Role, StopKind, StopStatus
from visits.itineraries import actions
from visits.itineraries.models import Stop
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated
from visits.sites.models import OfferedWindow


@pytest.fixture
def itinerary(session):
    return an_itinerary(session)


@pytest.fixture
def officer(as_, itinerary, session):
    session.commit()
    return Officer(as_("coordinator"), itinerary)


def shown(answer, stop):
    return next(one for one in answer.json["stops"] if one["uid"] == stop.uid)


def test_a_stop_is_dropped_where_it_is_let_go(session, itinerary, officer):
    stop = a_stop(session, itinerary, move=None)
    answer = officer.drop(stop, "14:00", "15:00")
    assert answer.status_code == 200
    assert answer.json["said"] == "A visit: Tue, Mar 3 14:00–15:00."
    assert shown(answer, stop)["start"] == f"{TUESDAY}T14:00"
    assert answer.json["steps"] == {"undo": 1, "redo": 0}
    session.expire_all()
    assert (stop.starts, stop.ends) == (wall("14:00"), wall("15:00"))


def test_dropped_into_other_lanes_it_gets_that_site_person_or_vehicle(session, itinerary, officer):
    near, far = a_site(session, "Near"), a_site(session, "Far")
    first, second, bus = an_interpreter(session), a_person(session), a_vehicle(session)
    stop = a_stop(session, itinerary, site=near, title=near.name, move=None)

    def drop(came, goes):
        session.expire_all()
        return officer.drop(stop, "10:00", "11:00", came=came, goes=goes).status_code

    assert drop(f"site-{near.id}", f"site-{far.id}") == 200
    assert drop("delegation", f"person-{first.id}") == 200
    assert drop("delegation", f"vehicle-{bus.id}") == 200
    session.expire_all()
    assert (stop.site, stop.title) == (far, far.name)
    served = {(one.role, one.person_id, one.vehicle_id) for one in stop.assignments}
    assert served == {(Role.INTERPRETS, first.id, None), (Role.DRIVES, None, bus.id)}
    assert drop(f"person-{first.id}", f"person-{second.id}") == 200
    session.expire_all()
    assert {one.person_id for one in stop.assignments} == {second.id, None}


def test_what_cannot_be_is_put_back_and_said_why(session, itinerary, officer):
    vehicle, other = a_vehicle(session), an_itinerary(session)
    theirs = a_stop(session, other, "14:00", "15:00")
    actions.assign_vehicle(session, theirs, vehicle, at=wall("8:00"))
    stop = a_stop(session, itinerary)
    actions.assign_vehicle(session, stop, vehicle, at=wall("8:00"))
    answer = officer.drop(stop, "14:30", "15:30")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.json["title"] == "This was not saved."
    assert "Free again from" in answer.json["points"]
    session.expire_all()
    assert stop.starts == wall("10:00")


def test_a_closed_day_and_midnight_are_answered_in_words(session, itinerary, officer):
    site = a_site(session, "Museum", closed_weekdays=("2",))
    stop = a_stop(session, itinerary, site=site, day=WEDNESDAY)
    answer = officer.drop(stop, "10:00", "11:00")
    assert answer.status_code == 422
    assert "closed" in answer.json["points"].lower()
    over = officer.drop(stop, f"{WEDNESDAY}T23:30", "2099-03-05T00:30")
    assert shown(over, stop)["end"] == "2099-03-05T00:30"
    session.expire_all()
    too_long = officer.drop(stop, f"{WEDNESDAY}T10:00", "2099-03-05T10:01")
    assert too_long.json["detail"] == "A stop lasts 24 hours at most."
    backwards = officer.drop(stop, "11:00", "10:00")
    assert backwards.json["detail"] == "The end lies before the start."


def test_a_closed_day_is_said_first_at_the_drop_and_on_the_card(session, itinerary, officer, as_):
    site = a_site(session, "Museum", closed_weekdays=("2",))
    stop = a_stop(session, itinerary, site=site, day=WEDNESDAY, move=None)
    answer = officer.drop(stop, "10:00", "11:00")
    assert answer.json["said"].startswith("Museum is closed at this time. ")
    assert shown(answer, stop)["isClosed"] is True
    browser = as_("coordinator")
    path = browser.url("board.card", code=itinerary.delegation.code, uid=stop.uid)
    card = browser.fetch("GET", path).text
    first = card.index('class="finding-body"')
    assert "Site closed" in card[first : first + 120]


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ("", "This field is required."),
        ("noon", "Enter a time such as 14:30."),
        ("1800-01-01T10:00", "Enter a day of the years 2000 to 2199."),
        ("2099-03-03T25:00", "Enter a time such as 14:30."),
    ],
)
def test_a_time_that_is_none_is_answered_in_words(session, itinerary, officer, starts, said):
    stop = a_stop(session, itinerary, move=None)
    answer = officer.send("drop", uid=stop.uid, starts=starts, ends="2099-03-03T11:00")
    assert answer.status_code == 422
    assert answer.json["detail"] == said


def test_who_changed_it_meanwhile_is_named_and_nothing_is_lost(session, itinerary, officer, as_):
    stop = a_stop(session, itinerary, move=None)
    session.commit()
    seen = str(stop.version)
    colleague = Officer(as_("administrator"), itinerary)
    assert colleague.drop(stop, "14:00", "15:00").status_code == 200
    answer = officer.drop(stop, "16:00", "17:00", seen=seen)
    assert (answer.status_code, answer.json["title"]) == (409, "Someone else saved first.")
    assert "changed it at" in answer.json["detail"]
    theirs = next(one for one in answer.json["plan"]["stops"] if one["uid"] == stop.uid)
    assert theirs["start"] == f"{TUESDAY}T14:00"
    again = officer.drop(stop, "16:00", "17:00", seen=str(theirs["version"]))
    assert shown(again, stop)["start"] == f"{TUESDAY}T16:00"
    uid = stop.uid
    colleague.send("remove", uid=uid)
    times = {"starts": f"{TUESDAY}T09:00", "ends": f"{TUESDAY}T10:00"}
    gone = officer.send("drop", uid=uid, **times)
    assert (gone.status_code, gone.json["isGone"]) == (409, True)


def test_a_gesture_that_is_sent_again_is_done_once(session, itinerary, officer):
    sent = [officer.place("lunch", "12:00", once="k" * 32) for _ in range(2)]
    assert [one.status_code for one in sent] == [200, 302]
    assert sent[1].location == f"/office/delegations/{officer.code}/board/plan"
    assert session.scalar(select(func.count()).select_from(Stop)) == 1


def test_the_tray_holds_sites_and_typical_stops(session, itinerary, officer):
    site, guide = a_site(session, "Arboretum", minutes_typical=40), a_person(session)
    answer = officer.place(f"site-{site.id}", "9:00", goes=f"person-{guide.id}")
    assert answer.status_code == 200
    officer.place("courtesy_call", "10:00", goes=f"site-{site.id}")
    officer.place("lunch", "12:00")
    visit, call, lunch = session.scalars(select(Stop).order_by(Stop.starts))
    assert (visit.title, visit.ends) == (site.name, wall("9:40"))
    assert [one.person_id for one in visit.assignments] == [guide.id]
    assert (call.kind, call.site_id, call.ends) == (StopKind.COURTESY_CALL, site.id, wall("10:30"))
    assert (lunch.kind, lunch.title.to("en")) == (StopKind.MEAL, "Lunch")
    assert call.title.to("ko") == "예방(접견)"
    site.is_retired = True
    for what in (f"site-{site.id}", "site-0", "nonsense"):
        assert officer.place(what, "15:00").status_code == 422


def test_a_stop_is_copied_taken_out_and_brought_back(session, itinerary, officer):
    stop = a_stop(session, itinerary, move=None)
    copied = officer.send("copy", uid=stop.uid)
    assert copied.json["said"].startswith("A visit: Tue, Mar 3 11:00–12:00.")
    removed = officer.send("remove", uid=copied.json["uid"], seen="1")
    assert removed.json["said"] == "A visit was taken out."
    assert officer.send("undo").json["steps"] == {"undo": 1, "redo": 1}
    assert officer.send("redo").json["said"] == "Your step was done again."
    assert session.scalars(select(Stop.uid)).all() == [stop.uid]
    assert officer.send("redo").json["detail"] == "There is no step of yours left to redo."


def test_state_and_service_change_by_one_press(session, itinerary, officer):
    stop, guide = a_stop(session, itinerary, move=None), a_person(session)
    actions.assign_person(session, stop, guide, Role.ESCORTS, at=wall("8:00"))
    lane = f"person-{guide.id}"
    assert (
        officer.send("change_status", uid=stop.uid, wanted="hold").json["said"] == "A visit, Held"
    )
    assert officer.send("let_go", uid=stop.uid, lane=lane).status_code == 200
    assert officer.send("let_go", uid=stop.uid, lane=lane).status_code == 422
    assert officer.send("let_go", uid=stop.uid, lane="x").status_code == 404
    assert officer.send("change_status", uid=stop.uid, wanted="cancel").status_code == 404
    session.expire_all()
    assert (stop.status, stop.assignments) == (StopStatus.HOLD, [])


def test_a_group_is_split_into_two_that_share_nobody(session, itinerary, as_):
    delegation = itinerary.delegation
    people = [a_delegate(session, delegation) for _ in range(3)]
    first, second = a_party(session, delegation, people[0]), a_party(session, delegation, people[1])
    mixed = a_party(session, delegation, people[0], people[2])
    stop = a_stop(session, itinerary, site=a_site(session))
    browser = as_("coordinator")
    page = browser.page("board.split", code=delegation.code, uid=stop.uid)
    refused = page.submit(status=422, first=str(first.id), second=str(mixed.id))
    assert "share nobody" in refused.text
    page.submit(first=str(first.id), second=str(second.id))
    session.expire_all()
    kept, other = session.scalars(select(Stop).order_by(Stop.id))
    assert (kept.party, kept.status) == (first, StopStatus.ASKED)
    assert (other.party, other.status, other.starts) == (second, StopStatus.IDEA, kept.starts)


def test_two_groups_are_made_where_a_stop_is_split(session, itinerary, as_):
    delegation = itinerary.delegation
    stop = a_stop(session, itinerary, site=a_site(session))
    browser = as_("coordinator")
    page = browser.page("board.split", code=delegation.code, uid=stop.uid)
    assert (page.all("main .callout strong"), page.has("main form")) == (
        ["Two subgroups are needed."],
        False,
    )
    people = [a_delegate(session, delegation) for _ in range(3)]
    session.commit()
    page = browser.page("board.split", code=delegation.code, uid=stop.uid)
    refused = page.submit(status=422, first=[str(one.id) for one in people])
    assert "leave some for the other group" in refused.text
    page.submit(first=[str(people[0].id), str(people[2].id)])
    session.expire_all()
    kept, other = session.scalars(select(Stop).order_by(Stop.id))
    assert [one.party.name.to("en") for one in (kept, other)] == ["Group 1", "Group 2"]
    assert kept.party.member_ids == {people[0].id, people[2].id}
    assert other.party.member_ids == {people[1].id}


def test_without_scripts_a_button_leads_back_to_the_board(session, itinerary, as_):
    stop = a_stop(session, itinerary, move=None)
    browser = as_("coordinator")
    session.commit()
    move = browser.page("itineraries.move", code=itinerary.delegation.code, uid=stop.uid)
    move.submit(starts="14:00")
    page = browser.page("board.show", code=itinerary.delegation.code)
    back = page.submit(".board-undo").follow()
    assert back.all(".flashes .callout") == ["Your last step was undone."]
    assert back.all(".plan-stop strong") == ["10:00–11:00"]
    assert back.submit(".board-undo").follow().all(".flashes .callout") == [
        "This was not saved. There is no step of yours left to undo."
    ]


def test_viewers_look_and_touch_nothing(session, itinerary, as_):
    stop = a_stop(session, itinerary, move=None)
    session.commit()
    viewer = Officer(as_("viewer"), itinerary)
    page = viewer.browser.page("board.show", code=viewer.code)
    assert not page.has(".tray-item, .board-undo, .plan-gestures")
    assert viewer.drop(stop, "14:00", "15:00").status_code == 403


def test_a_move_costs_the_same_whatever_the_programme_holds(
    session, itinerary, officer, queries_of
):
    site = a_site(session)
    site.windows.append(OfferedWindow(weekday=2, opens=time(9), closes=time(18)))
    stops = [a_stop(session, itinerary, "8:00", "8:30", site=site, move=StopMove.HOLD)]

    def count(first, last):
        session.expire_all()
        return queries_of(lambda: officer.drop(stops[0], first, last))

    a_stop(session, itinerary, "11:00", "11:30", site=site, move=None)
    session.commit()
    officer.drop(stops[0], "9:00", "9:30")
    few = count("10:00", "10:30")
    for hour in range(12, 18):
        title = Translated(en=f"At {hour}")
        a_stop(session, itinerary, f"{hour}:00", f"{hour}:30", site=site, title=title, move=None)
    session.commit()
    assert count("9:00", "9:30") == few
