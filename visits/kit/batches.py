"""Rows of which there may be many: counted without reading one, or read a few hundred at a time."""

from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

BATCH = 500
"""Rows that are read at once."""

Row = TypeVar("Row")


def number_of(session: Session, rows: Select[Any]) -> int:
    counted = session.scalar(select(func.count()).select_from(rows.order_by(None).subquery()))
    return counted or 0


def in_batches(
    session: Session, rows: Select[Row], number: InstrumentedAttribute[int], *, size: int = BATCH
) -> Iterator[Row]:
    """Each row, in the order of *number*, its key. What is done to them is flushed with each batch."""
    last = 0
    ordered = rows.order_by(None).order_by(number).limit(size)
    while batch := session.scalars(ordered.where(number > last)).all():
        last = getattr(batch[-1], number.key)
        yield from batch
        session.flush()
