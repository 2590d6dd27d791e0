"""Stretches of a text by their script: those that need letters, or a direction, of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
SCRIPTS = {
    "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "km": "\u1780-\u17ff\u19e0-\u19ff",
    "lo": "\u0e80-\u0eff",
    "th": "\u0e00-\u0e7f",
}
"""Letters that office programs set as complex scripts, by the language that stands for them."""
ISOLATED = "\u2068(?P<isolated>[^\u2068\u2069]*)\u2069"
STRETCH = re.compile(
    "|".join(
        (
            ISOLATED,
            *(f"(?P<{tag}>[{signs}]+(?:[^\\w\n]+[{signs}]+)*)" for tag, signs in SCRIPTS.items()),
        )
    )
)
"""What stands between FSI and PDI, or words of one script with the blanks and signs between them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text; without a tag it is in the paper's own letters."""

    text: str
    tag: str = ""
    is_isolated: bool = False

    @property
    def is_right_to_left(self) -> bool:
        return self.tag in RIGHT_TO_LEFT

    @property
    def embedded(self) -> str:
        """For programs that know no isolates: between RLE and PDF, so that a full stop at its end
        stays at its end."""
        return (
            f"\u202b{self.text}\u202c" if self.is_isolated and self.is_right_to_left else self.text
        )


def stretches(text: str) -> Iterator[Stretch]:
    """The text in order, parted where its script changes."""
    at = 0
    for found in STRETCH.finditer(text):
        if found.start() > at:
            yield Stretch(text[at : found.start()])
        yield isolated(found["isolated"]) or Stretch(found.group(), found.lastgroup or "")
        at = found.end()
    if at < len(text):
        yield Stretch(text[at:])


def isolated(text: str | None) -> Stretch | None:
    """A whole sentence of another script, with its blanks and signs."""
    if text is None:
        return None
    found = STRETCH.search(text)
    return Stretch(text, (found.lastgroup if found else "") or "", is_isolated=True)


def runs_from_right(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT
