"""Which site of ours the words of a place mean, and how sure that is."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cached_property, lru_cache

from visits.kit.text import clean, search_key


class Sureness(IntEnum):
    """How the words and the name agree, the surest last."""

    UNKNOWN = 0
    MAYBE = 1
    """One of the candidates, perhaps: it is asked."""
    WITHIN = 2
    """The whole name stands among other words."""
    SPELLING = 3
    """Spelled otherwise: centre and center, with or without the city's name."""
    REMEMBERED = 4
    """An officer said so of these words before."""
    NAMED = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A site: its id, its slug, which is a short name of it, and every name that it has."""

    id: int
    slug: str
    names: tuple[str, ...]
    minutes: int
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """The site that is meant, or sites that may be; `rest` is what else the words say."""

    sureness: Sureness
    site: int | None = None
    candidates: tuple[int, ...] = ()
    rest: str = ""


Folding = Callable[[str], str]
NOWHERE = Matched(Sureness.UNKNOWN)
SAME = frozenset(
    {
        "same",
        "same place",
        "same as above",
        "ditto",
        "상동",
        "동일",
        "위와 같음",
        "idem",
        "〃",
        "″",
        '"',
    }
)
SPELLINGS: tuple[tuple[str, str], ...] = (
    ("특별자치시", "시"), ("특별자치도", "도"), ("특별시", "시"), ("광역시", "시"), ("센타", "센터"), ("콘퍼런스", "컨퍼런스"),
    ("center", "centre"), ("theater", "theatre"), ("organization", "organisation"), ("self driving", "autonomous"),
    ("autonomous driving", "autonomous"), ("rapid transit", "brt"), ("&", " and "),
)  # fmt: skip
ARTICLES = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "in",
        "at",
        "to",
        "and",
        "for",
        "le",
        "la",
        "les",
        "du",
        "de",
        "des",
        "d",
        "l",
        "el",
        "los",
    ]
)
DROPPED = frozenset(
    {"national", "public", "self", "governing", "metropolitan", "special", "international"}
)
"""Words without which a name is still that name, when the city's own name stands there."""
KOREAN_DROPPED = re.compile("국립|시립|도립")
TYPO = 0.84
LONG_WORD = 5
LEAST_WORDS, LEAST_SYLLABLES = 2, 3
MOST_CANDIDATES = 6


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """Folded, in one spelling."""
    key = search_key(text)
    for other, ours in SPELLINGS:
        key = key.replace(other, ours)
    return " ".join(key.split())


def is_korean(text: str) -> bool:
    return any("가" <= sign <= "힣" for sign in text)


def is_telling(text: str) -> bool:
    """Whether enough of a name stands there to know it by."""
    if is_korean(text):
        return len(text.replace(" ", "")) >= LEAST_SYLLABLES
    return len(text.split()) >= LEAST_WORDS


@dataclass(frozen=True)
class Gazetteer:
    """The sites that we know; `remembered` holds what officers said of words, by their key."""

    sites: Sequence[Known]
    remembered: Mapping[str, int] = field(default_factory=dict)
    city: tuple[str, ...] = ()
    """What the city is called: its name may stand before any of its sites, or be left out."""

    @cached_property
    def city_words(self) -> frozenset[str]:
        """In Latin letters."""
        return frozenset(word for name in self.city for word in spelled(name).split())

    @cached_property
    def korean_city(self) -> tuple[str, ...]:
        """세종시 and 세종, the longer first."""
        names = {spelled(name).replace(" ", "") for name in self.city if is_korean(name)}
        return tuple(
            sorted({*names, *(name.removesuffix("시") for name in names)}, key=len, reverse=True)
        )

    @cached_property
    def by_name(self) -> dict[str, set[int]]:
        return self.indexed(lambda name: search_key(name).replace(" ", ""))

    @cached_property
    def by_spelling(self) -> dict[str, set[int]]:
        found = self.indexed(lambda name: spelled(name).replace(" ", ""))
        for site in self.sites:
            found.setdefault(spelled(site.slug).replace(" ", ""), set()).add(site.id)
        return found

    @cached_property
    def by_core(self) -> dict[str, set[int]]:
        found = self.indexed(self.core)
        for site in self.sites:
            found.setdefault(self.core(site.slug), set()).add(site.id)
        return found

    def core(self, name: str) -> str:
        """What is left without the city's name and words that many names share."""
        if is_korean(name):
            left = KOREAN_DROPPED.sub("", spelled(name).replace(" ", ""))
            for city in self.korean_city:
                if not left.startswith(f"{city}청"):
                    left = left.replace(city, "")
            return left
        words = set(spelled(name).split()) - ARTICLES - DROPPED - self.city_names
        return " ".join(sorted(words))

    @cached_property
    def city_names(self) -> frozenset[str]:
        """Without words like city: a hall of Sejong is not its city hall."""
        return self.city_words - {"city", "of"}

    def names_city(self, text: str) -> bool:
        if is_korean(text):
            return any(city in spelled(text) for city in self.korean_city)
        return bool(self.city_names.intersection(spelled(text).split()))

    @cached_property
    def by_id(self) -> dict[int, Known]:
        return {site.id: site for site in self.sites}

    @cached_property
    def by_slug(self) -> dict[str, Known]:
        return {site.slug: site for site in self.sites}

    def indexed(self, key: Folding) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for site in self.sites:
            for name in (*site.names, *(without_brackets(name) for name in site.names)):
                if folded := key(name):
                    found.setdefault(folded, set()).add(site.id)
        return found

    def match(self, words: str) -> Matched:
        """What a cell for places means; words in brackets and behind commas may be rooms."""
        text = clean(words)
        if not text:
            return NOWHERE
        for part in dict.fromkeys((text, without_brackets(text))):
            whole = self.whole(part)
            if whole.sureness > Sureness.MAYBE:
                return Matched(whole.sureness, whole.site, rest=rest_of(text, part))
        within = self.within(text)
        if within.site is not None or within.candidates:
            return within
        perhaps = self.whole(text)
        return perhaps if perhaps.candidates else self.maybe(text)

    def whole(self, text: str) -> Matched:
        """The words are a name."""
        key = search_key(text).replace(" ", "")
        if key in self.remembered:
            return Matched(Sureness.REMEMBERED, self.remembered[key])
        for sureness, index, folded in (
            (Sureness.NAMED, self.by_name, key),
            (Sureness.SPELLING, self.by_spelling, spelled(text).replace(" ", "")),
        ):
            if found := one_of(index.get(folded, set()), sureness):
                return found
        return self.by_city(text)

    def by_city(self, text: str) -> Matched:
        """The same name but for the city's: sure where the words name the city, or the name does not."""
        ids = self.by_core.get(self.core(text), set()) if self.core(text) else set()
        sure = {
            number
            for number in ids
            if self.names_city(text) or not any(map(self.names_city, self.by_id[number].names))
        }
        is_sure = self.names_city(text) or is_telling(self.core(text))
        found = one_of(sure if is_sure else set(), Sureness.SPELLING)
        return found or (one_of(ids, Sureness.MAYBE) or NOWHERE)

    def within(self, text: str) -> Matched:
        """A whole name among other words: the longest; two sites in one cell are asked."""
        key = f" {spelled(text)} "
        found: list[tuple[str, int]] = []
        for name, ids in self.spelled_names:
            is_there = name in key.replace(" ", "") if is_korean(name) else f" {name} " in key
            if is_there and is_telling(name):
                found += [(name, number) for number in ids]
        longest = [
            (name, number)
            for name, number in found
            if not any(name != other and name in other for other, _ in found)
        ]
        meant = {number for _, number in longest}
        found_one = one_of(meant, Sureness.WITHIN)
        return replace(found_one, rest=text) if found_one else NOWHERE

    @cached_property
    def spelled_names(self) -> list[tuple[str, set[int]]]:
        """Names as they stand among other words."""
        found: dict[str, set[int]] = {}
        for site in self.sites:
            for name in (*site.names, *(without_brackets(name) for name in site.names)):
                folded = spelled(name).replace(" ", "") if is_korean(name) else spelled(name)
                if folded:
                    found.setdefault(folded, set()).add(site.id)
        return sorted(found.items())

    def maybe(self, text: str) -> Matched:
        """Sites whose name has all of these words, or all but a slip of the pen."""
        ids = [
            site.id for site in self.sites if any(self.is_near(text, name) for name in site.names)
        ]
        return Matched(Sureness.MAYBE, candidates=tuple(ids[:MOST_CANDIDATES])) if ids else NOWHERE

    def is_near(self, text: str, name: str) -> bool:
        """Whether the words are part of the name, or differ by a slip of the pen alone."""
        if is_korean(text) != is_korean(name):
            return False
        if is_korean(text):
            ours, theirs = self.core(without_brackets(name)), self.core(text)
            is_much = len(theirs) >= LEAST_SYLLABLES and len(theirs) * 2 > len(ours)
            is_part = is_much and theirs in ours
            return is_part or (len(theirs) >= LONG_WORD and ratio(ours, theirs) >= TYPO)
        name_words, words = significant(without_brackets(name)), significant(text)
        if set(words) <= self.city_words | DROPPED:
            return False
        is_beginning = len(words) >= LEAST_WORDS and name_words[: len(words)] == words
        is_enough = len(words) * 2 > len(name_words) or (
            len(words) >= LEAST_WORDS and len(words) * 2 >= len(name_words)
        )
        has_all = all(any(is_same_word(word, one) for one in name_words) for word in words)
        return is_beginning or (is_enough and has_all)


def one_of(ids: set[int], sureness: Sureness) -> Matched | None:
    """The site where it is a single one, else the candidates; None for none."""
    if not ids:
        return None
    if len(ids) == 1 and sureness > Sureness.MAYBE:
        return Matched(sureness, next(iter(ids)))
    return Matched(Sureness.MAYBE, candidates=tuple(sorted(ids))[:MOST_CANDIDATES])


def without_brackets(text: str) -> str:
    return clean(re.sub(r"[(\[（【][^()\[\]（）【】]*[)\]）】]", " ", text))  # noqa: RUF001


def rest_of(text: str, part: str) -> str:
    """What stands beside the name."""
    return "" if text == part else text


def significant(text: str) -> list[str]:
    return [word for word in spelled(text).split() if word not in ARTICLES]


def is_same_word(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) >= LONG_WORD and ratio(word, other) >= TYPO)


def ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def is_same(words: str) -> bool:
    """Whether the cell only says that it is as above."""
    return clean(words).casefold().strip(".") in SAME


def key_of(words: str) -> str:
    """By which words are remembered."""
    return search_key(words).replace(" ", "")


def names_of(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean(text) for text in texts if clean(text)))
