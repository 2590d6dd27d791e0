"""Writing many rows at once, numbered here so that they can name each other before they exist."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table, func, select, text
from sqlalchemy.orm import Session

from visits.kit.tables import Base

Model = type[Base]
Row = Mapping[str, Any]


class Rows:
    """Rows that wait to be written, by table. `id` is given here where it is a number."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.waiting: dict[Table, list[Row]] = {}
        self.last: dict[Table, int] = {}
        self.count = 0

    def __len__(self) -> int:
        return self.count

    def number(self, model: Model) -> int:
        """The next number of this table."""
        table = table_of(model)
        if table not in self.last:
            self.last[table] = self.session.scalar(select(func.max(table.c.id))) or 0
        self.last[table] += 1
        return self.last[table]

    def add(self, model: Model, **values: Any) -> int:
        """One more row; returns its number (0 for a table without).

        Rows of one table name the same columns.
        """
        table, number = table_of(model), 0
        if "id" in table.c and "id" not in values:
            number = values["id"] = self.number(model)
        self.waiting.setdefault(table, []).append(values)
        self.count += 1
        return number

    def write(self) -> None:
        """Everything that waits, a table after those that it points to."""
        connection = self.session.connection()
        for table in Base.metadata.sorted_tables:
            if table in self.waiting:
                write(connection, table, self.waiting[table])
        self.waiting.clear()
        self.count = 0

    def finish(self) -> None:
        """Write the rest; PostgreSQL goes on counting after our numbers."""
        self.write()
        if self.session.connection().dialect.name == "postgresql":
            sequel = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
            for table, last in self.last.items():
                self.session.execute(sequel, {"name": table.name, "last": last})


def table_of(model: Model) -> Table:
    """The bare table: its rows are not tracked one by one."""
    return Base.metadata.tables[model.__tablename__]


def write(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """As fast as each database can: COPY on PostgreSQL, one prepared statement on SQLite."""
    columns = [c for c in table.columns if c.name in rows[0] or c.default is not None]
    names = ", ".join(column.name for column in columns)
    encoded = encode(columns, rows, connection.dialect)
    if connection.dialect.name == "postgresql":
        cursor = connection.connection.cursor()
        with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for values in encoded:
                copy.write_row(values)
        return
    marks = ", ".join("?" for _ in columns)
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 (own names)
    connection.exec_driver_sql(statement, list(encoded))


def encode(
    columns: Sequence[Column[Any]], rows: Sequence[Row], dialect: Dialect
) -> Iterator[tuple[Any, ...]]:
    """Values as the driver takes them; a column that rows do not name has its default."""
    encoders = [(column.name, encoder(column, dialect)) for column in columns]
    defaults = {column.name: column.default.arg for column in columns if column.default is not None}  # type: ignore[attr-defined]
    for row in rows:
        full = {**defaults, **row}
        yield tuple(encoded(full[name]) for name, encoded in encoders)


def encoder(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any]:
    kind = column.type.dialect_impl(dialect)
    return kind.bind_processor(dialect) or (lambda value: value)
