"""Rows of a form that never fail on what is stored."""

from collections.abc import Sized
from typing import Any

from wtforms import FieldList


class Rows(FieldList):
    """A list of rows; `max_entries` is the most to add, and what is stored beyond it still shows."""

    max_entries: int | None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        if self.max_entries and isinstance(data, Sized):
            self.max_entries = max(self.max_entries, len(data))
        super().process(formdata, data, extra_filters)
