"""Titles for readers in whose language nobody wrote one."""

from visits.itineraries.titles import titled
from visits.kit.translated import Translated

TITLE = Translated(ko="환영 오찬")
SITE = Translated(ko="호수공원", ar="حديقة البحيرة")


def test_a_title_in_the_language_stays():
    assert titled(TITLE, SITE, "ko", "식사") == TITLE


def test_a_missing_title_is_kind_and_site():
    assert titled(TITLE, SITE, "ar", "وجبة").to("ar") == "وجبة · حديقة البحيرة"


def test_else_the_sites_english_name_stands_for_the_title():
    site = Translated(ko="호수공원", en="Lake Park")
    assert titled(TITLE, site, "ar", "وجبة").resolve("ar") == ("en", "Lake Park")


def test_where_the_site_has_no_name_either_the_title_stays():
    assert titled(TITLE, SITE, "en", "Meal") == TITLE
