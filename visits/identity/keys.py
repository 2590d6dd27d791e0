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
from visits.kit.sealing import DataKey, KeyGone, Sealer

FOLDER = "identity-keys"
PURPOSE = "identity data keys"
EXTENSION = "identity_keys"
"""Where app and sessions hold the keeper."""
STRAY_AFTER = timedelta(hours=1)
"""A file that no row names is younger than this while its transaction is still under way."""


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

    def destroy(self, session: Session, name: str) -> None:
        """Written over and unlinked when the transaction is committed."""
        remove_with(session, self.folder / name)

    def destroy_strays(self, known: Collection[str], *, at: datetime) -> int:
        """Keys that no row names: left by a process that died between its commit and the unlinking."""
        if not self.folder.is_dir():
            return 0
        before = (at - STRAY_AFTER).timestamp()
        strays = [
            path
            for path in self.folder.iterdir()
            if path.name not in known and path.stat().st_mtime < before
        ]
        for path in strays:
            shred(path)
        return len(strays)


def keeper_of(session: Session) -> KeyKeeper:
    """The keeper that the app hung on its sessions."""
    found: KeyKeeper = session.info[EXTENSION]
    return found
