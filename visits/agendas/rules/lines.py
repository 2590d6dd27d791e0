"""The lines of an agenda: what stands in each field, also where cells are merged, and what a line is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from visits.agendas.rules import ANSWERED, Answer, Field, ReadAs
from visits.agendas.rules.columns import clock_in
from visits.agendas.rules.kinds import by_words, is_cancelled
from visits.agendas.rules.places import is_same
from visits.conflicts.rules import StopKind
from visits.kit.sheets.drafts import Draft
from visits.kit.sheets.tables import Cell, Row
from visits.kit.text import clean

BULLET = re.compile(
    r"^\s*(?:[-–—•·∙▪▫●○◦◇◆□■▶▷►➢→>*‣⁃ㅇㆍ○]+|\(?\d{1,2}[.)](?!\d)|[①-⑳]|\([가-하a-z]\)|[가-하a-z][.)])\s+"  # noqa: RUF001
    r"|^\s*[-–•·▪○●◦ㅇㆍ‣](?=\S)"
)
NOTES = re.compile(
    r"^\s*(?:※|\*+\s|\(?주\s*[):]|비고\b|참고|문의|연락처|노트|notes?\b\s*[:.)]?|n\.?b\.?\b|remarks?\s*[:.]|source\s*:|contacts?\b\s*[:.]"
    r"|contact persons?\b|dress code|overnight\b|accommodation\b|숙소|숙박|hotel\s*:|h[ée]bergement"
    r"|remarque|observaci|ملاحظ)",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"^\s*(?:[<《【〈\[].*[>》】〉\]]|(?:session|part|module|block|theme|track|세션|모듈|파트)\s*[#\d:ivx]"
    r"|제?\s*\d\s*(?:부|세션)|(?:오전|오후|저녁|morning|afternoon|evening|matin|après-midi)(?:\s*(?:일정|session|programme|program))?\s*$)",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:moderators?|speakers?|presenters?|discussants?|rapporteur|panell?ists?|facilitators?|chair|led by|description|objectives?|topics?|lecturer"
    r"|발표|발표자|강사|좌장|사회|내용|주제|참석|통역|진행|modérateurs?|intervenants?)\s*[:：]",  # noqa: RUF001
    re.IGNORECASE,
)
STANDS_ALONE = frozenset(
    {
        StopKind.MEAL,
        StopKind.TRANSFER,
        StopKind.ARRIVAL,
        StopKind.DEPARTURE,
        StopKind.COURTESY_CALL,
        StopKind.FREE,
        StopKind.REST,
    }
)
"""Kinds of what nobody writes as a detail of something else."""
SHORT = 60
HEADER_FIELDS = 2


class Shape(Enum):
    """What a line is, as far as it can be told without the lines around it."""

    TIMED = auto()
    UNTIMED = auto()
    DETAIL = auto()
    HEADING = auto()
    NOTE = auto()
    HEADER = auto()
    CANCELLED = auto()
    SKIPPED = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells by field; `shared` are fields whose merged cell began in a row above."""

    number: int
    cells: Mapping[str, Cell]
    shared: frozenset[str]
    texts: tuple[str, ...]
    """Everything that stands in the row itself."""
    is_apart: bool
    """Whether an empty row stands above."""
    answered: frozenset[str] = frozenset()
    """Fields that an officer typed or chose."""

    def cell(self, field: str) -> Cell:
        return self.cells.get(field, "")

    def text(self, field: str) -> str:
        cell = self.cell(field)
        return clean(cell) if isinstance(cell, str) else shown_cell(cell)

    def raw(self, field: str) -> str:
        """With its line breaks."""
        cell = self.cell(field)
        return cell if isinstance(cell, str) else shown_cell(cell)

    @property
    def lone(self) -> str:
        """The only text of the row; "" when there are several."""
        return self.texts[0] if len(self.texts) == 1 else ""

    @property
    def read_as(self) -> str:
        return str(self.cell(Answer.READ_AS))

    @property
    def shown(self) -> str:
        return " · ".join(clean(text) for text in self.texts)


def shown_cell(cell: date | datetime) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat()


def lines_of(draft: Draft) -> list[Line]:
    """Every row below the headings, in the order of the table."""
    rows = {row.number: row for row in draft.rows}
    answers = answers_by_text(draft)
    last = draft.table.rows[draft.header].number if draft.header >= 0 else 0
    found: list[Line] = []
    for row in draft.rows:
        found.append(line_of(row, draft, rows, answers, is_apart=row.number > last + 1))
        last = row.number
    return found


def line_of(
    row: Row,
    draft: Draft,
    rows: Mapping[int, Row],
    answers: Mapping[tuple[str, str], str],
    *,
    is_apart: bool,
) -> Line:
    cells: dict[str, Cell] = {}
    shared: set[str] = set()
    for field in ANSWERED:
        holder = holder_of(row, field, draft, rows)
        cell = draft.cell(holder, field)
        raw = draft.chosen.cell_of(holder, field)
        if not is_mended(draft, holder, field):
            cell = answers.get((field, str(raw)), cell)
        cells[field] = cell
        if holder is not row:
            shared.add(field)
    texts = tuple(raw_text(cell) for cell in row.cells if cell != "")
    answered = frozenset(draft.mends.get(row.number, {}))
    return Line(row.number, cells, frozenset(shared), texts, is_apart, answered)


def raw_text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else shown_cell(cell)


def is_mended(draft: Draft, row: Row, field: str) -> bool:
    return field in draft.mends.get(row.number, {})


def holder_of(row: Row, field: str, draft: Draft, rows: Mapping[int, Row]) -> Row:
    """The row in which the field's cell has its value: the first one that is merged with this one."""
    column = draft.chosen.fields.get(field)
    if column is None or row.cell(column) != "" or is_mended(draft, row, field):
        return row
    for area in draft.table.areas:
        if area.left <= column <= area.right and area.top < row.number <= area.bottom:
            return rows.get(area.top, row)
    return row


def answers_by_text(draft: Draft) -> dict[tuple[str, str], str]:
    """What was typed over a day holds for every cell that says the same."""
    return {
        (Field.DAY, str(raw)): text
        for row in draft.rows
        if (text := draft.mends.get(row.number, {}).get(Field.DAY))
        and (raw := draft.chosen.cell_of(row, Field.DAY)) not in {"", text}
    }


def shapes_of(
    lines: Sequence[Line], header: Sequence[str], skipped: frozenset[int]
) -> Iterator[Shape]:
    """What each line is; *header* are the folded words of the headings."""
    for line in lines:
        yield shape_of(line, header, is_skipped=line.number in skipped)


def shape_of(line: Line, header: Sequence[str], *, is_skipped: bool) -> Shape:  # noqa: PLR0911 (a table of answers)
    """By what the officer said of it, else by its own words."""
    if is_skipped or line.read_as == ReadAs.LEFT:
        return Shape.SKIPPED
    if line.read_as in SAID:
        return said_shape(line)
    if sum(text.casefold() in header for text in line.texts) >= HEADER_FIELDS:
        return Shape.HEADER
    if any(is_cancelled(line.text(field)) for field in (Field.TITLE, Field.NOTE, Field.KIND)):
        return Shape.CANCELLED
    if NOTES.match(line.texts[0]) and not has_time(line):
        return Shape.NOTE
    if has_time(line):
        return Shape.TIMED
    return without_time(line)


SAID: Mapping[str, Shape] = {
    ReadAs.PART: Shape.DETAIL,
    ReadAs.HEADING: Shape.HEADING,
    ReadAs.STOP: Shape.TIMED,
}


def said_shape(line: Line) -> Shape:
    shape = SAID[line.read_as]
    return Shape.UNTIMED if shape is Shape.TIMED and not has_time(line) else shape


def has_time(line: Line) -> bool:
    """Whether the line says anything where times stand."""
    if isinstance(line.cell(Field.DAY), datetime) or isinstance(line.cell(Field.TIME), datetime):
        return True
    if Field.TIME in line.shared:
        return False
    return bool(line.text(Field.TIME)) and not line.lone


def without_time(line: Line) -> Shape:
    title, lone = line.text(Field.TITLE), line.lone
    if clock_in(title) or clock_in(lone):
        return Shape.TIMED
    if lone and (SECTION.match(lone) or not title):
        return Shape.HEADING
    if BULLET.match(line.raw(Field.TITLE)) or LABEL.match(title):
        return Shape.DETAIL
    if not title and not line.text(Field.PLACE):
        return Shape.NOTE
    if stands_alone(line):
        return Shape.UNTIMED
    return Shape.HEADING if lone and line.is_apart else Shape.DETAIL


def stands_alone(line: Line) -> bool:
    """Whether the line tells of something of its own although it says no time."""
    if line.text(Field.DAY) and Field.DAY not in line.shared:
        return True
    if Field.TIME in line.shared:
        return False
    title, place = line.text(Field.TITLE), line.text(Field.PLACE)
    has_place = bool(place) and Field.PLACE not in line.shared and not is_same(place)
    return has_place or (len(title) <= SHORT and by_words(title) in STANDS_ALONE)
