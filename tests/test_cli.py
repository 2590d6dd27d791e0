"""Every command says what hinders it in a sentence that tells what to type, never in a traceback."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from visits.kit import migrate
from visits.kit.db import db

MIGRATE = ".venv/bin/flask --app wsgi visits migrate"
EMPTY = f"Error: There is no database yet. Make it first: {MIGRATE}\n"
OLDER = f"Error: The database is of an older version. Bring it up first: {MIGRATE}\n"
NEWER = "Error: The database is of a newer version than this program. Update first.\n"
NEEDING_ROWS = (
    ("send-mail",),
    ("add-user", "new@example.org", "--role", "viewer"),
    ("demo",),
    ("demo", "--if-empty"),
    ("figures", "2024-01-01", "2024-06-30"),
    ("import-history", "pyproject.toml", "--lead", "new@example.org"),
    ("import-programme", "2024-001", "pyproject.toml", "--preview"),
    ("link", "guest", "2024-001"),
    ("purge",),
    ("read-replies", "pyproject.toml"),
    ("refresh-calendars",),
    ("tend",),
)
SAVED = {"migrate", "backup", "restore"}
"""Commands that have to do with a database in any form."""


def run(app: Flask, *words: str | Path) -> Any:
    return app.test_cli_runner().invoke(args=["visits", *map(str, words)])


@pytest.fixture
def unmigrated(kind, databases, make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """An app whose database has no table."""
    return make_app(DATABASE_URL=databases.empty(kind, tmp_path), DATA_DIR=tmp_path / "new")


def test_every_command_is_tried_here(app: Flask):
    tried = {words[0] for words in NEEDING_ROWS}
    assert tried | SAVED == set(app.cli.commands["visits"].commands)


@pytest.mark.parametrize("words", NEEDING_ROWS)
def test_without_tables_it_says_what_to_type(unmigrated: Flask, words):
    done = run(unmigrated, *words)
    assert (done.exit_code, done.output) == (1, EMPTY)


def test_there_is_nothing_to_save_without_tables(unmigrated: Flask, tmp_path: Path):
    done = run(unmigrated, "backup", tmp_path / "visits.zip")
    assert (done.exit_code, done.output) == (
        1,
        "Error: There is no database yet, so there is nothing to save.\n",
    )
    assert not (tmp_path / "visits.zip").exists()


def test_migrating_is_all_that_it_needs(unmigrated: Flask):
    assert run(unmigrated, "migrate").output == "The database was made.\n"
    assert run(unmigrated, "migrate").output == "The database is up to date.\n"
    assert run(unmigrated, "send-mail").output == "No letter waits to be sent.\n"


@pytest.mark.parametrize("words", NEEDING_ROWS)
def test_an_older_database_is_brought_up_first(unmigrated: Flask, words):
    migrate.upgrade(unmigrated.config["SETTINGS"].database_url, "0001")
    done = run(unmigrated, *words)
    assert (done.exit_code, done.output) == (1, OLDER)


def test_an_older_database_can_be_saved(unmigrated: Flask, tmp_path: Path):
    unmigrated.config["SETTINGS"].DATA_DIR.mkdir()
    migrate.upgrade(unmigrated.config["SETTINGS"].database_url, "0001")
    assert run(unmigrated, "backup", tmp_path / "visits.zip").exit_code == 0


@pytest.mark.parametrize("words", NEEDING_ROWS[:1])
def test_a_newer_database_is_left_alone(unmigrated: Flask, words):
    migrate.upgrade(unmigrated.config["SETTINGS"].database_url)
    with unmigrated.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    done = run(unmigrated, *words)
    assert (done.exit_code, done.output) == (1, NEWER)


@pytest.mark.parametrize("words", [("migrate",), ("send-mail",), ("backup", "visits.zip")])
def test_a_database_out_of_reach_is_said(make_app: Callable[..., Flask], words):
    """Nothing listens there, on any machine."""
    done = run(make_app(DATABASE_URL="postgresql://visits@127.0.0.1:1/visits"), *words)
    assert done.exit_code == 1
    assert done.output.startswith("Error: The database does not answer: ")


@pytest.mark.parametrize("command", ["send-mail", "figures", "migrate"])
def test_help_needs_no_database(unmigrated: Flask, command):
    assert run(unmigrated, command, "--help").exit_code == 0
