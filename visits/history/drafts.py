"""A ledger on its way through its preview: besides, which rows that say the same are visits apart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from visits.kit.sheets import drafts as sheets
from visits.kit.sheets.drafts import numbered

KEEP, SKIP = "keep", "skip"
"""What is answered of a row that says the same as one above it: `twin-<row>`."""


@dataclass(frozen=True)
class Draft(sheets.Draft):
    """`kept` are numbers of rows that were said to be visits of their own."""

    kept: frozenset[int] = frozenset()

    def told(self) -> dict[str, Any]:
        return {**super().told(), "kept": sorted(self.kept)}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().read(told), "kept": frozenset(int(row) for row in told["kept"])}

    def told_apart(self, sent: Mapping[str, str]) -> Self:
        """With what was answered of rows that say the same; an unanswered one is asked again."""
        said = numbered(sent, "twin")
        kept = {row for row, answer in said.items() if answer == KEEP}
        skipped = {row for row, answer in said.items() if answer == SKIP}
        return replace(self, kept=self.kept | kept, skipped=self.skipped | skipped)
