"""Which visits the archive holds. Pure: the same for the same day and seed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from visits.delegations.rules import code_of
from visits.kit.workdays import is_working_day

YEARS = 20
LEFT_OUT = frozenset({2023, 2024})
"""Years whose figures are published."""
COUNTRIES = (
    *("AE", "BD", "BR", "BT", "CL", "CM", "CO", "EC", "EG", "ET", "FJ", "GH", "ID", "IN", "JO"),
    *("KE", "KH", "KZ", "LA", "LK", "MA", "MN", "MX", "MY", "MZ", "NG", "NP", "OM", "PE", "PH"),
    *("PK", "PY", "RS", "RW", "SA", "SL", "SN", "TH", "TL", "TN", "TZ", "UG", "UZ", "VN", "ZM"),
)
DAYS = 2
"""Of every visit."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Past:
    """One visit of the archive. No two that share a day have the same lane."""

    number: int
    code: str
    first: date
    lane: int
    country: str
    people: int
    stops: int


def visits(
    stops: int, random: Random, *, per_day: int, today: date, last_number: Callable[[int], int]
) -> Iterator[Past]:
    """Visits with so many stops, spread evenly over the years.

    *last_number* is the last number of a delegation that a year knows already.
    """
    starts = list(possible_starts(today))
    per_visit = DAYS * per_day
    count = -(-stops // per_visit)
    taken: dict[date, set[int]] = defaultdict(set)
    numbers = Counter[int]()
    for number in range(count):
        first = starts[number * len(starts) // count]
        there = taken[first] | taken[first + ONE_DAY]
        lane = next(n for n in range(len(there) + 1) if n not in there)
        taken[first].add(lane)
        taken[first + ONE_DAY].add(lane)
        if first.year not in numbers:
            numbers[first.year] = last_number(first.year)
        numbers[first.year] += 1
        yield Past(
            number=numbers[first.year],
            code=code_of(first.year, numbers[first.year]),
            first=first,
            lane=lane,
            country=random.choice(COUNTRIES),
            people=random.randint(5, 24),
            stops=min(per_visit, stops - number * per_visit),
        )


def possible_starts(today: date) -> Iterator[date]:
    """Weekdays with another one after them, before today."""
    day = date(today.year - YEARS, 1, 1)
    while day + ONE_DAY < today:
        both = (day, day + ONE_DAY)
        if all(is_working_day(one, ()) and one.year not in LEFT_OUT for one in both):
            yield day
        day += ONE_DAY
