"""Writing protocol, budget and briefings, and what becomes of them afterwards. Flush at most."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.delegations.actions import hold
from visits.delegations.events import DelegationDeleted
from visits.delegations.models import Delegation
from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.kit.batches import number_of
from visits.kit.errors import Refused
from visits.kit.translated import Translated
from visits.kit.uses import UsesOf
from visits.reception import queries
from visits.reception.models import (
    Briefing,
    BriefingPoint,
    Budget,
    BudgetLine,
    Protocol,
    ProtocolEntry,
)
from visits.reception.rules import BriefingPart, ProtocolField

EMPTY = Translated()

# -- protocol --------------------------------------------------------------------------------------


def write_protocol(
    session: Session,
    protocol: Protocol,
    texts: Mapping[ProtocolField, str],
    *,
    by: User,
    at: datetime,
) -> None:
    """These texts and no others: a field without words is one that nobody touched."""
    known = {entry.field: entry for entry in protocol.entries}
    entries = []
    for field, text in texts.items():
        if text.strip():
            entry = known.get(field) or ProtocolEntry(field=field)
            entry.text = text
            entries.append(entry)
    protocol.entries = entries
    keep(session, protocol, by=by, at=at)


def take_over(
    session: Session,
    delegation: Delegation,
    texts: Mapping[ProtocolField, str],
    *,
    by: User,
    at: datetime,
) -> int:
    """Proposed texts into fields that are still empty; returns how many there were.

    Raises Refused (`protocol_filled`) when none of them is empty any more.
    """
    hold(session, delegation)
    protocol = queries.the_protocol(session, delegation)
    fresh = {field: text for field, text in texts.items() if field not in protocol.texts}
    if not fresh:
        raise Refused("protocol_filled")
    protocol.entries += [ProtocolEntry(field=field, text=text) for field, text in fresh.items()]
    keep(session, protocol, by=by, at=at)
    return len(fresh)


def keep(session: Session, row: Protocol | Budget | Briefing, *, by: User, at: datetime) -> None:
    """Whoever opened it before has an older version now."""
    row.changed_at, row.by = at, by
    session.add(row)
    session.flush()


# -- budget ----------------------------------------------------------------------------------------


def write_budget(
    session: Session,
    budget: Budget,
    lines: Sequence[Mapping[str, Any]],
    *,
    by: User,
    at: datetime,
) -> None:
    """These lines in this order, with `label`, `planned`, `spent` (won) and `note`.

    One whose `id` is known is changed, others are added, the rest go.
    """
    known = {str(line.id): line for line in budget.lines}
    rows = []
    for position, given in enumerate(lines):
        line = known.pop(given["id"] or "", None) or BudgetLine()
        line.position, line.label = position, given["label"]
        line.planned, line.spent, line.note = given["planned"], given["spent"], given["note"]
        rows.append(line)
    budget.lines = rows
    keep(session, budget, by=by, at=at)


# -- briefings -------------------------------------------------------------------------------------


def write_briefing(
    session: Session,
    briefing: Briefing,
    *,
    background: str,
    seating: str,
    talking_points: Sequence[Translated],
    questions: Sequence[tuple[Translated, Translated]],
    by: User,
    at: datetime,
) -> None:
    """What is read before the call; questions stand with what they are answered.

    Without any words there is no briefing: nothing holds on to the stop.
    """
    briefing.background, briefing.seating = background, seating
    wanted = [(BriefingPart.TALKING, text, EMPTY) for text in talking_points]
    wanted += [(BriefingPart.QUESTION, text, answer) for text, answer in questions]
    points = [*briefing.points]
    points += [BriefingPoint() for _ in wanted[len(points) :]]
    for position, (point, said) in enumerate(zip(points, wanted, strict=False)):
        point.position = position
        point.kind, point.text, point.answer = said
    briefing.points = points[: len(wanted)]
    if wanted or background or seating:
        keep(session, briefing, by=by, at=at)
    elif briefing.id is not None:
        session.delete(briefing)
        session.flush()


# -- what happens elsewhere ------------------------------------------------------------------------


def count_uses(session: Session, question: UsesOf) -> None:
    """What officers wrote holds on to its delegation or stop."""
    if question.kind == "delegation":
        sheet = queries.protocol_of(session, question.id)
        question.found.append(("protocol", len(sheet.entries)))
        question.found.append(("budget", len(queries.budget_of(session, question.id))))
    if question.kind == "stop":
        briefing = queries.briefing_of(session, question.id)
        question.found.append(("briefing", int(briefing is not None)))


def on_delegation_deleted(session: Session, notice: DelegationDeleted) -> None:
    """What says nothing any more goes with the delegation."""
    for kind in (Protocol, Budget):
        for row in session.scalars(select(kind).where(kind.delegation_id == notice.delegation_id)):
            session.delete(row)
    session.flush()


def on_purging(session: Session, notice: Purging) -> None:
    """Free words go with the names; what was planned and spent for what stays."""
    ended = visits_ended(notice.due.names)
    due = (queries.protocols_of(ended), queries.noted_lines_of(ended), queries.briefings_of(ended))
    notice.counted[Matter.NOTES] += sum(number_of(session, rows) for rows in due)
    if not notice.removes:
        return
    protocols, lines, briefings = due
    for row in (*session.scalars(protocols), *session.scalars(briefings)):
        session.delete(row)
    for line in session.scalars(lines):
        line.note = ""
