"""Which form a Korean particle takes after a word. Pure."""

HANGUL = range(0xAC00, 0xD7A4)
FINALS = 28
"""How many endings a Hangul syllable can have; the first of them is none."""


def is_hangul(letter: str) -> bool:
    return ord(letter) in HANGUL


def ends_in_consonant(word: str) -> bool:
    return (ord(word[-1]) - HANGUL.start) % FINALS != 0


def object_particle(word: str) -> str:
    """을 after a consonant, 를 after a vowel; both after letters whose sound is not written."""
    return particle(word, "을", "를", "을(를)")


def particle(word: str, closed: str, open_: str, other: str) -> str:
    """*closed* after a consonant, *open_* after a vowel, *other* after what is no Hangul."""
    if not word or not is_hangul(word[-1]):
        return other
    return closed if ends_in_consonant(word) else open_
