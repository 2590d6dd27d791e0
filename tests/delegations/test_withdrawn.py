"""Who is on lists that were sent does not vanish: they are kept as withdrawn."""

import pytest

from tests.delegations.cast import a_delegate, a_delegation
from tests.factories import AT, a_stop, an_itinerary
from visits.delegations import actions, queries
from visits.itineraries import actions as itineraries
from visits.kit.translated import Translated


@pytest.fixture
def delegation(session, people):
    return a_delegation(session, people, own_interpreter=True)


@pytest.fixture
def listed(session, app, delegation):
    """A delegate whose subgroup a release names, one who is on no list, and another listed one."""
    one, other, last = (
        a_delegate(session, delegation, name) for name in ("Listed", "Free", "Last")
    )
    members = [one.id, last.id]
    party = actions.add_party(session, delegation, name=Translated(en="A"), members=members)
    itinerary = an_itinerary(session, delegation)
    a_stop(session, itinerary, party_id=party.id)
    itineraries.release(
        session,
        itinerary,
        note=Translated(),
        by=delegation.lead,
        at=AT,
        links=app.extensions["links"],
        keep_days=30,
    )
    session.commit()
    return one, other, last


def names(rows):
    return [(row.precedence, row.given_name) for row in rows]


def test_who_is_on_no_list_is_deleted(session, as_, delegation, listed):
    page = as_("coordinator").page(
        "delegations.remove_delegate", code=delegation.code, number=listed[1].id
    )
    page.submit()
    assert names(queries.roster(session, delegation)) == [(1, "Listed"), (2, "Last")]
    assert queries.withdrawn(session, delegation) == []


def test_who_is_on_a_list_is_kept_as_withdrawn_and_can_come_back(session, as_, delegation, listed):
    browser = as_("coordinator")
    page = browser.page("delegations.remove_delegate", code=delegation.code, number=listed[0].id)
    page = page.submit().follow()
    assert page.all(".flashes") == [
        "The delegate is kept as withdrawn, because lists that were sent name them. The others moved up."
    ]
    assert names(queries.roster(session, delegation)) == [(1, "Free"), (2, "Last")]
    assert names(queries.withdrawn(session, delegation)) == [(0, "Listed")]
    assert queries.parties(session, delegation)[0].member_ids == {listed[2].id}
    page.click("Is coming after all").submit().follow()
    assert names(queries.roster(session, delegation)) == [
        (1, "Free"),
        (2, "Last"),
        (3, "Listed"),
    ]


def test_who_withdrew_is_no_page_of_the_roster(as_, session, delegation, listed):
    actions.remove_delegate(session, delegation, listed[0], at=AT)
    browser = as_("coordinator")
    for step in ("edit_delegate", "replace_delegate", "remove_delegate", "place"):
        browser.page(f"delegations.{step}", code=delegation.code, number=listed[0].id, status=404)
    browser.page(
        "delegations.return_delegate", code=delegation.code, number=listed[1].id, status=404
    )


def test_a_successor_takes_over_while_the_former_is_kept(session, as_, delegation, listed):
    page = as_("coordinator").page(
        "delegations.replace_delegate", code=delegation.code, number=listed[0].id
    )
    page.submit(given_name="New")
    assert names(queries.roster(session, delegation)) == [
        (1, "New"),
        (2, "Free"),
        (3, "Last"),
    ]
    assert names(queries.withdrawn(session, delegation)) == [(0, "Listed")]


def test_the_last_of_a_subgroup_with_stops_is_not_removed(session, as_, delegation, listed):
    actions.remove_delegate(session, delegation, listed[0], at=AT)
    page = as_("coordinator").page(
        "delegations.remove_delegate", code=delegation.code, number=listed[2].id
    )
    page = page.submit(status=422)
    assert page.all(".error-summary li") == [
        "This cannot be deleted, because it is in use.",
        "Stops: 1",
    ]
