"""Where the stops of a day go when the day is shifted, or its gaps are closed."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import SEOUL, TUESDAY, wall
from visits.conflicts.rules import Calendar
from visits.kit.interval import Interval
from visits.planner.rules.shifting import Piece, Stays, Way, compacted, shifted

DAY = Calendar(SEOUL).whole_day(TUESDAY)


def a_piece(uid, first, last, **said):
    return Piece(uid, Interval(wall(first), wall(last)), **said)


def times(found):
    """Wall times by uid, and why a stop stays."""
    return {
        one.piece.uid: (
            f"{one.now.start.astimezone(SEOUL):%H:%M}",
            f"{one.now.end.astimezone(SEOUL):%H:%M}",
            one.stays,
        )
        for one in found
    }


def later(minutes, *pieces, since="10:00"):
    by = timedelta(minutes=minutes)
    return times(shifted(pieces, since=wall(since), by=by, day=DAY))


# -- by minutes ------------------------------------------------------------------------------------


def test_everything_from_the_stop_on_moves_and_what_was_before_stays():
    found = later(
        10,
        a_piece("a", "9:00", "9:40"),
        a_piece("b", "10:00", "11:00"),
        a_piece("c", "11:00", "12:00"),
    )
    assert found == {"b": ("10:10", "11:10", None), "c": ("11:10", "12:10", None)}


def test_a_pinned_stop_keeps_its_time_and_those_behind_it_move_on():
    found = later(
        20,
        a_piece("a", "10:00", "11:00"),
        a_piece("lunch", "12:00", "13:00", is_pinned=True),
        a_piece("b", "14:00", "15:00"),
    )
    assert found == {
        "a": ("10:20", "11:20", None),
        "lunch": ("12:00", "13:00", Stays.PINNED),
        "b": ("14:20", "15:20", None),
    }


def test_a_stop_that_would_run_into_a_pinned_one_stays_and_holds_those_before_it():
    found = later(
        30,
        a_piece("a", "10:00", "10:45"),
        a_piece("b", "11:00", "11:45"),
        a_piece("lunch", "12:00", "13:00", is_pinned=True),
    )
    assert found == {
        "a": ("10:00", "10:45", Stays.HELD),
        "b": ("11:00", "11:45", Stays.HELD),
        "lunch": ("12:00", "13:00", Stays.PINNED),
    }


def test_nothing_moves_into_what_came_before_or_over_midnight():
    found = later(-20, a_piece("early", "9:00", "9:50"), a_piece("a", "10:00", "11:00"))
    assert found == {"a": ("10:00", "11:00", Stays.HELD)}
    found = later(60, a_piece("dinner", "21:00", "23:30"))
    assert found == {"dinner": ("21:00", "23:30", Stays.OVER_MIDNIGHT)}


def test_subgroups_run_beside_each_other():
    one, other = frozenset({1}), frozenset({2})
    found = later(
        30,
        a_piece("a", "10:00", "11:00", party=one),
        a_piece("theirs", "11:15", "12:00", party=other, is_pinned=True),
    )
    assert found["a"] == ("10:30", "11:30", None)


# -- together --------------------------------------------------------------------------------------


def test_gaps_close_to_what_the_ways_take_at_full_five_minutes():
    found = compacted(
        [
            a_piece("a", "10:00", "11:00"),
            a_piece("b", "11:40", "12:20"),
            a_piece("lunch", "13:00", "14:00", is_pinned=True),
            a_piece("c", "15:00", "16:00"),
        ],
        since=wall("10:00"),
        ways=[
            Way("a", "b", timedelta(minutes=17)),
            Way("b", "lunch", timedelta(minutes=10)),
            Way("lunch", "c", timedelta(minutes=25)),
        ],
    )
    assert times(found) == {
        "b": ("11:20", "12:00", None),
        "lunch": ("13:00", "14:00", Stays.PINNED),
        "c": ("14:25", "15:25", None),
    }


def test_a_way_that_is_too_short_already_makes_nothing_later():
    found = compacted(
        [a_piece("a", "10:00", "11:00"), a_piece("b", "11:05", "12:00")],
        since=wall("10:00"),
        ways=[Way("a", "b", timedelta(minutes=30))],
    )
    assert times(found) == {"b": ("11:05", "12:00", None)}


# -- whatever the day ------------------------------------------------------------------------------

parties = st.one_of(st.none(), st.frozensets(st.integers(1, 3), min_size=1))


@st.composite
def days(draw):
    """Up to eight stops of a day in steps of five minutes, whoever is at them."""
    spans = draw(
        st.lists(st.tuples(st.integers(0, 250), st.integers(1, 30)), min_size=1, max_size=8)
    )
    start = DAY.start + timedelta(hours=1)
    step = timedelta(minutes=5)
    return [
        Piece(
            f"s{n}",
            Interval(start + first * step, start + (first + length) * step),
            is_pinned=draw(st.booleans()),
            party=draw(parties),
        )
        for n, (first, length) in enumerate(spans)
    ]


def check(pieces, found):
    """Pinned ones stay, the order stays, lengths stay, and nobody is newly at two stops at once."""
    now = {piece.uid: piece.when for piece in pieces} | {one.piece.uid: one.now for one in found}
    for one in found:
        assert one.now.length == one.piece.when.length
        assert not (one.piece.is_pinned and one.is_moved)
    for first in pieces:
        for second in pieces:
            if first.when.start < second.when.start:
                assert now[first.uid].start <= now[second.uid].start
            if first.shares_people(second) and not first.when.overlaps(second.when):
                assert not now[first.uid].overlaps(now[second.uid])


@given(days(), st.integers(-300, 300), st.integers(0, 7))
def test_shifting_never_reorders_never_moves_what_is_pinned_and_never_collides(day, minutes, which):
    since = day[which % len(day)].when.start
    found = shifted(day, since=since, by=timedelta(minutes=minutes), day=DAY)
    assert [one.piece.uid for one in found] == [
        piece.uid
        for piece in sorted(day, key=lambda piece: (piece.when, piece.uid))
        if piece.when.start >= since
    ]
    check(day, found)
    assert all(one.minutes in {0, minutes} for one in found)
    assert all(one.is_moved or one.stays for one in found if minutes)


@given(days(), st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 60))))
def test_closing_gaps_never_reorders_never_moves_what_is_pinned_and_makes_nothing_later(day, legs):
    ordered = sorted(day, key=lambda piece: (piece.when, piece.uid))
    ways = [
        Way(ordered[a].uid, ordered[b].uid, timedelta(minutes=least))
        for a, b, least in legs
        if a < b < len(ordered)
    ]
    found = compacted(day, since=ordered[0].when.start, ways=ways)
    check(day, found)
    assert all(one.minutes <= 0 for one in found)
