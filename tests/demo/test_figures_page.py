"""The published half-years on the page of the figures."""

import pytest


@pytest.fixture
def database(demonstration: str) -> str:
    return demonstration


def test_the_first_half_of_2024_stands_beside_the_year_before(session, new_browser, people):
    browser = people.sign_in("colleague", new_browser())
    page = browser.page("statistics.show", first="2024-01-01", last="2024-06-30")
    assert page.all(".figure-value")[:3] == ["273", "29", "16"]
    assert page.all(".figure-note")[:3] == [
        "122 a year before · 2.2 times",
        "14 a year before",
        "8 a year before",
    ]


def test_the_year_stands_against_its_targets(session, new_browser, people):
    page = people.sign_in("colleague", new_browser()).page("statistics.show")
    assert [row.split()[-2] for row in page.all("[aria-labelledby=reached] tbody tr")] == [
        "300",
        "30",
        "24",
    ]
