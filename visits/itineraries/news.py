"""What is news to one reader: the stops that are other than this reader knows them. Pure.

A reader knows what the last letter of a release told, or what it was told otherwise in writing
since (`events.Known`). What was changed and changed back in between is no news.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Any

from visits.itineraries import sequence
from visits.itineraries.events import Known
from visits.itineraries.models import Publication
from visits.itineraries.rules import PublishedState, is_much_other

Row = Publication


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody of ours does at a stop; `awaits` their yes."""

    roles: tuple[str, ...] = ()
    awaits: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One stop in a letter: as it is told now, and as its reader knew it (None: not at all)."""

    row: Row
    former: Row | None = None
    roles: tuple[str, ...] = ()
    former_roles: tuple[str, ...] = ()
    awaits: bool = False

    @property
    def is_cancelled(self) -> bool:
        return is_off(self.row)

    @property
    def is_new(self) -> bool:
        return self.former is None or is_off(self.former)

    def as_facts(self, contact_id: int) -> dict[str, Any]:
        """As the facts of a letter keep it: by the numbers of rows that are written."""
        return {
            "contact": contact_id,
            "uid": self.row.uid,
            "row": self.row.id,
            "former": self.former.id if self.former else None,
            "roles": list(self.roles),
            "awaits": self.awaits,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What the last letter of a release said of the stop."""

    row: Row
    roles: tuple[str, ...] = ()


def is_off(row: Row) -> bool:
    return row.state is PublishedState.CANCELLED


def item(
    rows: Sequence[Row],
    told: Told | None,
    otherwise: Known | None,
    *,
    duty: Duty | None = None,
    changed_at: datetime | None = None,
) -> Item | None:
    """What the reader of these *rows* (oldest first) has to be told; None when there is nothing.

    Somebody of ours has a *duty*: whether the host has agreed yet is not their affair. What was
    told otherwise after the stop was last changed (*changed_at*) was told as it is.
    """
    now = rows[-1]
    former, believes = basis(rows, told, otherwise)
    roles = duty.roles if duty else ()
    knew = told.roles if told else roles
    if is_off(now):
        return Item(now, former) if believes else None
    found = Item(now, former, roles, knew, duty.awaits if duty else False)
    if former is None or not believes:
        return found
    if otherwise and changed_at and changed_at <= otherwise.since and told is None:
        return None
    agreed = otherwise is not None and otherwise.agreed
    if is_other(former, now, ignores_state=agreed or duty is not None) or roles != knew:
        return found
    return None


def basis(
    rows: Sequence[Row], told: Told | None, otherwise: Known | None
) -> tuple[Row | None, bool]:
    """The row that the reader knows, and whether it believes that the stop takes place."""
    heard = told.row if told else None
    if otherwise is None:
        return heard, heard is not None and not is_off(heard)
    seen = next((row for row in reversed(rows) if row.at <= otherwise.since), None)
    if heard is not None and (seen is None or place(heard) > place(seen)):
        return heard, not is_off(heard)
    return seen, otherwise.believes and seen is not None and not is_off(seen)


def place(row: Row) -> float:
    """In the order in which rows were written; one that is about to be written is the last."""
    return inf if row.id is None else row.id


def is_other(former: Row, now: Row, *, ignores_state: bool) -> bool:
    """Whether time, place, name or the number of people are other than the reader knows them."""
    same_state = ignores_state or former.state == now.state
    same = sequence.content(former)[1:] == sequence.content(now)[1:] and same_state
    return not same or former.title != now.title or is_much_other(former.people, now.people)
