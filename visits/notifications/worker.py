"""The sender: claims a letter and commits, sends, marks it and commits. `flask visits send-mail`.

Killed before the sending, nothing is lost: the claim runs out and another takes the letter. Killed
between sending and marking, the letter goes out once more with the same Message-ID. No transaction
is open while a mail server is spoken to.
"""

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from threading import Event

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, sessionmaker

from visits.notifications import actions
from visits.notifications.compose import Uncomposable, Writer
from visits.notifications.message import message_of
from visits.notifications.models import Letter
from visits.notifications.rules import (
    CLAIM_LASTS,
    MOST_ATTEMPTS,
    SERVER_WIDE,
    Failure,
    LetterState,
    Setback,
)
from visits.notifications.smtp import MailServer, NotDelivered

NAME = "send-mail"
MOST_PER_ROUND = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A letter that this sender holds; `at` tells this claim from a later one."""

    letter_id: int
    at: datetime


@dataclass(slots=True)
class Sender:
    """One process that sends. Without a *server*, letters become files in *folder*."""

    sessions: sessionmaker[Session]
    writer: Writer
    server: MailServer | None
    folder: Path
    clock: Callable[[], datetime]
    tally: Counter[LetterState] = field(default_factory=Counter)

    def send_waiting(self, stopped: Callable[[], bool] = lambda: False) -> Counter[LetterState]:
        """Send what is due, until nothing is, the server is down, or *stopped* says so."""
        self.tally = Counter()
        for _ in range(MOST_PER_ROUND):
            if stopped():
                break
            claim = self.claim_next()
            if claim is None or not self.send_one(claim):
                break
        return self.tally

    def rounds(self, every: int | None, stop: Event) -> Iterator[Counter[LetterState]]:
        """What each round did; one round, or one every so many seconds until *stop* is set."""
        while True:
            try:
                yield self.send_waiting(stop.is_set)
            except Exception:
                if every is None:
                    raise
                log.exception("this round of sending broke off")
            if every is None or stop.wait(every):
                return

    def claim_next(self) -> Claim | None:
        """The next due letter, claimed and committed. Letters whose senders keep dying are failed."""
        while self.has_work():
            at = self.clock()
            with self.session() as session:
                letter = session.scalar(due(at).with_for_update(skip_locked=True))
                if letter is None:
                    return None
                if letter.attempts >= MOST_ATTEMPTS:
                    actions.note_setback(letter, Setback(Failure.SENDER_DIED), at=at)
                    self.tally[letter.state] += 1
                    session.commit()
                    continue
                actions.claim(letter, at=at)
                session.commit()
                return Claim(letter.id, at)
        return None

    def has_work(self) -> bool:
        """Asked by a reader, so that an idle sender never stands in a writer's way."""
        with self.session(writes=False) as session:
            return session.scalar(due(self.clock())) is not None

    def send_one(self, claim: Claim) -> bool:
        """Send or write one letter and mark it; False when the server takes nothing just now."""
        try:
            message = self.message(claim)
            if self.server is not None:
                self.server.send(message)
            else:
                write_file(self.folder, claim.letter_id, message)
        except (NotDelivered, Uncomposable) as error:
            self.mark(claim, error.setback)
            return error.setback.failure not in SERVER_WIDE
        self.mark(claim, None)
        return True

    def message(self, claim: Claim) -> EmailMessage:
        """The mail, composed in a reading session that ends before it is sent."""
        with self.session(writes=False) as session:
            letter = session.get_one(Letter, claim.letter_id)
            composed = self.writer.compose(session, letter)
            return message_of(letter, composed, self.writer.office, at=claim.at)

    def mark(self, claim: Claim, setback: Setback | None) -> None:
        """Write down what became of the letter, unless another sender has taken it meanwhile."""
        at = self.clock()
        with self.session() as session:
            letter = session.scalar(
                select(Letter).where(Letter.id == claim.letter_id).with_for_update()
            )
            if letter is None or letter.claimed_at != claim.at:
                log.warning("letter %s was claimed by another sender", claim.letter_id)
                return
            if setback is not None:
                actions.note_setback(letter, setback, at=at)
            elif self.server is not None:
                actions.note_sent(letter, at=at)
            else:
                actions.note_written(letter, at=at)
            self.tally[letter.state] += 1
            session.commit()

    def session(self, *, writes: bool = True) -> Session:
        session = self.sessions()
        session.info["writes"] = writes
        session.info["actor"] = ("worker", "", NAME)
        return session


def due(at: datetime) -> Select[Letter]:
    """The first letter to be sent now, or left behind by a sender that died."""
    waiting = and_(Letter.state == LetterState.QUEUED, Letter.due_at <= at)
    left_behind = and_(Letter.state == LetterState.CLAIMED, Letter.claimed_at < at - CLAIM_LASTS)
    return (
        select(Letter).where(or_(waiting, left_behind)).order_by(Letter.due_at, Letter.id).limit(1)
    )


def file_of(folder: Path, letter_id: int) -> Path:
    """Where a letter lies that no mail server takes."""
    return folder / f"letter-{letter_id}.eml"


def write_file(folder: Path, letter_id: int, message: EmailMessage) -> None:
    """The letter as a file, whole or not at all, readable by us alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = file_of(folder, letter_id)
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(as_draft(message))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def as_draft(message: EmailMessage) -> bytes:
    """The mail as a file that mail programs open to be sent (X-Unsent), not as one received."""
    if "X-Unsent" not in message:
        message["X-Unsent"] = "1"
    return message.as_bytes()
