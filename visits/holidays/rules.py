"""Kinds of holidays."""

from enum import StrEnum, auto


class HolidayKind(StrEnum):
    PUBLIC = auto()
    SUBSTITUTE = auto()
    ELECTION = auto()
    TEMPORARY = auto()
    OWN_CLOSURE = auto()
    WORKING_NOTE = auto()
    """A working day that only warns: a drill week, the parliament's audit."""

    @property
    def closes(self) -> bool:
        """Is the day no working day?"""
        return self is not HolidayKind.WORKING_NOTE
