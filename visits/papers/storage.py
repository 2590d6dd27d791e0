"""Files on the disk: written and synced before their row is committed, removed after it is gone
(kit/files.py)."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from visits.kit import files as kept_files
from visits.papers.rules import Upload


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
    kept_files.stay_with(session, *(folder / kept.path for kept in files))
