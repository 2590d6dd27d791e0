"""Who points to a row? Asked before it is deleted, answered by every floor above.

`tell` gives no answers, so this notice carries a list that its listeners fill.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.orm import Session

from visits.kit.errors import InUse
from visits.kit.events import tell


@dataclass(frozen=True)
class UsesOf:
    """Is this row used? Listeners append (what uses it, how many)."""

    kind: str
    id: int
    found: list[tuple[str, int]] = field(default_factory=list)


class Merged(Protocol):
    """A notice that two rows of one kind were one, for those who name rows by (kind, id)."""

    @property
    def kept_id(self) -> int: ...

    @property
    def gone_id(self) -> int: ...


def uses_of(
    session: Session, kind: str, row_id: int, *, own: Iterable[tuple[str, int]] = ()
) -> list[tuple[str, int]]:
    """Everything that would be orphaned without the row.

    *own* is what the capability itself knows to use it, in the same words.
    """
    question = UsesOf(kind, row_id, [*own])
    tell(session, question)
    return [(what, count) for what, count in question.found if count]


def refuse_if_used(
    session: Session, kind: str, row_id: int, *, own: Iterable[tuple[str, int]] = ()
) -> None:
    """Raise InUse, with all of these uses, when there is one."""
    if used := uses_of(session, kind, row_id, own=own):
        raise InUse(used)
