"""What an officer must do, from plain facts."""

from datetime import date, timedelta

import pytest

from visits.home.rules import Due, Task, VisitFacts, due

TODAY = date(2026, 11, 23)
GOOD = {
    "starts_on": TODAY + timedelta(days=3),
    "ends_on": TODAY + timedelta(days=4),
    "is_sure": True,
    "has_stops": True,
    "is_released": True,
    "has_changes": False,
    "clashes": 0,
    "hindrances": 0,
}


def tasks(**changes) -> tuple[Due, ...]:
    return due(VisitFacts(**{**GOOD, **changes}), TODAY)


def test_a_visit_in_order_asks_for_nothing():
    assert tasks() == ()


def test_a_visit_without_stops_is_to_be_planned():
    assert tasks(has_stops=False, is_released=False) == (Due(Task.PLAN, is_urgent=True),)


@pytest.mark.parametrize(("days", "is_urgent"), [(7, True), (8, False)])
def test_what_is_near_is_urgent(days, is_urgent):
    start = TODAY + timedelta(days=days)
    assert tasks(starts_on=start, ends_on=start, is_released=False) == (
        Due(Task.RELEASE, is_urgent=is_urgent),
    )


def test_changes_since_the_release_are_to_be_released():
    assert tasks(has_changes=True) == (Due(Task.RELEASE_CHANGES, is_urgent=True),)


def test_clashes_come_first():
    assert tasks(clashes=2, hindrances=1) == (
        Due(Task.MEND_CLASHES, is_urgent=True, count=2),
        Due(Task.MEND_FINDINGS, is_urgent=True, count=1),
    )


def test_what_is_over_is_only_to_be_closed():
    yesterday = TODAY - timedelta(days=1)
    assert tasks(ends_on=yesterday, clashes=3, has_changes=True) == (
        Due(Task.CLOSE, is_urgent=True),
    )


def test_what_is_over_and_was_never_confirmed_is_to_be_decided():
    """There is no move from a draft to its close."""
    yesterday = TODAY - timedelta(days=1)
    assert tasks(ends_on=yesterday, is_sure=False) == (Due(Task.DECIDE, is_urgent=True),)


def test_questions_of_guests_wait_for_an_officer():
    assert tasks(questions=2) == (Due(Task.LOOK_AT_QUESTIONS, is_urgent=True, count=2),)
