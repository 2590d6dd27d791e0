"""What the tray holds: wished sites, typical stops, every site that can be visited."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import force_locale
from sqlalchemy.orm import Session

from visits.board.rules import TYPICAL, LaneKind, Typical, read_lane, typical
from visits.board.words import TYPICAL as TITLES
from visits.conflicts.rules import StopKind
from visits.itineraries.models import Itinerary
from visits.itineraries.rules import StopValues
from visits.kit.errors import NotThere
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.languages import html
from visits.languages.catalogue import language
from visits.sites.models import Site


@dataclass(frozen=True, slots=True)
class Item:
    """Something in the tray: its key, what it is called, how long it takes, where its form is."""

    key: str
    title: str
    minutes: int
    url: str
    starts: str = ""
    site: int = 0
    keys: str = ""
    """By what a search finds it: its names in every language."""


def item_of_site(site: Site, code: str) -> Item:
    return Item(
        key=f"site-{site.id}",
        title=html.plain(site.name),
        minutes=site.minutes_typical,
        url=url_for("itineraries.new", code=code, site=site.id),
        site=site.id,
        keys=" ".join(search_key(name) for name in site.name.values()),
    )


def item_of_typical(one: Typical, code: str) -> Item:
    return Item(
        key=one.key,
        title=str(TITLES[one.key]),
        minutes=one.minutes,
        url=url_for("itineraries.new", code=code, kind=one.kind.value),
        starts=f"{one.starts:%H:%M}" if one.starts else "",
    )


def typical_items(code: str) -> list[Item]:
    return [item_of_typical(one, code) for one in TYPICAL]


def values_of_tray(
    session: Session, itinerary: Itinerary, what: str, starts: datetime
) -> StopValues:
    """What a stop is that was taken from the tray, from *starts* on. Raises NotThere."""
    one = typical(what)
    if one is not None:
        return StopValues(
            kind=one.kind,
            title=said_in(TITLES[one.key], itinerary.delegation.languages),
            starts=starts,
            ends=starts + timedelta(minutes=one.minutes),
        )
    lane = read_lane(what)
    site = session.get(Site, lane.id) if lane and lane.kind is LaneKind.SITE else None
    if site is None or site.is_retired:
        raise NotThere("site")
    return StopValues(
        kind=StopKind.SITE_VISIT,
        title=site.name,
        starts=starts,
        ends=starts + timedelta(minutes=site.minutes_typical),
        site_id=site.id,
    )


def said_in(text: object, languages: tuple[str, ...]) -> Translated:
    """Words of ours in the languages of the office and of the delegation, as far as we speak them."""
    said: dict[str, str] = {}
    for tag in dict.fromkeys(("ko", "en", *languages)):
        spoken = language(tag)
        if spoken.interface.tag == tag:
            with force_locale(spoken.interface.locale):
                said[tag] = str(text)
    return Translated({tag: one for tag, one in said.items() if tag == "en" or one != said["en"]})
