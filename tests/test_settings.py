"""What cannot be worked with stops the start, and is named."""

from dataclasses import fields

import pytest

from visits.kit.translated import Translated
from visits.settings import BOUNDS, BadSetting, Settings


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COUNTRY", "ZZ", "VISITS_COUNTRY: no such country: ZZ"),
        ("COUNTRY", "Korea", "VISITS_COUNTRY: no such country: Korea"),
        ("IDLE_MINUTES", "-5", "VISITS_IDLE_MINUTES must be a number from 1 to 1440"),
        ("IDLE_MINUTES", "many", "VISITS_IDLE_MINUTES: cannot read 'many'"),
        ("PORT", "99999", "VISITS_PORT must be a number from 1 to 65535"),
        ("KEEP_NAMES_DAYS", "-1", "VISITS_KEEP_NAMES_DAYS must be a number from 0 to 36500"),
        ("CITY_NAME", '{"ko": 5}', """VISITS_CITY_NAME: cannot read '{"ko": 5}'"""),
        ("CITY_NAME", "{}", "VISITS_CITY_NAME: cannot read '{}'"),
        ("CITY_NAME", "{ko", "VISITS_CITY_NAME: cannot read '{ko'"),
        ("TIME_ZONE", "Asia/Sejong", "VISITS_TIME_ZONE: no such time zone: Asia/Sejong"),
        ("REQUIRE_TOTP", "perhaps", "VISITS_REQUIRE_TOTP: cannot read 'perhaps'"),
        ("BASE_URL", "visits.example.org", "VISITS_BASE_URL must begin with http:// or https://"),
        ("OPEN_LICENCE", "mine", "VISITS_OPEN_LICENCE must be one of KOGL-1, CC-BY-4.0"),
        ("FONTS", "/no/such/folder", "VISITS_FONTS: there is no folder /no/such/folder"),
    ],
)
def test_what_cannot_be_worked_with_is_named(name, value, said):
    with pytest.raises(BadSetting) as refused:
        Settings.from_env({f"VISITS_{name}": value})
    assert str(refused.value) == said


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("ko,xx", "VISITS_LANGUAGES: no such language: xx"),
        (",", "VISITS_LANGUAGES must name a language"),
    ],
)
def test_a_language_that_we_do_not_know_is_named(make_app, tags, said):
    with pytest.raises(BadSetting) as refused:
        make_app(LANGUAGES=tags)
    assert str(refused.value) == said


def test_what_stands_in_no_variable_is_as_it_comes():
    assert Settings.from_env({}) == Settings()


def test_names_are_one_text_or_one_for_each_language():
    named = Settings.from_env(
        {"VISITS_CITY_NAME": "Jeonju", "VISITS_OFFICE_NAME": '{"ko": "국제과", "en": "Affairs"}'}
    )
    office = Translated(ko="국제과", en="Affairs")
    assert (Translated(en="Jeonju"), office) == (named.CITY_NAME, named.OFFICE_NAME)


def test_every_number_has_bounds():
    numbers = {field.name for field in fields(Settings) if field.type is int}
    assert numbers == set(BOUNDS)
