"""Entries as people read them: names for columns, local times, one row per language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from flask_babel import gettext as _

from visits.audit.models import AuditEntry
from visits.audit.recorder import HIDDEN
from visits.audit.words import ACTORS, action_name, column_name, kind_name, plain_value
from visits.languages import dates
from visits.languages.catalogue import BY_TAG
from visits.languages.names import language_name

INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?\+00:00")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row: what it was, what it is. `is_hidden`: neither was kept."""

    label: str
    old: str
    new: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Worded:
    """One entry, ready to be placed."""

    entry: AuditEntry
    actor: str
    action: str
    kind: str
    changes: tuple[Change, ...]


def worded(entry: AuditEntry, tag: str, zone: tzinfo) -> Worded:
    changes = entry.changes.items()
    return Worded(
        entry=entry,
        actor=actor_of(entry),
        action=action_name(entry.action),
        kind=kind_name(entry.subject_kind),
        changes=tuple(c for name, value in changes for c in changes_of(name, value, tag, zone)),
    )


def actor_of(entry: AuditEntry) -> str:
    """A person by name; whoever came by a link by the link's label."""
    if entry.actor_kind == "user":
        return entry.actor_label
    kind = str(ACTORS.get(entry.actor_kind, entry.actor_kind))
    if not entry.actor_label:
        return kind
    return str(_("%(kind)s: %(label)s", kind=kind, label=entry.actor_label))


def changes_of(name: str, value: Any, tag: str, zone: tzinfo) -> Iterator[Change]:
    """A column's old and new value; a fact that is no change stands as new alone."""
    old, new = value if isinstance(value, list) and len(value) == len("on") else (None, value)
    label = column_name(name)
    if HIDDEN in (old, new):
        yield Change(label, "", "", is_hidden=True)
    elif is_translated(old) and is_translated(new) and (old or new):
        yield from by_language(label, old or {}, new or {}, tag)
    else:
        yield Change(label, shown(old, tag, zone), shown(new, tag, zone))


def is_translated(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and set(value) <= set(BY_TAG))


def by_language(
    label: str, old: Mapping[str, str], new: Mapping[str, str], tag: str
) -> Iterator[Change]:
    for language in BY_TAG:
        before, after = old.get(language), new.get(language)
        if before != after:
            name = f"{label} ({language_name(language, tag)})"
            yield Change(name, plain_value(before), plain_value(after))


def shown(value: Any, tag: str, zone: tzinfo) -> str:
    """Instants as local wall time, days as days, the rest in words."""
    if isinstance(value, str) and INSTANT.fullmatch(value):
        return dates.moment(datetime.fromisoformat(value), tag, zone)
    if isinstance(value, str) and DAY.fullmatch(value):
        return dates.day(date.fromisoformat(value), tag)
    return plain_value(value)
