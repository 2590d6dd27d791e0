"""A table on its way: what was read, which column holds what, what was typed over, what is skipped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from visits.delegations.importing.cells import LONGEST, Reading
from visits.delegations.importing.fields import ALL_NAMES, DAYS, HEADERS
from visits.delegations.importing.identity import (
    BLOT,
    Blotted,
    blotted,
    looks_like_a_number,
    what_was_blotted,
)
from visits.delegations.importing.vocabulary import Vocabulary
from visits.kit.sheets import drafts as sheets
from visits.kit.sheets.columns import Fields
from visits.kit.sheets.tables import Table
from visits.kit.sheets.values import is_day_first
from visits.kit.text import clean, search_key


@dataclass(frozen=True)
class Draft(sheets.Draft):
    """A table without identity data."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What is read instead of a cell's text, in every row: by field and folded text."""

    @classmethod
    def of(cls, table: Table, fields: Fields, header: int | None = None) -> Self:
        draft = super().of(table, fields, header)
        return replace(draft, table=blotted(table, draft.header))

    def told(self) -> dict[str, Any]:
        return {**super().told(), "words": self.words}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> dict[str, Any]:
        words = {str(name): dict(known) for name, known in told["words"].items()}
        return {**super().read(told), "words": words}

    def revised(
        self,
        *,
        columns: Mapping[int, str],
        mends: Mapping[tuple[int, str], str],
        skipped: Iterable[int],
    ) -> Self:
        typed = {place: kept(text) for place, text in mends.items()}
        return super().revised(columns=columns, mends=typed, skipped=skipped)

    def explained(self, words: Mapping[tuple[str, str], str]) -> Self:
        """With what strange words of several rows mean, by field and word."""
        instead = {name: dict(known) for name, known in self.words.items()}
        for (name, text), word in words.items():
            if name in HEADERS and word:
                instead.setdefault(name, {})[search_key(text)] = kept(word)
        return replace(self, words=instead)

    @property
    def names_people(self) -> bool:
        """Whether some column holds names; without one, the reader must say which."""
        return bool(ALL_NAMES & set(self.columns.values()))

    @property
    def blotted(self) -> tuple[Blotted, ...]:
        return what_was_blotted(self.table, self.header)

    def examples(self, column: int) -> tuple[str, ...]:
        return tuple(text for text in super().examples(column) if text != BLOT)

    def reading(self, vocabulary: Vocabulary, starts_on: date, ends_on: date) -> Reading:
        """How the cells are read, with what the columns themselves tell of their days."""
        places = self.chosen.fields
        told = {
            name: is_day_first(row.cell(places[name]) for row in self.rows)
            for name in DAYS
            if name in places
        }
        return Reading(vocabulary, starts_on, ends_on, told, self.words)


def kept(text: str) -> str:
    """What was typed, without what does not belong here."""
    typed = clean(text)[: LONGEST * 2]
    return BLOT if looks_like_a_number(typed) else typed
