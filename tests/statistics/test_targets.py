"""The targets of years: set by coordinators, read beside what is reached."""

import pytest

from tests.factories import a_delegation
from visits.delegations.rules import DelegationState
from visits.statistics import actions, queries
from visits.statistics.rules import Against, Measure, Period


@pytest.fixture
def targets(session):
    facts = {"people": 40, "countries": None, "delegations": 2}
    return actions.set_targets(session, 2099, facts)


def test_a_year_stands_against_its_targets(session, targets):
    a_delegation(session, planned=30, state=DelegationState.CONFIRMED)
    assert queries.year_to_date(session, Period.of_year(2099)) == [
        Against(Measure.PEOPLE, now=30, before=0, target=40),
        Against(Measure.COUNTRIES, now=1, before=0, target=None),
        Against(Measure.DELEGATIONS, now=1, before=0, target=2),
    ]


@pytest.mark.parametrize(("now", "percent"), [(0, 0), (30, 75), (41, 102)])
def test_how_much_of_a_target_is_reached(now, percent):
    assert Against(Measure.PEOPLE, now, 0, 40).percent == percent
    assert Against(Measure.PEOPLE, now, 0, None).percent is None


def test_the_page_says_how_much_is_reached(session, as_, targets):
    a_delegation(session, planned=30, state=DelegationState.CONFIRMED)
    page = as_("viewer").page("statistics.show", first="2099-01-01", last="2099-06-30")
    assert page.all("[aria-labelledby=reached] tbody tr") == [
        "People 30 0 – 40 75%",
        "Countries 1 0 – – –",
        "Delegations 1 0 – 2 50%",
    ]
    assert page.has("line.chart-target")


def test_a_coordinator_sets_and_changes_targets(session, as_):
    browser = as_("coordinator")
    page = browser.page("statistics.targets")
    assert page.all(".empty h2") == ["No year has targets yet."]
    page = page.click("Set the targets of a year").submit(year="2099", people="300").follow()
    assert page.all("tbody tr") == ["2099 300 – –"]
    page = page.click("2099").submit(people="", countries="30").follow()
    assert page.all("tbody tr") == ["2099 – 30 –"]
    page = page.click("2099").click("Delete").submit().follow()
    assert page.has(".empty")


def test_a_year_has_its_targets_once(session, as_, targets):
    page = as_("coordinator").page("statistics.new_targets")
    page = page.submit(year="2099", people="1", status=422)
    assert page.errors == {
        "year": ["This year has targets already. Open them to change them."],
    }


def test_targets_hold_at_least_one(session, as_):
    page = as_("coordinator").page("statistics.new_targets").submit(year="2099", status=422)
    assert page.errors == {"people": ["Enter at least one target."]}


def test_who_only_reads_sets_none(session, as_, targets):
    browser = as_("viewer")
    assert not browser.page("statistics.targets").has("main a.button")
    browser.page("statistics.new_targets", status=403)
    browser.page("statistics.edit_targets", status=403, year=2099)


@pytest.mark.parametrize("year", [2098, 10**12])
def test_a_year_without_targets_has_none_to_change(session, as_, targets, year):
    as_("coordinator").page("statistics.edit_targets", status=404, year=year)
