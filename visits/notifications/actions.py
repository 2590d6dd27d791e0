"""Writing letters into the outbox, and what staff do with them. Flush at most: the letter is part
of the facts' transaction."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.access.rules import Channel
from visits.kit.errors import Refused
from visits.kit.uses import Merged, UsesOf
from visits.notifications.addresses import hide_tokens
from visits.notifications.models import Letter, LetterStep
from visits.notifications.rules import (
    MOVES,
    Failure,
    LetterMove,
    LetterState,
    Setback,
    allows,
    wait_after,
)

UNDELIVERED = (LetterState.DRAFT, LetterState.QUEUED, LetterState.FOR_HAND, LetterState.FAILED)


AT_ONCE = timedelta()


def queue(
    session: Session,
    kind: str,
    *,
    to: str,
    name: str,
    language: str,
    about: tuple[str, int],
    key: str,
    facts: dict[str, Any],
    at: datetime,
    draft: bool = False,
    wait: timedelta = AT_ONCE,
) -> Letter:
    """A letter of this kind, once per *key*; a second call with the key returns the first letter.

    It goes out after this *wait*.
    An empty *to* is allowed: the letter then waits to be sent by hand, and staff see why.
    """
    found = session.scalar(select(Letter).where(Letter.key == key))
    if found is not None:
        return found
    letter = written(
        kind,
        to=to,
        name=name,
        language=language,
        about=about,
        key=key,
        facts=facts,
        at=at,
        draft=draft,
        wait=wait,
    )
    session.add(letter)
    session.flush()
    return letter


def written(
    kind: str,
    *,
    to: str,
    name: str,
    language: str,
    about: tuple[str, int],
    key: str,
    facts: dict[str, Any],
    at: datetime,
    draft: bool = False,
    wait: timedelta = AT_ONCE,
) -> Letter:
    """The letter as `queue` puts it into the outbox, for who writes many at once under new keys."""
    return Letter(
        kind=kind,
        key=key,
        recipient=to,
        recipient_name=name,
        language=language,
        about_kind=about[0],
        about_id=about[1],
        facts=facts,
        state=LetterState.DRAFT if draft else outgoing(to),
        message_id=new_message_id(),
        created_at=at,
        due_at=at + wait,
    )


def outgoing(address: str) -> LetterState:
    """Where a letter stands that shall go out now."""
    return LetterState.QUEUED if address else LetterState.FOR_HAND


def new_message_id() -> str:
    return f"<{uuid.uuid4().hex}@visits>"


def move(letter: Letter, step: LetterMove) -> None:
    """Raises Refused when a letter in this state cannot go there."""
    after = MOVES.get((letter.state, step))
    if after is None:
        raise Refused("letter_move", state=letter.state, step=step)
    letter.state = after


def log(
    letter: Letter, step: LetterMove, *, at: datetime, by: str = "", setback: Setback | None = None
) -> LetterStep:
    """A line of the delivery log; nobody's name stands at what the sender did."""
    entry = LetterStep(
        move=step,
        by=by,
        at=at,
        failure=setback.failure if setback else None,
        note=setback.detail[:200] if setback else "",
    )
    letter.steps.append(entry)
    return entry


# -- what staff do ---------------------------------------------------------------------------------


def edit(
    session: Session,
    letter: Letter,
    *,
    to: str,
    name: str,
    subject: str | None,
    text: str | None,
    by: str,
    at: datetime,
) -> None:
    """Write over the composed subject and text (None: as composed); correct the recipient.

    Secret addresses in the text are kept as the ids of their links, never as tokens.
    """
    move(letter, LetterMove.EDIT)
    letter.recipient, letter.recipient_name = to, name
    letter.subject = hide_tokens(session, subject) if subject else None
    letter.text = hide_tokens(session, text) if text else None
    if letter.state in {LetterState.QUEUED, LetterState.FOR_HAND} and not to:
        letter.state = LetterState.FOR_HAND
    log(letter, LetterMove.EDIT, by=by, at=at)


def redirect(letters: Iterable[Letter], *, to: str, name: str) -> None:
    """What has not left goes to whoever is written to now."""
    for letter in letters:
        letter.recipient, letter.recipient_name = to, name
        if letter.state is LetterState.QUEUED:
            letter.state = outgoing(to)


def waiting_for(session: Session, address: str) -> Sequence[Letter]:
    """Letters to this mailbox that have not left, or came to nothing."""
    rows = select(Letter).where(
        func.lower(Letter.recipient) == address.lower(), Letter.state.in_(UNDELIVERED)
    )
    return session.scalars(rows.order_by(Letter.id)).all()


def release(letter: Letter, *, by: str, at: datetime) -> None:
    """Let a draft go: by mail, or to be sent by hand when there is no address."""
    move(letter, LetterMove.QUEUE)
    letter.state = outgoing(letter.recipient)
    letter.due_at = at
    log(letter, LetterMove.QUEUE, by=by, at=at)


def send_again(letter: Letter, *, by: str, at: datetime) -> None:
    """Try once more, at once. Raises Refused without an address to send to.

    What went out already gets a new Message-ID: the recipient asked for it again, and mail
    programs hide a second message with an identifier that they know.
    """
    if not letter.recipient:
        raise Refused("letter_no_address")
    went_out = letter.state in {LetterState.SENT, LetterState.BY_HAND}
    move(letter, LetterMove.RETRY)
    if went_out:
        letter.message_id = new_message_id()
        letter.sent_at, letter.sent_by, letter.channel = None, "", None
    letter.attempts, letter.due_at = 0, at
    letter.failure = letter.last_error = None
    log(letter, LetterMove.RETRY, by=by, at=at)


def mark_by_hand(
    letter: Letter,
    *,
    channel: Channel,
    when: datetime,
    person: str,
    note: str,
    by: str,
    at: datetime,
) -> None:
    """*person* brought the letter to its recipient at *when*; *by* enters it."""
    if when > at:
        raise Refused("letter_in_future")
    move(letter, LetterMove.HAND)
    letter.channel, letter.sent_at, letter.sent_by = channel, when, person
    letter.failure = letter.last_error = None
    entry = log(letter, LetterMove.HAND, by=by, at=at)
    entry.channel, entry.note = channel, note


def drop(letter: Letter, *, by: str, at: datetime) -> None:
    """This letter shall not go out."""
    move(letter, LetterMove.DROP)
    log(letter, LetterMove.DROP, by=by, at=at)


def strip(letter: Letter, *, at: datetime) -> None:
    """What remains is that there was a letter of this kind, and when it went."""
    if allows(letter.state, LetterMove.DROP):
        drop(letter, by="", at=at)
    letter.recipient = letter.recipient_name = ""
    letter.subject = letter.text = letter.last_error = None
    for step in letter.steps:
        step.note = ""


def strip_letters(session: Session, about: tuple[str, int], *, at: datetime) -> None:
    """Of all letters about one thing; their files go with the next purge."""
    rows = select(Letter).where(Letter.about_kind == about[0], Letter.about_id == about[1])
    for letter in session.scalars(rows.order_by(Letter.id)):
        strip(letter, at=at)
    session.flush()


def take_back(letter: Letter, *, by: str, at: datetime) -> None:
    """A queued or dropped letter is a draft again."""
    move(letter, LetterMove.TAKE_BACK)
    log(letter, LetterMove.TAKE_BACK, by=by, at=at)


def put_back(letter: Letter, *, at: datetime) -> None:
    """A letter that was dropped waits as it did before: what it speaks of stands again."""
    due_at = letter.due_at
    take_back(letter, by="", at=at)
    release(letter, by="", at=at)
    letter.due_at = max(due_at, at)


def dropped_itself(letter: Letter) -> bool:
    """Whether no officer dropped it: what it speaks of was undone before it went out."""
    return letter.state is LetterState.DROPPED and not letter.steps[-1].by


# -- who points to a row ---------------------------------------------------------------------------


def count_uses(session: Session, question: UsesOf) -> None:
    """Answer who points to a row: every letter about it that was not dropped."""
    count = session.scalar(
        select(func.count())
        .select_from(Letter)
        .where(
            Letter.about_kind == question.kind,
            Letter.about_id == question.id,
            Letter.state != LetterState.DROPPED,
        )
    )
    question.found.append(("letter", count or 0))


def on_organisations_merged(session: Session, notice: Merged) -> None:
    """Letters about the body that goes are about the one that is kept."""
    rows = select(Letter).where(
        Letter.about_kind == "organisation", Letter.about_id == notice.gone_id
    )
    for letter in session.scalars(rows):
        letter.about_id = notice.kept_id
    session.flush()


# -- what the sender does --------------------------------------------------------------------------


def claim(letter: Letter, *, at: datetime) -> None:
    """This sender has it now, until CLAIM_LASTS is over."""
    move(letter, LetterMove.CLAIM)
    letter.claimed_at = at
    letter.attempts += 1


def note_sent(letter: Letter, *, at: datetime) -> None:
    move(letter, LetterMove.SEND)
    letter.sent_at, letter.claimed_at, letter.channel = at, None, Channel.EMAIL
    letter.failure = letter.last_error = None
    log(letter, LetterMove.SEND, at=at)


def note_written(letter: Letter, *, at: datetime) -> None:
    """There is no mail server: the letter lies as a file, and a person will carry it."""
    move(letter, LetterMove.WRITE)
    letter.claimed_at = letter.failure = letter.last_error = None
    log(letter, LetterMove.WRITE, at=at)


def note_setback(letter: Letter, setback: Setback, *, at: datetime) -> None:
    """Wait and try again, or lie where staff see it; one with nothing left to say is dropped."""
    wait = wait_after(setback.failure, letter.attempts)
    step = LetterMove.FAIL if wait is None else LetterMove.POSTPONE
    if setback.failure is Failure.SETTLED:
        step = LetterMove.SETTLE
    move(letter, step)
    letter.due_at = at if wait is None else at + wait
    letter.claimed_at = None
    letter.failure, letter.last_error = setback.failure, setback.detail[:200]
    log(letter, step, at=at, setback=setback)
