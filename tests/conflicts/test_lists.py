"""ACCESS_LIST_INCOMPLETE: a list of visitors that a site demands is complete in time, or the release waits."""

from datetime import date, timedelta

import pytest

from tests.conflicts.cast import SITE, TUESDAY, a_programme, a_site, a_stop, a_world, at, said
from visits.conflicts.rules import Code, GuestFacts, Severity, StopKind, StopStatus

DUE = date(2026, 11, 19)
"""Three working days before the Tuesday."""
FIELDS = frozenset({"passport_number"})
READY = GuestFacts(FIELDS, frozenset({SITE}))


def strict(**facts):
    given = {"list_due_days": 3, "list_fields": FIELDS, "sealed_fields": FIELDS}
    return a_site(**{**given, **facts})


def found(guests, *, on=DUE, site=None, planned=2, **stop):
    """The findings of one stop for guests with ids from 1 on, judged on a day."""
    roster = dict(enumerate(guests, 1))
    programme = a_programme(a_stop(site=SITE, **stop), planned=planned, delegates=len(roster))
    world = a_world(site or strict(), at=at("12:00", on), guests=roster)
    return said(Code.ACCESS_LIST_INCOMPLETE, programme, world)


def test_a_site_that_demands_no_list_never_complains():
    assert found([], site=a_site()) == []


def test_a_complete_list_is_fine():
    assert found([READY, READY]) == []


@pytest.mark.parametrize(
    ("on", "severity", "overdue"),
    [
        (DUE - timedelta(days=30), Severity.WARN, False),
        (DUE, Severity.WARN, False),
        (DUE + timedelta(days=1), Severity.BLOCK_RELEASE, True),
        (TUESDAY - timedelta(days=1), Severity.BLOCK_RELEASE, True),
    ],
)
def test_it_warns_until_the_deadline_and_holds_up_the_release_after_it(on, severity, overdue):
    facts = {
        "site": SITE,
        "missing": 1,
        "people": 2,
        "due": DUE.isoformat(),
        "is_overdue": overdue,
    }
    assert found([READY, GuestFacts()], on=on) == [(severity, "stop", facts)]


def test_whoever_is_announced_and_not_named_is_missing():
    assert found([READY], planned=4)[0][2]["missing"] == 3


def test_a_list_of_names_is_complete_with_the_names():
    site = a_site(list_due_days=3)
    assert found([GuestFacts(), GuestFacts()], site=site) == []
    assert found([GuestFacts()], site=site)[0][2]["missing"] == 1


@pytest.mark.parametrize(
    "guest",
    [GuestFacts(), GuestFacts(FIELDS), GuestFacts(frozenset(), frozenset({SITE}))],
    ids=["nothing", "no consent", "no value"],
)
def test_values_and_the_consent_to_this_site_are_both_needed(guest):
    assert found([READY, guest])[0][2]["missing"] == 1


def test_only_the_party_counts():
    assert found([READY, GuestFacts()], party=frozenset({1})) == []
    assert found([READY, GuestFacts()], party=frozenset({2}))[0][2]["people"] == 1


@pytest.mark.parametrize("status", [StopStatus.IDEA, StopStatus.HOLD])
def test_what_nobody_was_asked_for_only_warns(status):
    late = DUE + timedelta(days=1)
    assert found([], on=late, status=status)[0][0] is Severity.WARN


@pytest.mark.parametrize(
    "stop",
    [{"status": StopStatus.CANCELLED}, {"kind": StopKind.TRANSFER}],
    ids=["cancelled", "passing"],
)
def test_nothing_is_demanded_for_what_visits_nothing(stop):
    assert found([], **stop) == []


def test_what_is_over_is_not_judged_any_more():
    assert found([], on=TUESDAY + timedelta(days=1)) == []
