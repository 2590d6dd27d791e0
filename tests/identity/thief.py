"""What whoever steals the data folder has in hand."""

from pathlib import Path

from sqlalchemy import make_url

from visits.kit import backup
from visits.kit.clock import now
from visits.kit.db import db
from visits.notifications.worker import Sender


def everything(folder: Path, url: str, scratch: Path) -> bytes:
    """Every file of the data folder, and on PostgreSQL a dump, as whoever steals it has it."""
    found = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        backup.dump(address, scratch)
        found += scratch.read_bytes()
        scratch.unlink()
    return found


def write_letters(app, folder: Path) -> None:
    """The mail worker without a server: letters become files."""
    with app.app_context():
        Sender(
            sessions=db.sessionmaker,
            writer=app.extensions["letters"],
            server=None,
            folder=folder,
            clock=now,
        ).send_waiting()
