"""Small runs of words for the templates of this folder, in the language of the page."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from enum import Enum
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from visits.delegations.rules import Arrangement, Mobility
from visits.kit.words import label
from visits.languages import dates
from visits.languages.html import city_zone
from visits.languages.names import language_name
from visits.languages.routing import interface_language
from visits.portal import words
from visits.portal.cards import DayCards
from visits.portal.rules import GuestStop, HomeTime, Way
from visits.sites.rules import MealNeed


def plain_clock(value: datetime) -> str:
    return dates.clock(value, city_zone())


def when_said(stop: GuestStop) -> Markup:
    """Day and hours of a stop: Tue, Nov 24, 09:30–10:15."""
    return words.when_said(stop, interface_language().tag, city_zone())


def when_plain(stop: GuestStop) -> str:
    """The same for an attribute, from which a script takes it: isolated by signs."""
    return words.when_plain(stop, interface_language().tag, city_zone())


def when_expected(stop: GuestStop) -> str:
    """The same, and when it is expected once it is late."""
    when = when_plain(stop)
    if stop.live is not None and stop.live.runs_over:
        time = plain_clock(stop.live.expected_end(stop.ends))
        return str(_("%(when)s, now until about %(time)s", when=when, time=f"\u2066{time}\u2069"))
    if stop.live is None or not stop.live.is_late:
        return when
    time = plain_clock(stop.live.expected(stop.starts))
    return str(_("%(when)s, now expected about %(time)s", when=when, time=f"\u2066{time}\u2069"))


def way_said(way: Way) -> str:
    """Chartered bus, about 20 minutes."""
    if way.minutes is None:
        return f"{label(way.mode)}"
    about = ngettext("about %(num)s minute", "about %(num)s minutes", way.minutes)
    if way.mode is None:
        return str(_("On the way: %(about)s", about=about))
    return str(_("%(mode)s, %(about)s", mode=label(way.mode), about=about))


def home_said(time: HomeTime, home: tzinfo) -> Markup:
    """Riyadh 03:30–04:15, and the day where it is another one there."""
    hours = words.isolated(f"{time.starts}–{time.ends}")
    said = Markup("{} {}").format(city_of(home), hours)
    marks = {-1: _("−1 day"), 1: _("+1 day")}
    return Markup("{} ({})").format(said, marks[time.shift]) if time.shift else said


def city_of(zone: tzinfo) -> str:
    return dates.zone_city(zone, interface_language().tag)


def zone_said() -> str:
    return dates.zone_name(city_zone(), interface_language().tag)


def offset_said(at: datetime) -> Markup:
    return words.isolated(dates.offset(at, city_zone()))


def spoken(tags: Iterable[str]) -> str:
    """Languages by name."""
    reader = interface_language().tag
    return words.listed((language_name(tag, reader) for tag in tags), reader)


def tabs_of(days: Iterable[DayCards]) -> list[tuple[str, str, str]]:
    """For each day its date, its number in the programme, and the date as readers write it."""
    tag = interface_language().tag
    return [
        (
            day.day.isoformat(),
            _("Day %(number)s", number=number),
            dates.short_day(day.day, tag, official=False),
        )
        for number, day in enumerate(days, 1)
    ]


def needs(kind: type[Enum], codes: Iterable[str]) -> str:
    """Meal needs or mobility by name."""
    return words.listed((str(label(kind(code))) for code in codes), interface_language().tag)


def for_templates() -> dict[str, Any]:
    return {
        "arranged": lambda codes: needs(Arrangement, codes),
        "city_of": city_of,
        "home_said": home_said,
        "meals": lambda codes: needs(MealNeed, codes),
        "mobility": lambda codes: needs(Mobility, codes),
        "offset_said": offset_said,
        "plain_clock": plain_clock,
        "spoken": spoken,
        "tabs_of": tabs_of,
        "way_said": way_said,
        "when_expected": when_expected,
        "when_plain": when_plain,
        "when_said": when_said,
        "zone_said": zone_said,
    }
