"""What is other than in the version before, found while a document is gathered."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from visits.documents.rules import Facts
from visits.kit.reports import Item, Table


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, and what it rests on in whichever language it is read.

    What is *kept* stands in the version as it is, so that it can be said of a line that is gone;
    of everything else a fingerprint alone. *told* words what it rested on before, to stand in
    front of what it rests on now: 14:00 → 14:05.
    """

    text: str
    rests_on: Any
    kept: bool = False
    told: Callable[[Any], str] | None = None

    @classmethod
    def typed(cls, text: str, *, kept: bool = False) -> "Cell":
        """Words that are the same in every language, since somebody typed them."""
        return cls(text, text, kept=kept)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, known by its key from version to version."""

    key: str
    cells: Sequence[Cell]


class Marks:
    """Keeps the fact behind each line and says whether it is other than before.

    Without *before* nothing is marked. *salt* keeps fingerprints of words from being guessed.
    """

    def __init__(self, salt: str, before: Facts | None = None) -> None:
        self.salt = salt
        self.before = before
        self.facts: dict[str, Any] = {}
        self.changed: list[str] = []
        self.is_reordered = False

    def fact(self, key: str, *values: Any) -> bool:
        """Is this line new or other? *values* are plain: ids, times, numbers, texts about nobody."""
        self.facts[key] = plainly(values)
        is_other = self.before is not None and self.before.get(key) != self.facts[key]
        if is_other:
            self.changed.append(key)
        return is_other

    def words(self, key: str, *texts: str) -> bool:
        """The same for words that may name people: only their fingerprint is kept."""
        return self.fact(key, fingerprint(self.salt, "\n".join(texts)))

    def order(self, key: str, ids: Sequence[int]) -> None:
        """The order of lines: where those that stood there before stand otherwise, that is told."""
        before = (self.before or {}).get(f"order:{key}", [])
        self.facts[f"order:{key}"] = list(ids)
        common = [one for one in ids if one in before]
        self.is_reordered |= common != [one for one in before if one in ids]

    def item(self, key: str, start: str, cell: Cell, below: Sequence[Item] = ()) -> Item:
        """A numbered line: how it *starts*, then the cell."""
        is_other = self.fact(key, self.kept(cell))
        text = self.said(cell, self.before_of(key, 1), 0) if is_other else cell.text
        return Item(f"{start}{text}", below, changed=is_other)

    def row(self, row: Row) -> tuple[list[str], Collection[int]]:
        """What stands in the row, and in which columns it is other: in all where it is new."""
        facts = [self.kept(cell) for cell in row.cells]
        if not self.fact(row.key, *facts):
            return [cell.text for cell in row.cells], ()
        before = self.before_of(row.key, len(facts))
        if before is None:
            return [cell.text for cell in row.cells], range(len(facts))
        changed = [place for place, fact in enumerate(self.facts[row.key]) if fact != before[place]]
        said = [
            self.said(cell, before, place) if place in changed else cell.text
            for place, cell in enumerate(row.cells)
        ]
        return said, changed

    def kept(self, cell: Cell) -> Any:
        if cell.kept or cell.told:
            return cell.rests_on
        return fingerprint(self.salt, json.dumps(plainly(cell.rests_on), sort_keys=True))

    def before_of(self, key: str, length: int) -> Sequence[Any] | None:
        """What the version before kept under the key; None where that was of another shape."""
        before = (self.before or {}).get(key)
        return before if before is not None and len(before) == length else None

    def said(self, cell: Cell, before: Sequence[Any] | None, place: int) -> str:
        former = cell.told(before[place]) if cell.told and before is not None else ""
        return f"{former} → {cell.text}" if former else cell.text

    @property
    def gone(self) -> Facts:
        """What stood in the version before and stands there no longer."""
        before = self.before or {}
        return {
            key: before[key]
            for key in before
            if key not in self.facts and not key.startswith("order:")
        }


def marked_table(
    marks: Marks,
    head: Sequence[str],
    rows: Iterable[Row],
    *,
    sums: Sequence[str] = (),
    **looks: Any,
) -> Table:
    """A table whose cells are marked where they are other; *sums* stand below, *looks* are the
    table's own widths, caption and figures."""
    lines, new, other = [], set(), set()
    for place, row in enumerate(rows):
        said, columns = marks.row(row)
        lines.append(said)
        if len(columns) == len(row.cells):
            new.add(place)
        other |= {(place, column) for column in columns}
    if sums:
        lines.append(list(sums))
    return Table(head, lines, changed_rows=new, changed_cells=other, **looks)


def plainly(values: Any) -> Any:
    """As JSON gives it back."""
    return json.loads(json.dumps(values))


def fingerprint(salt: str, text: str) -> str:
    key = salt.encode()
    return hashlib.blake2b(text.encode(), key=key, digest_size=8).hexdigest()
