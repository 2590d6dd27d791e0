"""Every change to an audited row leaves an entry, in the same transaction."""

from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import (
    InstrumentedAttribute,
    ORMExecuteState,
    Session,
    UOWTransaction,
    sessionmaker,
)

from visits.audit.models import AuditEntry
from visits.kit import search
from visits.kit.clock import now
from visits.kit.translated import Translated

HIDDEN = "•••"
"""Stands for the value of a secret or personal column."""


class Audited:
    """Mix into a model whose every change must be accounted for."""

    def audit_label(self) -> str:
        """How people call this row; kept in the entry, since the row may go."""
        for name in ("code", "slug", "name", "title", "email", "uid", "label"):
            value = getattr(self, name, None)
            if isinstance(value, Translated) and value:
                return value.to("ko")[:200]
            if isinstance(value, str) and value and not is_kept_out(self, name):
                return value[:200]
        return ""


def is_kept_out(row: Any, name: str) -> bool:
    column = inspect(row).mapper.columns.get(name)
    return column is not None and bool(column.info.get("secret") or column.info.get("personal"))


@event.listens_for(Audited, "attribute_instrument", propagate=True)
def keep_old_value(_: type, __: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Load a column before it is overwritten, so that the entry can name the old value."""
    event.listen(attribute, "set", lambda *_: None, active_history=True)


def changes_of(row: Audited) -> dict[str, list[Any]]:
    """Each changed column with its old and its new value."""
    state = inspect(row)
    changes = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes() and is_told(column):
            old, new = next(iter(history.deleted), None), next(iter(history.added), None)
            if old != new:
                changes[column.key] = [told(column, old), told(column, new)]
    return changes


def is_told(column: Any) -> bool:
    info = column.columns[0].info
    return column.key not in {"id", "version"} and not info.get("unaudited")


def told(column: Any, value: Any) -> Any:
    info = column.columns[0].info
    if value is not None and (info.get("secret") or info.get("personal")):
        return HIDDEN
    return as_json(value)


def as_json(value: Any) -> Any:
    if isinstance(value, Translated):
        return dict(value)
    if isinstance(value, tuple | list):
        return [as_json(item) for item in value]
    return value if isinstance(value, str | int | float | bool | dict | None) else str(value)


def contents_of(row: Audited) -> dict[str, list[Any]]:
    """What a new row holds, its columns' own defaults among it; not what was left empty."""
    held = ((key, old) for key, (old, _) in snapshot_of(row).items())
    return {key: [None, value] for key, value in held if value not in (None, "", [], {})}


def snapshot_of(row: Audited) -> dict[str, list[Any]]:
    columns = (c for c in inspect(row).mapper.column_attrs if is_told(c))
    return {c.key: [told(c, getattr(row, c.key)), None] for c in columns}


def record(session: Session, _: UOWTransaction) -> None:
    found = [("created", row, contents_of(row)) for row in session.new if isinstance(row, Audited)]
    found += [
        ("changed", row, changes_of(row)) for row in session.dirty if isinstance(row, Audited)
    ]
    found += [
        ("deleted", row, snapshot_of(row)) for row in session.deleted if isinstance(row, Audited)
    ]
    write(session, [entry(session, verb, row, changes) for verb, row, changes in found if changes])


def entry(session: Session, verb: str, row: Audited, changes: dict[str, Any]) -> dict[str, Any]:
    """The columns of one entry."""
    kind, actor, label = session.info.get("actor", ("command", "", ""))
    return {
        "at": now(),
        "actor_kind": kind,
        "actor_id": str(actor),
        "actor_label": label,
        "action": verb,
        "subject_kind": type(row).__name__,
        "subject_id": str(inspect(row).identity[0] if inspect(row).identity else row.id),  # type: ignore[attr-defined]
        "subject_label": row.audit_label(),
        "changes": changes,
    }


def write(session: Session, entries: list[dict[str, Any]]) -> None:
    """Insert at once, so that entries stand in the order in which things happened."""
    if not entries:
        return
    inserted = session.connection().execute(
        insert(AuditEntry).returning(AuditEntry.id, sort_by_parameter_order=True), entries
    )
    labels = (one["subject_label"] for one in entries)
    search.add_words(
        session,
        AuditEntry,
        {number: [label] for (number,), label in zip(inserted, labels, strict=True)},
    )


def tell(session: Session, verb: str, row: Audited, **facts: Any) -> None:
    """An entry for something that is no change of a column: a release, a look at identity data."""
    session.flush()
    told_facts = {key: as_json(value) for key, value in facts.items()}
    write(session, [entry(session, verb, row, told_facts)])


def refuse_bulk(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if (state.is_update or state.is_delete) and mapper and issubclass(mapper.class_, Audited):
        raise TypeError("a bulk change leaves no audit entry: load the rows and change them")


def install(sessions: sessionmaker[Session]) -> None:
    event.listen(sessions, "after_flush", record)
    event.listen(sessions, "do_orm_execute", refuse_bulk)
