"""Agendas that are no list become one: days side by side, half-days side by side, a day in one cell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from visits.agendas.rules.days import Visit, said
from visits.kit.sheets.clocks import Clock, Written, leading, plain, written
from visits.kit.sheets.columns import LOOKED_AT
from visits.kit.sheets.tables import Area, Cell, Row, Table
from visits.kit.text import clean

LEAST = 2
Test = Callable[[Cell], bool]
HEADS = ("Date", "Time", "What")
Origins = Mapping[int, int]
"""The numbers of lines as their reader counts them, by the number of the row that they became."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The place of the row that heads it, its columns that hold items, the column that leads rows."""

    head: int
    columns: tuple[int, ...]
    lead: int
    has_days_on_top: bool


def flattened(table: Table, visit: Visit) -> tuple[Table, Origins]:
    """The table as a list, and which line each row came from; an ordinary one as it is."""
    grid = grid_of(table, visit)
    if grid is not None:
        rows = list(items_of(table, grid))
        head = Row(1, HEADS)
        listed = [Row(n, cells) for n, (_, cells) in enumerate(rows, 2)]
        origins = {n: number for n, (number, _) in enumerate(rows, 2)}
        above = table.rows[: grid.head]
        return Table((*renumbered(above), head, *listed), table.sheet, table.sheets), origins
    return burst(table)


def renumbered(rows: Sequence[Row]) -> list[Row]:
    """Titles stay above, out of the way of the numbers below."""
    return [Row(-len(rows) + n, row.cells) for n, row in enumerate(rows)]


def grid_of(table: Table, visit: Visit) -> Grid | None:
    for place, row in enumerate(table.rows[:LOOKED_AT]):
        days = tuple(n for n, cell in enumerate(row.cells) if names_day(cell, visit))
        below = table.rows[place + 1 :]
        if len(days) >= LEAST and (lead := column_of(below, days, is_time)) is not None:
            return Grid(place, days, lead, has_days_on_top=True)
        times = tuple(n for n, cell in enumerate(row.cells) if has_span(cell))
        if len(times) >= LEAST:
            lead = column_of(below, times, lambda cell: names_day(cell, visit))
            if lead is not None:
                return Grid(place, times, lead, has_days_on_top=False)
    return None


def names_day(cell: Cell, visit: Visit) -> bool:
    if cell == "" or (isinstance(cell, str) and written(cell)):
        return False
    found = said(cell, visit)
    return found.says_day and not found.is_range and len(found.rest) < len("Wednesday morning")


def is_time(cell: Cell) -> bool:
    found = written(cell) if isinstance(cell, str) else None
    return found is not None and bool(found.clocks)


def has_span(cell: Cell) -> bool:
    """AM (09:30–12:30), 14:00~17:00: from and until."""
    found = time_within(cell)
    return found is not None and found.starts is not None and found.ends is not None


def time_within(cell: Cell) -> Written | None:
    """The time among the other words of a heading."""
    if not isinstance(cell, str):
        return None
    inner = cell.partition("(")[2].rpartition(")")[0]
    words = clean(cell).split(" ", 1)
    for text in (cell, inner, words[-1]):
        if text and (found := written(text)):
            return found
    return None


def column_of(rows: Sequence[Row], taken: Sequence[int], tells: Test) -> int | None:
    """The column left of the items in which most rows say what leads them."""
    for column in range(min(taken)):
        cells = [cell for row in rows if (cell := row.cell(column)) != ""]
        if len([cell for cell in cells if tells(cell)]) >= LEAST:
            return column
    return None


def items_of(table: Table, grid: Grid) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Cell by cell, in the order of the days: the number of its row, and day, time, words."""
    head, below = table.rows[grid.head], table.rows[grid.head + 1 :]
    found: list[tuple[int, int, Row, Cell]] = []
    for row in below:
        lead = row.cell(grid.lead)
        if lead == "" or not (is_time(lead) or not grid.has_days_on_top):
            continue
        for place, column in enumerate(grid.columns):
            words = words_at(row, column, table.areas)
            if words != "" and clean(str(words)):
                found.append((place, column, row, words))
    if grid.has_days_on_top:
        found.sort(key=lambda one: one[0])
    for _, column, row, words in found:
        top, lead = head.cell(column), row.cell(grid.lead)
        if grid.has_days_on_top:
            yield row.number, (top, until(lead, row, column, grid.lead, table), words)
        else:
            yield row.number, (lead, clock_text(top), words)


def words_at(row: Row, column: int, areas: Sequence[Area]) -> Cell:
    """What stands there; across days that are merged, the same for each."""
    if row.cell(column) != "":
        return row.cell(column)
    for area in areas:
        if area.top == row.number and area.left < column <= area.right:
            return row.cell(area.left)
    return ""


def until(lead: Cell, row: Row, column: int, lead_column: int, table: Table) -> Cell:
    """The row's time; of cells merged downwards, to the end of the last."""
    bottom = max(
        (a.bottom for a in table.areas if a.left <= column <= a.right and a.top == row.number),
        default=row.number,
    )
    last = next((one for one in table.rows if one.number == bottom), row)
    first_time, last_time = written(str(lead)), written(str(last.cell(lead_column)))
    if last is row or not (first_time and last_time and first_time.starts and last_time.ends):
        return lead
    return f"{clock_of(first_time.starts)}–{clock_of(last_time.ends)}"


def clock_of(clock: Clock) -> str:
    half = f" {clock.half}" if clock.half else ""
    hour = clock.hour if clock.half is None else clock.hour % 12 or 12
    zero = f"{hour:02}" if clock.counts_to_24 else f"{hour}"
    return f"{zero}:{clock.minute:02}{half}"


def clock_text(top: Cell) -> Cell:
    """The span that a heading says."""
    found = time_within(top)
    if found is None or found.starts is None or found.ends is None:
        return plain(str(top))
    return f"{clock_of(found.starts)}–{clock_of(found.ends)}"


# -- a day in one cell -----------------------------------------------------------------------------


def burst(table: Table) -> tuple[Table, Origins]:
    """Cells in which several lines begin with a time become rows of their own."""
    if not any(pieces_of(cell) for row in table.rows for cell in row.cells):
        return table, {}
    rows: list[Row] = []
    origins: dict[int, int] = {}
    number = 0
    for row in table.rows:
        for cells in spread(row):
            number += 1
            rows.append(Row(number, cells))
            origins[number] = row.number
    return Table(tuple(rows), table.sheet, table.sheets), origins


def spread(row: Row) -> list[tuple[Cell, ...]]:
    """The row once for each piece of its cell; the other cells stand in the first."""
    for column, cell in enumerate(row.cells):
        if pieces := pieces_of(cell):
            rest = tuple("" for _ in row.cells)
            copies = [row.cells, *(rest for _ in pieces[1:])]
            return [
                (*cells[:column], piece, *cells[column + 1 :])
                for cells, piece in zip(copies, pieces, strict=True)
            ]
    return [row.cells]


def pieces_of(cell: Cell) -> list[str]:
    """Its lines, each with those that follow without a time; nothing when fewer than two have one."""
    lines = cell.split("\n") if isinstance(cell, str) else []
    if sum(begins_with_time(line) for line in lines) < LEAST:
        return []
    pieces: list[str] = []
    for line in lines:
        if begins_with_time(line) or not pieces:
            pieces.append(line)
        else:
            pieces[-1] += f"\n{line}"
    return pieces


def begins_with_time(line: str) -> bool:
    found = leading(line)
    return found is not None and bool(found[1])
