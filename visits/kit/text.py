"""Text as it comes from people: cleaned at the model's edge, and folded for searching."""

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x85")
_OVERRIDES = re.compile("[\u202a-\u202e]")
_HARAKAT = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_SPACES = re.compile(r"\s+")
_NOT_A_WORD = re.compile(
    r"[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f\u00a0-\u00bf\u2000-\u206f\u3000-\u303f\uff01-\uff0f]+"
)
"""Blanks and the common punctuation; marks of Khmer, Thai and Arabic stay, they are letters."""
_MARKS_FOLD_AFTER = ("LATIN", "GREEK", "CYRILLIC")


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, without control characters, lone surrogates and bidi overrides; one line unless *lines*.

    One stray CR or NUL in a record makes calendar and mail libraries refuse the whole feed.
    """
    text = _CONTROL.sub("", _OVERRIDES.sub("", _LINE_ENDS.sub("\n", text)))
    text = unicodedata.normalize("NFC", text)
    return text.strip() if lines else _SPACES.sub(" ", text).strip()


def search_key(text: str) -> str:
    """Words folded so that people find what they mean: `Peru` finds Perú, vowelled Arabic finds bare.

    Marks are stripped only after Latin, Greek and Cyrillic letters; elsewhere they are letters.
    """
    kept: list[str] = []
    after = ""
    for sign in unicodedata.normalize("NFD", _HARAKAT.sub("", text)):
        if unicodedata.combining(sign):
            if not after.startswith(_MARKS_FOLD_AFTER):
                kept.append(sign)
        else:
            after = unicodedata.name(sign, "")
            kept.append(sign)
    folded = unicodedata.normalize("NFC", "".join(kept)).casefold()
    return " ".join(_NOT_A_WORD.sub(" ", folded).split())


_OTHER_WAY = {"ltr": frozenset({"R", "AL", "AN"}), "rtl": frozenset({"L", "EN"})}


def isolate(text: str, direction: str) -> str:
    """The text between FSI and PDI where it holds signs that run the other way, else as it is.

    For plain text alone, pages have <bdi>. Not for every text: older programs show the signs as boxes.
    """
    other = _OTHER_WAY[direction]
    if any(unicodedata.bidirectional(sign) in other for sign in text):
        return f"\u2068{text}\u2069"
    return text
