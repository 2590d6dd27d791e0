"""Answers of calendars out of files: each taken in its own transaction, each said in a sentence.

The command `read-replies` does so.
"""

from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from visits.invitations import actions as invitations
from visits.invitations.reading import NotRead, files_in, replies_in
from visits.invitations.rules import Outcome, Reply, in_order
from visits.invitations.words import FAULTS, OUTCOMES
from visits.itineraries.judging import Blocked
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused

__all__ = ["NotRead", "read", "sentence_of"]


def read(place: Path) -> Iterator[str]:
    """What became of each file, and of each answer in it, the earliest answer first.

    Raises NotRead for a folder that is no Maildir.
    """
    found: list[tuple[str, Reply]] = []
    paths = files_in(place)
    for path in paths:
        try:
            found += [(path.name, reply) for reply in replies_in(path)]
        except NotRead as error:
            yield sentence_of(error, path.name)
    for name, reply in in_order(found):
        yield OUTCOMES[taken(reply)] % {"file": name, "who": reply.attendee}
    if not paths:
        yield _("There is no mail to read.")


def sentence_of(error: NotRead, name: str) -> str:
    """Why this file, or this place, gives no answers."""
    said: str = FAULTS[error.fault] % {"file": name}
    return said


def taken(reply: Reply) -> Outcome:
    """One that cannot be taken hinders no other: its reader may be gone, another run may be at it."""
    with db.sessionmaker() as session:
        session.info.update(writes=True, actor=("command", "", "read-replies"))
        try:
            outcome = invitations.take(session, reply, at=now())
            session.commit()
        except (Refused, Blocked, NotThere, StaleDataError, IntegrityError):
            return Outcome.REFUSED
        return outcome
