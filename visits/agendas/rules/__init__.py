"""What the columns of an agenda hold, what may have to be asked, and what becomes of a line."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, auto
from typing import Any

from visits.conflicts.rules import StopKind

MOST_ROWS = 600
"""Rows of an agenda at a time."""
LONGEST_TITLE, LONGEST_PLACE = 200, 200


class Field(StrEnum):
    """What a column of an agenda may hold."""

    DAY = auto()
    TIME = auto()
    END = auto()
    MINUTES = auto()
    TITLE = auto()
    PLACE = auto()
    WHO = auto()
    KIND = auto()
    NOTE = auto()


class Answer(StrEnum):
    """What can be said of a line on the preview besides its cells."""

    SITE = auto()
    """The slug of a site, or NO_SITE."""
    READ_AS = auto()


NO_SITE = "-"
ANSWERED = (*Field, *Answer)


class ReadAs(StrEnum):
    """What becomes of a line."""

    STOP = auto()
    PART = auto()
    """It belongs to the stop above, as a line of its note."""
    HEADING = auto()
    """It names what follows and is no stop itself."""
    LEFT = auto()
    """It is left out."""


class Why(StrEnum):
    """Why a question is asked."""

    DAY_MISSING = auto()
    DAY_UNREADABLE = auto()
    DAY_AMBIGUOUS = auto()
    DAY_SEVERAL = auto()
    WEEKDAY_DIFFERS = auto()
    DAY_OUTSIDE = auto()
    DAY_FROM_ABOVE = auto()
    TIME_MISSING = auto()
    TIME_UNREADABLE = auto()
    HALF_OF_DAY = auto()
    NIGHT = auto()
    ENDS_BEFORE_START = auto()
    START_MISSING = auto()
    SITE_WHICH = auto()
    SITE_FROM_ABOVE = auto()
    TITLE_MISSING = auto()
    FORMULA = auto()
    TOO_LONG = auto()


class Noted(StrEnum):
    """How something was understood that the line itself does not say."""

    END_FROM_NEXT = auto()
    END_USUAL = auto()
    START_FROM_ABOVE = auto()
    HALF_BY_ORDER = auto()
    DAY_BY_VISIT = auto()
    DAY_BY_NUMBER = auto()
    YEAR_ADDED = auto()
    SITE_BY_SPELLING = auto()
    SITE_BY_MEMORY = auto()
    SITE_WITHIN = auto()
    SITE_FROM_FRAME = auto()
    PLACE_UNKNOWN = auto()
    ENDS_NEXT_DAY = auto()
    FRAMES = auto()
    WITHIN = auto()


FROM_ABOVE = frozenset({Why.DAY_FROM_ABOVE, Why.SITE_FROM_ABOVE})
"""Nothing to answer here: the same is asked at a line above."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question: what is typed over the cell, and what it means."""

    value: str
    meaning: date | datetime | str | int


@dataclass(frozen=True, slots=True)
class Question:
    """What cannot be read in a cell without guessing. *field* is a Field or an Answer."""

    field: str
    why: Why
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    noted: Noted
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line that tells of something at some time. Wall times of the city.

    `site` is the id of a site of ours; `place` what is written besides, or instead.
    """

    number: int
    starts: datetime | None
    ends: datetime | None
    day: date | None
    clocks: tuple[str, ...] = ()
    """From and until as `10:00`, also while the day is not known."""
    title: str
    lines: tuple[str, ...] = ()
    """What belongs to it: details, sub-items."""
    kind: StopKind
    site: int | None = None
    place: str = ""
    who: str = ""
    asks: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    read_as: ReadAs = ReadAs.STOP
    of: int | None = None
    """The line whose stop it belongs to."""

    @property
    def is_ready(self) -> bool:
        """Whether it becomes a stop without a question."""
        return self.read_as is ReadAs.STOP and not self.asks


class Leftover(StrEnum):
    """Why a line is no item."""

    HEADING = auto()
    DAY = auto()
    NOTE = auto()
    HEADER = auto()
    CANCELLED = auto()
    SKIPPED = auto()
    PART = auto()


@dataclass(frozen=True, slots=True)
class Left:
    """A line that became no item; `of` is the line that it belongs to."""

    number: int
    text: str
    why: Leftover
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """A table, understood."""

    items: tuple[Item, ...]
    left: tuple[Left, ...]

    @property
    def ready(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_ready)

    @property
    def asked(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.asks)
