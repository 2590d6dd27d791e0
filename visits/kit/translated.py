"""Text that exists in several languages, as one immutable value."""

from collections.abc import Iterator, Mapping
from typing import Self

from visits.kit.text import clean

FALLBACK = ("en", "ko")
"""Languages tried, in order, when the wanted one is missing; then whichever exists."""


class Translated(Mapping[str, str]):
    """One text by BCP 47 tag. Blank texts do not exist; `str()` refuses, so that nobody forgets to choose."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, /, **by_language: str) -> None:
        given = {**(texts or {}), **by_language}
        cleaned = {tag: clean(text, lines=True) for tag, text in given.items()}
        self._texts = {tag: text for tag, text in cleaned.items() if text}

    def resolve(self, tag: str) -> tuple[str, str]:
        """The tag of the language found and the text: wanted, its base language, fallback, any."""
        for code in (tag, tag.split("-", maxsplit=1)[0], *FALLBACK, *self._texts):
            if code in self._texts:
                return code, self._texts[code]
        return tag, ""

    def to(self, tag: str) -> str:
        return self.resolve(tag)[1]

    def has(self, tag: str) -> bool:
        """Is there a text in this very language, so that no reader meets a fallback?"""
        return tag in self._texts

    def merged(self, other: Mapping[str, str]) -> Self:
        """A copy in which the texts of *other* stand over mine."""
        return type(self)({**self._texts, **other})

    def __str__(self) -> str:
        raise TypeError("choose a language: text.to(tag), or {{ text|tr }} in a template")

    def __repr__(self) -> str:
        return f"Translated({self._texts!r})"

    def __getitem__(self, tag: str) -> str:
        return self._texts[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Translated) and self._texts == other._texts

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))
