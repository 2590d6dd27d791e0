"""A whole agenda, understood line by line: which line is what, on which day, from when until when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from visits.agendas.rules import (
    Agenda,
    Answer,
    Choice,
    Field,
    Item,
    Left,
    Leftover,
    Noted,
    Question,
    ReadAs,
    Why,
)
from visits.agendas.rules.days import DayRead, Said, Visit, day_choices, resolved, said
from visits.agendas.rules.kinds import is_of_the_evening
from visits.agendas.rules.lines import Line, Shape, lines_of, shapes_of
from visits.agendas.rules.nesting import nested
from visits.agendas.rules.order import Timed, counts_to_24, settled, shown
from visits.agendas.rules.places import key_of
from visits.agendas.rules.telling import Told, World, day_in, told_of, without_bullet
from visits.conflicts.rules import StopKind
from visits.itineraries.rules import usual_minutes
from visits.kit.sheets.drafts import Draft
from visits.kit.sheets.tables import Cell
from visits.kit.text import clean

LONGEST_GAP, LONG_GAP = 150, 240
"""Minutes up to which a line without an end lasts until the next one begins; of LONG kinds."""
LONG = frozenset(
    {
        StopKind.ARRIVAL,
        StopKind.TRANSFER,
        StopKind.LECTURE,
        StopKind.WORKSHOP,
        StopKind.CULTURAL,
        StopKind.FREE,
    }
)
LEFT: dict[Shape, Leftover] = {
    Shape.HEADING: Leftover.HEADING,
    Shape.NOTE: Leftover.NOTE,
    Shape.HEADER: Leftover.HEADER,
    Shape.CANCELLED: Leftover.CANCELLED,
    Shape.SKIPPED: Leftover.SKIPPED,
}


LONGEST_DAY, SHORTEST_DAY = 60, 12
"""Signs beside the date in a line that is the heading of a day; in one that stands among details."""
NO_DAY = DayRead()


@dataclass(frozen=True, slots=True)
class Current:
    """The day that the lines below belong to, and what was asked of it at which line."""

    read: DayRead = NO_DAY
    asked_at: int | None = None


def understood(draft: Draft, world: World) -> Agenda:
    """Every line below the headings: an item, with what has to be asked, or why it is none."""
    lines = lines_of(draft)
    world = replace(world, visit=with_numbers(lines, world.visit))
    reader = Reader(world, header_words(draft))
    if above := day_above(draft, world.visit):
        reader.set_day(*above)
    return reader.read(lines, draft.skipped)


def day_above(draft: Draft, visit: Visit) -> tuple[Said, str] | None:
    """The day that the rows above the headings name, when they name a single one."""
    above = (cell for row in draft.table.rows[: max(draft.header, 0)] for cell in row.cells)
    texts = {
        str(cell): found
        for cell in (*above, draft.table.sheet)
        if (found := said(cell, visit)).dates and not found.is_range
    }
    days = {resolved(found, text, visit).day for text, found in texts.items()}
    inside = [day for day in days if day is not None and visit.holds(day)]
    if len(inside) != 1:
        return None
    return next(
        (found, text)
        for text, found in texts.items()
        if resolved(found, text, visit).day == inside[0]
    )


def header_words(draft: Draft) -> tuple[str, ...]:
    return tuple(name.casefold() for name in draft.chosen.headers if name)


def with_numbers(lines: Sequence[Line], visit: Visit) -> Visit:
    """Days of which some line says both number and date: the others count from there."""
    numbered: dict[int, date] = {}
    for line in lines:
        for text in (line.text(Field.DAY), line.lone, line.text(Field.KIND)):
            found = said(text, visit) if text else Said()
            if found.number is not None and found.dates:
                day = resolved(found, text, visit).day
                if day is not None:
                    numbered.setdefault(found.number, day)
    return replace(visit, numbered=numbered)


class Reader:
    """Goes through the lines once, keeping the day and the line above."""

    def __init__(self, world: World, header: Sequence[str]) -> None:
        self.world, self.header = world, header
        self.told: list[Told] = []
        self.left: list[Left] = []
        self.current = Current()
        self.day_text = ""
        self.runs, self.run_key = 0, ""
        self.may_be_outside = False
        """An officer said that a day outside of the visit is meant: so are the others."""
        self.outside_at: int | None = None
        self.asked_days: dict[str, int] = {}

    def read(self, lines: Sequence[Line], skipped: frozenset[int]) -> Agenda:
        for line, shape in zip(lines, shapes_of(lines, self.header, skipped), strict=True):
            self.take(line, shape)
        self.settle()
        ask_once(self.told)
        items = [item_of(told) for told in self.told]
        return Agenda(tuple(nested(items, self.told)), tuple(self.left))

    def take(self, line: Line, shape: Shape) -> None:
        if shape in {Shape.TIMED, Shape.UNTIMED}:
            self.add(line, shape)
        elif self.is_day(line, shape):
            self.left.append(Left(line.number, line.shown, Leftover.DAY))
        elif shape is Shape.DETAIL and self.told:
            self.attach(line)
        else:
            self.left.append(Left(line.number, line.shown, LEFT.get(shape, Leftover.NOTE)))

    def attach(self, line: Line) -> None:
        """It belongs to the line above."""
        self.turn_day(line)
        above = self.told[-1]
        fields = (Field.TITLE, Field.WHO, Field.PLACE, Field.NOTE)
        texts = [line.text(name) for name in fields if name not in line.shared]
        above.lines.append(without_bullet(" · ".join(text for text in texts if text) or line.shown))
        self.left.append(Left(line.number, line.shown, Leftover.PART, above.line.number))

    def is_day(self, line: Line, shape: Shape) -> bool:
        """A heading that names the day of what follows; one among notes names none."""
        if shape not in {Shape.HEADING, Shape.NOTE, Shape.DETAIL} or not line.lone:
            return False
        found = said(line.lone, self.world.visit)
        if not (found.says_day or is_weekday_alone(found)):
            return False
        most = SHORTEST_DAY if shape is Shape.DETAIL else LONGEST_DAY
        if found.is_range or (found.number is None and len(found.rest) > most):
            return False
        self.set_day(found, line.lone)
        return True

    def turn_day(self, line: Line) -> None:
        found = day_in(line, self.world.visit)
        if found is not None:
            self.set_day(*found, is_said=Field.DAY in line.answered)

    def set_day(self, found: Said, cell: Cell, *, is_said: bool = False) -> None:
        read = resolved(found, cell, self.world.visit)
        is_outside = read.ask is not None and read.ask.why is Why.DAY_OUTSIDE
        if is_outside and (is_said or self.may_be_outside):
            self.may_be_outside, read = True, replace(read, ask=None)
        self.current = Current(read, self.asked_days.get(str(cell)))
        self.day_text = str(cell)
        key = str(read.day or cell)
        self.runs += key != self.run_key
        self.run_key = key

    def add(self, line: Line, shape: Shape) -> None:
        self.turn_day(line)
        told = told_of(line, self.told[-1] if self.told else None, self.world)
        self.give_day(told)
        if not told.title:
            words = line.text(Field.TIME) if told.written is None else ""
            told.title = clean(line.text(Field.KIND)) or words or told.place or clean(line.lone)
        if not told.title and told.site is None:
            told.ask(Question(Field.TITLE, Why.TITLE_MISSING))
        if told.written is None:
            text = line.text(Field.TIME) if Field.TIME not in line.shared else ""
            is_said = text and shape is Shape.TIMED and text != told.title
            why = Why.TIME_UNREADABLE if is_said else Why.TIME_MISSING
            told.ask(Question(Field.TIME, why, {"text": text}))
        self.told.append(told)

    def give_day(self, told: Told) -> None:
        """The day above, with the question about it at the first line that needs it."""
        read, number = self.current.read, told.line.number
        told.day, told.run = read.day, self.runs
        if read.ask is not None:
            is_outside = read.ask.why is Why.DAY_OUTSIDE
            asked_at = self.outside_at if is_outside else self.current.asked_at
            if asked_at is None:
                told.ask(read.ask)
                self.current = Current(read, number)
                self.asked_days[self.day_text] = number
                self.outside_at = number if is_outside else self.outside_at
            else:
                told.ask(Question(Field.DAY, Why.DAY_FROM_ABOVE, {"line": asked_at}))
        elif read.day is None:
            self.without_day(told)
        if read.remark is not None:
            told.remarks.append(read.remark)
            self.current = replace(self.current, read=replace(read, remark=None))

    def without_day(self, told: Told) -> None:
        """No line said any: certain only where the visit has a single one."""
        days = self.world.visit.days
        if len(days) == 1:
            told.day = days[0]
            return
        asked = next((one.line.number for one in self.told if one.day is None), None)
        if asked is None:
            told.ask(Question(Field.DAY, Why.DAY_MISSING, {}, day_choices(days)))
        else:
            told.ask(Question(Field.DAY, Why.DAY_FROM_ABOVE, {"line": asked}))

    # -- times of the days -------------------------------------------------------------------------

    def settle(self) -> None:
        """Every time, in the order of its day; then the ends that no line says."""
        timed = [told for told in self.told if told.written is not None]
        is_24 = counts_to_24(told.written for told in timed if told.written)
        for _, group in groupby(self.told, key=lambda told: told.run):
            of_day = list(group)
            self.settle_day([told for told in of_day if told.written is not None], is_24=is_24)
            for place, told in enumerate(of_day):
                self.end(told, of_day[place + 1 :])
            offer_gaps(of_day)

    def settle_day(self, of_day: Sequence[Told], *, is_24: bool) -> None:
        times = [
            Timed(told.written, is_of_the_evening(told.title)) for told in of_day if told.written
        ]
        for told, found in zip(of_day, settled(times, is_24=is_24), strict=True):
            told.starts, told.ends = found.starts, found.ends
            told.has_own_end = found.ends is not None
            told.remarks += found.remarks
            for question in found.asks:
                told.ask(with_facts(question, told))

    def end(self, told: Told, below: Sequence[Told]) -> None:
        """Until the next line begins, unless that is long after; else as long as usual."""
        if told.starts is None or told.ends is not None:
            return
        longest = LONG_GAP if told.kind in LONG else LONGEST_GAP
        later = next_start(told.starts, below)
        if later is not None and later - told.starts <= longest:
            told.ends = later
            told.note(Noted.END_FROM_NEXT)
            return
        known = self.world.gazetteer.by_id.get(told.site) if told.site is not None else None
        minutes = usual_minutes(told.kind, known.minutes if known else None)
        told.ends = told.starts + minutes
        told.note(Noted.END_USUAL, minutes=minutes)


def next_start(start: int, below: Sequence[Told]) -> int | None:
    """When the next line begins that does not begin together with this one; None while it is asked."""
    for one in below:
        if one.starts is None:
            return None
        if one.starts > start:
            return one.starts
    return None


def is_weekday_alone(found: Said) -> bool:
    """Thursday, and nothing else."""
    return found.weekday is not None and not found.rest


def with_facts(question: Question, told: Told) -> Question:
    """The question with what the cell says; over midnight with the days to choose from."""
    text = told.line.text(Field.TIME) or told.line.lone
    if question.why is not Why.NIGHT or told.day is None:
        return replace(question, facts={"text": text})
    days = (told.day, told.day + timedelta(days=1))
    facts = {"text": text, "day": told.day, "next": days[1]}
    return replace(question, facts=facts, choices=day_choices(days))


def offer_gaps(of_day: Sequence[Told]) -> None:
    """For a line without a time: the gap between its neighbours."""
    for place, told in enumerate(of_day):
        if told.starts is not None or told.written is not None or not 0 < place < len(of_day) - 1:
            continue
        first, last = of_day[place - 1].ends, of_day[place + 1].starts
        if first is not None and last is not None and 0 < last - first <= LONG_GAP:
            text = f"{shown(first)}–{shown(last)}"
            told.asks = [with_choice(one, text) for one in told.asks]


def with_choice(question: Question, text: str) -> Question:
    is_about_time = question.field == Field.TIME and not question.choices
    return replace(question, choices=(Choice(text, text),)) if is_about_time else question


def ask_once(told: Sequence[Told]) -> None:
    """Words for a place that were answered in one line are answered in all; else the first asks."""
    answers = {
        key_of(one.line.text(Field.PLACE)): one.site
        for one in told
        if one.line.text(Answer.SITE) and one.line.text(Field.PLACE)
    }
    asked: dict[str, int] = {}
    for one in told:
        key = key_of(one.line.text(Field.PLACE))
        if not any(question.why is Why.SITE_WHICH for question in one.asks):
            continue
        others = [question for question in one.asks if question.why is not Why.SITE_WHICH]
        if key in answers:
            one.site, one.asks = answers[key], others
        elif key in asked:
            facts = {"line": asked[key]}
            one.asks = [*others, Question(Answer.SITE, Why.SITE_FROM_ABOVE, facts)]
        else:
            asked[key] = one.line.number


def item_of(told: Told) -> Item:
    """The line as the preview shows it. A stop lasts a day at most."""
    starts = moment(told.day, told.starts)
    ends = moment(told.day, told.ends)
    return Item(
        number=told.line.number,
        starts=starts,
        ends=ends,
        day=told.day,
        clocks=tuple(shown(n) for n in (told.starts, told.ends) if n is not None),
        title=told.title,
        lines=tuple(told.lines),
        kind=told.kind,
        site=told.site,
        place=told.place,
        who=told.who,
        asks=tuple(told.asks),
        remarks=tuple(told.remarks),
        read_as=ReadAs.STOP,
    )


def moment(day: date | None, minutes: int | None) -> datetime | None:
    """A wall time of the city; minutes may reach into the next day."""
    if day is None or minutes is None:
        return None
    return datetime.combine(day, time(0)) + timedelta(minutes=minutes)
