"""Which typical programme fits a visit: every template, on every day, a little earlier or later.

A variant without a finding is better than one with; of those without, the one that shows most of
what was wished for, then the one for which least is to be settled (interpreters, lists), then the
one that is least moved, then the earliest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum, auto

from visits.conflicts.rules import SEVERITY, Code, Finding, Severity
from visits.intake.rules import Half
from visits.itineraries.rules import AT_SITE
from visits.planner.rules.templates import Length, Line, days_of, minutes_of

A_DAY = timedelta(days=1)
LATER = (0, 30, -30, 60, -60, 90, -90, 120, -120, 180, 240, 270, 300)
"""Minutes by which half a day is tried later or earlier: a morning also in the afternoon."""
A_LITTLE = (0, 30, -30)
"""The same for whole days."""
TO_BE_SETTLED = frozenset(
    {
        Code.HOST_NOT_CONFIRMED,
        Code.INTERPRETER_LANGUAGE_MISSING,
        Code.INTERPRETATION_TIME,
        Code.TRANSLATION_MISSING,
        Code.DOCUMENT_NAME_MISSING,
        Code.ACCESS_LIST_INCOMPLETE,
        Code.COUNT_MISMATCH,
        Code.OUTDOOR_NO_FALLBACK,
        Code.INTERPRETER_FATIGUE,
        Code.VEHICLE_ACCESSIBILITY,
        Code.DIET_UNSERVED,
    }
)
"""What any plan lacks at first: somebody has still to be asked, assigned or written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the guests would like: ids of sites, themes, how long, and the days that are theirs.

    `seen` are sites that their programme visits already.
    """

    length: Length
    first: date
    last: date
    sites: frozenset[int] = frozenset()
    themes: frozenset[str] = frozenset()
    half: Half = Half.EITHER
    seen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A kept version of a template, by its id, with what it shows."""

    version: int
    lines: tuple[Line, ...]
    themes: frozenset[str] = frozenset()

    @property
    def sites(self) -> frozenset[int]:
        return frozenset(line.site_id for line in self.lines if line.site_id is not None)

    @property
    def shown(self) -> frozenset[int]:
        """Sites that guests come to see there, not those where they meet or eat."""
        lines = (line for line in self.lines if line.kind in AT_SITE)
        return frozenset(line.site_id for line in lines if line.site_id is not None)


@dataclass(frozen=True, slots=True)
class Place:
    """A template on the days of a visit: from which day on, and by how many minutes later."""

    offer: Offer
    first: date
    later: int = 0


@dataclass(frozen=True, slots=True)
class Variant:
    """A place with what would be found wrong there, in the order of the programme."""

    place: Place
    found: tuple[Finding, ...] = field(default=())

    @property
    def against(self) -> tuple[Finding, ...]:
        """What is found about the variant itself, not about what nobody has settled yet."""
        return tuple(finding for finding in self.found if finding.code not in TO_BE_SETTLED)

    @property
    def to_settle(self) -> int:
        """How much somebody has still to do for it: interpreters where languages differ, lists."""
        return len(self.found) - len(self.against)

    @property
    def is_clean(self) -> bool:
        return not self.against

    @property
    def gravity(self) -> tuple[int, int]:
        """How many findings would hold back a release, and how many only warn."""
        grave = sum(SEVERITY[one.code] >= Severity.BLOCK_RELEASE for one in self.against)
        return grave, len(self.against) - grave


@dataclass(frozen=True, slots=True)
class Choice:
    """The variant to take, if one is clean, and the best variant of every other template."""

    taken: Variant | None
    others: tuple[Variant, ...]


def places(offer: Offer, wishes: Wishes) -> Iterator[Place]:
    """Where the template can stand: within the days, in the half of the day that is wished."""
    steps = LATER if wishes.length is Length.HALF_DAY else A_LITTLE
    last = wishes.last - (days_of(offer.lines) - 1) * A_DAY
    for number in range((last - wishes.first).days + 1):
        for later in steps:
            if is_within(offer.lines, later, wishes.half):
                yield Place(offer, wishes.first + number * A_DAY, later)


NOON, ONE, EARLIEST, LATEST = 12 * 60, 13 * 60, 8 * 60 + 30, 21 * 60
"""Minutes after midnight: a morning ends by one, an afternoon begins at noon or later."""


def is_within(lines: Iterable[Line], later: int, half: Half) -> bool:
    spans = [(minutes_of(line) + later, minutes_of(line) + later + line.minutes) for line in lines]
    if any(first < EARLIEST or last > LATEST for first, last in spans):
        return False
    if half is Half.MORNING:
        return all(last <= ONE for _, last in spans)
    return half is Half.EITHER or all(first >= NOON for first, _ in spans)


def in_order(found: Iterable[Place]) -> list[Place]:
    """Places of one template, the least moved and earliest first: a clean one beats all behind it."""
    return sorted(found, key=lambda one: (abs(one.later), one.first, one.later))


def choose(variants: Sequence[Variant], wishes: Wishes) -> Choice:
    """The best clean variant, and for each other template the one that comes nearest."""
    best: dict[int, Variant] = {}
    for variant in sorted(variants, key=lambda one: rank(one, wishes)):
        best.setdefault(variant.place.offer.version, variant)
    ranked = sorted(best.values(), key=lambda one: rank(one, wishes))
    taken = ranked[0] if ranked and ranked[0].is_clean else None
    return Choice(taken, tuple(one for one in ranked if one is not taken))


def rank(variant: Variant, wishes: Wishes) -> tuple[object, ...]:
    """The smaller, the better."""
    place = variant.place
    return (
        variant.gravity,
        len(place.offer.shown & wishes.seen),
        -len(place.offer.sites & wishes.sites),
        -len(place.offer.themes & wishes.themes),
        variant.to_settle,
        abs(place.later),
        place.first,
        place.later,
        place.offer.version,
    )


class Lacks(StrEnum):
    """Why another template was not taken, when nothing is wrong with it."""

    NEWS = auto()
    SITES = auto()
    THEMES = auto()
    SETTLING = auto()
    MOVED = auto()


def why_not(other: Variant, taken: Variant, wishes: Wishes) -> Lacks:
    """What the taken one has over a clean other one."""
    if len(other.place.offer.shown & wishes.seen) > len(taken.place.offer.shown & wishes.seen):
        return Lacks.NEWS
    for name, wished in (("sites", wishes.sites), ("themes", wishes.themes)):
        mine, theirs = (getattr(one.place.offer, name) & wished for one in (taken, other))
        if len(mine) > len(theirs):
            return Lacks(name)
    return Lacks.SETTLING if other.to_settle > taken.to_settle else Lacks.MOVED
