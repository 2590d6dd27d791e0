"""An agenda on its way through the preview: its sheets, its columns, what was answered and skipped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from visits.agendas.rules import ANSWERED
from visits.agendas.rules.columns import clock_in, guessed, head_of_agenda, with_ours
from visits.agendas.rules.days import tells_day_first, years_in
from visits.agendas.rules.flattening import flattened
from visits.agendas.rules.telling import World
from visits.kit.sheets import drafts as sheets
from visits.kit.sheets.drafts import head_of, is_number, mended, numbered, place_of
from visits.kit.sheets.refusals import BadSheet, Problem
from visits.kit.sheets.tables import Table


@dataclass(frozen=True)
class Draft(sheets.Draft):
    """`tables` are the sheets as they came, `sheet` the place of the one that is read."""

    tables: tuple[Table, ...] = ()
    sheet: int = 0
    origins: Mapping[int, int] = field(default_factory=dict)
    """Lines as their reader counts them, where rows were parted; see `rules/flattening.py`."""
    may_lack_header: ClassVar[bool] = True

    def told(self) -> dict[str, Any]:
        return {
            **super().told(),
            "tables": [table.packed() for table in self.tables],
            "sheet": self.sheet,
            "origins": self.origins,
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> dict[str, Any]:
        tables = tuple(Table.unpacked(text) for text in told["tables"])
        sheet = int(told["sheet"])
        if not 0 <= sheet < len(tables):
            raise BadSheet(Problem.DAMAGED)
        origins = {int(row): int(line) for row, line in told["origins"].items()}
        return {**super().read(told), "tables": tables, "sheet": sheet, "origins": origins}

    def line(self, number: int) -> int:
        """As the reader of the table counts it."""
        return self.origins.get(number, number)


def begun(
    tables: Sequence[Table], world: World, *, sheet: int | None = None, header: int | None = None
) -> Draft:
    """A file that was just read: its likeliest sheet (unless it is said), header and columns guessed."""
    place = likeliest(tables) if sheet is None else sheet
    table, origins = flattened(tables[place], world.visit)
    fields = with_ours(world.headers)
    head_place, head = head_of_agenda(table, fields)
    if header is not None:
        head_place, head = header, head_of(table, header)
    columns = guessed(table, head_place, head, fields, world.visit)
    return Draft(table, head_place, columns, {}, frozenset(), tuple(tables), place, origins)


def likeliest(tables: Sequence[Table]) -> int:
    """The place of the sheet with the most times."""
    counts = [sum(clock_in(cell) for row in one.rows for cell in row.cells) for one in tables]
    return counts.index(max(counts))


def answered(draft: Draft, sent: Mapping[str, str], world: World) -> Draft:
    """The draft with what came back from its page; another sheet or header begins it anew."""
    sheet = sent.get("sheet", "")
    if is_number(sheet) and draft.sheet != int(sheet) < len(draft.tables):
        return begun(draft.tables, world, sheet=int(sheet))
    place = place_of(sent.get("header", ""), draft)
    if place not in {None, draft.header}:
        return begun(draft.tables, world, sheet=draft.sheet, header=place)
    columns = numbered(sent, "column").items()
    return draft.revised(
        columns={column: name for column, name in columns if name in ANSWERED},
        mends=mended(sent, ANSWERED),
        skipped=numbered(sent, "skip"),
    )


def read_with(draft: Draft, world: World) -> World:
    """The world with what the table itself tells of years and of the order of day and month."""
    above = (str(cell) for row in draft.table.rows[: draft.header + 1] for cell in row.cells)
    cells = [cell for row in draft.table.rows for cell in row.cells]
    years = years_in([*above, draft.tables[draft.sheet].sheet])
    visit = replace(world.visit, years=years, day_first=tells_day_first(cells))
    return replace(world, visit=visit)
