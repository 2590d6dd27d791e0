"""Countries, and people of each, out of a cell: 몽골; Mongolia, Viet Nam; 몽골 9명, 베트남(6)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from visits.history.rules import BadCell, Field, Trouble
from visits.kit.sheets.values import latin_digits
from visits.kit.text import clean, search_key

Known = Mapping[str, str]
"""Codes of countries by their names, folded and without blanks (`key_of`)."""

SHORT_FORMS: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE", "아랍에미레이트", "에미리트"),
    "AU": ("호주",),
    "BA": ("보스니아",),
    "BO": ("볼리비아",),
    "BN": ("브루나이",),
    "CD": ("DR콩고", "콩고민주공화국", "DRC", "DR Congo"),
    "CF": ("중앙아프리카공화국",),
    "CG": ("콩고공화국",),
    "CI": ("코트디부아르", "Ivory Coast"),
    "CN": ("중국", "China", "PRC", "중화인민공화국"),
    "CZ": ("체코", "Czech Republic"),
    "DE": ("독일",),
    "DO": ("도미니카공화국", "도미니카 공화국"),
    "GB": ("영국", "UK", "Britain", "Great Britain", "England"),
    "ID": ("인니", "인도네시아"),
    "IN": ("인도",),
    "IR": ("이란", "Iran"),
    "JP": ("일본",),
    "KG": ("키르기스스탄", "키르기즈스탄", "키르기스"),
    "KZ": ("카자흐", "카자흐스탄"),
    "LA": ("라오스", "Laos", "Lao PDR"),
    "LK": ("스리랑카",),
    "MK": ("마케도니아", "Macedonia"),
    "MM": ("미얀마", "버마", "Burma", "Myanmar"),
    "MN": ("몽고", "몽골"),
    "NL": ("네덜란드", "Holland", "The Netherlands"),
    "NZ": ("뉴질랜드",),
    "PG": ("파푸아뉴기니",),
    "PS": ("팔레스타인", "Palestine"),
    "RU": ("러시아", "Russia"),
    "SA": ("사우디", "사우디아라비아", "Saudi", "KSA"),
    "SY": ("시리아", "Syria"),
    "SZ": ("스와질란드", "Swaziland"),
    "TJ": ("타지크", "타지키스탄"),
    "TL": ("동티모르", "East Timor"),
    "TM": ("투르크메니스탄", "투르크멘"),
    "TR": ("터키", "Turkey"),
    "TW": ("대만", "Taiwan"),
    "TZ": ("탄자니아", "Tanzania"),
    "US": ("미국", "USA", "United States of America", "America"),
    "UZ": ("우즈벡", "우즈베키스탄", "우즈베크"),
    "VA": ("교황청", "바티칸", "Holy See"),
    "VE": ("베네수엘라", "Venezuela"),
    "VN": ("베트남", "월남", "Vietnam", "Viet Nam"),
    "ZA": ("남아공", "남아프리카공화국", "South Africa"),
}
"""What offices write, and CLDR does not know."""

NUMBER_OF_COUNTRIES = re.compile(
    r"[\s(]*(?P<more>외|등|포함|총)?\s*(?P<number>\d+)\s*개\s*국가?\s*\)?$", re.IGNORECASE
)
MORE = re.compile(
    r"[\s,(]+(?:외|등|기타|and|&|plus|\+)\s*(?:\d+|several|other)?\s*(?:others?|more|countries|other countries)?\s*\)?$"
    r"|[\s,]+etc\.?$|외\s*\d*$",
    re.IGNORECASE,
)
STRONG = re.compile(r"\s*[,;/\n\uff0c\u3001]\s*")
WEAK = re.compile(r"\s*[·・\u318d\u2027&+]\s*|\s+(?:and|및|와|과)\s+")
COUNTED = re.compile(
    r"(?P<name>.*?)[\s:(]*(?P<people>\d+)\s*(?:명|인|people|persons?|pax)?\s*\)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Share:
    """A country, and how many came from it, where the cell says so."""

    country: str
    people: int | None = None


def key_of(name: str) -> str:
    return search_key(name).replace(" ", "")


def with_short_forms(known: Known) -> dict[str, str]:
    """The names that we know and those that offices write."""
    short = {key_of(name): code for code, names in SHORT_FORMS.items() for name in names}
    return {**short, **known}


def shares_of(text: str, known: Known) -> list[Share]:
    """The countries of a cell. Raises BadCell, above all when it does not name them all."""
    plain = clean(latin_digits(text))
    if not plain:
        raise BadCell(Field.COUNTRIES, Trouble.NO_COUNTRY)
    told = NUMBER_OF_COUNTRIES.search(plain)
    rest = plain[: told.start()] if told else plain
    if (told and told["more"] == "외") or MORE.search(rest):
        raise BadCell(Field.COUNTRIES, Trouble.OTHER_COUNTRIES, text=plain)
    shares = list(read(rest, known)) if rest else []
    if told and int(told["number"]) != len(shares):
        raise BadCell(Field.COUNTRIES, Trouble.OTHER_COUNTRIES, text=plain)
    codes = [share.country for share in shares]
    if len(set(codes)) < len(codes):
        raise BadCell(Field.COUNTRIES, Trouble.COUNTRY_TWICE)
    return shares


def read(text: str, known: Known) -> Iterator[Share]:
    """By the whole, by strong separators, then by those that stand within names as well."""
    for part in filter(None, STRONG.split(text)):
        if share := share_of(part, known):
            yield share
            continue
        for piece in filter(None, WEAK.split(part)):
            share = share_of(piece, known)
            if share is None:
                raise BadCell(Field.COUNTRIES, Trouble.UNKNOWN_COUNTRY, name=piece)
            yield share


def share_of(text: str, known: Known) -> Share | None:
    if key_of(text) in known:
        return Share(known[key_of(text)])
    found = COUNTED.fullmatch(text)
    if found and key_of(found["name"]) in known:
        return Share(known[key_of(found["name"])], int(found["people"]))
    return None


def with_people(shares: Sequence[Share], total: int | None) -> list[tuple[str, int]]:
    """How many came from each country. Raises BadCell where the ledger leaves it open."""
    if len(shares) == 1 and shares[0].people is None:
        if total is None:
            raise BadCell(Field.PEOPLE, Trouble.NO_PEOPLE)
        return [(shares[0].country, total)]
    counted = [(share.country, share.people) for share in shares if share.people is not None]
    if len(counted) < len(shares):
        raise BadCell(Field.COUNTRIES, Trouble.PEOPLE_OF_EACH, total=total)
    together = sum(people for _, people in counted)
    if total is not None and together != total:
        raise BadCell(Field.PEOPLE, Trouble.SUM_DIFFERS, sum=together, total=total)
    return counted
