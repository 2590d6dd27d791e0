"""The language of each request: prefix over profile over browser; `<lang>` in addresses."""

from typing import Any

from babel import Locale
from flask import Flask, g, request, session, url_for
from flask_babel import Babel
from werkzeug.routing import BaseConverter

from visits.access.rules import INTERNAL_LINKS
from visits.languages.catalogue import BY_TAG, ENGLISH, Language, offered
from visits.languages.negotiation import negotiate


class LanguageConverter(BaseConverter):
    """Matches the offered tags and nothing else: another one is an address that does not exist."""

    part_isolating = True

    def __init__(self, url_map: Any, *tags: str) -> None:
        super().__init__(url_map)
        self.regex = "|".join(tags) or "|".join(BY_TAG)


def wanted_language() -> Language:
    """The language this reader gets; the same answer all through one request."""
    if "language" not in g:
        g.language = find_language()
    found: Language = g.language
    return found


def find_language() -> Language:
    values = request.view_args or {}
    if (prefix := values.get("lang")) in BY_TAG:
        return BY_TAG[str(prefix)]
    if (profile := getattr(g, "profile_language", None)) in BY_TAG:
        return BY_TAG[str(profile)]
    if (chosen := session.get("language")) in BY_TAG:
        return BY_TAG[str(chosen)]
    tags = [language.tag for language in g.get("offered", ())] or list(BY_TAG)
    first = request.path.split("/", 2)[1] if request.path.count("/") else ""
    if first in tags:
        return BY_TAG[first]
    return BY_TAG[negotiate(request.headers.get("Accept-Language", ""), tags)]


def is_internal(view: Any) -> bool:
    """Is this a page for colleagues, or by a link of theirs: a host's, a security desk's?"""
    mark = getattr(view, "asks_for", ())
    is_by_link = isinstance(mark, tuple) and bool(mark)
    return getattr(view, "is_from_office", False) or (is_by_link and set(mark) <= INTERNAL_LINKS)


def interface_language() -> Language:
    """The language of this page's own words: some speak to outsiders alone."""
    wanted = wanted_language()
    return wanted.staff_interface if g.get("is_for_staff") else wanted.interface


def alternate_url(language: Language) -> str | None:
    """This very page in another language, its query kept; None where the address has no language."""
    if request.endpoint is None or "lang" not in (request.view_args or {}):
        return None
    values: dict[str, Any] = {
        **request.args.to_dict(flat=True),
        **(request.view_args or {}),
        "lang": language.tag,
    }
    return url_for(request.endpoint, **values)


def init_app(app: Flask, tags: tuple[str, ...]) -> None:
    languages = offered(tags)

    class Offered(LanguageConverter):
        def __init__(self, url_map: Any) -> None:
            super().__init__(url_map, *tags)

    app.url_map.converters["lang"] = Offered
    Babel(
        app,
        locale_selector=lambda: interface_language().locale if request else ENGLISH.locale,
        timezone_selector=lambda: app.config["TIME_ZONE"],
    )
    app.extensions["languages"] = languages

    @app.before_request
    def know_languages() -> None:
        g.offered = languages
        g.is_for_staff = request.path.startswith("/office") or is_internal(
            app.view_functions.get(request.endpoint or "")
        )

    @app.context_processor
    def for_templates() -> dict[str, Any]:
        return {
            "language": interface_language() if request else ENGLISH,
            "wanted_language": wanted_language() if request else ENGLISH,
            "languages": languages,
            "alternate_url": alternate_url,
            "locale": Locale.parse(interface_language().locale if request else "en"),
        }
