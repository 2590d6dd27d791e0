"""What changed between two releases: pure, over plain snapshots."""

import json
from dataclasses import replace

from tests.factories import TUESDAY, WEDNESDAY, wall
from visits.conflicts.rules import Mode, StopKind
from visits.itineraries import diff
from visits.itineraries.diff import DaySnapshot, Difference, Snapshot
from visits.itineraries.freezing import difference
from visits.itineraries.rules import PublishedState, Visibility
from visits.kit.translated import Translated

NOTHING = Translated()


def a_snapshot(uid="one", first="10:00", last="11:00", **said):
    given = {
        "uid": uid,
        "state": PublishedState.CONFIRMED,
        "visibility": Visibility.GUESTS,
        "kind": StopKind.SITE_VISIT,
        "title": Translated(en="Arboretum"),
        "public_note": NOTHING,
        "site_id": 1,
        "site_name": Translated(en="Arboretum"),
        "place": NOTHING,
        "address_ko": "",
        "address_roman": "",
        "entrance_note": NOTHING,
        "lat": 36.5,
        "lng": 127.2,
        "end_site_id": None,
        "end_place": NOTHING,
        "starts": wall(first),
        "ends": wall(last),
        "mode": None,
        "party_name": NOTHING,
        "delegate_ids": (),
        "languages": ("en",),
    }
    return Snapshot(**{**given, **said})


def a_day(day=TUESDAY, **said):
    given = {"title": NOTHING, "note": NOTHING, "rain_plan": NOTHING}
    return DaySnapshot(**{"day": day, **given, **said})


def test_nothing_changed():
    stops = [a_snapshot("one"), a_snapshot("two", "14:00", "15:00")]
    assert diff.between(stops, reversed(stops)) == Difference()
    assert diff.between(stops, stops).is_empty


def test_everything_is_added_to_a_first_release_in_order_of_time():
    found = diff.between([], [a_snapshot("late", "15:00", "16:00"), a_snapshot("early")])
    assert found == Difference(added=("early", "late"))


def test_a_change_names_each_field_with_its_old_and_new_value():
    before = a_snapshot()
    after = replace(before, starts=wall("10:30"), mode=Mode.OWN_BUS)
    (change,) = diff.between([before], [after]).changed
    assert change.uid == "one"
    assert change.fields == {
        "starts": (wall("10:00"), wall("10:30")),
        "mode": (None, Mode.OWN_BUS),
    }


def test_a_stop_that_is_cancelled_or_missing_is_cancelled_once():
    stop, other = a_snapshot("one"), a_snapshot("two", "14:00", "15:00")
    assert diff.between([stop, other], [stop.cancelled()]).cancelled == ("one", "two")
    assert diff.between([stop.cancelled()], [stop.cancelled()]).is_empty
    assert diff.between([stop.cancelled()], []).is_empty


def test_a_stop_that_returns_is_added():
    stop = a_snapshot()
    assert diff.between([stop.cancelled()], [stop]) == Difference(added=("one",))


def test_days_whose_texts_changed_came_or_went():
    rain = a_day(rain_plan=Translated(en="Indoors"))
    other = a_day(WEDNESDAY)
    assert diff.between([], [], [a_day()], [rain]).days == (TUESDAY,)
    assert diff.between([], [], [other], [rain]).days == (TUESDAY, WEDNESDAY)
    assert diff.between([], [], [rain], [rain]).days == ()


def test_guests_learn_of_a_stop_of_the_staff_alone_neither_that_it_came_nor_that_it_went():
    staff = a_snapshot("staff", visibility=Visibility.STAFF)
    came = difference([], [staff], [], [])
    assert came.added == ("staff",)
    assert came.guests == Difference()
    hidden = difference([a_snapshot()], [a_snapshot(visibility=Visibility.STAFF)], [], [])
    assert [change.uid for change in hidden.changed] == ["one"]
    assert hidden.guests == Difference(cancelled=("one",))


def test_a_host_who_agrees_is_no_news_for_guests():
    asked = a_snapshot(state=PublishedState.TENTATIVE)
    agreed = difference([asked], [a_snapshot()], [], [])
    assert [list(change.fields) for change in agreed.changed] == [["state"]]
    assert agreed.guests == Difference()


def test_it_is_kept_as_json():
    before = a_snapshot("one")
    after = [replace(before, starts=wall("10:30"), title=Translated(en="Lake")), a_snapshot("two")]
    days = [a_day(title=Translated(en="Water"))]
    found = json.loads(
        json.dumps(difference([before, a_snapshot("old")], after, [], days).as_json())
    )
    guests = found.pop("guests")
    assert guests == found
    assert found == {
        "added": ["two"],
        "changed": [
            {
                "uid": "one",
                "fields": {
                    "title": [{"en": "Arboretum"}, {"en": "Lake"}],
                    "starts": ["2099-03-03T01:00:00+00:00", "2099-03-03T01:30:00+00:00"],
                },
            }
        ],
        "cancelled": ["old"],
        "days": ["2099-03-03"],
    }


def test_a_day_is_read_back_as_it_was_written():
    day = a_day(title=Translated(ko="물", en="Water"), rain_plan=Translated(en="Indoors"))
    assert diff.day_from_json(json.loads(json.dumps(day.as_json()))) == day
