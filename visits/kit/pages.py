"""Lists in pages of 25, by key and not by offset: page 4,000 costs what page 1 costs."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

Row = TypeVar("Row")
PAGE = 25


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of rows, with the cursors of its neighbours (None at an end)."""

    rows: Sequence[Row]
    next: str | None
    previous: str | None


def page_of(
    session: Session,
    rows: Select[Row],
    *,
    by: Sequence[InstrumentedAttribute[Any]],
    cursor: str | None = None,
    descending: bool = False,
    size: int = PAGE,
) -> Page[Row]:
    """The page after (or before) *cursor* in the order of the columns *by*, the last one unique.

    A cursor that cannot be read shows the first page: links grow old, that is no error.
    """
    backwards, key = read_cursor(cursor, len(by))
    falling = descending != backwards
    if key is not None:
        mark = tuple_(*(literal(v, column.type) for column, v in zip(by, key, strict=True)))
        rows = rows.where(tuple_(*by) < mark if falling else tuple_(*by) > mark)
    order = [column.desc() if falling else column.asc() for column in by]
    found: list[Row] = list(session.scalars(rows.order_by(*order).limit(size + 1)).unique())
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next = more if not backwards else True
    has_previous = more if backwards else key is not None
    return Page(
        rows=found,
        next=cursor_of(key_of(found[-1], by), "n") if found and has_next else None,
        previous=cursor_of(key_of(found[0], by), "p") if found and has_previous else None,
    )


def page_in(
    rows: Sequence[Row],
    *,
    by: Callable[[Row], tuple[str, ...]],
    cursor: str | None = None,
    size: int = PAGE,
) -> Page[Row]:
    """The same of rows in memory that stand in the order of *by*, a unique key."""
    width = len(by(rows[0])) if rows else 0
    backwards, key = read_cursor(cursor, width)
    mark = tuple(str(value) for value in key or ())
    if backwards:
        end = sum(by(row) < mark for row in rows)
        start = max(0, end - size)
    else:
        start = sum(by(row) <= mark for row in rows) if key else 0
        end = start + size
    found = rows[start:end]
    return Page(
        rows=found,
        next=cursor_of(by(found[-1]), "n") if found and end < len(rows) else None,
        previous=cursor_of(by(found[0]), "p") if found and start else None,
    )


def key_of(row: Any, by: Sequence[InstrumentedAttribute[Any]]) -> list[Any]:
    return [getattr(row, column.key) for column in by]


def cursor_of(key: Sequence[Any], direction: str) -> str:
    told = [as_text(value) for value in key]
    packed = json.dumps([direction, *told], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def as_text(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return value


def from_text(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            datetime.fromisoformat(value["t"]) if "t" in value else date.fromisoformat(value["d"])
        )
    if not isinstance(value, str | int):
        raise TypeError("a cursor holds texts and numbers")
    return value


def read_cursor(cursor: str | None, width: int) -> tuple[bool, list[Any] | None]:
    """Backwards or not, and the key; (False, None) when there is none to be read."""
    if not cursor:
        return False, None
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        direction, *key = json.loads(packed)
        values = [from_text(value) for value in key]
    except (ValueError, KeyError, TypeError):
        return False, None
    return (direction == "p", values) if len(values) == width else (False, None)
