"""What everybody may know of a site: built from an allow-list, never from the whole row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from visits.intake.rules import Half
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.sites.rules import Category, Exposure, Security, district_ko, district_roman

NOON = time(12)
HALVES = (Half.MORNING, Half.AFTERNOON)
"""A day is parted at noon."""
WEEK = range(1, 8)
"""ISO weekdays: 1 is Monday."""
WEEKEND = frozenset({6, 7})


@dataclass(frozen=True, slots=True)
class Round:
    """A round that a site offers, on a weekday or on one date, in a season (days, both inside)."""

    weekday: int | None
    day: date | None
    opens: time
    closes: time
    first: date | None = None
    last: date | None = None

    @property
    def halves(self) -> tuple[Half, ...]:
        """A round belongs to the halves in which it runs."""
        morning = (Half.MORNING,) if self.opens < NOON else ()
        return (*morning, Half.AFTERNOON) if self.closes > NOON else morning


@dataclass(frozen=True, slots=True, order=True)
class Offer:
    """A half of a weekday on which a site receives; with a season only within it."""

    weekday: int
    half: Half
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class OfferedDate:
    """A half of one date on which a site receives besides."""

    day: date
    half: Half


def offers_of(
    rounds: Iterable[Round], *, closed: Iterable[str], at_weekends: bool, today: date
) -> tuple[Offer, ...]:
    """The halves of weekdays on which a site receives, seasons that are over left out.

    *closed* are ISO weekdays as text. A site without rounds receives always, but not *at_weekends*
    unless it says so: offices rest then.
    """
    resting = {int(day) for day in closed}
    weekly = [one for one in rounds if one.weekday is not None]
    if not weekly:
        open_days = [day for day in WEEK if at_weekends or day not in WEEKEND]
        return tuple(Offer(day, half) for day in open_days if day not in resting for half in HALVES)
    found = {
        Offer(one.weekday, half, one.first, one.last)
        for one in weekly
        if one.weekday and one.weekday not in resting and not (one.last and one.last < today)
        for half in one.halves
    }
    return tuple(sorted(found, key=sort_key))


def sort_key(offer: Offer) -> tuple[int, bool, date]:
    return offer.weekday, offer.half is Half.AFTERNOON, offer.first or date.min


def dates_of(rounds: Iterable[Round], *, today: date) -> tuple[OfferedDate, ...]:
    """Single dates to come on which a site receives."""
    found = {
        OfferedDate(one.day, half)
        for one in rounds
        if one.day is not None and one.day >= today
        for half in one.halves
    }
    return tuple(sorted(found, key=lambda one: (one.day, one.half is Half.AFTERNOON)))


# -- where it is -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is, as exactly as the public may know; degrees only of an exact place."""

    address_ko: str
    address_roman: str
    lat: float | None = None
    lng: float | None = None


def place_of(
    exposure: Exposure, *, address_ko: str, address_roman: str, lat: float, lng: float
) -> Place | None:
    """What is told of a place: all of it, its district, or nothing."""
    if exposure is Exposure.HIDDEN:
        return None
    if exposure is Exposure.EXACT:
        return Place(address_ko, address_roman, lat, lng)
    return Place(district_ko(address_ko), district_roman(address_roman))


# -- the whole of it -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSite:
    """A site as the public sees it. Group sizes in people, times in minutes, notice in working days."""

    slug: str
    name: Translated
    summary: Translated
    description: Translated
    photo_policy: Translated
    category: Category
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    place: Place | None
    min_group: int
    max_group: int
    minutes: int
    lead_days: int
    security: Security
    is_accessible: bool
    has_prayer_room: bool
    is_outdoor: bool
    offers: tuple[Offer, ...]
    dates: tuple[OfferedDate, ...]

    def receives(self, weekday: int) -> tuple[Half, ...]:
        """The halves of this weekday on which it receives, in whatever season."""
        halves = {offer.half for offer in self.offers if offer.weekday == weekday}
        return tuple(half for half in HALVES if half in halves)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor of the catalogue looks for; None and empty texts ask for nothing."""

    words: str = ""
    theme: str = ""
    category: Category | None = None
    language: str = ""
    people: int | None = None
    notice: int | None = None
    """Working days that are left until the visit."""
    weekday: int | None = None
    half: Half = Half.EITHER


def fits(site: PublicSite, wanted: Wanted) -> bool:
    """Does the site answer what is looked for? Words are found by their beginnings."""
    return (
        (not wanted.theme or wanted.theme in site.themes)
        and (wanted.category is None or site.category is wanted.category)
        and (not wanted.language or wanted.language in site.languages)
        and (wanted.people is None or site.min_group <= wanted.people <= site.max_group)
        and (wanted.notice is None or site.lead_days <= wanted.notice)
        and is_offered(site, wanted.weekday, wanted.half)
        and has_words(site, wanted.words)
    )


def is_offered(site: PublicSite, weekday: int | None, half: Half) -> bool:
    """Does the site receive on this weekday, in this half of it, in whatever season?"""
    if weekday is None and half is Half.EITHER:
        return True
    return any(
        weekday in {None, offer.weekday} and half in {Half.EITHER, offer.half}
        for offer in site.offers
    )


def has_words(site: PublicSite, words: str) -> bool:
    texts = (*site.name.values(), *site.summary.values(), *site.themes)
    known = search_key(" ".join(texts)).split()
    return all(any(word.startswith(asked) for word in known) for asked in search_key(words).split())
