"""Which fields of protocol there are, which of them a level asks for, and how a budget adds up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Protocol as Shape

from visits.conflicts.rules import StopKind
from visits.delegations.rules import Level

BRIEFED = frozenset({StopKind.COURTESY_CALL, StopKind.MEETING})
"""Stops for which somebody of rank reads up."""


class ProtocolField(StrEnum):
    """What is settled about a reception, in the order in which it happens."""

    AIRPORT = auto()
    VIP_ROOM = auto()
    MOTORCADE = auto()
    DOOR_GREETING = auto()
    WELCOME_BOARD = auto()
    FLAGS = auto()
    GUEST_BOOK = auto()
    ANTEROOM = auto()
    SEATING = auto()
    INTERPRETER_PLACE = auto()
    NAME_PLATES = auto()
    PROCEEDINGS = auto()
    REFRESHMENTS = auto()
    GIFTS = auto()
    PHOTO_ORDER = auto()
    TABLE = auto()
    SEE_OFF = auto()
    FORM_OF_ADDRESS = auto()
    DRESS = auto()
    PRESS = auto()
    PHOTOGRAPHER = auto()
    SECURITY = auto()
    MEDICAL = auto()


class ProtocolGroup(StrEnum):
    ARRIVAL = auto()
    MEETING = auto()
    THROUGHOUT = auto()


F, G = ProtocolField, ProtocolGroup
ORDER = {field: place for place, field in enumerate(ProtocolField)}
GROUPS: Mapping[ProtocolGroup, tuple[ProtocolField, ...]] = {
    G.ARRIVAL: (
        *(F.AIRPORT, F.VIP_ROOM, F.MOTORCADE, F.DOOR_GREETING),
        *(F.WELCOME_BOARD, F.FLAGS, F.GUEST_BOOK),
    ),
    G.MEETING: (
        *(F.ANTEROOM, F.SEATING, F.INTERPRETER_PLACE, F.NAME_PLATES, F.PROCEEDINGS),
        *(F.REFRESHMENTS, F.GIFTS, F.PHOTO_ORDER, F.TABLE, F.SEE_OFF),
    ),
    G.THROUGHOUT: (*(F.FORM_OF_ADDRESS, F.DRESS, F.PRESS, F.PHOTOGRAPHER, F.SECURITY, F.MEDICAL),),
}

AT_MEETINGS = frozenset(
    {F.WELCOME_BOARD, F.SEATING, F.INTERPRETER_PLACE, F.NAME_PLATES, F.REFRESHMENTS, F.PHOTO_ORDER}
)
OF_DIRECTORS = AT_MEETINGS | {
    *(F.DOOR_GREETING, F.FLAGS, F.PROCEEDINGS, F.GIFTS, F.SEE_OFF, F.DRESS, F.PHOTOGRAPHER),
}
PROPOSED: Mapping[Level, frozenset[ProtocolField]] = {
    Level.MINISTER: frozenset(ProtocolField),
    Level.VICE_MINISTER: frozenset(ProtocolField) - {F.VIP_ROOM, F.MOTORCADE},
    Level.DIRECTOR: OF_DIRECTORS,
    Level.WORKING: AT_MEETINGS,
    Level.TRAINING: (AT_MEETINGS | {F.PHOTOGRAPHER, F.DRESS, F.MEDICAL}) - {F.REFRESHMENTS},
}
"""The fields that each level asks for; every other one can be filled in all the same."""


class BriefingPart(StrEnum):
    """What a line of a briefing is."""

    TALKING = auto()
    """Something to say."""
    QUESTION = auto()
    """Something that the guests may ask, and what can be answered."""


class Line(Shape):
    """What the sum of a budget needs of each line, in won."""

    @property
    def planned(self) -> int: ...

    @property
    def spent(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in won; `unspent` lines have no spending entered yet."""

    planned: int
    spent: int
    unspent: int

    @property
    def left(self) -> int:
        """What of the plan is not spent; negative when more was spent than planned."""
        return self.planned - self.spent


def totals(lines: Iterable[Line]) -> Totals:
    rows = list(lines)
    return Totals(
        planned=sum(row.planned for row in rows),
        spent=sum(row.spent or 0 for row in rows),
        unspent=sum(row.spent is None for row in rows),
    )
