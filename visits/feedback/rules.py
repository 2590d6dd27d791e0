"""What guests and hosts are asked, when, and what their answers come to. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum, StrEnum, auto
from zoneinfo import ZoneInfo

from visits.kit.clock import local
from visits.kit.interval import Interval

LEAST = 3
"""A group of fewer answers shows no distribution and no mean: they would tell who said what."""
LONGEST = 2_000
"""Signs of one text of a guest or a host."""
HOSTS_DAYS = 30
"""For so long after a stop its host is asked how it was."""


class Question(StrEnum):
    """What every guest is asked after a visit."""

    OVERALL = auto()
    PROGRAMME = auto()
    SITES = auto()
    INTERPRETATION = auto()
    CARE = auto()


class Rating(IntEnum):
    VERY_GOOD = 5
    GOOD = 4
    FAIR = 3
    POOR = 2
    VERY_POOR = 1


class Wish(StrEnum):
    """What a guest may say in own words."""

    MOST_USEFUL = auto()
    BETTER = auto()


class QuestionState(StrEnum):
    """Of a question asked before the visit; hosts see those that are passed on."""

    WAITING = auto()
    PASSED_ON = auto()
    HIDDEN = auto()


class How(StrEnum):
    """How a stop went, by its host."""

    GOOD = auto()
    MIXED = auto()
    DIFFICULT = auto()


class LessonState(StrEnum):
    OPEN = auto()
    SETTLED = auto()


# -- when ------------------------------------------------------------------------------------------


def visit_span(
    stops: Iterable[Interval], *, starts_on: date, ends_on: date, zone: ZoneInfo
) -> Interval:
    """From when until when a visit takes place, by the stops that its guests know of.

    Where their programme lacks the first or the last day, that day counts from midnight to midnight.
    """
    known = list(stops)
    begins = min((stop.start for stop in known), default=None)
    ends = max((stop.end for stop in known), default=None)
    if begins is None or begins.astimezone(zone).date() > starts_on:
        begins = local(starts_on, time(0), zone)
    if ends is None or ends.astimezone(zone).date() < ends_on:
        ends = local(ends_on + timedelta(days=1), time(0), zone)
    return Interval(begins, ends)


# -- what it comes to ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Summary:
    """How often a question got which rating. Without counts and mean where too few answered."""

    question: Question
    answers: int
    counts: Mapping[Rating, int]
    mean: float | None

    @property
    def is_shown(self) -> bool:
        return self.mean is not None

    @property
    def most(self) -> int:
        """The largest of the counts: what a bar of full length stands for."""
        return max(self.counts.values(), default=0)


def summary(question: Question, counted: Mapping[int, int]) -> Summary:
    """*counted*: how many gave which rating."""
    answers = sum(counted.values())
    if answers < LEAST:
        return Summary(question, answers, {}, None)
    counts = {rating: counted.get(rating, 0) for rating in Rating}
    points = sum(rating * count for rating, count in counts.items())
    return Summary(question, answers, counts, mean(points, answers))


def summaries(counted: Iterable[tuple[Question, int, int]]) -> tuple[Summary, ...]:
    """Of each question in its order, out of (question, rating, how many)."""
    found: dict[Question, Counter[int]] = defaultdict(Counter)
    for question, rating, count in counted:
        found[question][rating] += count
    return tuple(summary(question, found[question]) for question in Question)


def mean(points: int, answers: int) -> float:
    """To one decimal, halves up: 17 points of 4 answers are 4.3."""
    exact = Decimal(points) / Decimal(answers)
    return float(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


# -- what was said ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a guest said so far: a question that is missing stays as it was answered before.

    `best` is the uid of a stop; `words` stand as they are now, an empty text takes them back.
    """

    ratings: Mapping[Question, int]
    words: Mapping[Wish, str]
    best: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.ratings or self.best or any(self.words.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class HostWord:
    """What a host said of a stop; `held` is None as long as the second click is awaited."""

    how: How
    held: bool | None = None
    text: str = ""
