"""What a list must hold, what the site was told, and what follows from the difference."""

from datetime import UTC, date, datetime

from tests.factories import wall
from visits.access_lists.rules import (
    Difference,
    ListState,
    Sent,
    Wanted,
    difference,
    link_ends,
    state_of,
    wanted_of,
)
from visits.identity.rules import Demand, Known
from visits.kit.translated import Translated
from visits.sites.rules import IdentityField

F = IdentityField
ALL = frozenset({F.PASSPORT_NUMBER, F.NATIONALITY})
READY = Known(ALL, frozenset({1}))


def demand(fields=ALL, delegates=None, first="10:00", last="11:00") -> Demand:
    return Demand(
        stop_uid="1@visits",
        site_id=1,
        site_name=Translated(en="Control centre"),
        fields=frozenset(fields),
        delegates=delegates,
        starts=wall(first),
        ends=wall(last),
        due=date(2099, 2, 26),
    )


def sent(people, fields=ALL, first="10:00", last="11:00") -> Sent:
    return Sent(people, wall(first), wall(last), frozenset(fields))


def test_only_people_of_whom_nothing_is_missing_are_ready():
    known = {1: READY, 2: Known(frozenset({F.NATIONALITY}), frozenset({1})), 3: READY}
    wanted = wanted_of(demand(), known, {1: "a", 3: "c"}, announced=4)
    assert wanted == Wanted(
        demand(), {1: "a", 3: "c"}, {2: frozenset({F.PASSPORT_NUMBER})}, unnamed=1
    )
    assert (wanted.missing, wanted.is_complete) == (2, False)


def test_a_list_of_names_is_ready_with_the_roster():
    wanted = wanted_of(demand(fields=()), {1: Known(), 2: Known()}, {1: "a"}, announced=2)
    assert wanted.ready == {1: "", 2: ""}
    assert wanted.is_complete


def test_of_a_subgroup_only_its_members_are_on_the_list():
    wanted = wanted_of(demand(delegates=frozenset({2})), {1: READY, 2: READY}, {}, announced=9)
    assert (set(wanted.ready), wanted.unnamed) == ({2}, 0)


def test_who_is_new_who_does_not_come_and_whose_data_are_others():
    wanted = Wanted(demand(), {1: "a", 2: "new", 4: "d"})
    assert difference(sent({1: "a", 2: "old", 3: "c"}), wanted) == Difference(
        added=frozenset({4}), removed=frozenset({3}), replaced=frozenset({2})
    )


def test_the_site_must_be_told_at_once_of_another_time_and_of_who_does_not_come():
    wanted = Wanted(demand(), {1: "a"})
    assert difference(sent({1: "a"}, first="9:00"), wanted).must_be_told
    assert difference(sent({1: "a", 2: "b"}), wanted).must_be_told
    assert not difference(sent({}), wanted).must_be_told
    assert not difference(sent({1: "other"}), wanted).must_be_told


def test_the_states_of_a_list():
    whole, part = Wanted(demand(), {1: "a"}), Wanted(demand(), {1: "a"}, unnamed=1)
    assert state_of(None, part) is ListState.INCOMPLETE
    assert state_of(None, whole) is ListState.READY
    assert state_of(sent({1: "a"}), whole) is ListState.DELIVERED
    assert state_of(sent({1: "a"}), part) is ListState.PARTLY
    assert state_of(sent({1: "b"}), whole) is ListState.OUTDATED
    assert state_of(sent({1: "a"}, fields=(F.NATIONALITY,)), whole) is ListState.OUTDATED
    assert state_of(sent({1: "a"}), None) is ListState.WITHDRAWN


def test_a_link_opens_for_72_hours_and_until_the_stop_is_over():
    made_at = datetime(2026, 11, 20, 1, tzinfo=UTC)
    three_days = datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert link_ends(made_at, datetime(2026, 11, 21, 2, tzinfo=UTC)) == three_days
    later = datetime(2026, 12, 2, 2, tzinfo=UTC)
    assert link_ends(made_at, later) == later
