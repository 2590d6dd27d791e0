"""What one line tells: its time, its title and details, its place, who, what kind of stop it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from visits.agendas.rules import (
    LONGEST_PLACE,
    LONGEST_TITLE,
    NO_SITE,
    Answer,
    Choice,
    Field,
    Noted,
    Question,
    Remark,
    Why,
)
from visits.agendas.rules.columns import clock_in
from visits.agendas.rules.days import EPOCH, Said, Visit, said
from visits.agendas.rules.kinds import by_words, kind_of
from visits.agendas.rules.lines import BULLET, LABEL, Line
from visits.agendas.rules.places import Gazetteer, Matched, Sureness, is_same, key_of
from visits.conflicts.rules import StopKind
from visits.kit.sheets.clocks import Clock, Written, duration_of, leading, made, plain, written
from visits.kit.sheets.tables import Cell
from visits.kit.sheets.values import is_formula
from visits.kit.text import clean

NOTHING = frozenset(
    {"-", "–", "—", "--", "n/a", "na", "none", "tbc", "tbd", "없음", "해당없음", "미정"}
)
"""What stands in cells for places and people that nobody knows yet."""
ON_THE_WAY = frozenset({StopKind.TRANSFER, StopKind.DEPARTURE})
"""Kinds whose titles name where one goes, not where one is."""


@dataclass(frozen=True, slots=True)
class World:
    """What an agenda is read with: the visit, our sites, what kinds are called in our tables."""

    visit: Visit
    gazetteer: Gazetteer
    kinds: Mapping[str, StopKind] = field(default_factory=dict)
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What our own tables call their columns."""


@dataclass(slots=True)
class Told:
    """A line on its way to an item: what it tells, and what is to be asked about it."""

    line: Line
    title: str = ""
    lines: list[str] = field(default_factory=list)
    written: Written | None = None
    day: date | None = None
    run: int = 0
    """Lines under one day have the same number, also while the day is not known."""
    starts: int | None = None
    ends: int | None = None
    has_own_end: bool = False
    place: str = ""
    site: int | None = None
    who: str = ""
    kind: StopKind = StopKind.MEETING
    asks: list[Question] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def ask(self, question: Question) -> None:
        self.asks.append(question)

    def note(self, noted: Noted, **facts: object) -> None:
        self.remarks.append(Remark(noted, facts))


def told_of(line: Line, above: Told | None, world: World) -> Told:
    """Everything but the day, which the lines above may tell."""
    told = Told(line)
    read_words(told)
    read_time(told, world.visit)
    told.who = as_above(line.text(Field.WHO), above.who if above else "")
    read_place(told, above, world)
    known = world.gazetteer.by_id.get(told.site) if told.site is not None else None
    told.kind = kind_of(
        told.title,
        said=line.text(Field.KIND),
        has_site=known is not None and not known.is_elsewhere,
        names=world.kinds,
    )
    return told


def as_above(text: str, above: str) -> str:
    return above if is_same(text) else filled(text)


def filled(text: str) -> str:
    """Nothing where the cell only says that there is nothing."""
    return "" if text.casefold() in NOTHING else text


def read_words(told: Told) -> None:
    """The title, and what stands below it in the same cell and in that of the notes."""
    line = told.line
    told.title, told.lines = parted(line.raw(Field.TITLE))
    told.lines += [clean(text) for text in line.raw(Field.NOTE).split("\n") if clean(text)]
    for field_ in (Field.TITLE, Field.PLACE, Field.TIME):
        if is_formula(line.cell(field_)):
            told.ask(Question(field_, Why.FORMULA, {"text": line.text(field_)}))


def parted(raw: str) -> tuple[str, list[str]]:
    """The title of a cell and its details: lines with a bullet are details, others go on the title."""
    lines = [text for text in raw.split("\n") if clean(text)]
    title = ""
    details: list[str] = []
    for text in lines:
        is_detail = bool(title) and bool(details or BULLET.match(text) or LABEL.match(text))
        if is_detail or len(f"{title} {text}") > LONGEST_TITLE:
            details.append(without_bullet(text))
        else:
            title = clean(f"{title} {text}")
    return without_bullet(title).removesuffix(":").rstrip(), details


def without_bullet(text: str) -> str:
    return clean(BULLET.sub("", text)) or clean(text)


# -- its time --------------------------------------------------------------------------------------


def read_time(told: Told, visit: Visit) -> None:
    """Out of the column for times, of that for days, or from the beginning of the title."""
    told.written = of_cells(told.line, visit)
    if told.written is None and not told.line.text(Field.TIME):
        told.written = of_title(told)
    if told.written is None and (lone := told.line.lone) and (found := leading(lone)):
        told.written, title = found
        told.title = told.title if told.title != lone and told.title else title


def of_cells(line: Line, visit: Visit) -> Written | None:
    start = with_half(line.text(Field.KIND), of_cell(line.cell(Field.TIME), visit))
    if start is None and Field.DAY not in line.shared and not line.text(Field.DAY).isdecimal():
        start = of_cell(line.cell(Field.DAY), visit)
    end = of_cell(line.cell(Field.END), visit)
    minutes = minutes_of(line.text(Field.MINUTES))
    if start is None:
        return None
    if end and end.starts and start.ends is None:
        start = Written(start.starts, end.starts, start.minutes)
    return Written(start.starts, start.ends, start.minutes or minutes)


def with_half(said_beside: str, time: Written | None) -> Written | None:
    """오후 or PM in the column beside: the half of the day that an unmarked start is in."""
    beside = written(f"{said_beside} 1:00") if said_beside.isalpha() else None
    if time is None or time.starts is None or time.starts.is_sure or beside is None:
        return time
    half = beside.starts.half if beside.starts else None
    starts = made(time.starts.hour, time.starts.minute, half, counts_to_24=False)
    return Written(starts, time.ends, time.minutes) if half else time


def of_cell(cell: Cell, visit: Visit) -> Written | None:
    """A time in a cell, also behind a day; Excel's own moments."""
    if isinstance(cell, datetime):
        return Written(Clock(cell.hour, cell.minute, counts_to_24=True))
    if not isinstance(cell, str) or not cell:
        return None
    before, time = cut_time(cell)
    return time if not before or said(before, visit).says_day else None


def cut_time(text: str) -> tuple[str, Written | None]:
    """11.24.(화) 10:00~10:30: what stands before the time, and the time; all of it without one."""
    if found := written(text):
        return "", found
    for cut in re.finditer(r"[\s)\],]+", text):
        time = written(text[cut.end() :])
        if time is not None and time.clocks and clock_in(text[cut.end() :]):
            return text[: cut.end()].strip(), time
    return text, None


def of_title(told: Told) -> Written | None:
    """9:00–9:30 Registration: the time before the words."""
    found = leading(told.title)
    if found is None:
        return None
    time, rest = found
    told.title = rest or told.title
    return time


def minutes_of(text: str) -> int | None:
    """30, 30 min, 1:30, 1시간: in the column for durations."""
    if not text:
        return None
    if text.isdecimal():
        return int(text) or None
    if found := duration_of(plain(text)):
        return found
    clock = written(text)
    return clock.starts.minutes if clock and clock.starts and not clock.ends else None


def is_moment(day: date) -> bool:
    """Whether a spreadsheet means more than a time of day by it."""
    return day.year > EPOCH.year + 1


def day_in(line: Line, visit: Visit) -> tuple[Said, Cell] | None:
    """What the line itself says of its day, and the cell that does."""
    for name in (Field.DAY, Field.TIME, Field.KIND):
        cell = line.cell(name)
        if cell == "" or name in line.shared or (isinstance(cell, str) and is_same(cell)):
            continue
        if isinstance(cell, date) and not is_moment(cell):
            continue
        if name is not Field.DAY and isinstance(cell, str) and is_no_day(cell, name):
            continue
        found = said(day_part(cell), visit)
        if found.says_day or found.is_range or (found.weekday is not None and name is Field.DAY):
            return found, cell
        if name is Field.DAY and isinstance(cell, str) and any(sign.isdigit() for sign in cell):
            return (found, cell) if of_cell(cell, visit) is None else None
    return None


def day_part(cell: Cell) -> Cell:
    """Without a time behind the day."""
    return cell if not isinstance(cell, str) or cell.isdecimal() else cut_time(cell)[0]


def is_no_day(cell: str, name: Field) -> bool:
    """A bare number, or a time where times stand."""
    is_time = written(cell) is not None or leading(cell) is not None
    return cell.isdecimal() or (name is Field.TIME and is_time)


# -- its place -------------------------------------------------------------------------------------


def read_place(told: Told, above: Told | None, world: World) -> None:
    """The site by what an officer said, by the words for the place, or by a name in the title."""
    line = told.line
    if is_same(line.text(Field.PLACE)) and above is not None:
        told.place, told.site = above.place, above.site
        return
    told.place = filled(clean(line.text(Field.PLACE)))
    if len(told.place) > LONGEST_PLACE:
        told.ask(Question(Field.PLACE, Why.TOO_LONG, {"most": LONGEST_PLACE}))
    answered = line.text(Answer.SITE)
    if answered:
        known = world.gazetteer.by_slug.get(answered)
        told.site = known.id if known else None
    elif told.place:
        take_match(told, world.gazetteer.match(told.place), world.gazetteer)
    elif told.title and by_words(told.title) not in ON_THE_WAY:
        by_title(told, world.gazetteer)


def take_match(told: Told, found: Matched, gazetteer: Gazetteer) -> None:
    """The site that is meant; the words beside its name stay as the place."""
    words = told.place
    if found.sureness is Sureness.MAYBE:
        told.ask(which_site(words, found, gazetteer))
        return
    if found.sureness is Sureness.UNKNOWN:
        told.note(Noted.PLACE_UNKNOWN, text=words)
        return
    told.site, told.place = found.site, found.rest
    if found.sureness in SAID:
        told.note(SAID[found.sureness], text=words, site=found.site)


SAID: Mapping[Sureness, Noted] = {
    Sureness.SPELLING: Noted.SITE_BY_SPELLING,
    Sureness.REMEMBERED: Noted.SITE_BY_MEMORY,
    Sureness.WITHIN: Noted.SITE_WITHIN,
}


def which_site(words: str, found: Matched, gazetteer: Gazetteer) -> Question:
    choices = tuple(Choice(gazetteer.by_id[n].slug, n) for n in found.candidates)
    facts = {"text": words, "key": key_of(words)}
    return Question(Answer.SITE, Why.SITE_WHICH, facts, (*choices, Choice(NO_SITE, NO_SITE)))


def by_title(told: Told, gazetteer: Gazetteer) -> None:
    """A whole name in the title; of two that stand there neither."""
    found = gazetteer.within(told.title)
    if found.site is None:
        exact = gazetteer.whole(told.title)
        found = exact if exact.site is not None else found
    if found.site is not None:
        told.site = found.site
        told.note(Noted.SITE_WITHIN, text=told.title, site=found.site)
