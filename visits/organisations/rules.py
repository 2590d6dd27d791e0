"""What kinds of bodies and relations there are; which addresses and codes we take; what is alike."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum, auto
from urllib.parse import urlsplit

from visits.kit.text import search_key


class OrganisationKind(StrEnum):
    NATIONAL_GOVERNMENT = auto()
    LOCAL_GOVERNMENT = auto()
    PARLIAMENT = auto()
    EMBASSY = auto()
    PUBLIC_AGENCY = auto()
    INTERNATIONAL_ORGANISATION = auto()
    UNIVERSITY = auto()
    COMPANY = auto()
    ASSOCIATION = auto()
    PRESS = auto()
    OTHER = auto()


class Relation(StrEnum):
    NONE = auto()
    SISTER_CITY = auto()
    FRIENDSHIP_CITY = auto()
    MEMORANDUM = auto()
    PARTNER = auto()


class MomentKind(StrEnum):
    """What the page of a body remembers."""

    VISIT = auto()
    REQUEST = auto()
    PAPER = auto()


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened with a body on a day in the city: a row of a floor above."""

    kind: MomentKind
    id: int
    on: date

    @property
    def newest_first(self) -> tuple[str, ...]:
        """The key of the timeline's order, for pages in memory."""
        return (f"{FAR - self.on.toordinal():08}", self.kind.value, f"{FAR - self.id:08}")


FAR = 99_999_999


class Side(StrEnum):
    """Of two rows that are one body: the one that is kept, and the one that goes."""

    KEPT = auto()
    GONE = auto()


class Naming(StrEnum):
    """How far the office has gone with what it calls a country."""

    REVIEWED = auto()
    UNREVIEWED = auto()
    OURS = auto()


OTHER_CODE = re.compile(r"X-[A-Z0-9]{1,6}\Z")
"""Codes of participants that ISO 3166 does not know: private use, so that they never clash."""


def web_address(typed: str) -> str:
    """The address with its scheme, https where none was typed.

    Raises ValueError for anything that a browser would not open as a page: another scheme, blanks,
    a name and password, no host.
    """
    if not typed:
        return ""
    address = typed if "://" in typed else f"https://{typed}"
    parts = urlsplit(address)
    is_page = (
        parts.scheme in {"http", "https"}
        and "." in (parts.hostname or "").strip(".")
        and "@" not in parts.netloc
        and not re.search(r"[\s\"<>\\]", address)
    )
    if not is_page or parts.port == 0:  # reading the port raises ValueError for letters
        raise ValueError(f"no address of a web page: {typed}")
    return address


NEARLY = 0.87
"""From which likeness of letters on (0 to 1) two names are probably one, misspelt."""
RAREST = 2
"""Words of a name by which bodies are looked up that may be the same."""
BEGINNING = 4
"""Letters."""
COMMON = 40
"""What so many bodies of a country are called tells nothing."""
FEWEST_WORDS = 2
"""A single word within a longer name says little: University."""
SMALL_WORDS = frozenset({"a", "and", "de", "des", "do", "du", "for", "in", "la", "of", "on", "the"})


def are_alike(names: Iterable[str], others: Iterable[str]) -> bool:
    """Do two bodies of one country look like one? By any pair of their names, in any language.

    The same words in any order, one within the other but for little, or nearly the same letters.
    """
    mine, theirs = folded(names), folded(others)
    return any(look_alike(one, other) for one in mine for other in theirs)


def folded(names: Iterable[str]) -> set[str]:
    return {key for key in map(search_key, names) if key}


def look_alike(one: str, other: str) -> bool:
    words, others = telling(one), telling(other)
    if words == others or is_most_of(words, others) or is_most_of(others, words):
        return True
    letters, theirs = one.replace(" ", ""), other.replace(" ", "")
    if 2 * min(len(letters), len(theirs)) < NEARLY * (len(letters) + len(theirs)):
        return False
    matcher = SequenceMatcher(None, letters, theirs, autojunk=False)
    return matcher.quick_ratio() >= NEARLY and matcher.ratio() >= NEARLY


def pairs_worth_comparing(bodies: Sequence[Collection[str]]) -> list[tuple[int, int]]:
    """Places of bodies, told by their folded names, that share a rare word or begin alike.

    Two names of the same words share the rarest; a misspelt one shares the next word or its
    beginning. What every second body is called, such as a university, tells nothing.
    """
    holding: dict[str, set[int]] = {}
    for place, names in enumerate(bodies):
        for mark in {mark for name in names for mark in (*telling(name), beginning(name))}:
            holding.setdefault(mark, set()).add(place)
    pairs = set()
    for place, names in enumerate(bodies):
        for name in names:
            words = sorted(telling(name), key=lambda word: (len(holding[word]), word))
            more = (*words[1:RAREST], beginning(name))
            for mark in (words[0], *(one for one in more if len(holding[one]) <= COMMON)):
                others = holding[mark] - {place}
                pairs |= {(min(place, other), max(place, other)) for other in others}
    return sorted(pairs)


def beginning(key: str) -> str:
    """The first letters of a name; with a mark that no word has."""
    return f"^{key.replace(' ', '')[:BEGINNING]}"


def telling(key: str) -> frozenset[str]:
    """The words of a folded name that say something; all of them where none does."""
    words = frozenset(key.split())
    return words - SMALL_WORDS or words


def is_most_of(words: frozenset[str], others: frozenset[str]) -> bool:
    """All of these words, and more than half of the others: a faculty is not its university."""
    return len(words) >= FEWEST_WORDS and words < others and 2 * len(words) > len(others)
