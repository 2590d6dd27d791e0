"""Invitations as a mail server gets them: the MIME tree, the calendar in it, and no second version."""

import signal
import subprocess
import sys
from datetime import date, timedelta

from sqlalchemy import select

from tests.calendars.check import strict
from tests.factories import AT, a_contact, a_site, a_stop, wall
from tests.house.tree import ROOT
from tests.invitations.cast import said
from tests.notifications.test_sending import environment_of, wait_for
from visits.invitations import actions, queries
from visits.itineraries import actions as itineraries
from visits.itineraries.rules import StopMove
from visits.kit.clock import now
from visits.notifications.models import Letter
from visits.notifications.rules import CLAIM_LASTS, LetterState

ASKS = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
TREE = [
    "multipart/mixed",
    "multipart/alternative",
    "text/plain",
    "text/html",
    "text/calendar",
    "application/ics",
]


def parts(message):
    return {one.get_content_type(): one for one in message.walk()}


def lines(message):
    """Of the calendar, unfolded, without what its time zone says."""
    body = parts(message)["text/calendar"].get_payload(decode=True)
    text = body.replace(b"\r\n ", b"").decode()
    head, _, rest = text.partition("BEGIN:VTIMEZONE")
    return (head + rest.partition("END:VTIMEZONE\r\n")[2]).split("\r\n")


def named(message, *names):
    return [line for line in lines(message) if line.split(":")[0].split(";")[0] in names]


def test_the_tree_of_an_invitation(session, stop, sender, postbox):
    session.commit()
    sender.send_waiting()
    message = postbox.messages[-1]
    assert [one.get_content_type() for one in message.walk()] == TREE
    calendar, file = parts(message)["text/calendar"], parts(message)["application/ics"]
    assert dict(calendar["Content-Type"].params) == {"charset": "utf-8", "method": "REQUEST"}
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert calendar.get_payload(decode=True) == file.get_payload(decode=True)
    assert (file.get_content_disposition(), file.get_filename()) == ("attachment", "invite.ics")


def test_the_calendar_says_who_asks_whom_for_what(session, stop, sender, postbox):
    session.commit()
    sender.send_waiting()
    message = postbox.messages[-1]
    sent_by = message["From"].addresses[0].addr_spec
    at = f"{sender.clock():%Y%m%dT%H%M%SZ}"
    assert named(message, "METHOD", "UID", "SEQUENCE", "DTSTAMP", "STATUS") == [
        "METHOD:REQUEST",
        f"UID:{stop.uid}",
        "SEQUENCE:0",
        f"DTSTAMP:{at}",
        "STATUS:CONFIRMED",
    ]
    assert named(message, "ORGANIZER", "ATTENDEE") == [
        f"ORGANIZER:mailto:{sent_by}",
        f"ATTENDEE;{ASKS}:mailto:yoon@example.org",
    ]


def test_a_cancellation_repeats_the_entry(session, stop, sender, postbox):
    session.commit()
    sender.send_waiting()
    itineraries.cancel_stop(session, stop, at=AT + timedelta(hours=3))
    session.commit()
    sender.send_waiting()
    asked, off = postbox.messages[-2:]
    assert parts(off)["text/calendar"]["Content-Type"].params["method"] == "CANCEL"
    assert named(off, "METHOD", "SEQUENCE", "STATUS") == [
        "METHOD:CANCEL",
        "SEQUENCE:1",
        "STATUS:CANCELLED",
    ]
    assert named(off, "UID", "DTSTART", "DTEND") == named(asked, "UID", "DTSTART", "DTEND")
    (before,), (after,) = named(asked, "SUMMARY"), named(off, "SUMMARY")
    assert after == before.replace("=en:", "=en:[Cancelled] ")


def test_eight_readers_have_nothing_against_either(session, stop, sender, postbox):
    session.commit()
    sender.send_waiting()
    itineraries.cancel_stop(session, stop, at=AT + timedelta(hours=3))
    session.commit()
    sender.send_waiting()
    bodies = [parts(one)["text/calendar"].get_payload(decode=True) for one in postbox.messages[-2:]]
    found = [strict(body, kind="itip", today=date(2099, 1, 1)) for body in bodies]
    assert found == [[], []]


def test_whoever_chose_nothing_gets_the_file(session, itinerary, sender, postbox):
    contact = a_contact(session, a_site(session))
    a_stop(session, itinerary, site=contact.site)
    session.commit()
    sender.send_waiting()
    types = [one.get_content_type() for one in postbox.messages[-1].walk()]
    assert types == ["multipart/mixed", *TREE[1:4], "text/calendar", "application/pdf"]
    assert "METHOD:REQUEST" not in lines(postbox.messages[-1])


def test_an_update_of_our_own_and_its_text(session, stop, sender, postbox):
    session.commit()
    sender.send_waiting()
    session.expire_all()
    itineraries.change_status(session, stop, StopMove.CONFIRM, at=AT + timedelta(hours=2))
    values = {"starts": wall("14:00"), "ends": wall("15:00"), "host_agreed": True}
    itineraries.move_stop(session, stop, at=AT + timedelta(hours=3), **values)
    session.commit()
    sender.send_waiting()
    message = postbox.messages[-1]
    assert message["Subject"].startswith("Changed: Delegation ")
    assert named(message, "DTSTART") == ["DTSTART;TZID=Asia/Seoul:20990303T140000"]
    assert "PARTSTAT=ACCEPTED;RSVP=FALSE" in named(message, "ATTENDEE")[0]


def test_a_test_occupies_nobody(session, sender, postbox):
    contact = a_contact(session, a_site(session), language="en")
    row = actions.send_test(session, queries.mailbox(session, ("contact", contact.id)), at=AT)
    session.commit()
    sender.send_waiting()
    assert [one.get_content_type() for one in postbox.messages[0].walk()] == TREE
    assert named(postbox.messages[0], "METHOD", "UID", "DTSTART", "TRANSP") == [
        "METHOD:REQUEST",
        f"UID:{row.test_uid}",
        "DTSTART;TZID=Asia/Seoul:20981202T090000",
        "TRANSP:TRANSPARENT",
    ]


def test_killed_between_sending_and_marking_it_says_the_same_again(
    settings, session, stop, sender, postbox
):
    for letter in session.scalars(select(Letter).where(Letter.kind != "hosting.asked")):
        letter.state = LetterState.SENT
    letter = session.scalar(select(Letter).where(Letter.kind == "hosting.asked"))
    letter.due_at = now()
    session.commit()
    postbox.holds_back = True
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "visits", "send-mail"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment_of(settings, postbox))
    wait_for(lambda: bool(postbox.messages))
    process.send_signal(signal.SIGKILL)
    process.wait()
    postbox.holds_back = False
    sender.clock = lambda: AT + timedelta(days=1) + CLAIM_LASTS
    sender.send_waiting()
    session.expire_all()
    itineraries.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=AT)
    session.commit()
    sender.send_waiting()
    assert said(session) == [("REQUEST", 0), ("REQUEST", 1)]
    first, again, moved = postbox.messages
    assert first["Message-ID"] == again["Message-ID"] == letter.message_id
    for message in (first, again):
        assert named(message, "METHOD", "UID", "SEQUENCE", "DTSTART") == [
            "METHOD:REQUEST",
            f"UID:{stop.uid}",
            "SEQUENCE:0",
            "DTSTART;TZID=Asia/Seoul:20990303T100000",
        ]
    assert named(moved, "UID", "SEQUENCE") == [f"UID:{stop.uid}", "SEQUENCE:1"]


def test_a_cancellation_to_whoever_chose_nothing_has_a_file(session, itinerary, sender, postbox):
    contact = a_contact(session, a_site(session), email="baek@example.org")
    stop = a_stop(session, itinerary, site=contact.site)
    session.commit()
    sender.send_waiting()
    asked = parts(postbox.messages[-1])["text/calendar"].get_payload(decode=True)
    itineraries.cancel_stop(session, stop, at=now())
    session.commit()
    sender.clock = lambda: now() + timedelta(days=1)
    sender.send_waiting()
    told = parts(postbox.messages[-1])["text/calendar"].get_payload(decode=True)
    for line in (b"STATUS:CANCELLED", b"SEQUENCE:1", b"UID:" + stop.uid.encode()):
        assert line in told
        assert b"STATUS:TENTATIVE" in asked
    assert strict(told, kind="download") == []
