"""The first wording of a press text, as a press officer writes it in Korean and in English. Pure.

It is content, not interface: each language has sentences of its own. What lies ahead is said to lie
ahead. In Korean no particle follows a word whose sound is not written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from visits.kit.particles import FINALS, HANGUL, is_hangul, object_particle, particle

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told, in one language; offices, and no names of people."""

    city: str
    bodies: Sequence[str]
    people: int
    first: date
    last: date
    is_over: bool
    head: str = ""
    """The office of the head of delegation."""
    purpose: str = ""
    receivers: Sequence[str] = ()
    places: Sequence[str] = ()


def headline(told: Told, tag: str) -> str:
    if tag == "ko":
        return f"{', '.join(told.bodies)} 방문단, {told.city} 방문"
    return f"{told.city} welcomes a delegation from {from_en(told.bodies)}"


def body(told: Told, tag: str) -> str:
    """Paragraphs, parted by blank lines."""
    return "\n\n".join(korean(told) if tag == "ko" else english(told))


# -- Korean ----------------------------------------------------------------------------------------


def korean(told: Told) -> Iterator[str]:
    comes = "방문했다" if told.is_over else "방문한다"
    head = f"(단장 {told.head})" if told.head else ""
    who = f"{', '.join(told.bodies)} 방문단 {told.people:,}명{head}이"
    city = told.city
    yield f"{who} {days_ko(told.first, told.last)} {city}{object_particle(city)} {comes}."
    if told.purpose:
        yield purpose_ko(told.purpose, is_over=told.is_over)
    if told.places:
        sees = "둘러봤다" if told.is_over else "둘러볼 예정이다"
        yield f"방문단은 {places_ko(told.places)} {sees}."
    if told.receivers:
        receives = "맞았다" if told.is_over else "맞는다"
        offices = ", ".join(told.receivers)
        yield f"{offices}{particle(offices, '이', '가', ' 측이')} 방문단을 {receives}."
    topic = particle(city, "은", "는", " 측은")
    yield f"{city}{topic} 이번 방문을 계기로 교류와 협력을 넓혀 나갈 계획이다."


def days_ko(first: date, last: date) -> str:
    """`2026년 11월 26일부터 27일까지`, a single day without a particle."""
    begins = f"{first.year}년 {first.month}월 {first.day}일"
    if first == last:
        return begins
    year = "" if first.year == last.year else f"{last.year}년 "
    month = "" if (first.year, first.month) == (last.year, last.month) else f"{last.month}월 "
    return f"{begins}부터 {year}{month}{last.day}일까지"


def places_ko(places: Sequence[str]) -> str:
    """The object of the sentence."""
    if len(places) > 1:
        return f"{', '.join(places)} 등 {len(places)}곳을"
    (place,) = places
    return f"{place}{particle(place, '을', '를', ' 현장을')}"


POLITE = "니다"
WITH_B = 17
"""The place of ㅂ among the endings of a syllable."""


def purpose_ko(purpose: str, *, is_over: bool) -> str:
    """Polite sentences become what the visit is for; a noun takes its particle; else it is quoted."""
    takes_place = "이뤄졌다" if is_over else "이뤄진다"
    sentences = [part.strip() for part in re.split(r"\.(?:\s+|$)", purpose) if part.strip()]
    stems = [stem_ko(one) for one in sentences]
    if stems and all(stems):
        why = "".join(f"{stem}고 " for stem in stems[:-1]) + f"{stems[-1]}기 위해"
        return f"이번 방문은 {why} {takes_place}."
    noun = purpose.strip().rstrip(".")
    if len(sentences) == 1 and is_hangul(noun[-1]) and not noun.endswith("다"):
        return f"이번 방문은 {noun}{object_particle(noun)} 위해 {takes_place}."
    return f"이번 방문의 목적은 “{noun}”이다."


def stem_ko(sentence: str) -> str:
    """`살펴보` of `살펴봅니다`, `찾` of `찾습니다`; empty when it is no such sentence."""
    verb = sentence.removesuffix(POLITE)
    if verb == sentence or not verb or not is_hangul(verb[-1]):
        return ""
    if verb.endswith("습"):
        return verb[:-1]
    code = ord(verb[-1])
    is_verb = (code - HANGUL.start) % FINALS == WITH_B
    return f"{verb[:-1]}{chr(code - WITH_B)}" if is_verb else ""


# -- English ---------------------------------------------------------------------------------------


def english(told: Told) -> Iterator[str]:
    count = "one person" if told.people == 1 else f"{told.people:,} people"
    head = f", led by its {told.head}," if told.head else ""
    comes = "visited" if told.is_over else "will visit"
    who = f"A delegation of {count} from {from_en(told.bodies)}{head}"
    yield f"{who} {comes} {told.city} {days_en(told.first, told.last)}."
    if told.purpose:
        yield purpose_en(told.purpose.strip().rstrip("."), is_over=told.is_over)
    if told.places:
        yield f"The guests {'saw' if told.is_over else 'will see'} {listed_en(told.places)}."
    if told.receivers:
        are = "were" if told.is_over else "will be"
        offices = listed_en([f"the {office}" for office in told.receivers])
        yield f"They {are} received by {offices}."
    yield f"{told.city} intends to build on the visit with further exchange and cooperation."


OFFICIAL = re.compile(r"(?:Ministry|Department|Embassy|Secretariat|Government|University) of\b")
"""Names that English says with an article."""


def from_en(bodies: Sequence[str]) -> str:
    return listed_en([f"the {body}" if OFFICIAL.match(body) else body for body in bodies])


def purpose_en(purpose: str, *, is_over: bool) -> str:
    if purpose.lower().startswith("to "):
        return f"The delegation {'came' if is_over else 'is coming'} to {purpose[3:]}."
    return f"The purpose of the visit {'was' if is_over else 'is'} “{purpose}”."


def days_en(first: date, last: date) -> str:
    """`on 26 and 27 November 2026`, `from 30 November to 2 December 2026`."""
    if first == last:
        return f"on {day_en(first)}"
    is_pair = last - first == ONE_DAY
    begins = f"{first.day}"
    if first.month != last.month or first.year != last.year:
        begins += f" {first:%B}"
    if first.year != last.year:
        begins += f" {first.year}"
    before, between = ("on", "and") if is_pair else ("from", "to")
    return f"{before} {begins} {between} {day_en(last)}"


def day_en(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def listed_en(items: Sequence[str]) -> str:
    """`A, B and C`."""
    *others, last = items or [""]
    return f"{', '.join(others)} and {last}" if others else last
