"""Migrations lead from nothing to the models and back, and lose no row on the way."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from tests.databases import Databases
from visits.kit import migrate

BASE = "base"


@pytest.fixture
def url(kind: str, databases: Databases, tmp_path: Path) -> str:
    return databases.empty(kind, tmp_path)


def test_there_is_one_head(url: str):
    scripts = ScriptDirectory.from_config(migrate.config(url))
    assert len(scripts.get_heads()) == 1


def test_up_down_and_up_again_gives_the_models(url: str):
    migrate.upgrade(url)
    migrate.check(url)
    migrate.downgrade(url, BASE)
    assert tables(url) == {}
    migrate.upgrade(url)
    migrate.check(url)


def test_no_step_back_and_forth_loses_a_row(url: str):
    """One row in every table; each revision is left and entered again with it."""
    migrate.upgrade(url)
    fill(url)
    scripts = ScriptDirectory.from_config(migrate.config(url))
    for script in scripts.walk_revisions():
        if script.down_revision is None:
            break
        before = tables(url)
        migrate.downgrade(url, str(script.down_revision))
        kept = tables(url)
        migrate.upgrade(url, script.revision)
        after = tables(url)
        shared = before.keys() & kept.keys()
        assert {n: kept[n] for n in shared} == {n: before[n] for n in shared}, script.revision
        assert {n: after[n] for n in shared} == {n: before[n] for n in shared}, script.revision
        migrate.downgrade(url, str(script.down_revision))


def tables(url: str) -> dict[str, int]:
    """How many rows each table has."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with closing(engine.connect()) as connection:
        names = [n for n in sa.inspect(connection).get_table_names() if n != "alembic_version"]
        counted = {
            name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name)))
            for name in names
        }
        return {name: result.scalar_one() for name, result in counted.items()}


def fill(url: str) -> None:
    """One row in every table, with a value for whatever must have one."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        rows: dict[str, dict[str, Any]] = {}
        for table in found.sorted_tables:
            if table.name == "alembic_version":
                continue
            row = {c.name: value_for(c, rows) for c in table.columns if needs_value(c)}
            connection.execute(table.insert().values(row))
            rows[table.name] = row


def needs_value(column: sa.Column[Any]) -> bool:
    if f"{column.table.name}.{column.name}" in CHOSEN:
        return True
    return not column.nullable and column.computed is None


def value_for(column: sa.Column[Any], rows: dict[str, dict[str, Any]]) -> Any:
    for key in column.foreign_keys:
        target, _, name = key.target_fullname.partition(".")
        if target in rows:
            return rows[target][name]
    if column.name == "ends":
        return LATER
    for shape, sample in SAMPLES:
        if isinstance(column.type, shape):
            return sample
    raise TypeError(f"no sample for {column}: {column.type!r}")


CHOSEN = {
    "assignments.person_id",
    "busy_sources.site_id",
    "offered_windows.weekday",
    "unavailabilities.person_id",
}
"""One of several columns must have a value; these are given it."""
EARLIER, LATER = datetime(2026, 1, 2, 3, 4), datetime(2026, 1, 2, 4, 5)  # noqa: DTZ001  # as kept
SAMPLES: list[tuple[type[sa.types.TypeEngine[Any]], Any]] = [
    (sa.Boolean, False),
    (sa.Integer, 1),
    (sa.Numeric, 1),
    (sa.Float, 1.0),
    (sa.String, "x"),
    (sa.LargeBinary, b"x"),
    (sa.DateTime, EARLIER),
    (sa.Date, date(2026, 1, 2)),
    (sa.Time, time(9, 0)),
    (sa.JSON, {}),
]


# -- ids -------------------------------------------------------------------------------------------


@pytest.mark.sqlite_alone
def test_no_table_gives_an_id_twice(url: str):
    migrate.upgrade(url)
    assert reusing(url) == []


@pytest.mark.sqlite_alone
def test_tables_of_before_give_no_id_twice_and_keep_their_rows(url: str):
    """Under the former rule a deleted site's link opened the calendar of the next new one."""
    migrate.upgrade(url, "0010")
    fill(url)
    run(url, "PRAGMA writable_schema = ON", UNLEARN, "DELETE FROM sqlite_sequence")
    run(url, REMEMBER_A_SITE)
    before = tables(url)
    assert "sites" in reusing(url)
    migrate.upgrade(url)
    after = tables(url)
    assert reusing(url) == []
    assert {name: after[name] for name in before} == before
    assert run(url, "SELECT seq FROM sqlite_sequence WHERE name = 'sites'") == [(41,)]


UNLEARN = "UPDATE sqlite_master SET sql = replace(sql, ' AUTOINCREMENT', '') WHERE type = 'table'"
REMEMBER_A_SITE = "UPDATE audit_entries SET subject_kind = 'Site', subject_id = '41'"


def reusing(url: str) -> list[str]:
    """Tables with a number of their own that could give it again."""
    found = run(
        url,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%AUTOINCREMENT%'"
        " AND sql LIKE '%INTEGER NOT NULL PRIMARY KEY%'",
    )
    return sorted(name for (name,) in found)


def run(url: str, *statements: str) -> list[tuple[Any, ...]]:
    """What the last of them answers."""
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection, connection:
        return [connection.execute(statement).fetchall() for statement in statements][-1]
