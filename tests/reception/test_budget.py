"""The budget of a visit: planned against spent, and nothing lost on bad input."""

import pytest

from tests.factories import AT, a_delegation
from visits.reception import actions, queries
from visits.reception.models import BudgetLine
from visits.reception.rules import Totals, totals


def line(label, planned, spent=None, note="", line_id=""):
    return {"id": line_id, "label": label, "planned": planned, "spent": spent, "note": note}


def written(session, delegation, *lines):
    row = queries.the_budget(session, delegation)
    actions.write_budget(session, row, lines, by=delegation.lead, at=AT)


def lines_of(session, delegation):
    session.expire_all()
    rows = queries.budget_of(session, delegation.id)
    return [(row.label, row.planned, row.spent, row.note) for row in rows]


@pytest.fixture
def delegation(session):
    return a_delegation(session)


def test_sums_are_of_what_is_known():
    rows = [BudgetLine(planned=300, spent=320), BudgetLine(planned=200, spent=None)]
    assert totals(rows) == Totals(planned=500, spent=320, unspent=1)
    assert totals(rows).left == 180
    assert [row.is_over for row in rows] == [True, False]


def test_a_line_that_stays_keeps_its_row(session, delegation):
    written(session, delegation, line("Lunch", 300_000), line("Gifts", 100_000))
    lunch, gifts = queries.budget_of(session, delegation.id)
    written(
        session,
        delegation,
        line("Gifts", 120_000, 110_000, "Books", str(gifts.id)),
        line("Bus", 450_000),
    )
    assert lines_of(session, delegation) == [
        ("Gifts", 120_000, 110_000, "Books"),
        ("Bus", 450_000, None, ""),
    ]
    assert queries.budget_of(session, delegation.id)[0].id == gifts.id
    assert session.get(BudgetLine, lunch.id) is None


# -- pages -----------------------------------------------------------------------------------------


def filled(page, *rows):
    """What a browser would send: the page has a row for each after pressing the button."""
    for _ in rows[len(page.soup.select(".rows > li")) :]:
        page = page.submit(status=200, add="lines")
    typed = {
        f"lines-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in zip(("label", "planned", "spent", "note"), row, strict=True)
    }
    return page, typed


def test_amounts_are_typed_as_people_write_them(session, as_, delegation):
    page = as_("coordinator").page("reception.edit_budget", code=delegation.code)
    page, typed = filled(page, ("Lunch", "12,000원", "1만 2천", ""), ("Bus", "450000", "", "Own"))
    page = page.submit(**typed).follow()
    assert lines_of(session, delegation) == [
        ("Lunch", 12_000, 12_000, ""),
        ("Bus", 450_000, None, "Own"),
    ]
    assert page.all(".facts dd") == [
        "462,000 won",
        "12,000 won 1 line is not settled yet.",
        "450,000 won",
    ]


def test_a_bad_amount_is_named_with_its_line_and_nothing_is_lost(session, as_, delegation):
    page = as_("coordinator").page("reception.edit_budget", code=delegation.code)
    page, typed = filled(page, ("Lunch", "300,000", "", "Halal"), ("Bus", "abc", "-5", ""))
    page = page.submit(status=422, **typed)
    assert page.all(".error-summary li") == [
        "Budget lines 2, Planned: Enter an amount in whole won, such as 12,000.",
        "Budget lines 2, Spent: Enter an amount in whole won, such as 12,000.",
    ]
    values = [str(field["value"]) for field in page.soup.select(".rows input[type=text]")]
    assert values == ["Lunch", "300,000", "", "Halal", "Bus", "abc", "-5", ""]
    assert lines_of(session, delegation) == []


def test_a_line_without_words_is_none_and_one_without_amount_is_named(session, as_, delegation):
    page = as_("coordinator").page("reception.edit_budget", code=delegation.code)
    page, typed = filled(page, ("", "", "", ""), ("Gifts", "", "", ""))
    page = page.submit(status=422, **typed)
    assert page.all(".error-summary li") == ["Budget lines 1, Planned: This field is required."]


def test_two_officers_lose_nothing(session, as_, delegation):
    written(session, delegation, line("Lunch", 300_000))
    session.commit()
    mine = as_("coordinator").page("reception.edit_budget", code=delegation.code)
    theirs = as_("colleague").page("reception.edit_budget", code=delegation.code)
    theirs.submit(**{"lines-0-spent": "310,000"})
    page = mine.submit(status=409, **{"lines-0-planned": "280,000"})
    assert "310,000" in page.text
    assert lines_of(session, delegation) == [("Lunch", 300_000, 310_000, "")]


def test_spending_beyond_the_plan_is_seen(session, as_, delegation):
    written(session, delegation, line("Lunch", 300_000, 320_000))
    page = as_("viewer").page("reception.budget", code=delegation.code)
    assert page.all(".facts .badge-danger") == ["20,000 won"]
    assert page.all("tbody .badge") == ["More than planned"]


def test_an_empty_budget_says_so(as_, delegation):
    assert as_("viewer").page("reception.budget", code=delegation.code).has(".empty")
