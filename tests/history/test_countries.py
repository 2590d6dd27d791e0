"""Countries are read in Korean and English, with people of each; what is left open is asked."""

import pytest

from visits.history.rules import BadCell, Field, Trouble
from visits.history.rules.countries import Share, key_of, shares_of, with_people, with_short_forms
from visits.languages.names import codes_by_name

KNOWN = with_short_forms({key_of(name): code for name, code in codes_by_name().items()})


def read(text):
    return [(share.country, share.people) for share in shares_of(text, KNOWN)]


def trouble(text):
    with pytest.raises(BadCell) as caught:
        read(text)
    return caught.value.fault.trouble


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("몽골", "MN"),
        ("몽고", "MN"),
        ("Mongolia", "MN"),
        ("인니", "ID"),
        ("우즈벡", "UZ"),
        ("남아공", "ZA"),
        ("UAE", "AE"),
        ("USA", "US"),
        ("Viet Nam", "VN"),
        ("베트남, 라오스", "VN LA"),
        ("베트남·라오스", "VN LA"),
        ("베트남/라오스/태국", "VN LA TH"),
        ("베트남 및 라오스", "VN LA"),
        ("Peru and Chile", "PE CL"),
        ("Peru, Chile & Brazil", "PE CL BR"),
        ("Bosnia and Herzegovina", "BA"),
        ("Trinidad & Tobago, Peru", "TT PE"),
        ("보스니아 헤르체고비나", "BA"),
        ("Côte d’Ivoire", "CI"),
        ("베트남, 라오스 2개국", "VN LA"),
        ("베트남·라오스 등 2개국", "VN LA"),
    ],
)
def test_countries_are_read(text, codes):
    assert [code for code, _ in read(text)] == codes.split()


@pytest.mark.parametrize(
    "text",
    [
        "몽골 9, 베트남 6",
        "몽골 9명, 베트남 6명",
        "몽골(9명)·베트남(6명)",
        "Mongolia: 9; Viet Nam: 6",
        "몽골 ๙ / 베트남 ٦",
    ],
)
def test_people_of_each_are_read(text):
    assert read(text) == [("MN", 9), ("VN", 6)]


@pytest.mark.parametrize(
    "text",
    [
        "몽골 외 3개국",
        "몽골 외 3개 국가",
        "몽골 등 4개국",
        "몽골, 베트남 등 5개국",
        "몽골 외",
        "몽골 등",
        "5개국",
        "Mongolia and 3 others",
        "Mongolia and other countries",
        "Mongolia, Peru, etc.",
        "Mongolia & 3 more",
        "Mongolia +3",
    ],
)
def test_countries_that_are_not_named_are_asked(text):
    assert trouble(text) is Trouble.OTHER_COUNTRIES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Trouble.NO_COUNTRY),
        ("Atlantis", Trouble.UNKNOWN_COUNTRY),
        ("몽골, 아틀란티스", Trouble.UNKNOWN_COUNTRY),
        ("ASEAN", Trouble.UNKNOWN_COUNTRY),
        ("몽골, Mongolia", Trouble.COUNTRY_TWICE),
    ],
)
def test_what_is_no_country_is_named(text, expected):
    assert trouble(text) is expected


def test_the_people_of_one_country_are_those_of_the_visit():
    assert with_people([Share("MN")], 9) == [("MN", 9)]
    assert with_people([Share("MN", 9)], None) == [("MN", 9)]
    assert with_people([Share("MN", 9), Share("VN", 6)], 15) == [("MN", 9), ("VN", 6)]


@pytest.mark.parametrize(
    ("shares", "total", "field", "expected"),
    [
        ([Share("MN")], None, Field.PEOPLE, Trouble.NO_PEOPLE),
        ([Share("MN"), Share("VN")], 15, Field.COUNTRIES, Trouble.PEOPLE_OF_EACH),
        ([Share("MN", 9), Share("VN")], 15, Field.COUNTRIES, Trouble.PEOPLE_OF_EACH),
        ([Share("MN", 9), Share("VN", 6)], 16, Field.PEOPLE, Trouble.SUM_DIFFERS),
        ([Share("MN", 9)], 8, Field.PEOPLE, Trouble.SUM_DIFFERS),
    ],
)
def test_people_are_never_divided_by_us(shares, total, field, expected):
    with pytest.raises(BadCell) as caught:
        with_people(shares, total)
    assert (caught.value.fault.field, caught.value.fault.trouble) == (field, expected)
