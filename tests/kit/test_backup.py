"""A backup is everything but the keys; restoring it brings everything back, or changes nothing."""

import json
import re
import sqlite3
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.databases import Databases
from tests.people import People
from visits.access.models import User
from visits.kit import backup as archives
from visits.kit.clock import now
from visits.settings import Settings


@pytest.fixture
def command(app: Flask, session: Session) -> Any:
    def run(*words: str | Path) -> Any:
        session.commit()
        session.expire_all()
        return app.test_cli_runner().invoke(args=["visits", *map(str, words)])

    return run


@pytest.fixture
def paper(data_dir: Path) -> Path:
    """An uploaded file."""
    path = data_dir / "files" / "a1" / "k3y"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7 an official letter")
    return path


def names(session: Session) -> list[str]:
    return list(session.scalars(select(User.name).order_by(User.id)))


def test_what_was_saved_comes_back(command, people: People, session, paper: Path, tmp_path: Path):
    people["coordinator"].name = "Before"
    done = command("backup", tmp_path / "visits.zip")
    assert done.output.startswith(f"{tmp_path}/visits.zip: the database and 1 files.\n")
    people["coordinator"].name = "After"
    paper.write_bytes(b"something else")
    (paper.parent / "younger").write_bytes(b"no row names it")
    done = command("restore", tmp_path / "visits.zip", "--force")
    assert re.match(
        r"Restored what was saved on \d{4}-\d\d-\d\d \d\d:\d\d: the database and", done.output
    )
    assert names(session) == ["Before"]
    assert paper.read_bytes() == b"%PDF-1.7 an official letter"
    assert [path.name for path in paper.parent.iterdir()] == ["k3y"]


def test_the_keys_stay_out_and_it_says_so(command, people, data_dir: Path, tmp_path: Path):
    data_dir.mkdir(exist_ok=True)
    (data_dir / "keys.json").write_text("{}")
    assert people["viewer"]
    done = command("backup", tmp_path / "visits.zip")
    assert "The keys are not in it: keep a copy of" in done.output
    with zipfile.ZipFile(tmp_path / "visits.zip") as archive:
        assert set(archive.namelist()) <= {"about.json", "visits.sqlite", "visits.sql"}


def test_only_we_may_read_it(command, tmp_path: Path):
    command("backup", tmp_path / "visits.zip")
    assert (tmp_path / "visits.zip").stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".visits*"))


def test_nothing_is_replaced_without_force(command, people, session, tmp_path: Path):
    people["viewer"].name = "Stays"
    command("backup", tmp_path / "visits.zip")
    people["viewer"].name = "Is newer"
    done = command("restore", tmp_path / "visits.zip")
    assert (done.exit_code, done.output) == (
        1,
        "Error: There is a database already. With --force it is replaced.\n",
    )
    assert names(session) == ["Is newer"]


def test_a_backup_that_is_there_is_not_replaced_without_force(command, people, tmp_path: Path):
    target = tmp_path / "visits.zip"
    target.write_bytes(b"of last week")
    done = command("backup", target)
    assert (done.exit_code, done.output) == (
        1,
        f"Error: There is a file {target} already. With --force it is replaced.\n",
    )
    assert target.read_bytes() == b"of last week"
    assert command("backup", target, "--force").exit_code == 0
    assert zipfile.is_zipfile(target)


def test_an_empty_place_needs_no_force(
    kind, settings: Settings, databases: Databases, command, people, tmp_path: Path
):
    assert people["viewer"]
    command("backup", tmp_path / "visits.zip")
    url = databases.empty(kind, tmp_path)
    known = {json.loads(zipfile.ZipFile(tmp_path / "visits.zip").read("about.json"))["revision"]}
    archives.restore(tmp_path / "visits.zip", url, tmp_path / "elsewhere", known=known)
    assert archives.revision_of(url) in known


def test_a_backup_of_a_newer_version_is_refused(command, people, settings, tmp_path: Path):
    assert people["viewer"]
    command("backup", tmp_path / "visits.zip")
    with pytest.raises(archives.BackupFailed, match="newer version"):
        archives.restore(
            tmp_path / "visits.zip",
            settings.database_url,
            settings.DATA_DIR,
            known={"0000"},
            force=True,
        )


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 but not really", b"SQLite format 3\x00", b"{}"]
)
def test_a_file_that_is_no_backup_is_refused(command, people, session, tmp_path: Path, content):
    people["viewer"].name = "Untouched"
    (tmp_path / "other.zip").write_bytes(content)
    done = command("restore", tmp_path / "other.zip", "--force")
    assert done.output == f"Error: {tmp_path}/other.zip is not a backup of visits.\n"
    assert names(session) == ["Untouched"]


@pytest.mark.parametrize("name", ["../outside", "files/../../outside", "/outside", "keys.json"])
def test_a_file_that_would_lie_elsewhere_is_refused(command, people, tmp_path: Path, name: str):
    assert people["viewer"]
    command("backup", tmp_path / "visits.zip")
    with zipfile.ZipFile(tmp_path / "visits.zip", "a") as archive:
        archive.writestr(name, "stranger")
    done = command("restore", tmp_path / "visits.zip", "--force")
    assert done.output == f"Error: {tmp_path}/visits.zip is not a backup of visits.\n"
    assert not (tmp_path / "outside").exists()


@pytest.mark.sqlite_alone
def test_a_damaged_database_is_noticed(command, people, session, tmp_path: Path):
    people["viewer"].name = "Untouched"
    command("backup", tmp_path / "visits.zip")
    with zipfile.ZipFile(tmp_path / "visits.zip") as archive:
        about, database = archive.read("about.json"), bytearray(archive.read("visits.sqlite"))
    database[4096:8192] = bytes(4096)
    with zipfile.ZipFile(tmp_path / "damaged.zip", "w") as archive:
        archive.writestr("about.json", about)
        archive.writestr("visits.sqlite", bytes(database))
    done = command("restore", tmp_path / "damaged.zip", "--force")
    assert done.exit_code == 1
    assert "damaged" in done.output
    assert names(session) == ["Untouched"]


@pytest.mark.sqlite_alone
def test_a_backup_of_a_database_that_is_being_written_is_whole(
    settings: Settings, people: People, session: Session, tmp_path: Path
):
    """A plain copy of a living database was good 0 times out of 15."""
    user = people["viewer"]
    user_id = user.id
    session.commit()
    path = settings.DATA_DIR / "visits.sqlite"
    stop = threading.Event()

    def write() -> None:
        connection = sqlite3.connect(path, isolation_level=None, timeout=10)
        while not stop.is_set():
            connection.execute("BEGIN IMMEDIATE")
            for table in ("name", "phone"):
                connection.execute(
                    f"UPDATE users SET {table} = ? WHERE id = ?",  # noqa: S608
                    (now().isoformat()[:26], user_id),
                )
            connection.execute("COMMIT")
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            target = tmp_path / f"{number}.zip"
            archives.backup(settings.database_url, settings.DATA_DIR, target, at=now())
            with zipfile.ZipFile(target) as archive:
                archive.extract("visits.sqlite", tmp_path)
            copy = sqlite3.connect(tmp_path / "visits.sqlite")
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            copy.close()
    finally:
        stop.set()
        writer.join()


def test_a_disk_that_is_not_there_is_said(command, tmp_path: Path):
    done = command("backup", tmp_path / "no" / "such" / "folder.zip")
    assert done.exit_code == 1
    assert "There is no folder" in done.output
