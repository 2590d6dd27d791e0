"""One cell becomes one value of a delegate, or a fault that says why it does not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum, auto
from typing import Any

from visits.delegations.importing.fields import ALL_NAMES, CHOSEN, DAYS, SEVERAL, TIMES
from visits.delegations.importing.vocabulary import KINDS, Vocabulary
from visits.kit.sheets.clocks import written
from visits.kit.sheets.tables import Cell
from visits.kit.sheets.values import AmbiguousDate, NotADate, is_formula, read_date
from visits.kit.text import clean, search_key

LONGEST = 200
LONGEST_NAME = 150
AROUND = timedelta(days=120)
"""People travel at most so long before and after the visit; a day beyond is a slip of the pen."""
CLOSE = timedelta(days=31)
"""Of two readings of a day, one so close to the visit is meant when the other is farther."""
COMMAS = re.compile(r"[,;/،、，؛\n]+")  # noqa: RUF001 (Arabic and East Asian ones)
HOURS = 24


class Reason(StrEnum):
    """Why a cell is not taken as it is."""

    NO_NAME = auto()
    FORMULA = auto()
    TOO_LONG = auto()
    NOT_A_DAY = auto()
    WHICH_DAY = auto()
    FAR_DAY = auto()
    NOT_A_TIME = auto()
    UNKNOWN_COUNTRY = auto()
    UNKNOWN_LANGUAGE = auto()
    UNKNOWN_WORD = auto()
    CONTRADICTION = auto()
    LEAVES_FIRST = auto()
    SECOND_HEAD = auto()
    SHARED_NAME = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the field of this name; `facts` are what the sentence needs."""

    name: str
    reason: Reason
    facts: Mapping[str, Any] = field(default_factory=dict)


class BadCell(Exception):
    """This cell cannot be taken as it is."""

    def __init__(self, reason: Reason, **facts: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Reading:
    """What cells are read with: our words, the days of the visit, how the table writes days."""

    vocabulary: Vocabulary
    starts_on: date
    ends_on: date
    day_first: Mapping[str, bool | None] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What is read instead of a text, by field and folded text."""

    def instead(self, name: str, cell: Cell) -> Cell:
        """What a person said that the word of this cell means, else the cell."""
        known = self.words.get(name)
        return known.get(search_key(cell), cell) if known and isinstance(cell, str) else cell

    def read(self, name: str, cell: Cell) -> Any:
        """The value of a field. Raises BadCell."""
        if is_formula(cell):
            raise BadCell(Reason.FORMULA, text=cell)
        return READERS.get(name, read_text)(self, name, cell)

    def is_near(self, day: date, within: timedelta = AROUND) -> bool:
        return self.starts_on - within <= day <= self.ends_on + within


def text_of(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else clean(cell)


def read_text(_: Reading, name: str, cell: Cell) -> str:
    text = text_of(cell)
    most = LONGEST_NAME if name in ALL_NAMES else LONGEST
    if len(text) > most:
        raise BadCell(Reason.TOO_LONG, most=most)
    return text


def read_day(reading: Reading, name: str, cell: Cell) -> date:
    """The day; of two ways to read it the one that is near the visit, if only one is."""
    try:
        day = read_date(cell, day_first=reading.day_first.get(name))
    except AmbiguousDate as error:
        both = {read_date(cell, day_first=True), read_date(cell, day_first=False)}
        near = [day for day in both if reading.is_near(day, CLOSE)]
        if len(near) != 1:
            raise BadCell(Reason.WHICH_DAY, text=text_of(cell), days=sorted(both)) from error
        return near[0]
    except NotADate as error:
        raise BadCell(Reason.NOT_A_DAY, text=text_of(cell)) from error
    if not reading.is_near(day):
        raise BadCell(Reason.FAR_DAY, text=text_of(cell), day=day)
    return day


def read_time(_: Reading, __: str, cell: Cell) -> time:
    """A time of day: 16:40, 1640, 4:40 PM, 오후 4시 40분, in the digits of any script."""
    if isinstance(cell, datetime):
        return cell.time()
    text = text_of(cell)
    found = written(text)
    clock = found.starts if found and not (found.ends or found.minutes) else None
    is_bare = text.isdecimal() and len(text) < len("930")
    if clock is None or is_bare or clock.hour >= HOURS:
        raise BadCell(Reason.NOT_A_TIME, text=text)
    return time(clock.hour, clock.minute)


def read_country(reading: Reading, name: str, cell: Cell) -> str:
    code = reading.vocabulary.code_of(name, text_of(cell))
    if code is None:
        raise BadCell(Reason.UNKNOWN_COUNTRY, text=text_of(cell))
    return code


def read_choice(reading: Reading, name: str, cell: Cell) -> Any:
    code = reading.vocabulary.code_of(name, text_of(cell))
    if code is None:
        known = tuple(reading.vocabulary.labels.get(name, {}).values())
        raise BadCell(Reason.UNKNOWN_WORD, text=text_of(cell), known=known)
    return KINDS[name](code)


def read_several(reading: Reading, name: str, cell: Cell) -> tuple[str, ...]:
    """Codes in the order of our words, each once."""
    text = cell if isinstance(cell, str) else text_of(cell)
    whole = reading.vocabulary.code_of(name, text)
    words = [text] if whole else [clean(word) for word in COMMAS.split(text)]
    codes = []
    for word in filter(None, words):
        code = reading.vocabulary.code_of(name, word)
        if code is None and name == "languages":
            raise BadCell(Reason.UNKNOWN_LANGUAGE, text=word)
        if code is None:
            known = tuple(reading.vocabulary.labels.get(name, {}).values())
            raise BadCell(Reason.UNKNOWN_WORD, text=word, known=known)
        codes.append(code)
    found = tuple(dict.fromkeys(codes))
    if "none" in found and len(found) > 1:
        raise BadCell(Reason.CONTRADICTION)
    if name in KINDS:
        return tuple(member.value for member in KINDS[name] if member.value in found)
    return found


Reader = Callable[[Reading, str, Cell], Any]
READERS: Mapping[str, Reader] = {
    **dict.fromkeys(DAYS, read_day),
    **dict.fromkeys(TIMES, read_time),
    **dict.fromkeys(CHOSEN, read_choice),
    **dict.fromkeys(SEVERAL, read_several),
    "nationality": read_country,
}
"""What is not here is text."""
