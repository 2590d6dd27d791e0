"""The list of delegations: what is ahead, what is sought, and what it costs."""

from datetime import date, timedelta

import pytest

from tests.delegations.cast import FAR, a_body, a_delegation
from visits.delegations import actions
from visits.delegations.rules import DelegationMove
from visits.kit.clock import now
from visits.kit.translated import Translated
from visits.organisations.models import CountryName

LONG_AGO = date(2024, 5, 6)


def titled(session, people, title, **facts):
    return a_delegation(session, people, title=Translated(en=title), **facts)


def listed(page):
    return page.all("main tbody th a")


def test_what_is_ahead_comes_first_and_soonest_on_top(session, as_, people):
    titled(session, people, "Later", starts_on=FAR + timedelta(days=9))
    titled(session, people, "Soon")
    titled(session, people, "Over", starts_on=LONG_AGO)
    assert listed(as_("viewer").page("delegations.index")) == ["Soon", "Later"]


def test_a_visit_under_way_stays_until_it_is_closed(session, as_, people):
    delegation = titled(session, people, "Not closed", starts_on=LONG_AGO)
    for move in (DelegationMove.PLAN, DelegationMove.CONFIRM, DelegationMove.BEGIN):
        actions.move(session, delegation, move, today=LONG_AGO)
    session.commit()
    assert listed(as_("viewer").page("delegations.index")) == ["Not closed"]
    actions.move(session, delegation, DelegationMove.CLOSE, today=LONG_AGO)
    session.commit()
    assert listed(as_("viewer").page("delegations.index")) == []


def test_what_is_cancelled_leaves_the_first_view(session, as_, people):
    delegation = titled(session, people, "Off")
    actions.move(session, delegation, DelegationMove.CANCEL, today=FAR)
    session.commit()
    browser = as_("viewer")
    assert listed(browser.page("delegations.index")) == []
    assert listed(browser.page("delegations.index", state="cancelled")) == ["Off"]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("past", ["Spring", "Winter"]),
        ("2024", ["Spring"]),
        ("2023", ["Winter"]),
        ("all", ["Ahead", "Spring", "Winter"]),
        ("upcoming", ["Ahead"]),
        ("nonsense", ["Ahead"]),
    ],
)
def test_periods_show_the_latest_first(session, as_, people, period, found):
    titled(session, people, "Winter", starts_on=date(2023, 1, 9))
    titled(session, people, "Spring", starts_on=LONG_AGO)
    titled(session, people, "Ahead")
    assert listed(as_("viewer").page("delegations.index", period=period)) == found


@pytest.mark.parametrize(
    "words",
    ["riy", "2099-001", "2099 riyadh", "ministry", "minis riy", "saudi", "사우디", "riyadh saudi"],
)
def test_it_is_found_by_code_title_body_or_country(session, as_, people, words):
    body = a_body(session, "Ministry of Municipalities")
    titled(session, people, "Riyadh water group", bodies=[body.id])
    countries = [{"country": "JO", "planned": 4}]
    titled(session, people, "Amman transport group", countries=countries)
    page = as_("viewer").page("delegations.index", words=words)
    assert listed(page) == ["Riyadh water group"]


def test_it_is_found_by_our_own_name_of_a_country(session, as_, people):
    name = CountryName(code="XB-1", short=Translated(en="Other participant"), official=Translated())
    session.add(name)
    titled(session, people, "Guests", countries=[{"country": "XB-1", "planned": 2}])
    page = as_("viewer").page("delegations.index", words="partic")
    assert listed(page) == ["Guests"]
    assert page.all("main tbody td")[1] == "Other participant"


def test_words_that_nothing_has_find_nothing(session, as_, people):
    titled(session, people, "Riyadh")
    page = as_("viewer").page("delegations.index", words="riyadh zzz")
    assert listed(page) == []
    assert page.all(".empty h2") == ["No delegation matches."]


def test_filters_narrow_together(session, as_, people):
    titled(session, people, "Hers", lead_id=people["colleague"].id)
    titled(
        session,
        people,
        "Deputy",
        lead_id=people["colleague"].id,
        deputy_id=people["coordinator"].id,
    )
    titled(session, people, "Mine", countries=[{"country": "JO", "planned": 4}])
    browser = as_("coordinator")
    assert listed(browser.page("delegations.index", mine="y")) == ["Deputy", "Mine"]
    assert listed(browser.page("delegations.index", mine="y", country="JO")) == ["Mine"]


def test_a_row_says_who_comes_when_and_how_many(session, as_, people):
    countries = [{"country": code, "planned": 3} for code in ("SA", "JO", "EG", "MA", "TN")]
    titled(session, people, "Arab cities", countries=countries, ends_on=FAR + timedelta(days=1))
    row = as_("viewer").page("delegations.index").all("main tbody td")
    assert row == [
        "Mon, Mar 2 – Tue, Mar 3, 2099",
        "Saudi Arabia , Jordan , Egypt and 2 other countries",
        "15",
        "Kim Haneul",
        "Newly opened",
    ]


def test_without_any_visit_the_list_says_how_to_begin(as_):
    page = as_("coordinator").page("delegations.index")
    assert page.all(".empty h2") == ["No visit is ahead."]
    assert page.all(".empty a") == ["Open a delegation"]
    assert as_("viewer").page("delegations.index").all(".empty a") == []


def test_it_turns_pages_both_ways(session, as_, people):
    for number in range(30):
        titled(session, people, f"Visit {number:02}", starts_on=FAR + timedelta(days=number))
    first = as_("viewer").page("delegations.index")
    second = first.click("Next")
    assert listed(second) == [f"Visit {number}" for number in range(25, 30)]
    assert listed(second.click("Previous")) == listed(first)


@pytest.mark.parametrize("many", [1, 25])
def test_a_list_of_many_costs_what_a_list_of_one_costs(session, as_, people, queries_of, many):
    for number in range(many):
        body = a_body(session, f"Body {number}")
        countries = [{"country": code, "planned": 3} for code in ("SA", "JO")]
        titled(session, people, f"Visit {number}", bodies=[body.id], countries=countries)
    browser = as_("viewer")
    browser.page("delegations.index")
    assert queries_of(lambda: browser.page("delegations.index")) == 6


def test_today_is_the_day_in_the_city(session, as_, people, app):
    today = now().astimezone(app.config["ZONE"]).date()
    titled(session, people, "Yesterday", starts_on=today - timedelta(days=1))
    titled(session, people, "Today", starts_on=today)
    assert listed(as_("viewer").page("delegations.index")) == ["Today"]
