"""Reading the demonstration's files."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from visits.kit.translated import Translated

DATA = Path(__file__).parent / "data"
INVENTED = "시연용 가상 자료입니다. Invented for the demonstration."
"""Stands in the notes of whatever the city has not published."""


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a file by their columns."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(row: Mapping[str, str], field: str) -> Translated:
    """The columns `field_ko`, `field_en` … as one text."""
    start = f"{field}_"
    return Translated(
        {name.removeprefix(start): text for name, text in row.items() if name.startswith(start)}
    )


def words(text: str) -> tuple[str, ...]:
    """Codes that stand in one cell, parted by blanks."""
    return tuple(text.split())


def season_of(text: str, year: int) -> tuple[date | None, date | None]:
    """`03-01..12-31` in a year; no text is no season."""
    if not text:
        return None, None
    first, last = (date.fromisoformat(f"{year}-{end}") for end in text.split(".."))
    return first, last
