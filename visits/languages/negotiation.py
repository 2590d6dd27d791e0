"""Which of our languages suits a browser's Accept-Language. Never raises, whatever it is sent.

Stock helpers miss zh-CN, zh-TW, tl and pt-TL; this one walks likely scripts and base languages.
"""

from collections.abc import Iterator, Sequence

from babel import Locale, UnknownLocaleError
from babel.core import get_global

LONGEST_TAG = 35
MOST_TAGS = 20


def negotiate(accept: str, offered: Sequence[str], default: str = "en") -> str:
    """The offered tag that the header likes best, else *default*."""
    by_folded = {tag.lower(): tag for tag in offered}
    for wanted in by_preference(accept):
        for candidate in candidates(wanted):
            if candidate.lower() in by_folded:
                return by_folded[candidate.lower()]
    return default


def by_preference(accept: str) -> Iterator[str]:
    weighed = []
    for place, part in enumerate(accept.split(",")[:MOST_TAGS]):
        tag, *parameters = part.strip().split(";")
        weight = quality(parameters)
        if tag and tag != "*" and weight > 0 and len(tag) <= LONGEST_TAG:
            weighed.append((-weight, place, tag.replace("_", "-")))
    return (tag for _, _, tag in sorted(weighed))


def quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def candidates(tag: str) -> Iterator[str]:
    """The tag itself, then with its likely script, then its bare language."""
    yield tag
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        yield tag.split("-", maxsplit=1)[0]
        return
    script = locale.script or likely_script(locale)
    if script:
        yield f"{locale.language}-{script}"
    yield locale.language


def likely_script(locale: Locale) -> str | None:
    likely = get_global("likely_subtags")
    full = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language)
    parts = full.split("_") if full else []
    return parts[1] if len(parts) > 1 else None
