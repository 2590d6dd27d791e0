"""What a row of any floor is called, and where its page is.

Letters, papers and the audit log name the rows they belong to by (kind, id), since they must not
know the floors above. `visits/records.py` knows how each kind is called; this asks it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

EXTENSION = "records"

Pair = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Record:
    """How people call a row, and the address of its page; no address when it has no page."""

    label: str
    url: str = ""


Namer = Callable[[Session, Collection[int]], Mapping[int, Record]]
Finder = Callable[[Session, str], int | None]
"""The id of the row that people call so; None when there is none."""


@dataclass(frozen=True, slots=True)
class Records:
    """How each kind of row is named, and found by what people call it."""

    namers: Mapping[str, Namer]
    finders: Mapping[str, Finder]


def known() -> Records:
    found: Records = current_app.extensions[EXTENSION]
    return found


def named(session: Session, pairs: Iterable[Pair]) -> dict[Pair, Record]:
    """The name of each row, by one query for each kind. Rows that are gone keep kind and number."""
    namers = known().namers
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, row_id in pairs:
        by_kind[kind].add(row_id)
    found: dict[Pair, Record] = {}
    for kind, ids in by_kind.items():
        rows = namers[kind](session, ids) if kind in namers else {}
        found |= {(kind, i): rows.get(i) or numbered(kind, i) for i in ids}
    return found


def numbered(kind: str, row_id: int) -> Record:
    """What is left of a row that is gone, or of a kind that nobody names."""
    return Record(f"{kind} {row_id}")


def exists(session: Session, pair: Pair) -> bool:
    """Is there such a row, of a kind that we know?"""
    kind, row_id = pair
    namers = known().namers
    return kind in namers and row_id in namers[kind](session, {row_id})


def find(session: Session, kind: str, called: str) -> int | None:
    """The id of the row of this kind that people call so."""
    return known().finders[kind](session, called.strip())


def init_app(app: Flask, records: Records) -> None:
    app.extensions[EXTENSION] = records
