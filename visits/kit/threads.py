"""What belongs to a delegation? Asked for the thread of its letters, answered by every floor above.

`tell` gives no answers, so this notice carries a list that its listeners fill.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select
from sqlalchemy.orm import Session

from visits.kit.events import tell

Rows = Sequence[tuple[str, Select[int]]]
"""Kinds of rows, each with a query for their ids."""


@dataclass(frozen=True)
class RowsOf:
    """Which rows belong to the delegations of these ids? Listeners append (kind, query for ids)."""

    delegations: Select[int]
    found: list[tuple[str, Select[int]]] = field(default_factory=list)


def rows_of(session: Session, delegations: Select[int]) -> Rows:
    """The delegations themselves and all that letters can be about beneath them; no query yet."""
    question = RowsOf(delegations, [("delegation", delegations)])
    tell(session, question)
    return question.found
