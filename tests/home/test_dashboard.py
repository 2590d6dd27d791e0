"""The bar above the dashboard: letters that wait for this very officer."""

from datetime import UTC, datetime

import pytest

from tests.factories import a_delegation, today
from visits.delegations.rules import DelegationState
from visits.notifications import actions
from visits.notifications.rules import LetterState
from visits.statistics import actions as statistics

AT = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)


@pytest.fixture
def a_letter(session):
    """`a_letter(delegation, state)`"""

    def make(delegation, state):
        letter = actions.queue(
            session,
            "itineraries.released",
            to="noura@example.org",
            name="Noura",
            language="en",
            about=("delegation", delegation.id),
            key=f"{delegation.id}:{state}",
            facts={},
            at=AT,
        )
        letter.state = state

    return make


def test_only_mine_count_that_failed_or_are_to_be_carried(as_, people, session, a_letter):
    led = a_delegation(session, lead=people["coordinator"])
    deputised = a_delegation(session, deputy=people["coordinator"])
    for delegation in (led, deputised, a_delegation(session)):
        for state in (
            LetterState.FOR_HAND,
            LetterState.FAILED,
            LetterState.SENT,
            LetterState.DRAFT,
        ):
            a_letter(delegation, state)
    page = as_("coordinator").page("home.dashboard")
    assert page.all(".callout-warning") == ["4 letters wait for you. Open the outbox"]
    opened = page.click("Open the outbox")
    assert {row["href"] for row in opened.soup.select("tbody td:nth-of-type(2) a")} == {
        f"/office/delegations/{led.code}",
        f"/office/delegations/{deputised.code}",
    }


def test_letters_of_others_are_no_concern(as_, session, a_letter):
    a_letter(a_delegation(session), LetterState.FAILED)
    assert not as_("colleague").page("home.dashboard").has(".callout-warning")


def test_a_task_stands_before_whoever_may_do_it(as_, people, session):
    day = today()
    a_delegation(session, lead=people["coordinator"], starts_on=day, ends_on=day)
    assert "Plan the programme" in as_("coordinator").page("home.dashboard").text
    seen = as_("viewer").page("home.dashboard")
    assert "Plan the programme" not in seen.text
    assert "To do" not in seen.text


def test_the_year_stands_against_its_target(session, as_):
    day = today()
    facts = {"people": 40, "countries": None, "delegations": None}
    statistics.set_targets(session, day.year, facts)
    a_delegation(session, planned=30, starts_on=day, ends_on=day, state=DelegationState.CONFIRMED)
    page = as_("viewer").page("home.dashboard")
    assert page.all(".figure-note")[-2:] == [
        "0 in the same days of last year · 75% of the target",
        "0 in the same days of last year",
    ]
