"""Reports of a month, a half-year or a year: the page, its files, the one page for the mayor."""

import subprocess
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests.factories import a_delegation
from visits.delegations.models import DelegationCountry
from visits.delegations.rules import DelegationState, Level
from visits.kit.translated import Translated
from visits.organisations.models import CountryName
from visits.statistics.periodic_papers import MOST_VISITS
from visits.statistics.queries.periodic import coming_after, highest_in, lines_of, visits_in
from visits.statistics.rules import Dimension, Named, Unit, half_year, key_of
from visits.statistics.rules.periodic import earlier, later, month_after, named_by

SPRING = half_year(2024, 1)
FILES = (
    ("statistics.report_file", "xlsx"),
    ("statistics.report_file", "hwpx"),
    ("statistics.one_page", "pdf"),
    ("statistics.one_page", "hwpx"),
)


def a_visit(session, day, countries, **facts):
    given = {"starts_on": day, "ends_on": day, "state": DelegationState.CLOSED}
    visit = a_delegation(session, **{**given, **facts})
    visit.countries = [DelegationCountry(country=c, planned=n) for c, n in countries.items()]
    session.flush()
    return visit


@pytest.fixture
def spring(session):
    """Nineteen people from two countries in 2024, eight from one a year before; one visit in July."""
    a_visit(session, date(2023, 3, 7), {"MN": 8})
    a_visit(session, date(2024, 3, 5), {"MN": 12}, title=Translated(en="Ulaanbaatar"))
    a_visit(session, date(2024, 5, 7), {"KE": 7}, title=Translated(en="Nairobi"))
    a_visit(session, date(2024, 7, 2), {"LA": 5}, title=Translated(en="Vientiane"))


# -- periods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("2024", Named(Unit.YEAR, 2024, 1)),
        ("2024-H2", Named(Unit.HALF_YEAR, 2024, 2)),
        ("2024-Q3", Named(Unit.QUARTER, 2024, 3)),
        ("2024-05", Named(Unit.MONTH, 2024, 5)),
    ],
)
def test_a_period_has_a_key(key, named):
    assert (named_by(key), key_of(named)) == (named, key)


@pytest.mark.parametrize("key", ["", "24", "1999", "2024-13", "2024-00", "2024-H3", "2024-5", "x"])
def test_what_is_no_key_is_no_period(key):
    assert named_by(key) is None


def test_periods_follow_each_other_over_the_year():
    autumn = Named(Unit.HALF_YEAR, 2024, 2)
    assert later(autumn) == Named(Unit.HALF_YEAR, 2025, 1)
    assert earlier(Named(Unit.MONTH, 2024, 1)) == Named(Unit.MONTH, 2023, 12)
    assert month_after(autumn.period) == Named(Unit.MONTH, 2025, 1).period


# -- what it holds ---------------------------------------------------------------------------------


def test_a_table_stands_beside_a_year_before(session, spring):
    [mongolia, kenya] = lines_of(session, Dimension.COUNTRY, SPRING)
    assert (mongolia.key, mongolia.now.people, mongolia.before.people) == ("MN", 12, 8)
    assert (kenya.key, kenya.now.people, kenya.before.people) == ("KE", 7, 0)


def test_visits_and_what_comes_next(session, spring):
    assert [one.title.to("en") for one in visits_in(session, SPRING)] == ["Ulaanbaatar", "Nairobi"]
    assert [one.title.to("en") for one in visits_in(session, SPRING, 1)] == ["Ulaanbaatar"]
    a_visit(session, date(2024, 6, 4), {"FR": 2}, level=Level.MINISTER)
    assert [one.level for one in highest_in(session, SPRING, 2)] == [Level.MINISTER]
    coming = coming_after(session, SPRING, 10)
    assert coming.period == Named(Unit.MONTH, 2024, 7).period
    assert [one.title.to("en") for one in coming.visits] == ["Vientiane"]


@pytest.mark.parametrize("count", [1, 20])
def test_more_visits_ask_no_more_queries(session, as_, queries_of, count):
    for number in range(count):
        a_visit(session, date(2024, 3, 1 + number), {"MN": 3, "KE": 2}, themes=("smart city",))
    browser = as_("viewer")
    url = browser.url("statistics.report", period="2024-H1")
    browser.open(url)
    assert queries_of(lambda: browser.open(url)) == 14


# -- the page --------------------------------------------------------------------------------------


def test_the_page_of_a_half_year(session, as_, spring):
    page = as_("viewer").page("statistics.report", period="2024-H1")
    assert page.h1 == "First half of 2024"
    assert page.all(".figure-value") == ["19", "2", "2", "2.4", "–"]
    assert page.one("#sentence-ko").text == (
        "2024년 상반기에 2개국 19명이 세종시를 찾았다. 전년 동기(1개국 8명)의 2.4배이다."
    )
    assert page.all("#summary-to-paste tbody tr") == [
        "People 19 8 2.4 19 8 – –",
        "Countries 2 1 2.0 2 1 – –",
        "Delegations 2 1 2.0 2 1 – –",
    ]
    assert page.all("section[aria-labelledby=country] tbody tr") == [
        "Mongolia 12 8 1.5",
        "Kenya 7 0 –",
    ]
    assert page.all("#visits-to-paste tbody td:nth-child(2)") == ["Ulaanbaatar", "Nairobi"]
    assert page.all("section[aria-labelledby=coming] tbody a") == ["Vientiane"]


def test_a_country_is_called_as_the_office_calls_it_now(session, as_, spring):
    session.add(CountryName(code="MN", short=Translated(en="Mongol Uls"), official=Translated()))
    page = as_("viewer").page("statistics.report", period="2024-H1")
    assert page.all("section[aria-labelledby=country] tbody th") == ["Mongol Uls", "Kenya"]


@pytest.mark.parametrize("key", ["2024", "2024-H2", "2024-Q1", "2024-02", "2000-01", "2099-12"])
def test_every_period_has_a_page_also_without_visits(session, as_, key):
    page = as_("viewer").page("statistics.report", period=key)
    assert "Nobody came in this period." in page.text
    assert "No visit is planned yet." in page.text


def test_without_a_key_it_is_the_month_that_is_over(session, as_):
    assert as_("viewer").page("statistics.report").has("main .chips a[aria-current]")


@pytest.mark.parametrize("key", ["2024-13", "nonsense", ""])
def test_what_is_no_period_is_not_there(session, as_, key):
    for endpoint, kind in (("statistics.report", ""), *FILES):
        values = {"kind": kind} if kind else {}
        as_("viewer").page(endpoint, status=404, period=key, **values)


def test_a_long_list_says_what_it_leaves_out(session, as_):
    for number in range(MOST_VISITS + 2):
        a_visit(session, date(2024, 3, 1 + number % 28), {"MN": 3})
    page = as_("viewer").page("statistics.report", period="2024-H1")
    assert len(page.all("#visits-to-paste tbody tr")) == MOST_VISITS
    assert "The first 100 of 102 rows. The workbook holds all of them." in page.text
    content = content_of(as_("viewer"), "statistics.report_file", "xlsx")
    assert openpyxl.load_workbook(BytesIO(content))["Visits"].max_row == 105


# -- the files -------------------------------------------------------------------------------------


def content_of(browser, endpoint, kind, key="2024-H1"):
    answer = browser.fetch("GET", browser.url(endpoint, kind=kind, period=key))
    assert answer.status_code == 200
    return answer.data


@pytest.mark.parametrize("language", ["ko", "en", "ar"])
@pytest.mark.parametrize(("endpoint", "form"), FILES)
def test_every_file_is_made_in_every_language_of_staff(
    session, as_, spring, endpoint, form, language
):
    content = content_of(as_("viewer", language), endpoint, form)
    assert content.startswith(b"%PDF" if form == "pdf" else b"PK")


@pytest.mark.parametrize(("endpoint", "form"), FILES)
def test_every_file_is_made_of_a_period_without_visits(session, as_, endpoint, form):
    assert content_of(as_("viewer"), endpoint, form, "2024-02")


def test_the_workbook_holds_everything(session, as_, spring):
    content = content_of(as_("viewer"), "statistics.report_file", "xlsx")
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == [
        "Summary",
        "By country",
        "By region",
        "Visits",
        "July 2024",
    ]
    assert book["July 2024"]["A1"].value == "Coming in July 2024"
    rows = list(book["By country"].iter_rows(values_only=True))
    assert rows[2:] == [
        ("Country", "People", "Year before", "Times the year before", "Delegations"),
        ("Mongolia", 12, 8, 1.5, 1),
        ("Kenya", 7, 0, None, 1),
    ]


def test_the_page_for_the_mayor_is_one(session, as_, spring):
    for day in range(1, 29):
        countries = {"KH": 3, "VN": 4, "TH": 5, "UZ": 6, "RW": 7, "FR": 8, "BR": 9}
        title = Translated(en="A delegation with a rather long name of two lines and more")
        a_visit(session, date(2024, 6, day), countries, title=title, themes=("smart city", "water"))
        a_visit(session, date(2024, 7, day), countries, title=title)
    content = content_of(as_("viewer"), "statistics.one_page", "pdf")
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)  # noqa: S607
    text = " ".join(told.stdout.decode().split())
    assert text.endswith("1/1")
    assert "Report on foreign delegations, First half of 2024" in text
    assert "from 9 countries visited Sejong" in text
    assert "Coming in July 2024" in text
