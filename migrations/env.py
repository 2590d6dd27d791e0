"""Runs the migrations: SQLite with foreign keys off on the raw connection, checked afterwards.

With foreign keys on, rebuilding a table on SQLite deletes every child row through the cascade.
"""

from alembic import context
from sqlalchemy import Table, create_engine, event, pool

from visits.app import load_models
from visits.kit.tables import Base

load_models()


@event.listens_for(Table, "after_parent_attach")
def never_reuse_ids(table, _metadata):
    """As in the models: also where a migration makes a table, or makes one anew to change it."""
    table.dialect_options["sqlite"]["autoincrement"] = True


def render(kind, obj, _):
    """Our own column types appear in migrations as the plain types they rest on."""
    if kind == "type" and type(obj).__module__ == "visits.kit.columns":
        shape = obj.impl_instance
        length = getattr(shape, "length", None)
        return f"sa.{type(shape).__name__}({f'length={length}' if length else ''})"
    if kind == "type" and type(obj).__name__ == "Enum":
        return f"sa.String(length={obj.length})"
    return False


def counted(connection):
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for name in tables
        if name != "alembic_version"
    }


def refuse_losses(before, after):
    lost = {
        name: (n, after[name]) for name, n in before.items() if name in after and after[name] < n
    }
    if lost:
        raise RuntimeError(f"a migration must not lose rows: {lost}")


def same_type(_context, _column, _metadata_column, database_type, model_type):
    """Enums are stored as text: their members live in Python only."""
    return False if type(model_type).__name__ == "Enum" else None


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render,
        compare_type=same_type,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
with engine.connect() as connection:
    if engine.dialect.name != "sqlite":
        run(connection)
        connection.commit()
    else:
        raw = connection.connection.dbapi_connection
        raw.isolation_level = None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        before = counted(connection)
        run(connection)
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError(f"a migration must not orphan rows: {broken[:5]}")
        refuse_losses(before, counted(connection))
        if connection.in_transaction():
            connection.commit()
        if raw.in_transaction:
            raw.execute("COMMIT")
