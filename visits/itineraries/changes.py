"""What changed between two releases, for readers: fields by name, values as people write them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import ngettext
from markupsafe import Markup

from visits.conflicts.rules import Mode, StopKind
from visits.itineraries.rules import PublishedState, Visibility
from visits.itineraries.worded import isolated
from visits.itineraries.words import FIELDS
from visits.kit import words
from visits.kit.translated import Translated
from visits.languages import html
from visits.languages.catalogue import language
from visits.languages.routing import wanted_language

CODES: Mapping[str, type[StrEnum]] = {
    "state": PublishedState,
    "visibility": Visibility,
    "kind": StopKind,
    "mode": Mode,
}
INSTANTS = ("starts", "ends")


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field, before and after; empty values are empty."""

    label: str
    old: Markup
    new: Markup


@dataclass(frozen=True, slots=True)
class ChangedStop:
    title: Markup
    fields: Sequence[ChangedField]


@dataclass(frozen=True, slots=True)
class Changes:
    """Titles of stops that are new or no longer take place, stops that changed, days whose texts did."""

    added: Sequence[Markup]
    changed: Sequence[ChangedStop]
    cancelled: Sequence[Markup]
    days: Sequence[date]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.cancelled or self.days)


def changes(difference: Mapping[str, Any], titles: Mapping[str, Translated]) -> Changes:
    """A difference as a release keeps it (`diff.Difference.as_json`), in the reader's words."""

    def title(uid: str) -> Markup:
        return html.tr(titles.get(uid))

    return Changes(
        added=[title(uid) for uid in difference["added"]],
        changed=[
            ChangedStop(title(one["uid"]), list(fields(one["fields"])))
            for one in difference["changed"]
        ],
        cancelled=[title(uid) for uid in difference["cancelled"]],
        days=[date.fromisoformat(day) for day in difference["days"]],
    )


def fields(changed: Mapping[str, Sequence[Any]]) -> Iterable[ChangedField]:
    """The fields that have a name, in one order; numbers of sites go with their names."""
    for name, label in FIELDS.items():
        if name in changed:
            old, new = changed[name]
            say = sayer(name, old, new)
            yield ChangedField(label, say(old), say(new))


def sayer(name: str, old: Any, new: Any) -> Callable[[Any], Markup]:
    """How a value of this field is said."""
    if name in CODES:
        return lambda value: isolated(words.label(CODES[name](value))) if value else Markup()
    if name in INSTANTS:
        return lambda value: html.moment(datetime.fromisoformat(value))
    if name == "languages":
        return lambda tags: html.joined(isolated(html.language_label(tag)) for tag in tags)
    if name == "delegate_ids":
        return lambda ids: isolated(ngettext("%(num)s person", "%(num)s people", len(ids)))
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        return lambda texts: in_languages(texts or {}, differing(old or {}, new or {}))
    return lambda value: isolated("" if value is None else str(value))


def differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The languages whose text changed."""
    return [tag for tag in {**old, **new} if old.get(tag) != new.get(tag)]


def in_languages(texts: Mapping[str, str], tags: Sequence[str]) -> Markup:
    """The texts of these languages; each is named unless it is only the reader's own."""
    if list(tags) == [wanted_language().tag]:
        return isolated(texts.get(tags[0], ""))
    line = Markup('<bdi>{}</bdi>: <bdi lang="{}" dir="{}">{}</bdi>')
    return Markup("<br>").join(
        line.format(html.language_label(tag), tag, language(tag).dir, texts[tag])
        for tag in tags
        if texts.get(tag)
    )
