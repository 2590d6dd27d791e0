"""Why a file is not read as a table."""

from enum import StrEnum, auto
from typing import Any

from visits.kit.errors import Refused

MEGABYTE = 1024 * 1024
PACKED_MEGABYTES = 5
UNPACKED_MEGABYTES = 50
ENTRIES = 200
"""Files inside a workbook, which is a zip."""
ROWS = 2_000
COLUMNS = 60
AREAS = 2_000
"""Merged areas that are remembered one by one."""
SECONDS = 10


class Problem(StrEnum):
    """What is wrong with the file as a whole."""

    TOO_LARGE = auto()
    UNPACKS_TOO_LARGE = auto()
    TOO_MANY_ENTRIES = auto()
    TOO_MANY_ROWS = auto()
    TOO_MANY_COLUMNS = auto()
    TOO_SLOW = auto()
    OLD_EXCEL = auto()
    BINARY_EXCEL = auto()
    OPEN_DOCUMENT = auto()
    WEB_PAGE = auto()
    ENCRYPTED = auto()
    NO_TABLE = auto()
    DAMAGED = auto()
    UNKNOWN_ENCODING = auto()
    NO_SUCH_SHEET = auto()
    EMPTY = auto()


class BadSheet(Refused):
    """The file is not read; `problem` says why, `facts` which limit it passed."""

    def __init__(self, problem: Problem, **facts: Any) -> None:
        super().__init__(f"sheet_{problem.value}", **facts)
        self.problem = problem
