"""Files on the disk: written and synced before their row is committed, removed after it is gone
(kit/files.py)."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from visits.kit import files as kept_files
from visits.papers.rules import Upload

FILES = "files_folder"
"""Where every session holds the folder of files; hung on by `app.py`."""


def folder_of(session: Session) -> Path:
    """The folder in which attached files lie."""
    folder: Path = session.info[FILES]
    return folder


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
    kept_files.write_whole(folder / path, upload.content)
    return Kept(upload, path, hashlib.sha256(upload.content).hexdigest())


def belong(session: Session, folder: Path, files: list[Kept]) -> None:
    """These files stay when this session's transaction is committed, and go when it is not."""
    kept_files.stay_with(session, *(folder / kept.path for kept in files))


def give_up(session: Session, files: list[Kept]) -> None:
    """These files go with this session's transaction: what they show is kept already."""
    for kept in files:
        kept_files.remove_with(session, folder_of(session) / kept.path)
