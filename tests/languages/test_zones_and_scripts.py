"""Where people are at home, and in which language their names are written."""

from zoneinfo import ZoneInfo

import pytest

from visits.kit.text import search_key
from visits.languages.names import country_codes
from visits.languages.scripts import language_of, language_written
from visits.languages.zones import home_zone, zone_city, zone_names, zones_by_city


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("SA", "Asia/Riyadh"),
        ("KR", "Asia/Seoul"),
        ("US", "America/New_York"),
        ("ID", "Asia/Jakarta"),
        ("MN", "Asia/Ulaanbaatar"),
        ("TL", "Asia/Dili"),
        ("XB-1", "Asia/Seoul"),
    ],
)
def test_the_zone_of_a_country_is_that_of_its_capital(country, zone):
    assert home_zone(country, "Asia/Seoul") == zone


def test_every_country_has_a_zone_that_exists():
    for code in country_codes():
        assert ZoneInfo(home_zone(code, "Asia/Seoul"))


def test_zones_are_those_of_regions():
    names = list(zone_names())
    assert names == sorted(names)
    assert {"Asia/Riyadh", "Pacific/Auckland"} <= set(names)
    assert {"EST", "Etc/GMT+9", "UTC"}.isdisjoint(names)


def test_no_zone_stands_under_a_former_name():
    former = {
        "Asia/Calcutta",
        "Asia/Saigon",
        "Europe/Kiev",
        "Asia/Istanbul",
        "America/Buenos_Aires",
    }
    assert former.isdisjoint(zone_names())
    assert {"Asia/Kolkata", "Asia/Ho_Chi_Minh", "Europe/Kyiv", "Europe/Istanbul"} <= set(
        zone_names()
    )
    assert {home_zone(code, "Asia/Seoul") for code in country_codes()} <= set(zone_names())


@pytest.mark.parametrize(
    ("zone", "reader", "city"),
    [
        ("Asia/Seoul", "ko", "서울"),
        ("Asia/Riyadh", "ar", "الرياض"),
        ("Asia/Kolkata", "ko", "콜카타"),
        ("Asia/Ho_Chi_Minh", "en", "Ho Chi Minh City"),
        ("America/Argentina/Buenos_Aires", "ko", "부에노스 아이레스"),
        ("America/New_York", "en", "New York"),
    ],
)
def test_a_zone_is_called_by_its_city(zone, reader, city):
    assert zone_city(zone, reader) == city


def test_zones_come_in_the_order_of_their_cities():
    labels = list(zones_by_city("ko").values())
    assert labels == sorted(labels, key=search_key)
    assert "서울 (Asia/Seoul)" in labels


@pytest.mark.parametrize(
    ("text", "spoken", "tag"),
    [
        ("عبدالله القحطاني", (), "ar"),
        ("احمدی", ("fa", "en"), "fa"),
        ("សុខ សុភា", (), "km"),
        ("김하늘", (), "ko"),
        ("山田太郎", (), "zh-Hans"),
        ("山田太郎", ("ja",), "ja"),
        ("Бат-Эрдэнэ", ("mn",), "mn"),
        ("Иванов", (), "ru"),
        ("José", ("es",), "es"),
        ("Suharto", (), "und"),
        ("", (), "und"),
    ],
)
def test_the_language_of_a_name_is_told_by_its_script(text, spoken, tag):
    assert language_of(text, spoken) == tag


@pytest.mark.parametrize(
    ("text", "spoken", "tag"),
    [
        ("مفيدة جداً", ("en", "fr"), "ar"),
        ("Très utile", ("ar", "fr"), "fr"),
        ("Very useful", ("ar",), "en"),
        ("Маш хэрэгтэй", ("en", "mn"), "mn"),
        ("5/5", (), "en"),
    ],
)
def test_sentences_in_latin_letters_are_of_a_language_that_uses_them(text, spoken, tag):
    assert language_written(text, spoken) == tag
