"""A page of a list with the addresses of its neighbours: what the list's template needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

from visits.kit.pages import Page

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class LinkedPage(Generic[Row]):
    rows: Sequence[Row]
    next_url: str | None
    previous_url: str | None


def linked(page: Page[Row]) -> LinkedPage[Row]:
    """The page with links that keep the present filter."""
    return LinkedPage(page.rows, here(page.next), here(page.previous))


def here(cursor: str | None) -> str | None:
    if cursor is None:
        return None
    values: dict[str, Any] = {
        **{k: v for k, v in request.args.to_dict(flat=False).items() if k != "page"},
        **(request.view_args or {}),
        "page": cursor,
    }
    return url_for(request.endpoint or "", **values)
