"""Files that follow their transaction: what it wrote goes when it fails, what it dropped goes when
it is committed. A file without a row can be left behind by a power cut; a row without its file cannot.
"""

import os
import secrets
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

WRITTEN, REMOVED = "files_written", "files_removed"


def write_whole(target: Path, content: bytes) -> None:
    """A new file that lasts once this returns, readable by us alone."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(target.parent)


def shred(path: Path) -> None:
    """Write over the file before it is unlinked, so that its place on the disk tells nothing."""
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make what was named or unnamed in the folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stay_with(session: Session, *paths: Path) -> None:
    """These files stay when this session's transaction is committed, and go when it is not."""
    session.info.setdefault(WRITTEN, []).extend(paths)


def remove_with(session: Session, path: Path) -> None:
    """The file, if there is one, goes when this session's transaction is committed."""
    session.info.setdefault(REMOVED, []).append(path)


def after_commit(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint alone: all of it may still be undone
        return
    session.info.pop(WRITTEN, None)
    for path in session.info.pop(REMOVED, ()):
        shred(path)


def after_end(session: Session, transaction: SessionTransaction) -> None:
    """The outermost transaction is over; what was committed has been forgotten above."""
    if transaction.parent is None:
        session.info.pop(REMOVED, None)
        for path in session.info.pop(WRITTEN, ()):
            path.unlink(missing_ok=True)


def install(sessions: sessionmaker[Session]) -> None:
    event.listen(sessions, "after_commit", after_commit)
    event.listen(sessions, "after_transaction_end", after_end)
