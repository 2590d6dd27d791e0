"""ids of deleted rows are never given again

PostgreSQL never did; on SQLite every table with a number of its own is made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NAMED_ELSEWHERE = {
    "delegations": "Delegation",
    "official_papers": "OfficialPaper",
    "people": "Person",
    "sites": "Site",
    "stops": "Stop",
    "vehicles": "Vehicle",
}
"""Tables whose rows links, papers, letters and the log name by (kind, id), as the log calls them."""


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    for table in tables_that_reuse_ids(connection):
        with op.batch_alter_table(
            table, recreate="always", table_kwargs={"sqlite_autoincrement": True}
        ):
            pass
    for table, kind in NAMED_ELSEWHERE.items():
        go_on_after_deleted_rows(connection, table, kind)


def tables_that_reuse_ids(connection: sa.Connection) -> list[str]:
    """Tables with an integer as their only key, made without AUTOINCREMENT."""
    found = connection.exec_driver_sql(
        "SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS key ON key.pk > 0"
        " WHERE m.type = 'table' AND m.sql NOT LIKE '%AUTOINCREMENT%'"
        " GROUP BY m.name HAVING count(*) = 1 AND max(key.type) = 'INTEGER' ORDER BY m.name"
    )
    return [name for (name,) in found]


def go_on_after_deleted_rows(connection: sa.Connection, table: str, kind: str) -> None:
    """The next id is above those of rows that the log remembers."""
    remembered = sa.text(
        "SELECT max(CAST(subject_id AS INTEGER)) FROM audit_entries WHERE subject_kind = :kind"
    )
    last = connection.execute(remembered, {"kind": kind}).scalar_one() or 0
    names = {"table": table, "last": last}
    raised = sa.text("UPDATE sqlite_sequence SET seq = max(seq, :last) WHERE name = :table")
    if not connection.execute(raised, names).rowcount:
        begun = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)")
        connection.execute(begun, names)


def downgrade() -> None:
    """An older version does not mind that ids are not given again."""
