"""The preview of an agenda, ready for its page: every line in words, every question with its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from flask_babel import gettext as _

from visits.agendas.queries import Present
from visits.agendas.reading import Reading, is_present
from visits.agendas.rules import (
    FROM_ABOVE,
    NO_SITE,
    Answer,
    Field,
    Item,
    Left,
    Leftover,
    Question,
    ReadAs,
)
from visits.agendas.rules.lines import Line, lines_of
from visits.agendas.words import meant, noted
from visits.itineraries.worded import Told
from visits.kit import words

TYPED = (Field.DAY, Field.TIME, Field.TITLE, Field.PLACE)
"""Cells that can be typed anew in every line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at its line: the name of its field, the sentence, the answers by their value."""

    name: str
    label: str
    sentence: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to type anew."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the preview."""

    item: Item
    line: int
    site: str
    remarks: Sequence[str]
    asks: Sequence[Asked]
    waits: Sequence[str]
    """What depends on a question at another line."""
    cells: Sequence[Cell]
    read_as: str
    is_known: bool
    """Whether the programme has it already."""
    findings: Sequence[Told] = ()
    """What would be new to check about it."""

    @property
    def hours(self) -> str:
        """`10:00–11:30`, as far as it is known."""
        return "–".join(self.item.clocks)

    @property
    def is_ready(self) -> bool:
        return self.item.is_ready and not self.is_known


@dataclass(frozen=True)
class Preview:
    """What taking the agenda over would do. *names* are those of our sites, for the reader."""

    reading: Reading
    present: Present
    tag: str
    names: Mapping[int, str]
    findings: Mapping[int | None, Sequence[Told]]

    @cached_property
    def lines(self) -> dict[int, Line]:
        return {line.number: line for line in lines_of(self.reading.draft)}

    @cached_property
    def shown(self) -> list[Shown]:
        return [self.of(item) for item in self.reading.agenda.items]

    @property
    def days(self) -> list[tuple[date | None, list[Shown]]]:
        """The lines by their days, in the order of the table."""
        return [(day, list(group)) for day, group in groupby(self.shown, lambda one: one.item.day)]

    @property
    def ready(self) -> list[Shown]:
        return [one for one in self.shown if one.is_ready]

    @property
    def known(self) -> list[Shown]:
        return [one for one in self.shown if one.item.is_ready and one.is_known]

    @property
    def asked(self) -> list[Shown]:
        """Lines with a question of their own."""
        return [one for one in self.shown if one.asks]

    @property
    def points(self) -> int:
        """How much there would be to check that is not to be checked now."""
        return sum(len(found) for found in self.findings.values())

    @property
    def general(self) -> Sequence[Told]:
        """Of these, what is about no line in particular."""
        return self.findings.get(None, ())

    @property
    def places(self) -> list[Shown]:
        """Stops whose place is no site of ours."""
        return [one for one in self.ready if one.item.site is None and one.item.place]

    @property
    def left(self) -> list[tuple[int, Left, str, str]]:
        """Lines that become nothing: the reason, and what was said of them. Details stand with their
        stops."""
        line = self.reading.draft.line
        return [
            (line(one.number), one, str(words.label(one.why)), self.lines[one.number].read_as)
            for one in self.reading.agenda.left
            if one.why is not Leftover.PART
        ]

    @property
    def unread(self) -> list[str]:
        """Columns with words in them that nothing is taken from."""
        draft = self.reading.draft
        return [
            column.header or str(_("Column %(number)s", number=column.number + 1))
            for column in draft.shown()
            if not column.field and any(not text.isdecimal() for text in column.examples)
        ]

    @property
    def sheets(self) -> list[str]:
        return [table.sheet for table in self.reading.draft.tables]

    @property
    def ways(self) -> list[tuple[str, str]]:
        """What can be made of a line."""
        return [(one.value, str(words.label(one))) for one in ReadAs]

    def of(self, item: Item) -> Shown:
        reading = self.reading
        line = self.lines[item.number]
        return Shown(
            item=item,
            line=reading.draft.line(item.number),
            site=self.names.get(item.site, "") if item.site is not None else "",
            remarks=[
                noted(reading.remark(one), self.tag, reading.world.visit) for one in item.remarks
            ],
            asks=[self.question(item, one) for one in item.asks if one.why not in FROM_ABOVE],
            waits=[reading.asked(one, self.tag) for one in item.asks if one.why in FROM_ABOVE],
            cells=[
                Cell(f"cell-{item.number}-{name}", str(words.label(name)), line.text(name))
                for name in TYPED
            ],
            read_as=line.read_as,
            is_known=is_present(item, self.present),
            findings=self.findings.get(item.number, ()),
        )

    def question(self, item: Item, question: Question) -> Asked:
        named = {choice.value: self.named(question, choice.value) for choice in question.choices}
        options = {
            choice.value: named[choice.value] or meant(choice, self.tag)
            for choice in question.choices
        }
        field = Field(question.field) if question.field in set(Field) else Field.PLACE
        return Asked(
            name=f"answer-{item.number}-{question.field}",
            label=str(words.label(field)),
            sentence=self.reading.asked(question, self.tag),
            options=options,
        )

    def named(self, question: Question, value: str) -> str:
        """A site that can be chosen, by its name."""
        if question.field != Answer.SITE:
            return ""
        if value == NO_SITE:
            return str(_("No, keep the words"))
        site = self.reading.world.gazetteer.by_slug[value]
        return self.names.get(site.id, value)
