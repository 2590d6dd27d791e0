"""Files that follow their transaction: what it wrote goes when it fails, what it dropped goes when
it is committed. A file without a row can be left behind by a power cut; a row without its file cannot.
"""

from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

WRITTEN, REMOVED = "files_written", "files_removed"


def stay_with(session: Session, *paths: Path) -> None:
    """These files stay when this session's transaction is committed, and go when it is not."""
    session.info.setdefault(WRITTEN, []).extend(paths)


def remove_with(session: Session, path: Path) -> None:
    """The file, if there is one, goes when this session's transaction is committed."""
    session.info.setdefault(REMOVED, []).append(path)


def after_commit(session: Session) -> None:
    session.info.pop(WRITTEN, None)
    for path in session.info.pop(REMOVED, ()):
        path.unlink(missing_ok=True)


def after_end(session: Session, transaction: SessionTransaction) -> None:
    """The outermost transaction is over; what was committed has been forgotten above."""
    if transaction.parent is None:
        session.info.pop(REMOVED, None)
        for path in session.info.pop(WRITTEN, ()):
            path.unlink(missing_ok=True)


def install(sessions: sessionmaker[Session]) -> None:
    event.listen(sessions, "after_commit", after_commit)
    event.listen(sessions, "after_transaction_end", after_end)
