"""What the writers of files that office programs open have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from visits.kit.reports.outline import Line, outline
from visits.kit.reports.values import Picture, Report, Table

STEP_MM, HANG_MM = 5.0, 6.0
"""How far a line stands further in for each depth, and its number before its first word."""
TEXT_MM = 170.0
PICTURE_MM = (120.0, 80.0)
TINT, CHANGED = "E8EEF6", "B3261E"
FOOT_PT = 12
"""Above the small words after the end."""


class Writer(ABC):
    """One document while it is written, from its head to its foot."""

    small_pt: ClassVar[float]
    line_pt: ClassVar[float]
    """Above every line that is no heading."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def write_all(self) -> None:
        self.head()
        for written in outline(self.report):
            match written:
                case Line():
                    self.line(written)
                case Table():
                    self.table(written)
                case Picture():
                    self.picture(written)
        if self.report.foot:
            self.put(self.report.foot, size=self.small_pt, before=FOOT_PT)

    def line(self, line: Line) -> None:
        if line.is_heading:
            self.heading(f"{line.number} {line.text}")
            return
        start = f"{line.number} " if line.number else ""
        self.put(
            f"{start}{line.text}{self.mark(changed=line.changed)}",
            indent=STEP_MM * (line.depth - 1) + HANG_MM * bool(start),
            hang=HANG_MM * bool(start),
            before=self.line_pt,
            changed=line.changed,
        )

    def row(self, cells: Iterable[Any], table: Table, place: int, row: Sequence[str]) -> None:
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            said = text + self.mark(changed=table.says(place, column))
            side = "end" if column in table.figures else "start"
            self.fill(cell, said, side, changed=table.marks(place, column))

    def mark(self, *, changed: bool) -> str:
        return f" {self.report.mark}" if changed and self.report.mark else ""

    @abstractmethod
    def head(self) -> None:
        """Stamp, title in a box, and what the paper is about."""

    @abstractmethod
    def heading(self, text: str) -> None:
        """Of a section, with its number."""

    @abstractmethod
    def table(self, table: Table) -> None: ...

    @abstractmethod
    def picture(self, picture: Picture) -> None: ...

    @abstractmethod
    def put(self, text: str, **looks: Any) -> Any:
        """A new paragraph; lengths in millimetres, distances and sizes in points."""

    @abstractmethod
    def fill(self, cell: Any, text: str, side: str, **letters: Any) -> None:
        """Put a text into a cell of a table; *side* is start, center or end."""
