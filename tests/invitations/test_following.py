"""Readers' calendars follow the programme: which METHOD and which SEQUENCE, each time."""

from dataclasses import replace
from datetime import timedelta

from tests.factories import AT, a_contact, a_site, a_stop, wall
from tests.hosting import cast as hosts
from tests.invitations.cast import LATER, a_reply, choose, kinds, said, send
from visits.calendars.ics import Method
from visits.conflicts.rules import Role
from visits.hosting import actions as hosting
from visits.hosting.actions import tending
from visits.invitations import actions as invitations
from visits.invitations import queries
from visits.invitations.rules import digest_of
from visits.itineraries import actions
from visits.itineraries.rules import Duty, Said
from visits.kit.translated import Translated

AN_HOUR = timedelta(hours=1)


def move(session, stop, clock, *, at=LATER, **values):
    starts = wall(clock)
    actions.move_stop(session, stop, starts=starts, ends=starts + AN_HOUR, at=at, **values)


def rename(session, stop, *, at=LATER):
    values = replace(actions.values_of(stop), title=Translated(en="The greenhouse"))
    actions.revise_stop(session, stop, values, at=at)


def test_ask_move_rename_cancel_undo(session, stop, itinerary, officer):
    """One story, with what the host's calendar is told at each step."""
    assert said(session) == [("REQUEST", 0)]
    send(session)
    move(session, stop, "14:00")
    assert said(session)[1:] == [("REQUEST", 1)]
    send(session)
    rename(session, stop)
    assert said(session)[2:] == []
    actions.cancel_stop(session, stop, at=LATER + AN_HOUR, by=officer)
    assert said(session)[2:] == [("CANCEL", 2)]
    send(session)
    actions.undo(session, itinerary, by=officer, at=LATER + 2 * AN_HOUR)
    assert said(session)[3:] == [("REQUEST", 3)]
    assert kinds(session) == [
        "hosting.asked",
        "hosting.asked",
        "hosting.withdrawn",
        "hosting.asked",
    ]


def test_another_translation_of_a_place_is_no_news(session, stop):
    row = session.scalars(queries.messages()).one().publication
    row.place = Translated(ko="정문", en="Main gate")
    before = digest_of(Method.REQUEST, row)
    row.place = Translated(fr="Porte principale", en="The main gate", ko="정문")
    assert digest_of(Method.REQUEST, row) == before
    row.place = Translated(ko="후문", en="Main gate")
    assert digest_of(Method.REQUEST, row) != before


def test_a_cancellation_undone_reaches_a_host_who_had_said_yes(session, stop, itinerary, officer):
    send(session)
    hosts.reply(session, hosts.the_request(session, stop))
    actions.cancel_stop(session, stop, at=LATER + AN_HOUR, by=officer)
    send(session)
    actions.undo(session, itinerary, by=officer, at=LATER + 2 * AN_HOUR)
    assert (stop.status.value, hosts.requests(session)) == ("asked", ["withdrawn", "awaiting"])
    numbers = said(session)
    assert [method for method, _ in numbers] == ["REQUEST", "CANCEL", "REQUEST"]
    assert numbers[2][1] > numbers[1][1]
    assert kinds(session)[1:] == ["hosting.withdrawn", "hosting.asked"]


def test_a_cancellation_undone_before_it_left_is_told_to_nobody(session, stop, itinerary, officer):
    send(session)
    hosts.reply(session, hosts.the_request(session, stop))
    actions.cancel_stop(session, stop, at=LATER + AN_HOUR, by=officer)
    actions.undo(session, itinerary, by=officer, at=LATER + AN_HOUR)
    assert (stop.status.value, hosts.requests(session)) == ("confirmed", ["accepted"])
    assert said(session) == [("REQUEST", 0)]
    assert [state for _, state, _ in hosts.letters(session)] == ["sent", "dropped"]


def test_what_never_left_is_not_taken_back(session, stop):
    actions.cancel_stop(session, stop, at=AT)
    assert said(session) == []


def test_what_waits_again_has_the_number_of_the_feeds(session, stop, itinerary, officer):
    actions.cancel_stop(session, stop, at=AT, by=officer)
    actions.undo(session, itinerary, by=officer, at=AT + timedelta(minutes=5))
    assert said(session) == [("REQUEST", 2)]


def test_a_change_undone_before_it_left_is_told_to_nobody(session, stop):
    send(session)
    move(session, stop, "14:00")
    move(session, stop, "10:00", at=LATER + timedelta(minutes=5))
    assert said(session) == [("REQUEST", 0)]


def test_each_request_has_a_letter_of_its_own(session, host, itinerary, stop):
    a_stop(session, itinerary, "14:00", "15:00", site=host.site)
    assert [facts for _, _, facts in hosts.letters(session)] == [[1], [2]]
    assert said(session) == [("REQUEST", 0), ("REQUEST", 0)]


def test_whoever_chose_nothing_gets_files_in_one_letter(session, itinerary):
    contact = a_contact(session, a_site(session))
    a_stop(session, itinerary, site=contact.site)
    a_stop(session, itinerary, "14:00", "15:00", site=contact.site)
    assert said(session) == []
    assert [facts for _, _, facts in hosts.letters(session)] == [[1, 2]]


def test_a_yes_changes_nothing_in_the_calendar_that_gave_it(session, stop):
    send(session)
    hosts.reply(session, hosts.the_request(session, stop))
    assert said(session) == [("REQUEST", 0)]


def test_a_new_time_agreed_on_the_telephone_is_told_by_a_letter_of_our_own(session, stop):
    send(session)
    hosts.reply(session, hosts.the_request(session, stop))
    move(session, stop, "14:00", host_agreed=True)
    assert said(session)[1:] == [("REQUEST", 2)]
    assert kinds(session)[1:] == ["invitations.updated"]


def test_a_reminder_repeats_the_number(session, stop):
    send(session)
    request = hosts.the_request(session, stop)
    tending.remind(session, request.due_on, at=LATER)
    assert said(session) == [("REQUEST", 0), ("REQUEST", 0)]


def test_a_no_by_link_takes_the_entry_out(session, stop):
    send(session)
    hosts.reply(session, hosts.the_request(session, stop), Said.DECLINED)
    assert said(session)[1:] == [("CANCEL", 1)]
    assert kinds(session)[1:] == ["invitations.cancelled"]


def test_a_no_by_calendar_needs_no_cancellation(session, stop):
    send(session)
    invitations.take(session, a_reply(stop, "DECLINED"), at=LATER)
    assert said(session) == [("REQUEST", 0)]


def test_a_proposal_taken_over_is_one_letter(session, stop):
    send(session)
    request = hosts.the_request(session, stop)
    times = ((wall("15:00"), wall("16:00")),)
    hosts.reply(session, request, Said.PROPOSED, times=times)
    hosting.take_over(session, request, time_id=request.times[0].id, at=LATER)
    assert said(session)[1:] == [("REQUEST", 1)]
    assert kinds(session)[1:] == ["hosting.settled"]


def test_a_proposal_turned_down_cancels(session, stop):
    send(session)
    request = hosts.the_request(session, stop)
    hosts.reply(session, request, Said.PROPOSED, times=((wall("15:00"), wall("16:00")),))
    hosting.turn_down(session, request, at=LATER)
    assert said(session)[1:] == [("CANCEL", 1)]
    assert kinds(session)[1:] == ["hosting.regret"]


def test_the_site_that_loses_the_stop_is_cancelled_and_the_next_one_invited(session, stop):
    send(session)
    other = a_contact(session, a_site(session, "Centre"), email="park@example.org")
    choose(session, ("contact", other.id))
    move(session, stop, "10:00", site_id=other.site_id)
    assert sorted(said(session)[1:]) == [("CANCEL", 1), ("REQUEST", 1)]


def test_one_of_ours_is_invited_and_cancelled_when_taken_off(session, itinerary, escort):
    stop = a_stop(session, itinerary, site=a_site(session))
    duty = Duty(role=Role.ESCORTS, person_id=escort.id)
    actions.revise_stop(session, stop, actions.values_of(stop), at=LATER, duties=[duty])
    assert said(session) == [("REQUEST", 0)]
    assert kinds(session) == ["invitations.invited"]
    send(session)
    actions.revise_stop(session, stop, actions.values_of(stop), at=LATER + AN_HOUR, duties=[])
    assert said(session)[1:] == [("CANCEL", 1)]
    assert kinds(session)[1:] == ["invitations.cancelled"]


def test_another_mailbox_is_not_invited_before_it_was_tested(session, host, itinerary):
    host.email = "successor@example.org"
    a_stop(session, itinerary, site=host.site)
    assert said(session) == []
