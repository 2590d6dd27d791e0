"""The languages we know. Adding one is a line here and a catalogue in translations/."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much of the interface a language has: `bound` levels are held to it by the catalogues' tests."""

    REFERENCE = "reference"
    FULL = "full"
    OUTSIDERS = "outsiders"
    """Everything that people from outside see (`outsiders.py`); staff pages are in English."""
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Language:
    """A language as its readers call it. `tag` is BCP 47, `locale` Babel's name for it."""

    tag: str
    name: str
    level: Level = Level.FALLBACK
    dir: str = "ltr"

    @property
    def locale(self) -> str:
        return self.tag.replace("-", "_")

    @property
    def is_for_staff(self) -> bool:
        """Do the staff's pages exist in it?"""
        return self.level in {Level.REFERENCE, Level.FULL}

    @property
    def interface(self) -> "Language":
        """The language in which we speak to people from outside: English until it has a catalogue."""
        return self if self.level is not Level.FALLBACK else ENGLISH

    @property
    def staff_interface(self) -> "Language":
        """The language in which we speak to colleagues and hosts who read this one."""
        return self if self.is_for_staff else ENGLISH


KOREAN = Language("ko", "한국어", Level.REFERENCE)
ENGLISH = Language("en", "English", Level.REFERENCE)

LANGUAGES: tuple[Language, ...] = (
    KOREAN,
    ENGLISH,
    Language("ar", "العربية", Level.FULL, dir="rtl"),
    Language("id", "Bahasa Indonesia"),
    Language("ms", "Bahasa Melayu"),
    Language("th", "ไทย"),
    Language("km", "ខ្មែរ", Level.OUTSIDERS),
    Language("lo", "ລາວ"),
    Language("es", "Español"),
    Language("fr", "Français", Level.OUTSIDERS),
    Language("pt", "Português"),
    Language("mn", "Монгол"),
    Language("zh-Hans", "简体中文"),
    Language("ja", "日本語"),
    Language("vi", "Tiếng Việt"),
    Language("ru", "Русский"),
    Language("fil", "Filipino"),
    Language("tet", "Tetun"),
)
BY_TAG: dict[str, Language] = {language.tag: language for language in LANGUAGES}


def language(tag: str) -> Language:
    """The language of a tag; English for one that we do not know, since a letter must go out."""
    return BY_TAG.get(tag, ENGLISH)


def offered(tags: tuple[str, ...]) -> tuple[Language, ...]:
    """The languages of an installation, in its own order; unknown tags raise KeyError at the start."""
    return tuple(BY_TAG[tag] for tag in tags)
