"""Filters for templates: texts in the reader's language, days and hours as readers write them."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any

from babel import Locale
from babel.lists import format_list
from flask import Flask, current_app, request
from flask_babel import gettext as _
from markupsafe import Markup, escape

from visits.kit import words
from visits.kit.lists import comma
from visits.kit.phones import readers_phone
from visits.kit.text import isolate
from visits.kit.translated import Translated
from visits.kit.won import said_won
from visits.languages import dates, names
from visits.languages.catalogue import Language, language
from visits.languages.routing import interface_language, wanted_language
from visits.languages.zones import zone_city


def tr(text: Translated | None) -> Markup:
    """The text in the reader's language; in another one, isolated, labelled and marked."""
    if text is None:
        return Markup("")
    wanted = wanted_language().tag
    tag, found = text.resolve(wanted)
    if tag == wanted == interface_language().tag:
        return Markup("<bdi>{}</bdi>").format(found)
    other = language(tag)
    kind = "wanted-language" if tag == wanted else "other-language"
    return Markup('<bdi class="{}" lang="{}" dir="{}">{}</bdi>').format(
        kind, other.tag, other.dir, found
    )


def plain(text: Translated | None) -> str:
    """The text in the reader's language for attributes, titles and choices, where no mark fits."""
    return text.to(wanted_language().tag) if text is not None else ""


def paragraphs(text: str) -> Markup:
    """Typed lines as lines: blank ones part paragraphs."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    return Markup("").join(
        Markup('<p dir="auto">{}</p>').format(
            Markup("<br>").join(escape(line) for line in block.split("\n"))
        )
        for block in blocks
    )


def is_official() -> bool:
    """Staff pages use the official form of dates; guests' pages the form of their language."""
    return bool(request) and request.path.startswith("/office")


def listed(items: Iterable[Any]) -> Markup:
    """Items joined as the reader's language joins the first of many: by a comma, in Arabic by و."""
    return escape(comma(Locale.parse(interface_language().locale))).join(items)


def joined(items: Iterable[Any]) -> Markup:
    """`a, b and c` as the reader's language says it."""
    safe = [str(escape(item)) for item in items]
    said = format_list(safe, locale=interface_language().locale) if safe else ""
    return Markup(said)  # noqa: S704 (escaped)


def city_zone() -> tzinfo:
    zone: tzinfo = current_app.config["ZONE"]
    return zone


def day(value: date) -> str:
    return dates.day(value, interface_language().tag, official=is_official())


def short_day(value: date) -> str:
    return dates.short_day(value, interface_language().tag, official=is_official())


def days(first: date, last: date) -> str:
    return dates.days(first, last, interface_language().tag, official=is_official())


def clock(value: datetime, zone: tzinfo | None = None) -> Markup:
    return Markup('<bdi dir="ltr">{}</bdi>').format(dates.clock(value, zone or city_zone()))


def hours(start: datetime, end: datetime, zone: tzinfo | None = None) -> Markup:
    return Markup('<bdi dir="ltr">{}</bdi>').format(
        dates.hours(start, end, interface_language().tag, zone or city_zone())
    )


def moment(value: datetime, zone: tzinfo | None = None) -> Markup:
    """Day and time; the page says which zone."""
    return Markup("<bdi>{}</bdi>").format(
        dates.moment(value, interface_language().tag, zone or city_zone(), official=is_official())
    )


def span(start: datetime, end: datetime) -> Markup:
    """From an instant until another in the city, as days where these are whole."""
    return Markup("<bdi>{}</bdi>").format(
        dates.span(start, end, interface_language().tag, city_zone())
    )


def zone_label(zone: str) -> str:
    """A zone by its city."""
    return zone_city(zone, interface_language().tag)


def option(text: Translated) -> str:
    """The text where no mark fits, as in a choice; one in another language says in which."""
    wanted = wanted_language()
    tag, found = text.resolve(wanted.tag)
    if tag == wanted.tag or not found:
        return found
    told = isolate(found, wanted.interface.dir)
    return str(_("%(text)s [%(language)s]", text=told, language=language_label(tag)))


def own_name(language: Language) -> Markup:
    """A language as its speakers call it."""
    return Markup('<bdi class="wanted-language" lang="{}" dir="{}">{}</bdi>').format(
        language.tag, language.dir, language.name
    )


def language_label(tag: str) -> str:
    return names.language_name(tag, interface_language().tag)


def init_app(app: Flask) -> None:
    filters: dict[str, Any] = {
        "tr": tr,
        "plain": plain,
        "paragraphs": paragraphs,
        "day": day,
        "short_day": short_day,
        "label": words.label,
        "listed": listed,
        "joined": joined,
        "phone": readers_phone,
        "clock": clock,
        "moment": moment,
        "language_name": language_label,
        "zone": zone_label,
        "won": said_won,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(days=days, hours=hours, own_name=own_name, span=span)
