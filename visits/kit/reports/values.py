"""What a report says, without a word of how it looks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered line and the lines below it. The text may hold line ends."""

    text: str
    items: Sequence["Item"] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words without a number."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on each page.

    *widths* are shares of the page's width, equal ones when there are none; *figures* the columns
    whose values stand at their end; *changed_rows* the rows that are new and marked as a whole, by
    their place, *changed_cells* the single cells that are marked, by row and column.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    caption: str = ""
    changed: bool = False
    changed_rows: Collection[int] = ()
    changed_cells: Collection[tuple[int, int]] = ()
    figures: Collection[int] = ()

    @property
    def shares(self) -> list[float]:
        """Of each column, together 1."""
        given = list(self.widths) or [1.0] * len(self.head)
        return [width / sum(given) for width in given]

    def is_changed(self, row: int) -> bool:
        """Whether anything in the row is marked."""
        return self.is_new(row) or any(row == place for place, _column in self.changed_cells)

    def is_new(self, row: int) -> bool:
        return self.changed or row in self.changed_rows

    def marks(self, row: int, column: int) -> bool:
        """Whether the cell is underlined."""
        return self.is_new(row) or (row, column) in self.changed_cells

    def says(self, row: int, column: int) -> bool:
        """Whether the mark's word stands in the cell: where it changed, or at the end of a new row."""
        if self.is_new(row):
            return column == len(self.head) - 1
        return (row, column) in self.changed_cells


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG, told apart by its media type; *url* is where a page fetches it, *height* in
    millimetres how high it stands at most, else as high as papers show photographs.

    A file is read when a writer asks for its content.
    """

    source: bytes | Path = field(repr=False)
    type: str
    caption: str = ""
    alt: str = ""
    url: str = ""
    changed: bool = False
    height: float | None = None

    @property
    def content(self) -> bytes:
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()


Block = Item | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading with what stands under it; without a heading it is only that."""

    heading: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A paper of the office, in one language (BCP 47).

    *head* are labels with their values above the first section, *foot* small words after the end,
    *stamp* the version and when it was made, in words, and *made_at* the same for the file's own
    record; *mark* is what follows whatever is marked as changed, such as "(변경)". A Korean paper
    closes with 끝. unless *ends* is False.
    """

    title: str
    language: str
    made_at: datetime = field(kw_only=True)
    head: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = ()
    foot: str = ""
    stamp: str = ""
    mark: str = ""
    ends: bool = True
