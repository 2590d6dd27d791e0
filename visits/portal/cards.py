"""A guest's page put together: each stop with everything its card shows, ready to be placed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from visits.portal import addresses, messenger, words
from visits.portal.addresses import Maps
from visits.portal.messenger import Reader
from visits.portal.queries import Visit
from visits.portal.rules import (
    Change,
    DayTexts,
    GuestDay,
    GuestStop,
    HomeTime,
    Way,
    When,
    days_of,
    home_time,
    standing,
)


@dataclass(frozen=True, slots=True)
class Card:
    """A stop and what stands around it. `anchor` is its place on the page."""

    stop: GuestStop
    anchor: str
    when: When
    runs: tuple[datetime, datetime]
    """From when until when, as it looks now."""
    change: Change | None
    home: HomeTime | None
    way: Way | None
    maps: Maps | None
    driver_name: str
    """The place in Korean, for a driver who reads nothing else."""
    google_url: str
    file_url: str


@dataclass(frozen=True, slots=True)
class DayCards:
    day: date
    texts: DayTexts
    cards: tuple[Card, ...]

    @property
    def has_rain_plan(self) -> bool:
        """Whether an escort put the day's rain plan into force."""
        return any(card.stop.live and card.stop.live.rain_plan for card in self.cards)


@dataclass(frozen=True, slots=True)
class News:
    """A changed stop with what reads differently about it."""

    card: Card
    change: Change
    differences: tuple[words.Difference, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole programme for one reader at one moment."""

    days: tuple[DayCards, ...]
    news: tuple[News, ...]
    coming: Card | None
    """What runs now, else what comes next."""
    texts: tuple[tuple[date | None, str], ...]
    """To copy: the whole programme (None), then each day where there are several."""
    home: ZoneInfo | None


def page_of(
    visit: Visit,
    ways: Mapping[str, Way],
    reader: Reader,
    *,
    contact: str,
    file_url: Callable[[str], str],
    at: datetime,
) -> Page:
    within = (visit.starts_on, visit.ends_on) if visit.stops else None
    days = days_of(visit.stops, visit.days, reader.zone, within=within)
    home = ZoneInfo(visit.home_zone)
    when = standing(visit.stops, at)
    changes = {change.stop.uid: change for change in visit.news}
    shown = [
        DayCards(
            day.day,
            day.texts,
            tuple(
                Card(
                    stop=stop,
                    anchor=f"stop-{number}-{place}",
                    when=when[stop.uid],
                    runs=stop.runs(at),
                    change=changes.get(stop.uid),
                    home=home_time(stop, reader.zone, home),
                    way=ways.get(stop.uid),
                    maps=maps_of(stop),
                    driver_name=driver_name(stop),
                    google_url=google_url(stop, reader.tag, contact),
                    file_url=file_url(stop.uid),
                )
                for place, stop in enumerate(day.stops, 1)
            ),
        )
        for number, day in enumerate(days, 1)
    ]
    cards = [card for day in shown for card in day.cards]
    return Page(
        days=tuple(shown),
        news=tuple(news_of(cards, reader)),
        coming=first(cards, When.NOW) or first(cards, When.NEXT),
        texts=texts_of(visit, tuple(day for day in days if day.stops), reader, contact),
        home=home if any(card.home for card in cards) else None,
    )


def first(cards: list[Card], when: When) -> Card | None:
    return next((card for card in cards if card.when is when), None)


def news_of(cards: list[Card], reader: Reader) -> list[News]:
    """Changes that read as such in this language, in order of time."""
    found = [
        News(card, card.change, tuple(words.differences(card.change, reader.tag, reader.zone)))
        for card in cards
        if card.change
    ]
    return [news for news in found if news.differences or news.change.before is None]


def texts_of(
    visit: Visit, days: tuple[GuestDay, ...], reader: Reader, contact: str
) -> tuple[tuple[date | None, str], ...]:
    whole = messenger.programme_text(visit.title, days, reader, contact=contact)
    apart = [(day.day, messenger.day_text(day, reader)) for day in days] if len(days) > 1 else []
    return ((None, whole), *apart)


def maps_of(stop: GuestStop) -> Maps | None:
    if stop.lat is None or stop.lng is None:
        return None
    return addresses.maps_of(driver_name(stop), stop.lat, stop.lng)


def driver_name(stop: GuestStop) -> str:
    return stop.site_name.to("ko")


def google_url(stop: GuestStop, tag: str, contact: str) -> str:
    address = stop.address_ko if tag == "ko" else stop.address_roman or stop.address_ko
    place = stop.site_name.to(tag) or stop.place.to(tag)
    where = _("%(place)s, %(address)s", place=place, address=address) if address else place
    details = (stop.public_note.to(tag), stop.entrance_note.to(tag), contact)
    return addresses.google_event(
        stop.title.to(tag),
        stop.starts,
        stop.ends,
        place=where if place else address,
        details="\n".join(part for part in details if part),
    )
