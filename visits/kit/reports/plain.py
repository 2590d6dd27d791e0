"""A report as plain text, to be pasted into the government's document system.

Lines are numbered and stand two blanks further in for each depth; the cells of a row are parted
by tabs, so that a table pasted there, or into a spreadsheet, becomes one again; no cell of it ever
becomes a formula.
"""

from collections.abc import Iterator

from visits.kit.reports.outline import Line, outline
from visits.kit.reports.values import Picture, Report, Table
from visits.kit.sheets.writing import guarded

INDENT = "  "


def plain(report: Report) -> str:
    """The whole report, ending with a line end; Windows programs take single line ends too."""
    parts = [report.title, *(f"{label}: {value}" for label, value in report.head if value)]
    for written in outline(report):
        match written:
            case Line():
                parts += lines(written, report.mark)
            case Table():
                parts += rows(written, report.mark)
            case Picture():
                parts.append(f"{INDENT}[{written.caption or written.alt}]")
    after = [line for line in (report.foot, report.stamp) if line]
    parts += ["", *after] if after else []
    return "\n".join(parts).rstrip() + "\n"


def lines(line: Line, mark: str) -> Iterator[str]:
    """The first line with its number, further ones under its first word."""
    if line.is_heading:
        yield ""
    start = INDENT * line.depth + (f"{line.number} " if line.number else "")
    first, *others = marked(line.text, mark if line.changed else "").split("\n")
    yield f"{start}{first}".rstrip()
    yield from (f"{' ' * len(start)}{other}".rstrip() for other in others)


def rows(table: Table, mark: str) -> Iterator[str]:
    if table.caption:
        yield f"<{table.caption}>"
    yield "\t".join(table.head)
    for place, row in enumerate(table.rows):
        cells = [guarded(" / ".join(cell.replace("\t", " ").splitlines())) for cell in row]
        yield "\t".join(
            marked(text, mark if table.says(place, column) else "")
            for column, text in enumerate(cells)
        )


def marked(text: str, mark: str) -> str:
    return f"{text} {mark}".strip() if mark else text
