"""Rows of a form that never fail on what is stored."""

from collections.abc import Iterator, Sized
from typing import Any

from wtforms import Field, FieldList

NEW = "new"
"""Where a row has its number, the blank one has this: no list that is sent counts it."""


class Rows(FieldList):
    """A list of rows; `max_entries` is the most to add, and what is stored beyond it still shows."""

    max_entries: int | None
    blank: Field
    """A row as it begins, for scripts to add copies of it; never part of what is sent."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        if self.max_entries and isinstance(data, Sized):
            self.max_entries = max(self.max_entries, len(data))
        super().process(formdata, data, extra_filters)
        self.blank = self.made_blank()

    def made_blank(self) -> Field:
        blank = self.meta.bind_field(
            self._form,
            self.unbound_field,
            {
                "name": f"{self.name}{self._separator}{NEW}",
                "id": f"{self.id}{self._separator}{NEW}",
                "_meta": self.meta,
                "translations": self._translations,
            },
        )
        blank.process(None)
        return blank

    @property
    def next_id(self) -> str:
        """The id of the row that is added next."""
        return f"{self.id}{self._separator}{self.last_index + 1}"

    def shown(self) -> Iterator[Field]:
        """Every row that a page holds, the blank one too: for giving all of them their choices."""
        yield from self.entries
        yield self.blank
