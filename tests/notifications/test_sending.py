"""Sending letters through a real mail server."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.house.tree import ROOT
from tests.notifications.postbox import MONDAY, Postbox
from visits.kit.clock import now
from visits.notifications.compose import Contents, NothingToSay
from visits.notifications.models import Letter
from visits.notifications.rules import BACK_OFF, CLAIM_LASTS, Failure, LetterMove, LetterState
from visits.notifications.worker import Sender
from visits.settings import Settings


def fresh(session: Session, letter: Letter) -> Letter:
    """The letter as it stands in the database; no transaction stays open."""
    session.refresh(letter)
    session.refresh(letter, ["steps"])
    session.commit()
    return letter


def test_a_queued_letter_is_sent_and_marked(sender: Sender, postbox: Postbox, session, queued):
    letter = queued()
    assert sender.send_waiting() == Counter({LetterState.SENT: 1})
    assert postbox.recipients == ["amina@example.org"]
    fresh(session, letter)
    assert (letter.state, letter.sent_at, letter.failure) == (LetterState.SENT, MONDAY, None)
    assert [step.move for step in letter.steps] == [LetterMove.SEND]


def test_a_letter_goes_out_once(sender: Sender, postbox: Postbox, queued):
    queued()
    sender.send_waiting()
    assert sender.send_waiting() == Counter()
    assert len(postbox.messages) == 1


def test_the_same_key_is_queued_once(session: Session, queued):
    first, second = queued(key="release:3:amina"), queued(key="release:3:amina")
    assert first.id == second.id
    assert len(session.scalars(select(Letter)).all()) == 1


def test_a_draft_stays(sender: Sender, postbox: Postbox, queued):
    queued(draft=True)
    assert sender.send_waiting() == Counter()
    assert postbox.messages == []


def test_a_bad_address_does_not_block_those_behind_it(sender, postbox, session, queued):
    postbox.refuse["gone@example.org"] = "550 5.1.1 No such user"
    bad, worse, good = queued("gone@example.org"), queued("no address at all"), queued()
    sender.send_waiting()
    assert postbox.recipients == ["amina@example.org"]
    assert [fresh(session, letter).state for letter in (bad, worse, good)] == [
        LetterState.FAILED,
        LetterState.FAILED,
        LetterState.SENT,
    ]
    assert (bad.failure, bad.last_error) == (Failure.ADDRESS_REFUSED, "550 5.1.1 No such user")
    assert worse.failure is Failure.BAD_ADDRESS


def test_a_letter_that_cannot_be_composed_does_not_block_those_behind_it(
    sender, postbox, session, queued
):
    broken, good = queued(facts={"starts": "yesterday"}), queued()
    sender.send_waiting()
    assert fresh(session, broken).failure is Failure.NOT_COMPOSED
    assert fresh(session, good).state is LetterState.SENT


def nothing_left(*_given: object) -> Contents:
    raise NothingToSay


def test_a_letter_with_nothing_left_to_say_is_dropped(app, sender, postbox, session, queued):
    letter = queued()
    app.extensions["letters"].composers["tests.programme"] = nothing_left
    assert sender.send_waiting() == Counter({LetterState.DROPPED: 1})
    assert postbox.messages == []
    fresh(session, letter)
    assert (letter.state, letter.failure) == (LetterState.DROPPED, Failure.SETTLED)
    assert [step.move for step in letter.steps] == [LetterMove.SETTLE]


def test_a_refusal_for_now_is_tried_again_later_and_then_given_up(sender, postbox, session, queued):
    postbox.answer = "451 Try again later"
    letter, at = queued(), MONDAY
    for wait in BACK_OFF:
        sender.clock = lambda at=at: at
        sender.send_waiting()
        assert fresh(session, letter).state is LetterState.QUEUED
        assert letter.due_at == at + wait
        sender.clock = lambda at=at, wait=wait: at + wait - timedelta(seconds=1)
        assert sender.send_waiting() == Counter()
        at += wait
    sender.clock = lambda: at
    assert sender.send_waiting() == Counter({LetterState.FAILED: 1})
    assert fresh(session, letter).failure is Failure.POSTPONED
    assert len(letter.steps) == len(BACK_OFF) + 1


def test_a_server_that_is_down_ends_the_round(sender, postbox, session, queued):
    first, second = queued(), queued()
    sender.server = replace(sender.server, port=1)
    assert sender.send_waiting() == Counter({LetterState.QUEUED: 1})
    assert fresh(session, first).failure is Failure.UNREACHABLE
    assert fresh(session, second).attempts == 0


def test_without_a_server_letters_become_files_and_wait_for_a_person(sender, session, queued):
    letter = queued()
    sender.server = None
    assert sender.send_waiting() == Counter({LetterState.FOR_HAND: 1})
    path = sender.folder / f"letter-{letter.id}.eml"
    assert fresh(session, letter).state is LetterState.FOR_HAND
    assert f"Message-ID: {letter.message_id}" in path.read_text()
    assert "X-Unsent: 1" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_letter_without_an_address_waits_for_a_person(sender, postbox, queued):
    assert queued(to="").state is LetterState.FOR_HAND
    assert sender.send_waiting() == Counter()


def test_two_senders_at_once_send_each_letter_once(app: Flask, sender: Sender, postbox, queued):
    for number in range(12):
        queued(f"guest{number}@example.org")
    tallies: list[Counter[LetterState]] = []

    def work() -> None:
        with app.app_context():
            tallies.append(replace(sender).send_waiting())

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(tallies, Counter()) == Counter({LetterState.SENT: 12})
    assert sorted(postbox.recipients) == sorted(f"guest{n}@example.org" for n in range(12))


def test_a_claim_is_taken_again_only_when_it_has_run_out(sender, postbox, session, queued):
    letter = queued()
    dead = sender.claim_next()
    assert dead is not None
    sender.clock = lambda: MONDAY + CLAIM_LASTS
    assert sender.send_waiting() == Counter()
    sender.clock = lambda: MONDAY + CLAIM_LASTS + timedelta(seconds=1)
    assert sender.send_waiting() == Counter({LetterState.SENT: 1})
    assert postbox.identifiers == [letter.message_id]
    sender.mark(dead, None)
    assert fresh(session, letter).sent_at == sender.clock()


def test_a_letter_that_kills_every_sender_is_put_aside(sender, postbox, session, queued):
    letter, good = queued(), queued("other@example.org", at=MONDAY + timedelta(days=2))
    at = MONDAY
    for _ in range(len(BACK_OFF) + 1):
        sender.clock = lambda at=at: at
        assert sender.claim_next().letter_id == letter.id
        at += CLAIM_LASTS + timedelta(seconds=1)
    sender.clock = lambda: MONDAY + timedelta(days=3)
    sender.send_waiting()
    assert fresh(session, letter).failure is Failure.SENDER_DIED
    assert fresh(session, good).state is LetterState.SENT


def test_killed_between_sending_and_marking_it_goes_out_with_the_same_identifier(
    settings, sender, postbox, session: Session, queued: Callable[..., Letter]
):
    """The mail server answers after the process is dead: the letter was taken, nobody noted it."""
    letter = queued(kind="notifications.trial", at=now())
    postbox.holds_back = True
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "visits", "send-mail"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment_of(settings, postbox))
    wait_for(lambda: bool(postbox.messages))
    process.send_signal(signal.SIGKILL)
    process.wait()
    postbox.holds_back = False
    assert fresh(session, letter).state is LetterState.CLAIMED
    later = now() + CLAIM_LASTS
    sender.clock = lambda: later
    assert sender.send_waiting() == Counter({LetterState.SENT: 1})
    assert postbox.identifiers == [letter.message_id] * 2
    assert fresh(session, letter).state is LetterState.SENT


def test_the_command_goes_on_until_it_is_told_to_stop(settings, postbox, session, queued):
    command = [
        sys.executable,
        "-m",
        "flask",
        "--app",
        "wsgi",
        "visits",
        "send-mail",
        "--every",
        "1",
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment_of(settings, postbox), stdout=subprocess.PIPE, text=True
    )
    for number in (1, 2):
        queued(f"guest{number}@example.org", kind="notifications.trial", at=now())
        wait_for(lambda number=number: len(postbox.messages) == number)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert sum(int(line.removeprefix("sent: ")) for line in said.splitlines()) == 2


def environment_of(settings: Settings, postbox: Postbox) -> dict[str, str]:
    return {
        **os.environ,
        "VISITS_DATA_DIR": str(settings.DATA_DIR),
        "VISITS_DATABASE_URL": settings.DATABASE_URL,
        "VISITS_SMTP_URL": f"smtp://127.0.0.1:{postbox.port}",
    }


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)
