"""In which language a name is probably written, so that it can be set and read aloud right."""

import unicodedata

UNKNOWN = "und"
"""Undetermined."""
SCRIPTS: dict[str, tuple[str, ...]] = {
    "ARABIC": ("ar", "fa", "ur"),
    "KHMER": ("km",),
    "LAO": ("lo",),
    "THAI": ("th",),
    "HANGUL": ("ko",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("zh-Hans", "zh-Hant", "ja"),
    "CYRILLIC": ("ru", "mn", "kk", "ky", "tg", "uk", "uz"),
    "MONGOLIAN": ("mn",),
    "DEVANAGARI": ("hi", "ne"),
    "BENGALI": ("bn",),
    "TIBETAN": ("dz",),
    "SINHALA": ("si",),
    "MYANMAR": ("my",),
    "ETHIOPIC": ("am",),
    "GREEK": ("el",),
}
"""Scripts by the first word of their letters' Unicode names, and who writes them."""


def language_of(text: str, spoken: tuple[str, ...] = ()) -> str:
    """The tag for `lang=`: a spoken language that is written like this, else the script's first.

    "und" (undetermined) for Latin letters of nobody in particular.
    """
    for sign in text:
        script = unicodedata.name(sign, "").split(" ", 1)[0].split("-", 1)[0]
        if script in SCRIPTS:
            writers = SCRIPTS[script]
            return next((tag for tag in spoken if tag in writers), writers[0])
    return next(iter(spoken), UNKNOWN)


OTHER_SCRIPTS = frozenset(tag for writers in SCRIPTS.values() for tag in writers)
"""Languages that are not written in Latin letters."""


def language_written(text: str, spoken: tuple[str, ...]) -> str:
    """The tag for `lang=` of sentences: Latin letters are of the first spoken language that uses them.

    English where none of them does: somebody who speaks Arabic wrote it all the same.
    """
    if language_of(text) != UNKNOWN:
        return language_of(text, spoken)
    return next((tag for tag in spoken if tag not in OTHER_SCRIPTS), "en")
