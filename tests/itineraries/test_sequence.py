"""The numbers under which stops become known: pure, over plain rows."""

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import pytest

from tests.factories import TUESDAY, wall
from visits.conflicts.rules import StopKind
from visits.itineraries.rules import PublishedState, Scope
from visits.itineraries.sequence import Told, content, is_known, live, named, step, without
from visits.kit.translated import Translated

P = PublishedState
HERE, THERE = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRow(Told):
    sequence: int
    scope: Scope = Scope.ASK


def told(state=P.TENTATIVE, first="10:00", site=HERE, **said):
    given = {"kind": StopKind.SITE_VISIT, "end_site_id": None, "place": Translated()}
    span = {"starts": wall(first), "ends": wall("16:00", TUESDAY)}
    return Told(**{"state": state, "site_id": site, **given, **span, **said})


def row(said, number, scope=Scope.ASK, **other):
    facts = {name: getattr(said, name) for name in Told.__slots__}
    return PlainRow(**{**facts, "sequence": number, "scope": scope, **other})


def after(rows, said):
    """The rows as publishing would leave them."""
    known = live(rows)
    done = step(rows, said)
    left = [
        row(known, done.left_number, Scope.LEFT, state=P.CANCELLED, **only(one))
        for one in sorted(done.left)
    ]
    return [*rows, *left, *([row(said, done.number)] if done.is_new else [])]


def only(one):
    """A tombstone names whoever lost the stop, and nobody else."""
    kind, number = one
    return {
        "person_ids": (number,) if kind == "person" else (),
        "vehicle_ids": (number,) if kind == "vehicle" else (),
    }


def numbers(*said):
    rows = []
    for one in said:
        rows = after(rows, one)
    return [(one.sequence, one.state.value, one.scope.value) for one in rows]


def test_the_first_number_is_0():
    assert numbers(told()) == [(0, "tentative", "ask")]


@pytest.mark.parametrize(
    "other",
    [
        told(P.CONFIRMED),
        told(first="10:30"),
        told(ends=wall("15:00")),
        told(end_site_id=9),
        told(place=Translated(en="Room 2")),
    ],
    ids=["status", "start", "end", "end place", "place"],
)
def test_it_rises_by_one_with_status_start_end_and_place(other):
    assert [one[0] for one in numbers(told(), other)] == [0, 1]


def test_what_is_told_again_is_not_told_twice():
    assert numbers(told(), told()) == [(0, "tentative", "ask")]


def test_undoing_a_change_raises_it_too():
    assert [one[0] for one in numbers(told(), told(first="11:00"), told())] == [0, 1, 2]


def test_another_site_leaves_a_tombstone_at_the_first():
    assert numbers(told(), told(site=THERE)) == [
        (0, "tentative", "ask"),
        (1, "cancelled", "left"),
        (1, "tentative", "ask"),
    ]


def test_a_site_that_gets_a_stop_back_sees_a_higher_number_than_that_of_its_tombstone():
    rows = after(after(after([], told()), told(site=THERE)), told())
    assert [one.sequence for one in rows if ("site", "1") in named(one)] == [0, 1, 2]


def test_another_interpreter_does_not_raise_the_number_of_the_host():
    first, second = told(person_ids=("7",)), told(person_ids=("8",))
    assert numbers(first, second) == [
        (0, "tentative", "ask"),
        (1, "cancelled", "left"),
        (0, "tentative", "ask"),
    ]


def test_an_interpreter_who_returns_sees_a_higher_number_than_that_of_the_tombstone():
    first, second = told(person_ids=("7",)), told(person_ids=("8",))
    rows = after(after(after([], first), second), first)
    assert [one.sequence for one in rows if ("person", "7") in named(one)] == [0, 1, 2]


def test_a_cancelled_stop_leaves_no_tombstones_beside_its_cancellation():
    served = told(person_ids=("7",), vehicle_ids=("3",))
    cancelled = replace(served, state=P.CANCELLED)
    assert numbers(served, cancelled) == [(0, "tentative", "ask"), (1, "cancelled", "ask")]


def test_a_tombstone_of_people_is_not_the_sites():
    gone = row(told(person_ids=("7",)), 1, Scope.LEFT)
    assert named(gone) == {("person", "7")}
    assert named(row(told(), 1, Scope.LEFT)) == {("site", "1")}


def test_what_is_cancelled_is_known_to_nobody():
    assert not is_known([])
    assert is_known([row(told(), 0)])
    assert not is_known([row(told(P.CANCELLED), 1)])


STATES = (P.TENTATIVE, P.CONFIRMED, P.CANCELLED)


def a_change(said, random):
    """Any one thing about the stop becomes other than it was."""
    changes = {
        "state": random.choice(STATES),
        "starts": wall(random.choice(("9:00", "10:00", "11:00"))),
        "site_id": random.choice((HERE, THERE, None)),
        "person_ids": random.choice((("7",), ("8",), ("7", "8"), ())),
        "vehicle_ids": random.choice((("3",), ())),
    }
    name = random.choice(sorted(changes))
    return replace(said, **{name: changes[name]})


@pytest.mark.parametrize("seed", range(20))
def test_in_no_calendar_does_a_number_fall_or_a_change_go_without_one(seed, scaled):
    """Every calendar, after any story: a shown change of content has a higher number."""
    random = Random(seed)  # noqa: S311 (a fixed story)
    for _ in range(scaled(500)):
        said, rows = told(), []
        for _ in range(12):
            said = a_change(said, random)
            if said.state is P.CANCELLED and not is_known(rows):
                continue
            known = live(rows)
            if said.state is P.CANCELLED and known is not None:
                said = replace(said, **shown_by(known))
            rows = after(rows, said)
        for one in {name for entry in rows for name in named(entry)}:
            shown = [entry for entry in rows if one in named(entry)]
            for earlier, later in pairwise(shown):
                assert later.sequence >= earlier.sequence
                changed = content(earlier) != content(later)
                assert (later.sequence > earlier.sequence) or not changed
        holders = named(said) if is_known(rows) else frozenset()
        assert holders.isdisjoint(without(rows))


def shown_by(known):
    """A cancellation repeats what was known."""
    names = ("starts", "site_id", "person_ids", "vehicle_ids")
    return {name: getattr(known, name) for name in names}
