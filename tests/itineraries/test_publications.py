"""What hosts and people of ours are told of a stop, from its first ask to its cancellation."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    TUESDAY,
    a_person,
    a_site,
    a_stop,
    a_user,
    a_vehicle,
    an_interpreter,
    an_itinerary,
    stop_values,
    wall,
)
from visits.access.rules import Channel
from visits.audit.models import AuditEntry
from visits.calendars.rules import standing_at_site
from visits.conflicts.rules import Role, StopKind, StopStatus
from visits.itineraries import actions, queries
from visits.itineraries.models import Publication
from visits.itineraries.rules import Consent, StopMove
from visits.itineraries.sequence import named
from visits.kit.errors import Refused
from visits.kit.translated import Translated

LATER = AT + timedelta(days=1)


def told(session, stop):
    """What was published of the stop, oldest first: number, state, by what."""
    rows = reversed(queries.publications_of(session, stop))
    return [(row.sequence, row.state.value, row.scope.value) for row in rows]


def seen_by(session, *who):
    """What one calendar was shown, oldest first: number, state, hour."""
    rows = session.scalars(select(Publication).order_by(Publication.id)).all()
    mine = (row for row in rows if (who[0], str(who[1])) in named(row))
    return [(row.sequence, row.state.value, f"{row.starts.hour + 9}:00") for row in mine]


def confirm(session, stop, said=StopStatus.CONFIRMED, **other):
    given = {"by": None, "channel": Channel.TELEPHONE, "told_on": AT.date(), "at": AT}
    return actions.answer(session, stop, said, **{**given, **other})


def test_a_story_from_ask_to_cancellation(session, release):
    site, interpreter = a_site(session), an_interpreter(session)
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, "15:00", "16:00", move=StopMove.CONFIRM)
    stop = a_stop(session, itinerary, site=site, move=None)
    actions.assign_person(session, stop, interpreter, Role.INTERPRETS, at=AT)
    assert told(session, stop) == []

    actions.change_status(session, stop, StopMove.ASK, at=AT)
    confirm(session, stop)
    release(itinerary)
    assert told(session, stop) == [(0, "tentative", "ask"), (1, "confirmed", "answer")]

    actions.move_stop(session, stop, starts=wall("11:00"), ends=wall("12:00"), at=LATER)
    confirm(session, stop)
    release(itinerary, at=LATER)
    assert told(session, stop)[2:] == [(2, "tentative", "ask"), (3, "confirmed", "answer")]

    actions.cancel_stop(session, stop, at=LATER)
    release(itinerary, at=LATER)
    assert told(session, stop)[4:] == [(4, "cancelled", "ask")]
    story = [
        (0, "tentative", "10:00"),
        (1, "confirmed", "10:00"),
        (2, "tentative", "11:00"),
        (3, "confirmed", "11:00"),
        (4, "cancelled", "11:00"),
    ]
    assert seen_by(session, "site", site.id) == story
    assert seen_by(session, "person", interpreter.id) == story


def test_ideas_and_holds_never_leave_the_office(session, app):
    site = a_site(session)
    stop = a_stop(session, an_itinerary(session), site=site, move=StopMove.HOLD)
    actions.move_stop(session, stop, starts=wall("11:00"), ends=wall("12:00"), at=AT)
    actions.change_status(session, stop, StopMove.WITHDRAW, at=AT)
    actions.cancel_stop(session, stop, at=AT)
    assert told(session, stop) == []


def test_what_concerns_nobody_is_told_by_the_release_alone(session, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, kind=StopKind.FREE)
    actions.move_stop(session, stop, starts=wall("11:00"), ends=wall("12:00"), at=AT)
    assert told(session, stop) == []
    made = release(itinerary)
    assert told(session, stop) == [(0, "confirmed", "release")]
    assert [row.release_id for row in queries.publications_of(session, stop)] == [made.id]


def test_a_release_of_an_unchanged_stop_tells_nothing(session, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session))
    other = a_stop(session, itinerary, "14:00", "15:00", site=a_site(session, lat=36.5))
    release(itinerary)
    actions.move_stop(session, other, starts=wall("15:00"), ends=wall("16:00"), at=LATER)
    made = release(itinerary, at=LATER)
    assert told(session, stop) == [(0, "tentative", "ask")]
    assert [row.sequence for row in made.stops] == [0, 1]


def test_another_spelling_is_brought_by_the_next_release_under_the_same_number(session, release):
    site = a_site(session)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=site)
    release(itinerary)
    values = stop_values(site=site, title=Translated(en="A better title"))
    actions.revise_stop(session, stop, values, at=LATER)
    assert told(session, stop) == [(0, "tentative", "ask")]
    release(itinerary, at=LATER)
    newest = queries.publications_of(session, stop)[0]
    assert (newest.sequence, newest.title.to("en")) == (0, "A better title")


def test_undoing_a_move_raises_the_number_too(session, app):
    stop = a_stop(session, an_itinerary(session), site=a_site(session))
    for hour in ("11", "10"):
        span = {"starts": wall(f"{hour}:00"), "ends": wall(f"{int(hour) + 1}:00")}
        actions.move_stop(session, stop, **span, at=LATER)
    assert [number for number, *_ in told(session, stop)] == [0, 1, 2]


def test_the_calendar_of_a_site_that_lost_a_stop_says_so(session, app):
    here, there = a_site(session), a_site(session, "Lake", lat=36.5)
    stop = a_stop(session, an_itinerary(session), site=here)
    span = {"starts": stop.starts, "ends": stop.ends}
    actions.move_stop(session, stop, **span, site_id=there.id, at=LATER)
    assert seen_by(session, "site", here.id) == [
        (0, "tentative", "10:00"),
        (1, "cancelled", "10:00"),
    ]
    assert seen_by(session, "site", there.id) == [(1, "tentative", "10:00")]
    rows = list(reversed(queries.publications_of(session, stop)))
    (lost,), (kept,) = standing_at_site(rows, here.id), standing_at_site(rows, there.id)
    assert (lost.newest.sequence, lost.is_lost) == (1, True)
    assert (kept.newest.sequence, kept.is_lost) == (1, False)
    actions.move_stop(session, stop, **span, site_id=here.id, at=LATER)
    assert seen_by(session, "site", here.id)[2:] == [(2, "tentative", "10:00")]


def test_another_interpreter_changes_nothing_for_the_host(session, app):
    site, first, second = a_site(session), an_interpreter(session), a_person(session)
    stop = a_stop(session, an_itinerary(session), site=site)
    one = actions.assign_person(session, stop, first, Role.INTERPRETS, at=AT)
    actions.unassign(session, one, at=LATER)
    actions.assign_person(session, stop, second, Role.INTERPRETS, at=LATER)
    assert seen_by(session, "person", first.id) == [
        (0, "tentative", "10:00"),
        (1, "cancelled", "10:00"),
    ]
    assert seen_by(session, "person", second.id) == [(0, "tentative", "10:00")]
    rows = list(reversed(queries.publications_of(session, stop)))
    (standing,) = standing_at_site(rows, site.id)
    assert (standing.row.state.value, standing.newest.sequence) == ("tentative", 0)
    assert not standing.is_lost


def test_a_site_has_nothing_to_do_with_a_bus_that_sets_out_from_it(session, release):
    itinerary, site = an_itinerary(session), a_site(session)
    stop = a_stop(session, itinerary, kind=StopKind.TRANSFER, site=site)
    release(itinerary)
    (row,) = queries.publications_of(session, stop)
    assert (row.site_id, row.place) == (None, site.name)
    assert seen_by(session, "site", site.id) == []


def test_a_driver_who_declines_loses_the_stop_and_may_get_it_back(session, app):
    bus = a_vehicle(session)
    stop = a_stop(session, an_itinerary(session), kind=StopKind.TRANSFER, site=a_site(session))
    drive = actions.assign_vehicle(session, stop, bus, at=AT)
    actions.set_consent(session, drive, Consent.DECLINED, at=AT)
    actions.set_consent(session, drive, Consent.CONSENTED, at=LATER)
    assert seen_by(session, "vehicle", bus.id) == [
        (0, "confirmed", "10:00"),
        (1, "cancelled", "10:00"),
        (2, "confirmed", "10:00"),
    ]


# -- what hosts say --------------------------------------------------------------------------------


def test_an_officer_enters_a_yes_by_telephone(session, app):
    stop = a_stop(session, an_itinerary(session), site=a_site(session))
    officer = a_user(session)
    row = confirm(
        session,
        stop,
        by=officer,
        person="김하늘",
        told_on=date(2098, 11, 30),
        document_number="문화-2098-12",
    )
    assert (stop.status, row.by) == (StopStatus.CONFIRMED, officer)
    assert queries.answers_to(session, stop) == [row]
    assert queries.last_answers(session, stop.itinerary) == {stop.id: row}
    entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "Answer")).all()
    assert entries[0].changes["person"] == [None, "•••"]


def test_a_no_frees_the_site_and_is_told(session, app):
    site = a_site(session)
    stop = a_stop(session, an_itinerary(session), site=site)
    confirm(session, stop, StopStatus.DECLINED, channel=Channel.OFFICIAL_LETTER)
    assert told(session, stop)[-1] == (1, "cancelled", "answer")
    a_stop(session, an_itinerary(session), site=site)


def test_a_yes_said_twice_is_noted_twice_and_changes_nothing(session, app):
    stop = a_stop(session, an_itinerary(session), site=a_site(session))
    confirm(session, stop)
    confirm(session, stop, channel=Channel.IN_PERSON)
    assert [row.channel for row in queries.answers_to(session, stop)] == ["in_person", "telephone"]
    assert len(told(session, stop)) == 2


@pytest.mark.parametrize(
    ("said", "other", "reason"),
    [
        (StopStatus.CONFIRMED, {"told_on": TUESDAY}, "told_in_future"),
    ],
)
def test_what_is_no_answer_is_refused(session, app, said, other, reason):
    stop = a_stop(session, an_itinerary(session), site=a_site(session))
    with pytest.raises(Refused) as refused:
        confirm(session, stop, said, **other)
    assert refused.value.reason == reason


def test_an_idea_cannot_be_declined(session, app):
    stop = a_stop(session, an_itinerary(session), move=None)
    with pytest.raises(Refused) as refused:
        confirm(session, stop, StopStatus.DECLINED)
    assert refused.value.reason == "stop_move"
    assert queries.answers_to(session, stop) == []
