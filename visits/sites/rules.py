"""Kinds of sites and what they ask of visitors."""

import re
from enum import StrEnum, auto


class Category(StrEnum):
    CONTROL_CENTRE = "control centre"
    GOVERNMENT_OFFICE = "government office"
    EDUCATION = "education"
    ENVIRONMENT = "environment"
    NATURE = "nature"
    CULTURE = "culture"
    MOBILITY = "mobility"
    RESTAURANT = "restaurant"
    HOTEL = "hotel"
    STATION = "station"
    AIRPORT = "airport"


NOT_VISITED = frozenset({Category.RESTAURANT, Category.HOTEL, Category.STATION, Category.AIRPORT})
"""Places that programmes need and nobody comes to see."""
CLOSED_ON_HOLIDAYS = frozenset(
    {
        Category.CONTROL_CENTRE,
        Category.GOVERNMENT_OFFICE,
        Category.EDUCATION,
        Category.ENVIRONMENT,
    }
)
"""Categories that rest on public holidays unless the site says otherwise."""


class Exposure(StrEnum):
    """How exactly the public learns where the site is."""

    EXACT = auto()
    DISTRICT = auto()
    HIDDEN = auto()


class Security(StrEnum):
    OPEN = "open"
    NAME_LIST = "name list"
    IDENTITY_LIST = "identity list"


class IdentityField(StrEnum):
    """What a site may ask of visitors beyond their names."""

    NATIONALITY = auto()
    BIRTH_DATE = auto()
    SEX = auto()
    PASSPORT_NUMBER = auto()
    PASSPORT_EXPIRY = auto()
    VEHICLE_PLATE = auto()


class ContactRole(StrEnum):
    COORDINATOR = auto()
    DOCENT = auto()
    SPEAKER = auto()
    SECURITY_DESK = auto()
    CATERING = auto()
    SUBSTITUTE = auto()


class ContactChannel(StrEnum):
    """How a contact is asked and told."""

    MAIL = auto()
    LINK = auto()
    OFFICIAL_LETTER = auto()
    TELEPHONE = auto()


class MealNeed(StrEnum):
    """What must be on the plate. Never a belief: that is not asked."""

    HALAL = auto()
    KOSHER = auto()
    VEGETARIAN = auto()
    VEGAN = auto()
    NO_PORK = auto()
    NO_BEEF = auto()
    NO_SEAFOOD = auto()
    NO_ALCOHOL = auto()
    GLUTEN_FREE = auto()
    NUT_ALLERGY = auto()
    OTHER = auto()
    NONE = auto()
    """They were asked, and everything may be on their plate."""


SERVABLE = tuple(need for need in MealNeed if need not in {MealNeed.OTHER, MealNeed.NONE})
"""What a kitchen can say that it serves; everything else is asked of it."""


class QuotaPeriod(StrEnum):
    """For how long a site counts the groups that it receives."""

    DAY = auto()
    WEEK = auto()
    MONTH = auto()


class ClosureKind(StrEnum):
    """Why a site does not receive in a span."""

    CLOSED = auto()
    BUSY = auto()
    """Others have taken it: it is open, and may perhaps be freed."""


class TravelMode(StrEnum):
    BUS = auto()
    CAR = auto()
    RAIL = auto()
    FOOT = auto()


class TravelSource(StrEnum):
    GIVEN = auto()
    ESTIMATED = auto()
    MEASURED = auto()


DISTRICTS = ("시", "도", "군", "구", "읍", "면", "동", "리")
"""How the words of a Korean address end as long as they name a district."""


def district_ko(address: str) -> str:
    """`세종특별자치시 한누리대로 2130 (보람동)` without its street: the words before it, and the one that
    stands in brackets behind."""
    words = address.split()
    kept = next((at for at, word in enumerate(words) if not word.endswith(DISTRICTS)), len(words))
    bracketed = BRACKETED.search(address)
    named = [bracketed[1]] if bracketed else []
    return " ".join([*words[:kept], *named])


BRACKETED = re.compile(r"\((\S+[읍면동리])[,)]")


def district_roman(address: str) -> str:
    """`2130 Hannuri-daero, Sejong` without its street: what follows the first comma."""
    return address.partition(",")[2].strip()


# -- official letters ------------------------------------------------------------------------------

HEADS = {
    "시청": "시장",
    "도청": "도지사",
    "구청": "구청장",
    "군청": "군수",
    "대학교": "대학교 총장",
    "대학": "대학 학장",
    "공단": "공단 이사장",
    "재단": "재단 이사장",
    "공사": "공사 사장",
    "회사": "회사 대표이사",
    "협회": "협회장",
    "위원회": "위원회 위원장",
    "센터": "센터장",
    "지부": "지부장",
    "본부": "본부장",
    "사업부": "사업부장",
    "부": "부장관",
}
"""How the heads of institutions are called by the ending of their names, the longest first; most
others by 장 behind the name."""
HANGUL = re.compile(r"[가-힣]$")


def head_of(institution: str) -> str:
    """The head of an institution, as Korean letters address them: 수목원 -> 수목원장.

    A name in other letters stays as it is.
    """
    name = institution.strip()
    if name.endswith("장") or not HANGUL.search(name):
        return name
    for ending in sorted(HEADS, key=len, reverse=True):
        if name.endswith(ending):
            return name.removesuffix(ending) + HEADS[ending]
    return f"{name}장"
