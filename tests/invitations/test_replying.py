"""What calendars answer: taken like the button of the reader's own page, once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import AT, a_contact, a_site, a_stop, wall
from tests.hosting import cast as hosts
from tests.invitations.cast import LATER, a_reply, reply_text, send
from visits.access.rules import Channel
from visits.calendars.ics import PartStat
from visits.conflicts.rules import Role, StopStatus
from visits.invitations import actions, queries
from visits.invitations.rules import Outcome, Reply
from visits.itineraries import actions as itineraries
from visits.itineraries.models import Answer
from visits.itineraries.rules import Consent, Duty, Said


@pytest.fixture
def sent(session, stop):
    send(session)
    return stop


def answers(session):
    rows = session.scalars(select(Answer).order_by(Answer.id))
    return [(one.answer, one.channel, one.person, one.note) for one in rows]


def take(session, reply):
    return actions.take(session, reply, at=LATER + timedelta(hours=1))


def test_accepted(session, sent):
    assert take(session, a_reply(sent)) is Outcome.ACCEPTED
    assert sent.status is StopStatus.CONFIRMED
    assert answers(session) == [(Said.CONFIRMED, Channel.CALENDAR, "Ms Yoon", "")]


def test_declined_without_a_reason_is_told_to_the_officer(session, sent):
    assert take(session, a_reply(sent, "DECLINED")) is Outcome.DECLINED
    assert sent.status is StopStatus.DECLINED
    assert answers(session) == [(Said.DECLINED, Channel.CALENDAR, "Ms Yoon", "")]
    assert len(hosts.letters_to_officers(session)) == 1


def test_a_comment_is_the_reason(session, sent):
    take(session, a_reply(sent, "DECLINED", comment="We are closed"))
    assert answers(session) == [(Said.DECLINED, Channel.CALENDAR, "Ms Yoon", "We are closed")]


def test_tentative_is_shown_and_settles_nothing(session, sent):
    assert take(session, a_reply(sent, "TENTATIVE")) is Outcome.TENTATIVE
    assert sent.status is StopStatus.ASKED
    (shown,) = queries.exchanges(session, sent.uid)
    assert (shown.reply.partstat, shown.is_of_last) == (PartStat.TENTATIVE, True)


def test_read_again_it_changes_nothing(session, sent):
    take(session, a_reply(sent))
    assert take(session, a_reply(sent)) is Outcome.READ_BEFORE
    assert len(answers(session)) == 1


def test_an_older_number_is_ignored(session, sent):
    there = {"starts": wall("14:00"), "ends": wall("15:00")}
    itineraries.move_stop(session, sent, at=LATER, **there)
    assert take(session, a_reply(sent)) is Outcome.OLDER
    assert take(session, a_reply(sent, sequence=1)) is Outcome.ACCEPTED
    assert sent.status is StopStatus.CONFIRMED


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"sequence": 7}, Outcome.UNSENT),
        ({"attendee": "other@example.org"}, Outcome.UNKNOWN),
        ({"uid": "nothing@visits"}, Outcome.UNKNOWN),
        ({"partstat": "DELEGATED"}, Outcome.NO_ANSWER),
        ({"partstat": ""}, Outcome.NO_ANSWER),
        ({"sender": "mallory@example.org"}, Outcome.FORGED),
    ],
)
def test_what_answers_nothing_changes_nothing(session, sent, changes, outcome):
    assert take(session, replace(a_reply(sent), **changes)) is outcome
    assert sent.status is StopStatus.ASKED


def test_what_is_no_longer_asked_takes_no_answer(session, sent):
    itineraries.cancel_stop(session, sent, at=LATER)
    assert take(session, a_reply(sent, sequence=1)) is Outcome.CANCELLED


def test_what_they_said_later_stands(session, sent):
    hosts.reply(session, hosts.the_request(session, sent), Said.DECLINED, at=LATER)
    earlier = a_reply(sent, at=AT + timedelta(hours=1))
    assert take(session, earlier) in {Outcome.ANSWERED_SINCE, Outcome.CANCELLED, Outcome.OLDER}
    assert sent.status is StopStatus.DECLINED


def test_an_answer_from_the_future_is_of_the_moment_in_which_it_is_read(session, sent):
    far = AT.replace(year=2999)
    assert take(session, a_reply(sent, "TENTATIVE", at=far)) is Outcome.TENTATIVE
    assert take(session, a_reply(sent, "TENTATIVE", at=far)) is Outcome.READ_BEFORE
    (shown,) = queries.exchanges(session, sent.uid)
    assert shown.reply.given_at == LATER + timedelta(hours=1)
    soon = LATER + timedelta(hours=2)
    assert actions.take(session, a_reply(sent, at=soon), at=soon) is Outcome.ACCEPTED
    (shown,) = queries.exchanges(session, sent.uid)
    assert shown.reply.partstat is PartStat.ACCEPTED


def test_one_of_ours_consents_by_calendar(session, itinerary, escort):
    stop = a_stop(session, itinerary, site=a_site(session))
    duty = Duty(role=Role.ESCORTS, person_id=escort.id)
    itineraries.revise_stop(session, stop, itineraries.values_of(stop), at=AT, duties=[duty])
    send(session)
    assert take(session, a_reply(stop, attendee="sua@example.org")) is Outcome.ACCEPTED
    assert stop.assignments[0].consent is Consent.CONSENTED


def test_the_answer_to_a_test_lets_invitations_be_chosen(session):
    contact = a_contact(session, a_site(session), email="yoon@example.org")
    box = queries.mailbox(session, ("contact", contact.id))
    row = actions.send_test(session, box, at=AT)
    reply = Reply(
        uid=row.test_uid,
        attendee="yoon@example.org",
        partstat="ACCEPTED",
        sequence=0,
        at=LATER,
    )
    assert take(session, reply) is Outcome.TEST_ANSWERED
    assert (row.answer, row.channel, row.by) == (PartStat.ACCEPTED, Channel.CALENDAR, None)
    actions.choose(session, row, box, at=LATER)
    assert queries.is_chosen(session, box)
    assert take(session, reply) is Outcome.READ_BEFORE


# -- the command -----------------------------------------------------------------------------------


def run(app, path):
    done = app.test_cli_runner().invoke(args=["visits", "read-replies", str(path), "--lang", "en"])
    return done.output.splitlines()


def test_the_command_says_what_became_of_each_file(app, session, sent, tmp_path):
    for folder in ("new", "cur"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1.mail").write_text("From: a@example.org\n\nHello")
    (tmp_path / "new" / "2.mail").write_text(reply_text(sent.uid, at="20260101T000000Z"))
    session.commit()
    broken = "1.mail: no calendar in it, nothing to read."
    assert run(app, tmp_path) == [
        broken,
        "2.mail: yoon@example.org accepted. It is noted as an answer by calendar.",
    ]
    assert run(app, tmp_path) == [
        broken,
        "2.mail: this answer of yoon@example.org was read before. Nothing changed.",
    ]
    session.expire_all()
    assert sent.status is StopStatus.CONFIRMED


def test_the_answer_of_a_contact_who_is_gone_hinders_no_other(app, session, sent, tmp_path):
    gone = a_contact(session, a_site(session, "Library"), email="yoon@example.org")
    row = actions.send_test(session, queries.mailbox(session, ("contact", gone.id)), at=AT)
    uid = row.test_uid
    session.delete(gone)
    session.commit()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.mail").write_text(reply_text(uid, at="20260101T000000Z"))
    (tmp_path / "new" / "2.mail").write_text(reply_text(sent.uid, at="20260101T000001Z"))
    assert [line[:6] for line in run(app, tmp_path)] == ["1.mail", "2.mail"]
    session.expire_all()
    assert sent.status is StopStatus.CONFIRMED


def test_a_folder_that_is_no_maildir(app, session, tmp_path):
    (line,) = run(app, tmp_path)
    assert line == f"Error: {tmp_path}: cannot be opened as a mail, a calendar file or a Maildir."
