"""Writing many rows at once, numbered here so that they can name each other before they exist."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from visits.kit.tables import Base

AT_ONCE = 5_000

Model = type[Base]


class Rows:
    """Rows that wait to be written, by table. `id` is given here where it is a number."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.waiting: dict[Model, list[dict[str, Any]]] = {}
        self.last: dict[Model, int] = {}
        self.count = 0

    def __len__(self) -> int:
        return self.count

    def number(self, model: Model) -> int:
        """The next number of this table."""
        if model not in self.last:
            self.last[model] = self.session.scalar(select(func.max(table_of(model).c.id))) or 0
        self.last[model] += 1
        return self.last[model]

    def add(self, model: Model, **values: Any) -> int:
        """One more row; returns its number (0 for a table without)."""
        number = 0
        if "id" in table_of(model).c and "id" not in values:
            number = values["id"] = self.number(model)
        self.waiting.setdefault(model, []).append(values)
        self.count += 1
        return number

    def write(self) -> None:
        """Everything that waits, a table after those that it points to."""
        for model in in_order(self.waiting):
            rows = self.waiting[model]
            for first in range(0, len(rows), AT_ONCE):
                self.session.execute(insert(table_of(model)), rows[first : first + AT_ONCE])
        self.waiting.clear()
        self.count = 0

    def finish(self) -> None:
        """Write the rest; PostgreSQL goes on counting after our numbers."""
        self.write()
        if self.session.get_bind().dialect.name == "postgresql":
            for model, last in self.last.items():
                name = model.__tablename__
                self.session.execute(
                    text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
                    {"name": name, "last": last},
                )


def in_order(models: dict[Model, Any]) -> Iterator[Model]:
    by_table = {table_of(model): model for model in models}
    return (by_table[table] for table in Base.metadata.sorted_tables if table in by_table)


def table_of(model: Model) -> Table:
    """The bare table: its rows are not tracked one by one."""
    return Base.metadata.tables[model.__tablename__]
