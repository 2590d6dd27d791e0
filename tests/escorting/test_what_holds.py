"""On the day everybody goes by what was released, whatever the draft says meanwhile."""

import pytest
from sqlalchemy import select

from tests.factories import AT, WEDNESDAY, a_delegate, a_party, a_site, a_stop, wall
from visits.escorting import queries
from visits.escorting.models import StopToday
from visits.itineraries import actions as itineraries
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState


@pytest.fixture
def release(session, app):
    def made(itinerary) -> None:
        for ask in session.scalars(select(Letter).where(Letter.kind == "hosting.asked")):
            ask.state = LetterState.SENT
        links, by = app.extensions["links"], itinerary.delegation.lead
        given = {"note": Translated(), "by": by, "at": AT, "links": links, "keep_days": 30}
        itineraries.release(session, itinerary, **given)
        session.commit()

    return made


@pytest.fixture
def office(as_, visit):
    """The same page for the coordinator."""
    return lambda: as_("coordinator").page("escorting.day", code=visit.delegation.code)


def moved(session, stop, first: str, last: str, **more) -> None:
    itineraries.move_stop(session, stop, starts=wall(first), ends=wall(last), at=AT, **more)
    session.commit()


def late(session, stop) -> int:
    session.expire_all()
    return session.scalars(select(StopToday.late).where(StopToday.uid == stop.uid)).one()


def test_before_the_first_release_the_draft_holds_and_says_so(phone):
    assert phone.page.all(".callout") == ["Nothing was released yet: this is the draft."]


def test_a_move_in_the_draft_is_seen_by_the_office_alone(
    session, phone, visit, stops, release, office
):
    release(visit)
    moved(session, stops[1], "14:10", "15:10")
    hours = [["10:00–11:00"], ["14:00–15:00"]]
    for page in (phone.page, office()):
        assert [page.all(f"#stop-{stop.id} .escort-hours") for stop in stops] == hours
    assert phone.page.all(".badge-info") == []
    assert office().all(".badge-info") == ["Draft: 14:10–15:10"]
    release(visit)
    assert phone.page.all(f"#stop-{stops[1].id} .escort-hours") == ["14:10–15:10"]
    assert office().all(".badge-info") == []


def test_what_the_draft_adds_or_cancels_waits_for_its_release(
    session, phone, visit, stops, release, office
):
    release(visit)
    itineraries.cancel_stop(session, stops[1], at=AT)
    a_stop(session, visit, "16:00", "17:00", site=a_site(session, "Hall"))
    session.commit()
    assert phone.page.all(".escort-title") == ["Control Centre", "Arboretum"]
    assert phone.page.all(".callout") == []
    page = office()
    assert page.all(".badge-info") == ["Draft: does not take place"]
    assert page.all(".callout li") == ["16:00–17:00 A visit"]
    release(visit)
    assert phone.page.all(".escort-title") == ["Control Centre", "A visit"]


def test_a_group_that_was_released_empty_is_nobody_and_not_everybody(
    session, visit, stops, release
):
    a_delegate(session, visit.delegation)
    stops[1].party = a_party(session, visit.delegation)
    session.commit()
    release(visit)
    session.expire_all()
    held = queries.stops_that_hold(session, visit)
    assert [stop.party for stop in held] == [None, frozenset()]


def test_a_delay_is_counted_from_what_was_released(session, phone, visit, stops, release):
    release(visit)
    moved(session, stops[1], "14:20", "15:20")
    phone.tap("later", stops[1])
    assert late(session, stops[1]) == 10
    phone.post("tell", stop=stops[1].uid)
    letter = session.scalars(select(Letter).where(Letter.kind == "escorting.delay")).first()
    assert letter.facts["expected"] == wall("14:10").isoformat()


def test_a_stop_released_for_another_day_goes_along_with_its_taps(
    session, phone, visit, stops, release
):
    release(visit)
    phone.tap("later", stops[0])
    phone.tap("later", stops[1])
    other = {"starts": wall("9:00", WEDNESDAY), "ends": wall("10:00", WEDNESDAY)}
    itineraries.move_stop(session, stops[1], **other, at=AT)
    release(visit)
    session.expire_all()
    assert [row.uid for row in session.scalars(select(StopToday))] == [stops[0].uid]
    phone.tap("later", stops[1])
    days = {row.uid: row.day for row in session.scalars(select(StopToday))}
    assert days[stops[1].uid] == WEDNESDAY


def test_a_stop_that_takes_longer_says_until_when(phone, visit, stops, release):
    release(visit)
    phone.tap("started", stops[0])
    late = f"#stop-{stops[0].id} .escort-late:not([hidden])"
    assert phone.page.all(late) == []
    phone.tap("later", stops[0])
    assert phone.page.all(late) == ["until about 11:10"]


def test_a_step_hours_off_is_asked_back_by_the_page(phone, stops):
    card = phone.page.one(f"#stop-{stops[0].id}")
    assert (card["data-credible-from"], card["data-credible-until"]) == (
        wall("8:00").isoformat(),
        wall("13:00").isoformat(),
    )
    assert card.select_one("[data-ask]").has_attr("hidden")


def test_a_headcount_that_differs_says_how_many_were_counted(phone, stops):
    phone.tap("headcount", stops[0], heads=12)
    marks = phone.page.all(f"#stop-{stops[0].id} .escort-marks .badge")
    assert marks[1:] == ["Counted: 12 of 9", "3 too many"]
