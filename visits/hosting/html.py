"""Small runs of words for the templates of this folder, in the language of the page."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import ngettext
from markupsafe import Markup, escape

from visits.kit.words import label
from visits.languages import dates, html
from visits.languages.routing import interface_language
from visits.sites.rules import MealNeed


def day_said(instant: datetime) -> str:
    """The day in the city on which the instant lies."""
    return html.day(instant.astimezone(html.city_zone()).date())


def month_said(first: date) -> str:
    """The month: November 2026."""
    return dates.month(first, interface_language().tag)


def languages_said(tags: Iterable[str]) -> Markup:
    return html.listed(Markup("<bdi>{}</bdi>").format(html.language_label(tag)) for tag in tags)


def meals_said(counts: Mapping[str, int]) -> Markup:
    """How many people have each meal need: numbers, never names."""
    return html.listed(
        escape(f"{label(MealNeed(need))}: ") + ngettext("%(num)s person", "%(num)s people", count)
        for need, count in sorted(counts.items())
    )


def for_templates() -> dict[str, Any]:
    said = (day_said, month_said, languages_said, meals_said)
    return {one.__name__: one for one in said}
