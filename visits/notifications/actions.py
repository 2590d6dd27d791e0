"""Writing letters into the outbox. Flush at most: the letter is part of the facts' transaction."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.kit.errors import Refused
from visits.notifications.models import Letter
from visits.notifications.rules import MOVES, LetterMove, LetterState


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
) -> Letter:
    """A letter of this kind, once per *key*; a second call with the key returns the first letter.

    An empty *to* is allowed: staff see that this recipient cannot be reached by mail.
    """
    found = session.scalar(select(Letter).where(Letter.key == key))
    if found is not None:
        return found
    letter = Letter(
        kind=kind,
        key=key,
        recipient=to,
        recipient_name=name,
        language=language,
        about_kind=about[0],
        about_id=about[1],
        facts=facts,
        state=LetterState.DRAFT if draft or not to else LetterState.QUEUED,
        message_id=f"<{uuid.uuid4().hex}@visits>",
        created_at=at,
        due_at=at,
    )
    session.add(letter)
    session.flush()
    return letter


def move(letter: Letter, step: LetterMove) -> None:
    """Raises Refused when a letter in this state cannot go there."""
    after = MOVES.get((letter.state, step))
    if after is None:
        raise Refused("letter_move", state=letter.state, step=step)
    letter.state = after
