"""One file that holds everything but the keys: the database, taken while it lives, and the files.

SQLite is copied by its online backup (a plain copy of a living database is no copy), PostgreSQL by
pg_dump. The keys stay out: who finds the file cannot open what they seal, and who restores it needs
the keys from elsewhere.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url

from visits.kit.migrate import revision_of
from visits.kit.write_lock import take_lock

SQLITE = "visits.sqlite"
POSTGRESQL = "visits.sql"
ABOUT = "about.json"
FILES = "files"
NEW_SCHEMA = "SET lock_timeout = '10s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public"


class BackupFailed(Exception):
    """What went wrong, in a sentence for whoever sits at the terminal."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself."""

    made_at: str
    database: str
    revision: str
    files: int


def backup(url: str, folder: Path, target: Path, *, at: datetime, force: bool = False) -> About:
    """Write database and `<folder>/files` into *target*, a zip file that appears whole or not at all.

    The database first: a file is written before the row that names it, so none can be missing.
    Raises BackupFailed, also when *target* is there already and not *force*.
    """
    if not target.parent.is_dir():
        raise BackupFailed(f"There is no folder {target.parent}: make it first.")
    if target.exists() and not force:
        raise BackupFailed(f"There is a file {target} already. With --force it is replaced.")
    address, revision = make_url(url), revision_of(url)
    if revision is None:
        raise BackupFailed("There is no database yet, so there is nothing to save.")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with scratch(target.parent) as work, removed_at_last(draft):
        name = SQLITE if address.get_backend_name() == "sqlite" else POSTGRESQL
        dump(address, work / name)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
            with zipfile.ZipFile(file, "w", strict_timestamps=False) as archive:
                archive.write(work / name, name, zipfile.ZIP_DEFLATED)
                count = sum(add_file(archive, path, folder) for path in files_of(folder))
                about = About(at.isoformat(), name, revision, count)
                archive.writestr(ABOUT, json.dumps(asdict(about), indent=1))
            os.fsync(file.fileno())
        draft.replace(target)
    return about


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / FILES).rglob("*") if path.is_file())


def add_file(archive: zipfile.ZipFile, path: Path, folder: Path) -> bool:
    """False for a file that was deleted since the list was made: then its row is going too."""
    try:
        archive.write(path, path.relative_to(folder).as_posix())
    except FileNotFoundError:
        return False
    return True


def restore(source: Path, url: str, folder: Path, *, known: set[str], force: bool = False) -> About:
    """Put a backup in the place of the database and the files.

    *known* are the revisions that this version can migrate from. Raises BackupFailed when there is
    something to lose and not *force*, and for a file that is no backup of this kind of database.
    """
    address = make_url(url)
    if not force and is_used(address):
        raise BackupFailed("There is a database already. With --force it is replaced.")
    folder.mkdir(parents=True, exist_ok=True)
    with scratch(folder) as work:
        about = unpack(source, work)
        if about.revision not in known:
            raise BackupFailed("This backup was made by a newer version. Update first.")
        if (about.database == SQLITE) is not (address.get_backend_name() == "sqlite"):
            raise BackupFailed("This backup is of the other kind of database.")
        load(work / about.database, address)
        exchange(work / FILES, folder / FILES, work / "former")
    return about


def dump(address: URL, target: Path) -> None:
    if address.get_backend_name() != "sqlite":
        run("pg_dump", address, "--no-owner", "--no-privileges", f"--file={target}")
        return
    path = str(address.database)
    with closing(sqlite3.connect(path)) as living, closing(sqlite3.connect(target)) as copy:
        living.backup(copy)
        check(copy)


def load(source: Path, address: URL) -> None:
    """The dumped database in the place of whatever is there, also under the feet of a running app."""
    if address.get_backend_name() != "sqlite":
        quietly = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction")
        run("psql", address, *quietly, f"--command={NEW_SCHEMA}", f"--file={source}")
        return
    path = str(address.database)
    lock = take_lock(f"{path}.writelock")
    try:
        with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(path)) as living:
            check(copy)
            copy.backup(living)
    finally:
        os.close(lock)


def check(connection: sqlite3.Connection) -> None:
    try:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BackupFailed(f"The database is damaged: {error}") from error
    if found != "ok":
        raise BackupFailed(f"The database is damaged: {found}")


def run(program: str, address: URL, *arguments: str) -> None:
    """Call one of PostgreSQL's programs; the password goes by the environment, unseen by `ps`."""
    where = address.set(drivername="postgresql", password=None)
    place = where.render_as_string(hide_password=False)
    environment = {**os.environ, "PGPASSWORD": address.password or ""}
    command = [found_binary(program), "--dbname", place, *arguments]
    done = subprocess.run(  # noqa: S603 (our own words, no shell)
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupFailed(f"{program}: {done.stderr.strip()}")


def found_binary(name: str) -> str:
    """On the path, else the newest of those that Debian keeps off the path."""
    kept = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3])
    )
    found = str(kept[-1]) if kept else shutil.which(name)
    if not found:
        raise BackupFailed(f"{name} is not on this machine: install the PostgreSQL client.")
    return found


def is_used(address: URL) -> bool:
    """Is there any table yet?"""
    if address.get_backend_name() == "sqlite" and not Path(str(address.database)).exists():
        return False
    engine = create_engine(address)
    try:
        return bool(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def unpack(source: Path, work: Path) -> About:
    """Only what a backup holds is written: its database, and files below their folder."""
    try:
        with zipfile.ZipFile(source) as archive:
            about = About(**json.loads(archive.read(ABOUT)))
            if about.database not in {SQLITE, POSTGRESQL}:
                raise BackupFailed(f"{source} is not a backup of visits.")
            archive.extract(about.database, work)
            for name in set(archive.namelist()) - {ABOUT, about.database}:
                if not name.startswith(f"{FILES}/") or ".." in name.split("/"):
                    raise BackupFailed(f"{source} is not a backup of visits.")
                archive.extract(name, work)
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise BackupFailed(f"{source} is not a backup of visits.") from error
    return about


def exchange(fresh: Path, place: Path, former: Path) -> None:
    """The restored files in the place of the former ones."""
    fresh.mkdir(exist_ok=True)
    if place.exists():
        place.rename(former)
    fresh.rename(place)


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """A private folder beside the target, so that moving out of it is a rename."""
    with tempfile.TemporaryDirectory(prefix=".visits-", dir=parent) as name:
        yield Path(name)


@contextmanager
def removed_at_last(path: Path) -> Iterator[None]:
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
