"""Numbers and days that an address or a form asks for: whatever stands there, read within bounds."""

from datetime import date

YEARS = range(2000, 2200)
"""No visit was or will be planned outside; every neighbour of a day within them is a day."""
LARGEST_ID = 2**31 - 1
"""What both databases hold as an id."""


def read_id(written: str) -> int | None:
    """The id that is written there; None for anything that is the id of nothing."""
    if not (written.isascii() and written.isdecimal()) or len(written) > len(str(LARGEST_ID)):
        return None
    number = int(written)
    return number if 0 < number <= LARGEST_ID else None


def read_day(written: str) -> date | None:
    """The day `2026-11-22`; None for what is none, or lies outside our years."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def read_month(written: str) -> date | None:
    """The first day of the month `2026-11`; None for what is none, or lies outside our years."""
    return read_day(f"{written}-01")
