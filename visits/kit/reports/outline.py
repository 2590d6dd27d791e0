"""A report as the row of things that every writer puts down: numbered lines, tables, pictures.

The order of numbers is that of Korea's official letters: 1. 가. 1) 가) (1) (가), after 하 comes 거.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from string import ascii_lowercase

from visits.kit.reports.values import Block, Item, Paragraph, Picture, Report, Table
from visits.kit.text import clean

SHAPES = ("{}.", "{}.", "{})", "{})", "({})", "({})")
"""How numbers look at each depth; even depths count in digits, odd ones in letters."""
CONSONANTS = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18)
VOWELS = (0, 4, 8, 13, 18, 20)
"""ㄱ to ㅎ without the doubled ones, and ㅏ ㅓ ㅗ ㅜ ㅡ ㅣ, as Unicode composes Hangul of them."""
END = {"ko": "끝."}
"""The word that closes an official paper, parted from the text by two blanks."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; depth 0 is a section's heading, deeper ones stand further in.

    The text may hold line ends, which every writer keeps.
    """

    depth: int
    number: str
    text: str
    changed: bool = False

    @property
    def is_heading(self) -> bool:
        return self.depth == 0


Written = Line | Table | Picture


def outline(report: Report) -> list[Written]:
    """Everything below the head, numbered in the report's language, cleaned, with its end."""
    written: list[Written] = []
    places = count(1)
    for section in report.sections:
        if section.heading:
            place = number(0, next(places), report.language)
            written.append(Line(0, place, clean(section.heading)))
        written += blocks(section.blocks, report.language)
    return closed(written, END.get(report.language, "") if report.ends else "")


def blocks(given: Sequence[Block], language: str) -> Iterator[Written]:
    places = count(1)
    for block in given:
        match block:
            case Item():
                yield from lines(block, 1, next(places), language)
            case Paragraph():
                yield Line(1, "", clean(block.text, lines=True), block.changed)
            case Table():
                yield cleaned(block)
            case Picture():
                yield replace(block, caption=clean(block.caption), alt=clean(block.alt))


def lines(item: Item, depth: int, place: int, language: str) -> Iterator[Line]:
    yield Line(
        depth, number(depth, place, language), clean(item.text, lines=True), changed=item.changed
    )
    for nested, one in enumerate(item.items, 1):
        yield from lines(one, depth + 1, nested, language)


def cleaned(table: Table) -> Table:
    return replace(
        table,
        head=[clean(cell) for cell in table.head],
        rows=[[clean(cell, lines=True) for cell in row] for row in table.rows],
        caption=clean(table.caption),
    )


def closed(written: list[Written], end: str) -> list[Written]:
    """The end stands after the last words, or alone under a table or picture."""
    last = written[-1] if written else None
    if not end:
        return written
    if isinstance(last, Line) and not last.is_heading:
        return [*written[:-1], replace(last, text=f"{last.text}  {end}")]
    return [*written, Line(1, "", end)]


def number(depth: int, place: int, language: str) -> str:
    """The sign of the item at this place (from 1), at this depth (0 are sections)."""
    sign = str(place) if depth % 2 == 0 else letter(place, language)
    return SHAPES[min(depth, len(SHAPES) - 1)].format(sign)


def letter(place: int, language: str) -> str:
    """가 나 … 하 거 너 … in Korean, a b … z aa ab … elsewhere."""
    if language == "ko":
        vowel, consonant = divmod(place - 1, len(CONSONANTS))
        if vowel < len(VOWELS):
            return chr(0xAC00 + (CONSONANTS[consonant] * 21 + VOWELS[vowel]) * 28)
        return str(place)
    signs = ""
    while place:
        place, rest = divmod(place - 1, len(ascii_lowercase))
        signs = ascii_lowercase[rest] + signs
    return signs
