"""The figures' page: a period's numbers, or none."""

import pytest


def test_a_period_has_its_figures(session, as_):
    page = as_("viewer").page("statistics.show", first="2026-01-01", last="2026-06-30")
    assert page.has(".figures")
    assert page.has("main .lead")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"first": "2026-12-01", "last": "2026-01-01"},
            {"last": ["The period ends before it begins."]},
        ),
        ({"first": "no day"}, {"first": ["Not a valid date value."]}),
    ],
)
def test_what_is_no_period_has_no_figures(session, as_, typed, said):
    page = as_("viewer").page("statistics.show", status=422, **typed)
    assert page.errors == said
    assert page.all(".error-summary h2") == ["Please check the following."]
    assert not page.has(".figures, .lead, table, .empty")
    assert page.has(".chips a")
