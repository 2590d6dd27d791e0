"""The blueprint of the public pages, and what every one of them needs."""

from typing import Any

from flask import Blueprint, current_app, request, url_for

from visits.access.guard import settings
from visits.languages.catalogue import Language
from visits.languages.routing import alternate_url, wanted_language
from visits.welcome import html

welcome = Blueprint("welcome", __name__)
welcome.context_processor(html.for_templates)


def alternate_address(language: Language) -> str:
    """This very page in another language, as a full address."""
    return f"{settings().base_url}{alternate_url(language)}"


def default_tag() -> str:
    """The language for readers of none of ours: English where it is offered."""
    offered = [one.tag for one in current_app.extensions["languages"]]
    return "en" if "en" in offered else str(offered[0])


@welcome.context_processor
def addresses_of_the_page() -> dict[str, Any]:
    """What search engines are told: the page without its query, and it in every language."""
    if request.endpoint is None or "lang" not in (request.view_args or {}):
        return {}
    values = dict(request.view_args or {})
    base = settings().base_url
    return {
        "home_page": url_for("welcome.home", lang=wanted_language().tag),
        "canonical_url": f"{base}{url_for(request.endpoint, **values)}",
        "alternate_address": alternate_address,
        "fallback_url": f"{base}{url_for(request.endpoint, **{**values, 'lang': default_tag()})}",
    }
