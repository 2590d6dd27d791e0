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


def named(session: Session, pairs: Iterable[Pair]) -> dict[Pair, Record]:
    """The name of each row, by one query for each kind. Rows that are gone keep kind and number."""
    namers: Mapping[str, Namer] = current_app.extensions[EXTENSION]
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, row_id in pairs:
        by_kind[kind].add(row_id)
    found: dict[Pair, Record] = {}
    for kind, ids in by_kind.items():
        rows = namers[kind](session, ids) if kind in namers else {}
        found |= {(kind, i): rows.get(i) or Record(f"{kind} {i}") for i in ids}
    return found


def init_app(app: Flask, namers: Mapping[str, Namer]) -> None:
    app.extensions[EXTENSION] = namers
