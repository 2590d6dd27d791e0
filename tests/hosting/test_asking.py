"""Requests follow the stops: whom a site is asked by, when it is asked again, what undoes it."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    AT,
    SEOUL,
    a_contact,
    a_site,
    a_stop,
    an_itinerary,
    stop_values,
    wall,
)
from tests.hosting.cast import (
    LATER,
    an_asked_stop,
    letters,
    reply,
    requests,
    rows_of,
    send,
    the_request,
)
from visits.conflicts.rules import Code, StopKind, StopStatus
from visits.delegations.events import DelegationChanged, RosterChanged
from visits.delegations.rules import DelegationState
from visits.hosting import actions as hosting
from visits.hosting.actions.urging import ask_once_more
from visits.hosting.rules import RequestState, answer_due, answer_hour
from visits.itineraries import actions
from visits.itineraries.queries import open_findings
from visits.itineraries.rules import Said, StopMove
from visits.kit.errors import InUse, Refused
from visits.kit.events import tell
from visits.notifications.models import Letter
from visits.sites import actions as sites
from visits.sites.rules import ContactChannel, ContactRole

SOON = timedelta(minutes=10)


def move(session, stop, hour, *, at):
    starts = wall(hour)
    actions.move_stop(session, stop, starts=starts, ends=starts + timedelta(hours=1), at=at)


def test_asking_a_stop_asks_the_contact_of_its_site(session, app):
    stop, contact = an_asked_stop(session)
    (request,) = rows_of(session)
    assert (request.stop_id, request.contact_id) == (stop.id, contact.id)
    assert (request.starts, request.ends, request.people) == (stop.starts, stop.ends, 9)
    assert (request.channel, request.state) == (ContactChannel.MAIL, RequestState.AWAITING)
    assert request.due_on == date(2098, 12, 4)


@pytest.mark.parametrize(
    ("asked_at", "due_on", "hour"),
    [
        (wall("9:00") - timedelta(days=20), date(2099, 2, 16), None),
        (wall("18:30") - timedelta(days=4), date(2099, 3, 2), None),
        (wall("9:00") - timedelta(days=1), date(2099, 3, 2), wall("18:00") - timedelta(days=1)),
        (wall("17:30") - timedelta(days=1), date(2099, 3, 2), wall("14:30")),
        (wall("8:37"), date(2099, 3, 3), wall("12:30")),
        (wall("13:00"), date(2099, 3, 3), wall("14:30")),
        (wall("14:50"), date(2099, 3, 3), wall("15:00")),
        (wall("15:40"), date(2099, 3, 3), None),
    ],
)
def test_an_answer_is_wanted_before_the_stop(asked_at, due_on, hour):
    starts = wall("15:30")
    assert answer_due(asked_at.astimezone(SEOUL).date(), starts.date(), ()) == due_on
    assert answer_hour(asked_at, starts, due_on, SEOUL) == hour


@pytest.mark.parametrize(
    ("roles", "asked"),
    [
        ((ContactRole.DOCENT, ContactRole.COORDINATOR), 1),
        ((ContactRole.CATERING, ContactRole.SPEAKER, ContactRole.SUBSTITUTE), 2),
        ((ContactRole.SECURITY_DESK, ContactRole.CATERING), 1),
        ((ContactRole.COORDINATOR, ContactRole.COORDINATOR), 0),
    ],
)
def test_a_site_is_asked_by_whoever_answers_for_it(session, app, roles, asked):
    site = a_site(session)
    contacts = [a_contact(session, site, role=role) for role in roles]
    a_stop(session, an_itinerary(session), site=site)
    assert [one.contact_id for one in rows_of(session)] == [contacts[asked].id]


def test_nobody_is_asked_where_nobody_answers(session, app):
    site, airport = a_site(session), a_site(session, is_elsewhere=True)
    a_contact(session, site, role=ContactRole.SECURITY_DESK)
    contact = a_contact(session, airport)
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=site)
    a_stop(session, itinerary, "12:00", "13:00", site=airport)
    a_stop(session, itinerary, "14:00", "15:00", site=contact.site, kind=StopKind.TRANSFER)
    a_stop(session, itinerary, "16:00", "17:00", site=site, move=StopMove.HOLD)
    assert rows_of(session) == []


def test_other_changes_ask_nothing_anew(session, app):
    stop, contact = an_asked_stop(session)
    values = stop_values(site=contact.site, headcount=10, internal_note="Flags")
    actions.revise_stop(session, stop, values, at=LATER)
    (request,) = rows_of(session)
    assert (request.state, request.people) == (RequestState.AWAITING, 10)


def test_an_undone_ask_sends_nothing(session, app):
    stop, _ = an_asked_stop(session)
    actions.cancel_stop(session, stop, at=LATER)
    assert requests(session) == ["withdrawn"]
    assert letters(session) == [("hosting.asked", "dropped", [1])]


def test_a_move_before_the_letter_left_sends_one_letter_about_the_new_time(session, app):
    stop, _ = an_asked_stop(session)
    soon = AT + timedelta(minutes=20)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=soon)
    assert requests(session) == ["withdrawn", "awaiting"]
    assert letters(session) == [
        ("hosting.asked", "dropped", [1]),
        ("hosting.asked", "queued", [2]),
    ]
    assert the_request(session, stop).replaces is None


def test_a_move_after_the_letter_left_asks_again_and_names_the_former_time(session, app):
    stop, _ = an_asked_stop(session)
    send(session)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    assert letters(session) == [("hosting.asked", "sent", [1]), ("hosting.asked", "queued", [2])]
    assert the_request(session, stop).replaces.starts == wall("10:00")


def test_who_knows_of_it_is_told_that_nobody_asks_any_more(session, app):
    stop, _ = an_asked_stop(session)
    send(session)
    actions.cancel_stop(session, stop, at=LATER)
    assert letters(session) == [
        ("hosting.asked", "sent", [1]),
        ("hosting.withdrawn", "queued", [1]),
    ]


def test_requests_of_one_hour_to_one_contact_go_as_one_letter(session, app):
    contact = a_contact(session, a_site(session, concurrent_groups=5))
    for minutes in (0, 30, 59, 61):
        at = AT + timedelta(minutes=minutes)
        a_stop(session, an_itinerary(session), site=contact.site, at=at)
    assert letters(session) == [
        ("hosting.asked", "queued", [1, 2, 3]),
        ("hosting.asked", "queued", [4]),
    ]


def test_one_mailbox_for_two_sites_gets_one_letter(session, app):
    for name in ("Centre", "Ride"):
        contact = a_contact(session, a_site(session, name), email="one@example.org")
        a_stop(session, an_itinerary(session), site=contact.site)
    assert letters(session) == [("hosting.asked", "queued", [1, 2])]


def test_a_letter_that_an_officer_edited_grows_no_more(session, app):
    contact = a_contact(session, a_site(session, concurrent_groups=5))
    a_stop(session, an_itinerary(session), site=contact.site)
    rows_of(session)[0].letter.text = "By hand"
    session.flush()
    a_stop(session, an_itinerary(session), site=contact.site)
    assert letters(session) == [("hosting.asked", "queued", [1]), ("hosting.asked", "queued", [2])]


@pytest.mark.parametrize(
    ("channel", "letter", "state"),
    [
        (ContactChannel.MAIL, "hosting.asked", "queued"),
        (ContactChannel.LINK, "hosting.asked", "queued"),
        (ContactChannel.OFFICIAL_LETTER, "hosting.cooperation", "for_hand"),
        (ContactChannel.TELEPHONE, "hosting.call", "for_hand"),
    ],
)
def test_each_is_asked_by_their_channel(session, app, channel, letter, state):
    an_asked_stop(session, contact=a_contact(session, a_site(session), channel=channel))
    assert letters(session) == [(letter, state, [1])]


def test_a_confirmed_stop_that_moves_is_asked_again(session, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop))
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    assert stop.status is StopStatus.ASKED
    assert requests(session) == ["withdrawn", "awaiting"]


@pytest.mark.parametrize("detours", [["14:00"], ["14:00", "16:00"]])
def test_a_move_that_is_undone_before_the_host_heard_of_it_asks_nothing(session, app, detours):
    stop, _ = an_asked_stop(session)
    send(session)
    reply(session, the_request(session, stop))
    for count, hour in enumerate([*detours, "10:00"], start=1):
        move(session, stop, hour, at=LATER + count * SOON)
    assert stop.status is StopStatus.CONFIRMED
    assert requests(session) == ["accepted", *["withdrawn" for _ in detours]]
    assert [state for _, state, _ in letters(session)] == ["sent", *["dropped" for _ in detours]]


def test_a_move_is_undone_also_where_an_officer_marked_the_stop_as_confirmed(session, app):
    stop, _ = an_asked_stop(session)
    actions.change_status(session, stop, StopMove.CONFIRM, at=LATER)
    for count, hour in enumerate(("14:00", "10:00"), start=1):
        move(session, stop, hour, at=LATER + count * SOON)
    assert stop.status is StopStatus.CONFIRMED
    assert requests(session) == ["accepted", "withdrawn"]


def test_an_undone_move_leaves_an_unanswered_request_as_it_was(session, app):
    stop, _ = an_asked_stop(session)
    send(session)
    for hour, at in (("14:00", LATER), ("16:00", LATER + SOON), ("10:00", LATER + 2 * SOON)):
        move(session, stop, hour, at=at)
    assert requests(session) == ["awaiting", "withdrawn", "withdrawn"]
    assert the_request(session, stop).replaces.settled_at is None


def test_a_move_undone_before_anything_left_sends_the_first_letter_alone(session, app):
    stop, _ = an_asked_stop(session)
    for count, hour in enumerate(("14:00", "16:00", "10:00"), start=1):
        move(session, stop, hour, at=AT + count * SOON)
    assert requests(session) == ["awaiting", "withdrawn", "withdrawn"]
    assert letters(session) == [
        ("hosting.asked", "queued", [1]),
        ("hosting.asked", "dropped", [2]),
        ("hosting.asked", "dropped", [3]),
    ]
    first = rows_of(session)[0]
    assert (first.settled_at, first.letter.due_at) == (None, AT + timedelta(hours=1))


def test_a_move_undone_long_after_an_unsent_letter_keeps_the_first_request(session, app):
    stop, _ = an_asked_stop(session)
    for hour, at in (("14:00", LATER), ("10:00", LATER + SOON)):
        move(session, stop, hour, at=at)
    assert requests(session) == ["awaiting", "withdrawn"]
    assert [state for _, state, _ in letters(session)] == ["queued", "dropped"]


def test_an_undone_request_returns_to_the_letter_that_it_shared(session, app):
    stop, contact = an_asked_stop(session)
    other = a_stop(session, stop.itinerary, "16:00", "17:00", site=contact.site)
    for hour, minutes in (("13:00", 5), ("10:00", 10)):
        move(session, stop, hour, at=AT + timedelta(minutes=minutes))
    assert requests(session, stop) == ["awaiting", "withdrawn"]
    assert requests(session, other) == ["awaiting"]
    ((_, state, asked),) = letters(session)
    assert (state, sorted(asked)) == ("queued", [1, 2])


def test_where_the_host_heard_of_the_move_it_is_asked_for_the_former_time(session, app):
    stop, _ = an_asked_stop(session)
    send(session)
    reply(session, the_request(session, stop))
    for hour, at in (("14:00", LATER + SOON), ("10:00", LATER + 2 * SOON)):
        move(session, stop, hour, at=at)
        send(session)
    assert stop.status is StopStatus.ASKED
    assert requests(session) == ["withdrawn", "withdrawn", "awaiting"]


def test_where_the_host_agreed_nothing_is_asked_again(session, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop))
    there = {"starts": wall("14:00"), "ends": wall("15:00")}
    actions.move_stop(session, stop, **there, host_agreed=True, at=LATER)
    (request,) = rows_of(session)
    assert (stop.status, request.state) == (StopStatus.CONFIRMED, RequestState.ACCEPTED)
    assert (request.starts, request.ends) == (wall("14:00"), wall("15:00"))


@pytest.mark.parametrize(
    ("people", "asked"), [(11, ["accepted"]), (12, ["withdrawn", "awaiting"]), (5, ["accepted"])]
)
def test_many_more_people_than_agreed_are_asked_for_again(session, app, people, asked):
    """Nine were agreed to: two more are no matter, three are."""
    stop, contact = an_asked_stop(session)
    reply(session, the_request(session, stop))
    values = stop_values(site=contact.site, headcount=people)
    actions.revise_stop(session, stop, values, at=LATER)
    assert requests(session) == asked


def test_many_more_people_are_no_matter_where_the_host_agreed(session, app):
    stop, contact = an_asked_stop(session)
    reply(session, the_request(session, stop))
    values = stop_values(site=contact.site, headcount=40)
    actions.revise_stop(session, stop, values, host_agreed=True, at=LATER)
    (request,) = rows_of(session)
    assert (request.state, request.people) == (RequestState.ACCEPTED, 40)


def test_a_limit_that_the_host_set_binds(session, app):
    stop, contact = an_asked_stop(session)
    request = the_request(session, stop)
    reply(session, request, Said.LIMITED, most_people=10)
    hosting.take_over(session, request, at=LATER)
    for people in (10, 11):
        values = stop_values(site=contact.site, headcount=people)
        actions.revise_stop(session, stop, values, at=LATER)
    assert requests(session) == ["withdrawn", "awaiting"]


def test_a_delegation_that_grows_is_asked_for_again(session, app):
    stop, _ = an_asked_stop(session)
    reply(session, the_request(session, stop))
    delegation = stop.itinerary.delegation
    delegation.countries[0].planned = 14
    session.flush()
    tell(session, RosterChanged(delegation.id))
    assert stop.status is StopStatus.ASKED
    assert requests(session) == ["withdrawn", "awaiting"]


def test_an_officer_who_marks_a_stop_as_confirmed_settles_the_request(session, app):
    stop, _ = an_asked_stop(session)
    actions.change_status(session, stop, StopMove.CONFIRM, at=LATER)
    assert requests(session) == ["accepted"]


def test_a_cancelled_delegation_withdraws_every_request(session, app):
    stop, _ = an_asked_stop(session)
    delegation = stop.itinerary.delegation
    delegation.state = DelegationState.CANCELLED
    session.flush()
    tell(session, DelegationChanged(delegation.id))
    assert requests(session) == ["withdrawn"]


def test_a_contact_who_was_asked_is_not_deleted(session, app):
    _, contact = an_asked_stop(session)
    with pytest.raises(InUse) as refused:
        sites.remove_contact(session, contact)
    assert refused.value.users == [("host_request", 1)]


def test_an_officer_has_a_host_asked_once_more(session, as_):
    stop, _ = an_asked_stop(session)
    session.commit()
    browser = as_("coordinator")
    (found,) = [
        one.finding.key
        for one in open_findings(session, stop.itinerary)
        if one.finding.code is Code.HOST_NOT_CONFIRMED
    ]

    def ask_again():
        page = browser.page("itineraries.finding", code=stop.itinerary.delegation.code, key=found)
        page.submit("form[action$=ask-again]")
        session.expire_all()
        here = {"code": stop.itinerary.delegation.code, "uid": stop.uid}
        return browser.page("itineraries.stop", **here).text

    assert "has not gone out yet" in ask_again()
    send(session)
    session.commit()
    for _ in range(2):
        assert "The host is asked once more." in ask_again()
        assert letters(session)[1:] == [("hosting.reminder", "queued", [1])]
        send(session)
        session.commit()
    reply(session, the_request(session, stop))
    with pytest.raises(Refused, match="nobody_was_asked"):
        ask_once_more(session, stop, by="Kim", at=LATER)


def test_a_letter_is_filed_under_a_visit_that_it_speaks_of(session, app):
    contact = a_contact(session, a_site(session))
    first, _ = an_asked_stop(session, contact=contact)
    second = a_stop(session, an_itinerary(session), "14:00", "15:00", site=contact.site)
    (letter,) = session.query(Letter).all()
    assert letter.about_id == first.itinerary.delegation_id
    actions.cancel_stop(session, first, at=AT + SOON)
    assert letter.facts["requests"] == [the_request(session, second).id]
    assert letter.about_id == second.itinerary.delegation_id
