"""What everybody may know of the visits: a page, and the same as open data."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories import a_delegation, a_site, a_stop, an_itinerary
from visits.delegations.models import DelegationCountry
from visits.delegations.rules import DelegationState, Level
from visits.kit.translated import Translated
from visits.organisations.models import CountryName
from visits.sites.rules import Category
from visits.statistics.queries.publishing import publication

SPRING = date(2024, 5, 14)
CSV, JSON, DCAT = (f"welcome.figures_{name}" for name in ("csv", "json", "description"))


def a_visit(session, countries, **facts):
    """Over since long, working level, with people by country."""
    given = {"starts_on": SPRING, "ends_on": SPRING, "state": DelegationState.CLOSED}
    visit = a_delegation(session, **{**given, **facts})
    visit.countries = [
        DelegationCountry(country=code, planned=people) for code, people in countries.items()
    ]
    session.flush()
    return visit


@pytest.fixture
def half_year(session):
    """Nineteen people: twelve Mongolians, a Nepali among three from South Asia, four Kenyans."""
    a_visit(session, {"MN": 12}, themes=("smart city", "Dr. Bat's idea"), level=Level.DIRECTOR)
    a_visit(session, {"NP": 1, "LK": 2, "KE": 4}, themes=("smart city",))


def told(session, **facts):
    given = {"today": date(2024, 7, 1), "themes": {"smart city"}}
    return publication(session, **{**given, **facts})


def rows_in(browser):
    answer = browser.fetch("GET", browser.url(CSV))
    text = answer.get_data(as_text=True).removeprefix("\ufeff")
    return [row for row in csv.DictReader(io.StringIO(text)) if row["period"] == "2024-H1"]


# -- what is told ----------------------------------------------------------------------------------


def test_a_half_year_is_told_when_it_is_over(session, half_year):
    assert told(session, today=date(2024, 6, 30)).periods == {}
    assert [(n.year, n.number, t.people) for n, t in told(session).periods.items()] == [
        (2024, 1, 19)
    ]
    later = told(session, today=date(2025, 7, 1)).periods
    assert [(named.unit, named.year, named.number, one.people) for named, one in later.items()] == [
        ("half_year", 2025, 1, None),
        ("year", 2024, 1, 19),
        ("half_year", 2024, 2, None),
        ("half_year", 2024, 1, 19),
    ]


def test_without_visits_nothing_is_told(session, browser):
    assert told(session).periods == {}
    page = browser.page("welcome.figures", lang="en")
    assert page.all(".empty h2") == ["There are no figures yet."]
    assert rows_in(browser) == []


def test_a_half_year_of_two_people_looks_like_one_of_nobody(session, browser):
    a_visit(session, {"MN": 5}, starts_on=date(2023, 5, 1), ends_on=date(2023, 5, 1))
    a_visit(session, {"MN": 2})
    page = browser.page("welcome.figures", lang="en", period="2024-H1")
    assert page.all(".empty h2") == ["Nothing is told of this half-year."]
    assert browser.page("welcome.figures", lang="en", period="2023-H2").all(".empty p") == (
        page.all(".empty p")
    )
    assert rows_in(browser) == []


def test_cancelled_visits_do_not_count(session, half_year):
    a_visit(session, {"MN": 40}, state=DelegationState.CANCELLED)
    assert [one.people for one in told(session).periods.values()] == [19]


@pytest.mark.parametrize("count", [1, 30])
def test_more_visits_ask_no_more_queries(session, queries_of, count):
    for number in range(count):
        a_visit(session, {"MN": 5}, starts_on=date(1990 + number, 1, 1))
    session.flush()
    assert queries_of(lambda: told(session)) == 7


# -- the files -------------------------------------------------------------------------------------


def test_the_file_has_a_row_for_each_number(session, browser, half_year):
    rows = [
        (row["dimension"], row["within"], row["code"], row["measure"], row["value"])
        for row in rows_in(browser)
    ]
    assert rows == [
        ("total", "", "", "people", "19"),
        ("total", "", "", "delegations", "2"),
        ("total", "", "", "countries", "4"),
        ("region", "", "030", "people", "12"),
        ("region", "", "002", "people", "4"),
        ("region", "", "034", "people", "3"),
        ("country", "030", "MN", "people", "12"),
        ("country", "002", "KE", "people", "4"),
        ("country", "034", "other", "people", "3"),
        ("level", "", "director", "people", "12"),
        ("level", "", "working", "people", "7"),
        ("theme", "", "smart city", "people", "19"),
    ]


def test_the_file_names_its_rows_and_days(session, browser, half_year):
    [row] = [row for row in rows_in(browser) if row["code"] == "MN"]
    assert row == {
        "period": "2024-H1",
        "first_day": "2024-01-01",
        "last_day": "2024-06-30",
        "dimension": "country",
        "within": "030",
        "code": "MN",
        "name_ko": "몽골",
        "name_en": "Mongolia",
        "measure": "people",
        "value": "12",
        "at_least": "0",
    }


def test_a_country_is_called_as_the_office_calls_it(session, browser, half_year):
    short = Translated(ko="몽골국", en="=Mongolia")
    session.add(CountryName(code="MN", short=short, official=short))
    [row] = [row for row in rows_in(browser) if row["code"] == "MN"]
    assert (row["name_ko"], row["name_en"]) == ("몽골국", "'=Mongolia")


def test_a_period_without_sites_says_why(session, browser, half_year):
    assert (
        "No site is named for this period"
        in browser.page("welcome.figures", lang="en", period="2024-H1").text
    )


def test_public_sites_alone_are_named(session, browser, half_year):
    visit = a_visit(session, {"MN": 5})
    itinerary = an_itinerary(session, visit)
    for hour, name, facts in [
        (9, "Garden", {}),
        (10, "Secret", {"is_public": False}),
        (11, "Hotel", {"category": Category.HOTEL}),
        (12, "Seoul", {"is_elsewhere": True}),
    ]:
        site = a_site(session, name, slug=name.lower(), **facts)
        a_stop(session, itinerary, f"{hour}:00", f"{hour}:30", day=SPRING, site=site)
    assert [row["code"] for row in rows_in(browser) if row["dimension"] == "site"] == ["garden"]


def test_the_object_says_the_same(session, browser, half_year):
    shown = json.loads(browser.fetch("GET", browser.url(JSON)).data)
    assert (shown["schema"], shown["smallest_group"]) == ("visits-open-figures/1", 3)
    assert shown["licence"]["url"] == "https://www.kogl.or.kr/info/licenseType1.do"
    [period] = [one for one in shown["periods"] if one["period"] == "2024-H1"]
    assert period["totals"]["people"] == {"value": 19, "at_least": False}
    assert period["tables"]["country"][1] == {
        "within": "002",
        "code": "KE",
        "name": {"ko": "케냐", "en": "Kenya"},
        "people": 4,
        "at_least": False,
    }


def test_the_description_leads_to_the_files(session, browser, half_year):
    answer = browser.fetch("GET", browser.url(DCAT))
    shown = json.loads(answer.data)
    assert answer.mimetype == "application/ld+json"
    assert shown["@type"] == "dcat:Dataset"
    assert {one["@language"] for one in shown["dct:title"]} == {"ko", "en", "ar", "fr", "km"}
    assert [one["dcat:downloadURL"]["@id"] for one in shown["dcat:distribution"]] == [
        "http://127.0.0.1:8000/open-data/v1/figures.csv",
        "http://127.0.0.1:8000/open-data/v1/figures.json",
    ]
    assert shown["dct:temporal"]["dcat:startDate"]["@value"] == "2024-01-01"


def test_nobody_is_named_and_no_body(session, browser, half_year):
    visit = a_visit(session, {"MN": 5}, liaison_name="LIAISON", title=Translated(en="TITLE"))
    for endpoint in (CSV, JSON, DCAT):
        text = browser.fetch("GET", browser.url(endpoint)).get_data(as_text=True)
        for secret in ("LIAISON", "TITLE", "Dr. Bat", visit.code, visit.lead.name):
            assert secret not in text


@pytest.mark.parametrize("endpoint", [CSV, JSON, DCAT])
def test_who_has_it_already_gets_nothing(app, session, browser, half_year, endpoint):
    first = browser.fetch("GET", browser.url(endpoint))
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    assert first.headers["Vary"] == "Accept-Encoding"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in first.headers
    known = {"If-None-Match": first.headers["ETag"]}
    again = browser.fetch("GET", browser.url(endpoint), headers=known)
    assert (again.status_code, again.data) == (304, b"")
    a_visit(session, {"MN": 5}, starts_on=date(2023, 5, 1))
    del app.extensions["open_figures"]
    assert browser.fetch("GET", browser.url(endpoint), headers=known).status_code == 200


@pytest.mark.parametrize("endpoint", [CSV, JSON, DCAT])
def test_what_was_counted_is_kept_some_minutes_and_longer_while_nothing_changes(
    app, session, browser, queries_of, half_year, endpoint
):
    def grow_older(seconds):
        told = app.extensions["open_figures"]
        app.extensions["open_figures"] = replace(told, at=told.at - timedelta(seconds=seconds))

    url = browser.url(endpoint)
    first = browser.fetch("GET", url).data
    assert queries_of(lambda: browser.fetch("GET", url)) == 1
    grow_older(1_000)
    assert queries_of(lambda: browser.fetch("GET", url)) == 1
    grow_older(-1_000)
    a_visit(session, {"MN": 5}, starts_on=date(2023, 5, 1))
    assert browser.fetch("GET", url).data == first
    grow_older(301)
    assert browser.fetch("GET", url).data != first


# -- the page --------------------------------------------------------------------------------------


def test_the_page_tells_the_newest_first(session, browser, half_year):
    page = browser.page("welcome.figures", lang="en", period="2024-H1")
    assert page.all(".figure-value") == ["19", "4", "2"]
    assert page.all("section[aria-labelledby=country] tr") == [
        "Country People",
        "Mongolia 12",
        "Kenya 4",
        "All others Southern Asia 3",
    ]
    assert page.all("main .chips a[aria-current]") == ["First half of 2024"]
    year = page.click("2024")
    assert year.all(".figure-value") == ["at least 19", "at least 4", "at least 2"]


@pytest.mark.parametrize("asked", ["2024-H2", "nonsense", "1850", "2099-H1"])
def test_any_period_asked_for_has_a_page(session, browser, half_year, asked):
    assert browser.page("welcome.figures", lang="en", period=asked).has(
        "main .chips a[aria-current]"
    )


@pytest.mark.parametrize("lang", ["ko", "en", "ar", "fr", "km", "mn"])
def test_the_page_speaks_its_languages_and_leads_to_the_data(session, browser, half_year, lang):
    page = browser.page("welcome.figures", lang=lang)
    types = {link["type"] for link in page.soup.select("link[rel=alternate][type]")}
    assert types == {"text/csv", "application/json", "application/ld+json"}
    assert page.one("a[rel~=license]")["href"] == "https://www.kogl.or.kr/info/licenseType1.do"


def test_the_licence_is_a_setting(session, make_app, settings, new_browser, half_year):
    session.commit()
    app = make_app(OPEN_LICENCE="CC-BY-4.0")
    answer = app.test_client().get("/open-data/v1/figures.json")
    assert answer.json["licence"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
