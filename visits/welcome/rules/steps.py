"""The steps of the request form, in their order, and what of a site's days is worth saying."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum, auto

from visits.intake.rules import Duration, Half
from visits.welcome.rules.sites import HALVES, PublicSite


class Step(StrEnum):
    """A page of the form; its value stands in the address."""

    YOU = auto()
    DELEGATION = auto()
    DATES = auto()
    WISHES = auto()
    NEEDS = auto()
    CONSENT = auto()
    CHECK = auto()

    @property
    def number(self) -> int:
        """From 1."""
        return ORDER.index(self) + 1

    @property
    def next(self) -> "Step":
        return ORDER[min(self.number, len(ORDER) - 1)]

    @property
    def previous(self) -> "Step | None":
        return ORDER[self.number - 2] if self.number > 1 else None


ORDER = tuple(Step)
ASKING = ORDER[:-1]
"""Steps with questions; the last one only shows what was answered."""


def step_of(text: str) -> Step | None:
    return Step(text) if text in set(Step) else None


def furthest(*steps: str) -> Step:
    """The latest of these steps; what is none counts as the first."""
    return max((step_of(text) or Step.YOU for text in steps), key=lambda step: step.number)


DURATION_OF_DAYS = {0: Duration.HALF_DAY, 1: Duration.ONE_DAY, 2: Duration.TWO_DAYS}


def duration_of(days: str) -> Duration | None:
    """How long a typical programme of so many days is; None for what is no such number."""
    if not days.isascii() or not days.isdecimal():
        return None
    return DURATION_OF_DAYS.get(int(days), Duration.LONGER)


def not_offered(
    sites: Iterable[PublicSite], day: date, half: Half = Half.EITHER
) -> tuple[PublicSite, ...]:
    """The sites that do not receive in this half of this day. Never tells whether one is free."""
    return tuple(site for site in sites if not receives(site, day, half))


def receives(site: PublicSite, day: date, half: Half) -> bool:
    """A site without offered halves receives by agreement: that is no reason to say no."""
    wanted = HALVES if half is Half.EITHER else (half,)
    if any(one.day == day and one.half in wanted for one in site.dates):
        return True
    if not site.offers:
        return not site.dates
    return any(
        offer.weekday == day.isoweekday()
        and offer.half in wanted
        and (offer.first is None or offer.first <= day)
        and (offer.last is None or day <= offer.last)
        for offer in site.offers
    )
