"""Which form a Korean particle takes after a word. Pure."""

import re

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


FORMS: dict[str, tuple[str, str]] = {
    "을(를)": ("을", "를"),
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "(으)로": ("으로", "로"),
}
"""As catalogues write a particle after a name: after a consonant, after a vowel."""
OPEN_ENDED = re.compile(r"([가-힣0-9])((?:<[^>]*>)*)(을\(를\)|은\(는\)|이\(가\)|\(으\)로)")
DIGITS = "영일이삼사오육칠팔구"
RIEUL = 8
"""The place of ㄹ among endings: 로 follows it as it follows a vowel."""


def settled(sentence: str) -> str:
    """The sentence with particles as they are spoken; those after other letters stay as they are."""

    def form(found: re.Match[str]) -> str:
        letter, tags, written = found.groups()
        spoken = DIGITS[int(letter)] if letter.isdecimal() else letter
        closed, open_ = FORMS[written]
        ending = (ord(spoken) - HANGUL.start) % FINALS
        is_open = ending == 0 or (written == "(으)로" and ending == RIEUL)
        return f"{letter}{tags}{open_ if is_open else closed}"

    return OPEN_ENDED.sub(form, sentence)
