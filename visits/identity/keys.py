"""The data keys of delegations: one each, wrapped by the identity key, in files of their own.

The files lie in `<data>/identity-keys`, which no backup and no dump of the database holds. A backup
therefore keeps sealed values that nothing opens once the purge has destroyed the key.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from visits.kit.files import remove_with, shred, stay_with, write_whole
from visits.kit.sealing import DataKey, KeyGone, NotOpened, Sealer

FOLDER = "identity-keys"
PURPOSE = "identity data keys"
EXTENSION = "identity_keys"
"""Where app and sessions hold the keeper."""
STRAY_KEPT = timedelta(days=7)
"""So long a key stays that no row names: an older database may only be here for a look."""
NOTE = ".stray"
"""Ending of the file that says since when a key is one."""


@dataclass(frozen=True)
class KeyKeeper:
    """The folder of wrapped keys, and what unwraps them."""

    folder: Path
    sealer: Sealer

    def make(self, session: Session) -> tuple[str, DataKey]:
        """A new key in a file of a random name; it goes again when the transaction is not committed."""
        name, key = secrets.token_hex(16), DataKey.fresh()
        write_whole(self.folder / name, key.wrapped(self.sealer, about=name).encode())
        stay_with(session, self.folder / name)
        return name, key

    def open(self, name: str) -> DataKey:
        """Raises KeyGone without its file: what it sealed is lost, as it is meant to be.

        Raises NotOpened when another identity key wrapped it.
        """
        try:
            wrapped = (self.folder / name).read_text()
        except FileNotFoundError as error:
            raise KeyGone(name) from error
        return DataKey.unwrapped(wrapped, self.sealer, about=name)

    def opens(self, name: str) -> bool:
        """Whether the key is there, and ours."""
        try:
            self.open(name)
        except NotOpened:
            return False
        return True

    def has(self, name: str) -> bool:
        """Whether the file of a key is there."""
        return (self.folder / name).exists()

    def destroy(self, session: Session, name: str) -> None:
        """Written over and unlinked when the transaction is committed."""
        remove_with(session, self.folder / name)

    def destroy_strays(self, known: Collection[str], *, at: datetime) -> int:
        """Keys that no row has named for days: their process died between commit and unlinking.

        The first time such a key is only noted. Call it when the transaction is committed: before,
        a rollback would bring back rows whose keys are gone.
        """
        if not self.folder.is_dir():
            return 0
        paths = sorted(self.folder.iterdir())
        for note in (path for path in paths if path.suffix == NOTE):
            if note.stem in known or not note.with_suffix("").exists():
                note.unlink()
        strays = [path for path in paths if path.suffix != NOTE and path.name not in known]
        return sum(self.destroy_stray(path, at=at) for path in strays)

    def destroy_stray(self, path: Path, *, at: datetime) -> bool:
        """Whether it is gone now."""
        note = path.with_suffix(NOTE)
        if not note.exists():
            write_whole(note, at.isoformat().encode())
        if datetime.fromisoformat(note.read_text()) > at - STRAY_KEPT:
            return False
        shred(path)
        note.unlink()
        return True


def keeper_of(session: Session) -> KeyKeeper:
    """The keeper that the app hung on its sessions."""
    found: KeyKeeper = session.info[EXTENSION]
    return found
