"""Reading CSV: which letters, which separator, what our own guard against formulas hid."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from visits.kit.sheets.refusals import COLUMNS, ROWS, BadSheet, Problem
from visits.kit.sheets.tables import Row, Table
from visits.kit.sheets.writing import unguarded
from visits.kit.text import clean

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SEPARATORS = (",", ";", "\t", "|")
BINARY = re.compile(rb"[\x00-\x08]")
"""Bytes that no text has, whatever its letters."""
LOOKED_AT = 20
"""Rows that tell which separator it is."""
SAID = "sep="
"""A first line that some programs write to say it."""
UNMARKED = 0.3
"""Share of NULs on one side of each pair of bytes from which on it is UTF-16 without a mark."""


def read(content: bytes) -> Table:
    """Raises BadSheet when the letters cannot be read, or a limit is passed."""
    text = decoded(content)
    try:
        separator, text = separator_of(text)
        return Table(tuple(rows_of(text, separator)))
    except csv.Error as error:
        raise BadSheet(Problem.DAMAGED) from error


def decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 by their marks, else UTF-8, else CP949, as Korean programs write it.

    What is none of these is refused: in Western code pages every file can be read, wrongly.
    """
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "")
    for attempt in [encoding] if encoding else [*unmarked(content), "utf-8", "cp949"]:
        try:
            text = content.decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise BadSheet(Problem.NO_TABLE)
        return text
    is_text = BINARY.search(content) is None
    raise BadSheet(Problem.UNKNOWN_ENCODING if is_text else Problem.NO_TABLE)


def unmarked(content: bytes) -> list[str]:
    """UTF-16 whose mark got lost: every other byte of Latin text is NUL."""
    pairs = max(len(content) // 2, 1)
    found = {"utf-16-be": content[::2].count(0), "utf-16-le": content[1::2].count(0)}
    return [name for name, nuls in found.items() if nuls / pairs > UNMARKED]


def separator_of(text: str) -> tuple[str, str]:
    """The separator that parts most rows alike, and the text without a line that only says it."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith(SAID) and len(said) == len(SAID) + 1 and said[-1] in SEPARATORS:
        return said[-1], rest
    return max(SEPARATORS, key=lambda sign: agreement(text, sign)), text


def agreement(text: str, separator: str) -> int:
    """How many of the first rows have the same number of cells, when parted so; 0 for one column."""
    sample = parted(text, separator)
    widths = Counter(len(cells) for cells, _ in zip(sample, range(LOOKED_AT), strict=False))
    many = {width: count for width, count in widths.items() if width > 1}
    return max(many.values(), default=0)


def parted(text: str, separator: str) -> Iterator[Sequence[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def rows_of(text: str, separator: str) -> Iterator[Row]:
    """The rows that hold anything, numbered as a spreadsheet shows them."""
    count = 0
    for number, values in enumerate(parted(text, separator), 1):
        cells = [clean(unguarded(value), lines=True) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > COLUMNS:
            raise BadSheet(Problem.TOO_MANY_COLUMNS)
        if cells:
            count += 1
            if count > ROWS:
                raise BadSheet(Problem.TOO_MANY_ROWS)
            yield Row(number, tuple(cells))
