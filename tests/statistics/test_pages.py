"""The figures' page: a period's numbers beside those of a year before, or none."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests.factories import TUESDAY, a_delegation, a_person, a_site, a_stop, added, an_itinerary
from visits.conflicts.rules import Role
from visits.delegations.models import DelegationCountry
from visits.delegations.rules import DelegationState
from visits.itineraries.models import Assignment
from visits.itineraries.rules import Consent
from visits.kit.translated import Translated
from visits.organisations.models import CountryName
from visits.statistics.rules import Dimension

YEAR = {"first": "2099-01-01", "last": "2099-12-31"}


def a_visit(session, planned=9, **facts):
    return a_delegation(
        session, planned=planned, **{"state": DelegationState.CLOSED, "themes": ("water",), **facts}
    )


@pytest.fixture
def visits(session):
    """Two from Saudi Arabia, one of them with people from Singapore, and one of a year before."""
    first, second = a_visit(session), a_visit(session, 4, themes=())
    first.countries.append(DelegationCountry(country="SG", planned=3, actual=2))
    before = a_visit(session, 5, starts_on=date(2098, 3, 4), ends_on=date(2098, 3, 4))
    session.flush()
    return first, second, before


def test_a_period_has_its_figures(session, as_, visits):
    page = as_("viewer").page("statistics.show", **YEAR)
    assert page.all(".figure-value") == ["15", "2", "2", "16/2"]
    assert page.all(".figure-note")[:3] == [
        "5 a year before · 3.0 times",
        "1 a year before",
        "1 a year before",
    ]
    assert page.all("[aria-labelledby=told-apart] tfoot td") == ["15", "5", "3.0", "2", "1"]
    assert page.all("[aria-labelledby=told-apart] .table tbody tr") == [
        "Saudi Arabia 13 5 2.6 2 1",
        "Singapore 2 0 – 1 0",
    ]


def test_a_period_without_anybody_says_so(session, as_):
    page = as_("viewer").page("statistics.show", first="2026-01-01", last="2026-06-30")
    assert page.all(".empty h2") == ["Nobody came in this period."]
    assert page.has("main .lead")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"first": "2026-12-01", "last": "2026-01-01"},
            {"last": ["The period ends before it begins."]},
        ),
        ({"first": "no day"}, {"first": ["Not a valid date value."]}),
        ({"first": "0001-01-01"}, {"first": ["Enter a day of the years 2000 to 2199."]}),
    ],
)
@pytest.mark.parametrize("endpoint", ["show", "table", "behind"])
def test_what_is_no_period_has_no_figures(session, as_, typed, said, endpoint):
    page = as_("viewer").page(f"statistics.{endpoint}", status=422, **typed)
    assert page.errors == said
    assert page.all(".error-summary h2") == ["Please check the following."]
    assert not page.has(".figures, .lead, table, .empty")
    assert page.has(".chips a")


@pytest.mark.parametrize(
    ("period", "unit", "named"),
    [
        (("2099-01-01", "2099-06-30"), "Half-years", "First half of 2099"),
        (("2099-04-01", "2099-06-30"), "Quarters", "Quarter 2 of 2099"),
        (("2099-02-01", "2099-02-28"), "Months", "February 2099"),
        (("2099-01-01", "2099-12-31"), "Years", "2099"),
    ],
)
def test_a_period_of_a_name_is_marked_among_those_of_its_length(session, as_, period, unit, named):
    page = as_("viewer").page("statistics.show", first=period[0], last=period[1])
    assert page.all(".chip[aria-current]") == [unit, named]


def test_a_period_of_long_ago_stands_between_newer_and_older_ones(session, as_):
    page = as_("viewer").page("statistics.show", first="2012-07-01", last="2012-12-31")
    assert page.all("[aria-label=Periods] a") == [
        "Second half of 2013",
        "First half of 2013",
        "Second half of 2012",
        "First half of 2012",
        "Second half of 2011",
        "First half of 2011",
    ]


def test_any_days_have_figures(session, as_, visits):
    page = as_("viewer").page("statistics.show", first=TUESDAY, last=TUESDAY)
    assert page.all(".figure-value")[0] == "15"
    assert page.all(".chip[aria-current]") == ["Half-years", "By country"]


def test_a_number_opens_the_list_that_it_counts(session, as_, visits):
    first, second, _ = visits
    page = as_("viewer").page("statistics.show", **YEAR)
    listed = page.click("13")
    assert listed.h1 == "Saudi Arabia"
    assert listed.all(".figure-value") == ["13", "1", "2"]
    assert listed.all("tbody tr") == [
        f"{one.title.to('en')} Tue, Mar 3 – Wed, Mar 4, 2099 Saudi Arabia {people}"
        for one, people in ((first, 9), (second, 4))
    ]
    assert page.click("15").all(".figure-value") == ["15", "2", "2"]


def test_a_list_goes_on_after_25_rows(session, as_):
    for _ in range(26):
        a_visit(session)
    page = as_("viewer").page("statistics.behind", **YEAR)
    assert len(page.all("tbody tr")) == 25
    assert len(page.click("Next").all("tbody tr")) == 1


def test_what_nobody_said_is_a_row_of_its_own(session, as_, visits):
    page = as_("viewer").page("statistics.show", **YEAR, by="theme")
    assert page.all("[aria-labelledby=told-apart] .table tbody tr") == [
        "water 11 5 2.2 2 1 1 1",
        "Not recorded 4 0 – 1 0 1 0",
    ]
    assert page.click("4").h1 == "Not recorded"


@pytest.mark.parametrize("dimension", Dimension)
def test_every_dimension_has_its_table_and_list(session, as_, visits, dimension):
    itinerary = an_itinerary(session, visits[0])
    stop = a_stop(session, itinerary, site=a_site(session, address_ko="세종특별자치시 한솔동"))
    served = Assignment(role=Role.INTERPRETS, person=a_person(session), consent=Consent.CONSENTED)
    stop.assignments.append(served)
    page = as_("viewer").page("statistics.show", **YEAR, by=dimension)
    link = page.soup.select_one("[aria-labelledby=told-apart] .table tbody a")
    assert link is not None
    assert int(link.get_text()) > 0
    assert page.browser.open(str(link["href"])).has("tbody tr")


@pytest.mark.parametrize("key", ["0", "x", "9999999999999"])
def test_a_list_of_what_cannot_be_is_not_there(session, as_, key):
    as_("viewer").page("statistics.behind", status=404, **YEAR, by="site", of=key)


def test_a_list_of_what_nobody_knows_is_empty(session, as_):
    page = as_("viewer").page("statistics.behind", **YEAR, by="theme", of="nothing")
    assert page.all(".empty h2") == ["No delegation counts here."]


def test_a_country_that_is_called_anew_keeps_its_rows(session, as_, visits):
    name = CountryName(code="SA", short=Translated(en="Arabia"), official=Translated())
    added(session, name)
    page = as_("viewer").page("statistics.show", **YEAR)
    assert page.all("[aria-labelledby=told-apart] .table tbody th") == ["Arabia", "Singapore"]
    assert page.click("13").h1 == "Arabia"


def test_the_map_colours_where_they_came_from_and_has_its_numbers(session, as_, visits):
    page = as_("viewer").page("statistics.show", **YEAR)
    shapes = [str(use["href"]).partition("#")[2] for use in page.soup.select("use")]
    assert shapes == ["land", "SA", "SG"]
    assert page.all("[aria-labelledby=map] tbody tr") == ["Saudi Arabia 13", "Singapore 2"]


def test_every_picture_has_a_title_and_a_description(session, as_, visits):
    page = as_("viewer").page("statistics.show", **YEAR)
    pictures = page.soup.select("svg.chart")
    assert [picture["role"] for picture in pictures] == ["img"] * 3
    for picture in pictures:
        assert picture.select_one("title") is not None
        assert picture.select_one("desc") is not None


def test_the_year_is_told_month_by_month(session, as_, visits):
    page = as_("viewer").page("statistics.show", **YEAR)
    rows = page.all("[aria-labelledby=year] tbody tr")
    assert rows[1:4] == ["February 2099 0 0 0 0", "March 2099 15 5 15 5", "April 2099 0 0 15 5"]


def test_the_workbook_holds_the_table(session, as_, visits):
    browser = as_("viewer")
    address = browser.url("statistics.table", **YEAR, by="country")
    book = openpyxl.load_workbook(BytesIO(browser.fetch("GET", address).data))
    assert list(book.active.iter_rows(min_row=2, values_only=True)) == [
        (
            "Country",
            "People",
            "People, year before",
            "People, times the year before",
            "Delegations",
            "Delegations, year before",
        ),
        ("Saudi Arabia", 13, 5, 2.6, 2, 1),
        ("Singapore", 2, 0, None, 1, 0),
        ("The whole period", 15, 5, 3, 2, 1),
    ]


def test_the_table_to_paste_says_what_the_page_says(session, as_, visits):
    page = as_("viewer").page("statistics.show", **YEAR)
    assert page.all("#to-paste tbody tr") == [
        "Saudi Arabia 13 5 2.6 2 1",
        "Singapore 2 0 1 0",
        "The whole period 15 5 3.0 2 1",
    ]


def test_the_charts_run_from_the_right_in_arabic(session, as_, visits):
    page = as_("viewer", "ar").page("statistics.show", **YEAR)
    widest = page.soup.select("rect.chart-now[height='16']")[0]
    if page.soup.html["dir"] == "rtl":
        assert (widest["x"], widest["width"]) == ("20%", "80%")


@pytest.mark.parametrize("dimension", Dimension)
def test_the_page_asks_the_database_little(session, as_, visits, queries_of, dimension):
    browser = as_("viewer")
    browser.page("statistics.show", **YEAR, by=dimension)
    assert queries_of(lambda: browser.page("statistics.show", **YEAR, by=dimension)) <= 15
