"""Entries as people read them: names for columns and rows, local times, one row per language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from enum import Enum as AnyEnum
from functools import cache
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import Enum

from visits.access.rules import LinkKind
from visits.audit.models import AuditEntry
from visits.audit.recorder import HIDDEN
from visits.audit.words import (
    ACTORS,
    LANGUAGE_COLUMNS,
    action_name,
    column_name,
    kind_name,
    plain_value,
)
from visits.kit import words
from visits.kit.lists import in_a_row
from visits.kit.records import Pair, Record, numbered
from visits.kit.tables import Base
from visits.languages import dates
from visits.languages.catalogue import BY_TAG
from visits.languages.names import language_name
from visits.notifications.compose import label_of

INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?\+00:00")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LINK = re.compile(r"(?P<kind>\w+) · (?P<subject>\w+) (?P<id>\d+)")
"""What a link without a name of its own is kept as: `guest · delegation 41`."""
CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row: what it was, what it is. `is_hidden`: neither was kept."""

    label: str
    old: str
    new: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Worded:
    """One entry, ready to be placed. `label` is what people call the record, `url` its page, if it
    has one."""

    entry: AuditEntry
    actor: str
    action: str
    kind: str
    label: str
    url: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom entries are worded: language, zone, and how rows are called that entries point to."""

    tag: str
    zone: tzinfo
    names: Mapping[Pair, Record] = field(default_factory=dict)

    def read(self, entry: AuditEntry) -> Worded:
        subject = self.names.get(subject_of(entry) or ("", 0))
        changes = entry.changes.items()
        return Worded(
            entry=entry,
            actor=actor_of(entry),
            action=action_name(entry.action),
            kind=kind_name(entry.subject_kind),
            label=self.called(entry),
            url=subject.url if subject else "",
            changes=tuple(
                change
                for name, value in changes
                for change in self.changes_of(entry.subject_kind, name, value)
            ),
        )

    def called(self, entry: AuditEntry) -> str:
        """What the row is called now, in the reader's language; of one that is gone the label that
        was kept, and what was none for people is said in words."""
        kept, link = entry.subject_label, LINK.fullmatch(entry.subject_label)
        if entry.subject_kind == "Letter":
            return label_of(kept)
        if entry.subject_kind == "SecretLink" and link and link["kind"] in set(LinkKind):
            to = self.name_of((link["subject"], int(link["id"])))
            return " · ".join(filter(None, (str(words.label(LinkKind(link["kind"]))), to)))
        return self.name_of(subject_of(entry)) or kept or entry.subject_id

    def name_of(self, pair: Pair | None) -> str:
        """What the row is called now; empty for one that is gone, or that nobody names."""
        record = self.names.get(pair) if pair else None
        return record.label if pair and record and record != numbered(*pair) else ""

    def changes_of(self, kind: str, name: str, value: Any) -> Iterator[Change]:
        """A column's old and new value; a fact that is no change stands as new alone."""
        old, new = pair_of(value)
        label = column_name(name)
        if HIDDEN in (old, new):
            yield Change(label, "", "", is_hidden=True)
        elif is_translated(old) and is_translated(new) and (old or new):
            yield from self.by_language(label, old or {}, new or {})
        else:
            yield Change(label, self.shown(kind, name, old), self.shown(kind, name, new))

    def by_language(
        self, label: str, old: Mapping[str, str], new: Mapping[str, str]
    ) -> Iterator[Change]:
        for language in BY_TAG:
            before, after = old.get(language), new.get(language)
            if before != after:
                name = f"{label} ({language_name(language, self.tag)})"
                yield Change(name, plain_value(before), plain_value(after))

    def shown(self, kind: str, name: str, value: Any) -> str:
        """Instants as local wall time, codes as words, numbers of rows as their names."""
        if isinstance(value, str) and INSTANT.fullmatch(value):
            return dates.moment(datetime.fromisoformat(value), self.tag, self.zone)
        if isinstance(value, str) and DAY.fullmatch(value):
            return dates.day(date.fromisoformat(value), self.tag)
        if name in LANGUAGE_COLUMNS and value:
            tags = value if isinstance(value, list) else [value]
            return in_a_row((language_name(tag, self.tag) for tag in tags), get_locale())
        target = targets_of(kind).get(name, "")
        record = self.names.get((target, value)) if isinstance(value, int) else None
        if record and record != numbered(target, value):
            return record.label
        if (kind, name) == ("Letter", "kind") and value:
            return label_of(value)
        return word_for(kind, name, value) or plain_value(value)


def pair_of(value: Any) -> tuple[Any, Any]:
    """[old, new] of a change; (nothing, value) of a fact."""
    if isinstance(value, list) and len(value) == len(("old", "new")):
        return value[0], value[1]
    return None, value


def actor_of(entry: AuditEntry) -> str:
    """A person by name; whoever came by a link by the link's label; programs have no names."""
    if entry.actor_kind == "user":
        return entry.actor_label
    kind = str(ACTORS.get(entry.actor_kind, entry.actor_kind))
    if not entry.actor_label or entry.actor_kind == "worker":
        return kind
    return str(_("%(kind)s: %(label)s", kind=kind, label=entry.actor_label))


def is_translated(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and set(value) <= set(BY_TAG))


def word_for(kind: str, name: str, value: Any) -> str:
    """The label of an enum's stored value; empty for what is none, or has no label."""
    members = enums_of(kind).get(name)
    labels = words.LABELS.get(members, {}) if members else {}
    known = {member.value for member in labels}
    return str(labels[members(value)]) if members and value in known else ""


def pairs_in(entry: AuditEntry) -> Iterator[Pair]:
    """The rows that an entry is about or points to."""
    if subject := subject_of(entry):
        yield subject
    link = LINK.fullmatch(entry.subject_label) if entry.subject_kind == "SecretLink" else None
    if link:
        yield link["subject"], int(link["id"])
    targets = targets_of(entry.subject_kind)
    for name in targets.keys() & entry.changes.keys():
        for value in pair_of(entry.changes[name]):
            if isinstance(value, int):
                yield targets[name], value


def subject_of(entry: AuditEntry) -> Pair | None:
    number = entry.subject_id
    return (record_kind(entry.subject_kind), int(number)) if number.isdecimal() else None


def record_kind(model: str) -> str:
    """`TravelTime` as letters, links and records name it: `travel_time`."""
    return CAPITAL.sub("_", model).lower()


@cache
def targets_of(kind: str) -> dict[str, str]:
    """Columns of a model that hold the number of another row, with the kind of that row."""
    models = {mapper.local_table: mapper.class_.__name__ for mapper in Base.registry.mappers}
    return {
        column.key: record_kind(models[key.column.table])
        for mapper in Base.registry.mappers
        if mapper.class_.__name__ == kind
        for column in mapper.columns
        for key in column.foreign_keys
    }


@cache
def enums_of(kind: str) -> dict[str, type[AnyEnum]]:
    return {
        column.key: column.type.enum_class
        for mapper in Base.registry.mappers
        if mapper.class_.__name__ == kind
        for column in mapper.columns
        if isinstance(column.type, Enum) and column.type.enum_class
    }
