"""Gifts: entered with a visit, found in the register, taken along as a table."""

from datetime import date

import pytest

from tests.factories import TUESDAY, a_delegation
from visits.kit.sheets.reading import read
from visits.outcomes.models import Gift
from visits.outcomes.rules import Currency, GiftDirection, ReportState


def gifts(session) -> list[Gift]:
    session.expire_all()
    return list(session.query(Gift).order_by(Gift.id))


def titles(page) -> list[str]:
    return page.all("tbody th > bdi")


def test_a_gift_is_entered_with_the_visit(as_, session, delegation):
    page = as_("coordinator").page("outcomes.add_gift", code=delegation.code)
    done = page.submit(
        item="Silver plate",
        direction="received",
        counterpart="Head of delegation",
        our_side="Mayor",
        value="120.00",
        currency="USD",
        dated_on="2099-03-03",
    ).follow()
    (gift,) = gifts(session)
    assert (gift.item, gift.value, gift.currency) == ("Silver plate", 120, Currency.USD)
    assert gift.report_state is ReportState.DUE
    assert "To be reported" in done.text
    assert "US$120" in done.text


@pytest.mark.parametrize(
    ("typed", "state"),
    [("99", ReportState.NONE), ("100", ReportState.DUE), ("100.00", ReportState.DUE)],
)
def test_a_gift_of_a_hundred_dollars_is_reported(as_, session, delegation, typed, state):
    page = as_("coordinator").page("outcomes.add_gift", code=delegation.code)
    page.submit(item="Pen", direction="received", value=typed, currency="USD").follow()
    assert gifts(session)[0].report_state is state


def test_what_it_is_worth_may_be_unknown(as_, session, delegation):
    page = as_("coordinator").page("outcomes.add_gift", code=delegation.code)
    done = page.submit(item="Scroll", direction="received").follow()
    assert gifts(session)[0].value is None
    assert "To be valued" in done.text


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"item": ""}, {"item": ["This field is required."]}),
        ({"value": "much"}, {"value": ["Enter an amount such as 120,000."]}),
        ({"value": "-1"}, {"value": ["Enter an amount such as 120,000."]}),
        ({"value": "9" * 30}, {"value": ["Enter an amount such as 120,000."]}),
        ({"value": "99.99"}, {"value": ["Leave out what stands behind the point: 99 for 99.99."]}),
        ({"value": "100.01"}, {"value": ["Leave out what stands behind the point: 99 for 99.99."]}),
        ({"value": "NaN"}, {"value": ["Enter an amount such as 120,000."]}),
        ({"reported_on": "2199-01-01"}, {"reported_on": ["This day has not come yet."]}),
        (
            {"reported_on": "2024-03-05", "direction": "given"},
            {"reported_on": ["Only what we received is reported."]},
        ),
    ],
)
def test_what_cannot_be_is_said_in_place(as_, session, delegation, typed, errors):
    page = as_("coordinator").page("outcomes.add_gift", code=delegation.code)
    page = page.submit(status=422, **{"item": "Vase", "direction": "received", **typed})
    assert page.errors == errors
    assert gifts(session) == []


def test_a_report_is_noted_with_its_number(as_, session, given):
    gift = given(value=300_000)
    page = as_("coordinator").page("outcomes.edit_gift", number=gift.id)
    assert page.one("[name=value]")["value"] == "300,000"
    page.submit(reported_on="2024-03-05", report_number="감사-12").follow()
    (gift,) = gifts(session)
    assert (gift.report_state, gift.report_number) == (ReportState.REPORTED, "감사-12")


def test_a_stale_form_shows_both_versions(as_, given):
    gift = given()
    opened = [
        as_(who).page("outcomes.edit_gift", number=gift.id) for who in ("coordinator", "colleague")
    ]
    opened[0].submit(item="Large vase")
    assert "Large vase" in opened[1].submit(item="Small vase", status=409).text


def test_a_mistake_is_deleted(as_, session, given):
    page = as_("coordinator").page("outcomes.remove_gift", number=given().id)
    page.submit().follow()
    assert gifts(session) == []


def test_the_register_is_filtered_over_all_years(as_, session, given):
    given(item="Vase", value=300_000)
    given(item="Tea", value=20_000, dated_on=date(2098, 5, 1), of=a_delegation(session))
    given(item="Scroll")
    given(item="Bowl", direction=GiftDirection.GIVEN, value=50_000)
    browser = as_("viewer")
    for query, found in [
        ({}, ["Bowl", "Scroll", "Vase", "Tea"]),
        ({"year": "2098"}, ["Tea"]),
        ({"direction": "given"}, ["Bowl"]),
        ({"report": "due"}, ["Vase"]),
        ({"report": "unvalued"}, ["Scroll"]),
        ({"year": "1066", "direction": "x", "report": "y"}, ["Bowl", "Scroll", "Vase", "Tea"]),
        ({"report": "reported"}, []),
    ]:
        assert titles(browser.page("outcomes.gifts", **query)) == found, query


def test_the_register_comes_in_pages(as_, given):
    for number in range(26):
        given(item=f"Gift {number}")
    page = as_("viewer").page("outcomes.gifts")
    assert len(titles(page)) == 25
    assert titles(page.click("Next")) == ["Gift 0"]


def test_the_register_is_taken_along_without_names(as_, delegation, given):
    given(item="=cmd|'/c calc'!A1", value=300_000, person="SENTINEL-4711", notes="SENTINEL-4711")
    given(item="Bowl", direction=GiftDirection.GIVEN)
    browser = as_("viewer")
    address = browser.url("outcomes.gift_register", direction="received")
    answer = browser.fetch("GET", address)
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert b"SENTINEL-4711" not in answer.data
    header, row = read(answer.data).rows
    assert header.cells[:2] == ("Date", "Delegation")
    assert [str(cell) for cell in row.cells][:9] == [
        str(TUESDAY),
        delegation.code,
        delegation.title.to("en"),
        "Received",
        "=cmd|'/c calc'!A1",
        "",
        "",
        "300000",
        "KRW",
    ]


def test_names_of_givers_are_for_who_sees_people(as_, delegation, given):
    given(person="SENTINEL-4711")
    seen = {"code": delegation.code}
    assert "SENTINEL-4711" not in as_("viewer").page("outcomes.gifts_of", **seen).text
    assert "SENTINEL-4711" not in as_("viewer").page("outcomes.gifts").text
    assert "SENTINEL-4711" in as_("coordinator").page("outcomes.gifts_of", **seen).text
    as_("viewer").page("outcomes.add_gift", **seen, status=403)
