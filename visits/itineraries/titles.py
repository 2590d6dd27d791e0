"""What stops are called for readers in whose language nobody wrote a title."""

from visits.kit.translated import Translated


def titled(title: Translated, site_name: Translated, tag: str, kind: str) -> Translated:
    """The title; without one in the language *tag*, the *kind* in its words and the site's name.

    Where the site has no name in that language either, its English one stands in for a missing
    English title: more readers know the letters.
    """
    if title.has(tag) or title.has(tag.split("-", maxsplit=1)[0]):
        return title
    if site_name.has(tag):
        return title.merged({tag: f"{kind} · {site_name[tag]}"})
    if site_name.has("en") and not title.has("en"):
        return title.merged({"en": site_name["en"]})
    return title
