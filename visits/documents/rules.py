"""Kinds of documents, the forms they are taken in, and against which version changes are marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from visits.kit.text import search_key

Facts = Mapping[str, Any]
"""What a document said, by key, as JSON: ids, times, numbers, texts that name nobody, fingerprints."""


class DocumentKind(StrEnum):
    PLAN = auto()
    RESULT = auto()


class FileKind(StrEnum):
    """In which form a document is taken."""

    HWPX = auto()
    DOCX = auto()
    PDF = auto()


LANGUAGES = ("ko", "en")
"""In which a document is written."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A version as these rules look at it."""

    number: int
    facts: Facts
    is_approved: bool = False


def number_of(taken: Sequence[Taken], facts: Facts) -> int:
    """Which version this would be: what says the same as the last one is the last one again.

    *taken* in the order of numbers.
    """
    if not taken:
        return 1
    last = taken[-1]
    return last.number if last.facts == facts else last.number + 1


def version_before(taken: Sequence[Taken], number: int) -> Taken | None:
    """Against which version number *number* marks its changes: the last that was approved, or
    else the last one. None where nothing was taken before."""
    earlier = [one for one in taken if one.number < number]
    approved = [one for one in earlier if one.is_approved]
    return next(reversed(approved or earlier), None)


SHORTEST_NAME = 2


def names_in(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Which of the names stand in the texts, however they are capitalised; for the press.

    Of a whole name and its family name only the whole one is told.
    """
    spoken = [f" {search_key(text)} " for text in texts]
    found = [name for name in dict.fromkeys(names) if any(is_named(name, text) for text in spoken)]
    return [name for name in found if not any(name != other and name in other for other in found)]


def is_named(name: str, folded: str) -> bool:
    """A Latin name must stand as words of its own; Korean puts particles right behind names."""
    key = search_key(name)
    if len(key) < SHORTEST_NAME:
        return False
    return f" {key} " in folded if key.isascii() else f" {key}" in folded
