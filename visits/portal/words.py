"""What changes of a programme are called, and how an old and a new value read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from babel import Locale
from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext
from markupsafe import Markup

from visits.itineraries import words as stop_words  # noqa: F401 (names kinds and ways)
from visits.kit import words
from visits.kit.lists import in_a_row
from visits.languages import dates
from visits.languages.catalogue import language
from visits.languages.html import tr
from visits.languages.names import language_name
from visits.portal.rules import FIELDS, Aspect, Change, GuestStop, News

words.name_all(
    News,
    {
        News.ADDED: _("New"),
        News.CHANGED: _("Changed"),
        News.CANCELLED: _("Cancelled"),
    },
)
words.name_all(
    Aspect,
    {
        Aspect.TIME: _("Time"),
        Aspect.TITLE: _("Title"),
        Aspect.KIND: _("Kind"),
        Aspect.PLACE: lazy_pgettext("of a stop", "Place"),
        Aspect.END_PLACE: _("Ends at"),
        Aspect.MODE: lazy_pgettext("by bus, on foot", "Way there"),
        Aspect.PARTY: _("For whom"),
        Aspect.LANGUAGES: _("Languages"),
        Aspect.NOTE: _("Note"),
        Aspect.ENTRANCE: _("How to get in"),
    },
)


def listed(words: Iterable[str], tag: str) -> str:
    """Words of one kind after each other, as this language parts them."""
    return in_a_row(words, Locale.parse(language(tag).interface.locale))


def isolated(text: str) -> Markup:
    """Digits and signs in one line and in the order in which they stand, also in Arabic."""
    return Markup('<bdi dir="ltr" class="nowrap">{}</bdi>').format(text)


def when_said(stop: GuestStop, tag: str, zone: tzinfo) -> Markup:
    """Day and hours of a stop: Tue, Nov 24, 09:30–10:15."""
    day, hours = day_and_hours(stop, tag, zone)
    return Markup("<bdi>{}</bdi> {}").format(day, isolated(hours))


def when_plain(stop: GuestStop, tag: str, zone: tzinfo) -> str:
    """The same as plain text; the hours stand between LRI and PDI."""
    day, hours = day_and_hours(stop, tag, zone)
    return f"{day} \u2066{hours}\u2069"


def day_and_hours(stop: GuestStop, tag: str, zone: tzinfo) -> tuple[str, str]:
    day = dates.short_day(stop.starts.astimezone(zone).date(), tag, official=False)
    return day, dates.hours(stop.starts, stop.ends, tag, zone)


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect of a changed stop as its reader reads it; an empty text means there was none."""

    aspect: Aspect
    before: str | Markup
    after: str | Markup


def differences(change: Change, tag: str, zone: tzinfo) -> Iterator[Difference]:
    """What reads differently in this language; a text mended in another one is no news."""
    if change.before is None:
        return
    for aspect in change.aspects:
        before, after = (said(aspect, stop, tag, zone) for stop in (change.before, change.stop))
        if before != after:
            yield Difference(aspect, before, after)


def said(aspect: Aspect, stop: GuestStop, tag: str, zone: tzinfo) -> str | Markup:
    """An aspect of a stop in words."""
    if aspect is Aspect.TIME:
        return when_said(stop, tag, zone)
    if aspect is Aspect.KIND:
        return str(words.label(stop.kind))
    if aspect is Aspect.MODE:
        return str(words.label(stop.mode))
    if aspect is Aspect.LANGUAGES:
        return listed((language_name(spoken, tag) for spoken in stop.languages), tag)
    texts = (getattr(stop, name) for name in FIELDS[aspect])
    return Markup(" · ").join(tr(text) for text in texts if text)
