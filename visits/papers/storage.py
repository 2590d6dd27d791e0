"""Files on the disk: written and synced before their row is committed, removed after it is gone.

Whatever a transaction wrote is removed again when the transaction is not committed. A file without
a row can be left behind by a power cut; a row without its file cannot.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from visits.papers.rules import Upload

WRITTEN, REMOVED = "files_written", "files_removed"


@dataclass(frozen=True, slots=True)
class Kept:
    """An upload that lies on the disk; `path` is relative to the folder of files."""

    upload: Upload
    path: str
    sha256: str


def keep(folder: Path, upload: Upload) -> Kept:
    """Write the file under a random name, whole and synced."""
    name = secrets.token_hex(16)
    path = f"{name[:2]}/{name[2:]}"
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(upload.content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(target.parent)
    return Kept(upload, path, hashlib.sha256(upload.content).hexdigest())


def sync_folder(folder: Path) -> None:
    """Make the new name in the folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def belong(session: Session, folder: Path, files: list[Kept]) -> None:
    """These files stay when this session's transaction is committed, and go when it is not."""
    session.info.setdefault(WRITTEN, []).extend(folder / kept.path for kept in files)


def remove_with(session: Session, path: Path) -> None:
    """The file goes when this session's transaction is committed."""
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
