"""What a table would do to the roster, put together for its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from visits.delegations.importing import words as said
from visits.delegations.importing import writing
from visits.delegations.importing.cells import Fault, Reason
from visits.delegations.importing.drafts import Draft
from visits.delegations.importing.fields import ONE_OF
from visits.delegations.importing.plan import Kind, Plan, Planned
from visits.delegations.importing.vocabulary import Vocabulary
from visits.kit.sheets.writing import Value
from visits.languages import dates
from visits.languages.routing import interface_language

STRANGE = frozenset({Reason.UNKNOWN_COUNTRY, Reason.UNKNOWN_LANGUAGE, Reason.UNKNOWN_WORD})
"""Faults that many rows may share, and that one answer mends in all of them."""
SHARED = 2
"""From so many rows on a strange word is asked about once."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell to type anew: what it is called, what is wrong, what stands there, what may."""

    name: str
    label: str
    sentence: str
    value: str
    options: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Word:
    """A strange word of several rows, to be understood in all of them by one answer."""

    field: str
    text: str
    rows: int
    mend: Mend


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row with what is to be mended in it alone."""

    row: Planned
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that the page shows of a draft and its plan."""

    draft: Draft
    plan: Plan
    vocabulary: Vocabulary

    @property
    def words(self) -> list[Word]:
        """Strange words of several rows, in the order in which they come."""
        return [
            Word(name, text, rows, self.mend(f"word-{number}", fault, text))
            for number, ((name, text), (rows, fault)) in enumerate(self.strange().items())
            if rows >= SHARED
        ]

    def strange(self) -> dict[tuple[str, str], tuple[int, Fault]]:
        """How many rows hold each word that nobody knows, and what is said of it."""
        found: dict[tuple[str, str], tuple[int, Fault]] = {}
        for row in self.plan.of(Kind.BAD):
            for fault in row.faults:
                if fault.reason in STRANGE:
                    key = (fault.name, self.text_of(row, fault.name))
                    found[key] = (found.get(key, (0, fault))[0] + 1, fault)
        return found

    @property
    def bad(self) -> list[BadRow]:
        """Rows with a fault of their own; strange words of several rows are asked about above."""
        shared = {(word.field, word.text) for word in self.words}
        rows = (
            BadRow(
                row,
                tuple(
                    self.mend(f"cell-{row.number}-{fault.name}", fault, text)
                    for fault in row.faults
                    if (fault.name, text := self.text_of(row, fault.name)) not in shared
                ),
            )
            for row in self.plan.of(Kind.BAD)
        )
        return [one for one in rows if one.mends]

    def mend(self, name: str, fault: Fault, text: str) -> Mend:
        is_choice = fault.name in ONE_OF
        return Mend(
            name=name,
            label=str(said.FIELDS[fault.name]),
            sentence=said.said(fault),
            value=text,
            options=self.vocabulary.labels[fault.name] if is_choice else None,
        )

    def text_of(self, row: Planned, name: str) -> str:
        """What stands in a cell, or was typed over it."""
        typed = self.draft.mends.get(row.number, {}).get(name)
        cells = next(one for one in self.draft.rows if one.number == row.number)
        return typed or self.draft.chosen.text_of(cells, name)

    def value(self, name: str, value: object) -> str:
        """A value as the reader writes it."""
        return plain(writing.shown(name, value, self.vocabulary))

    def label(self, name: str) -> str:
        return str(said.FIELDS[name])


def plain(value: Value) -> str:
    """Days as the reader writes them."""
    if isinstance(value, date):
        return dates.day(value, interface_language().tag)
    return "" if value is None else str(value)
