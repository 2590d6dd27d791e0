"""How stops stand and how late they will be, from plans and taps in plain values."""

from datetime import datetime, timedelta

import pytest

from tests.escorting.test_taps import a_tap
from tests.factories import wall
from visits.escorting.rules import Live, Merge, Planned, StopState, TapKind, Today, today_of

T, S = TapKind, StopState

FIRST = Planned(uid="a", starts=wall("10:00"), ends=wall("11:00"))
SECOND = Planned(uid="b", starts=wall("11:30"), ends=wall("12:30"), needed=25)
LUNCH = Planned(uid="c", starts=wall("13:30"), ends=wall("14:30"), needed=10)
DAY = (FIRST, SECOND, LUNCH)


def tap(uid: str, kind: TapKind, clock: str, **facts):
    key = facts.pop("key", f"{uid}-{kind}-{clock}-{facts.get('author', '')}")
    return a_tap(key, kind, wall(clock), uid=uid, **facts)


def states(today: Today) -> list[StopState]:
    return [one.state for one in today.stops]


def late(today: Today) -> list[int]:
    return [one.late for one in today.stops]


def test_a_stop_that_is_over_or_skipped_is_done():
    assert {state for state in StopState if state.is_done} == {S.OVER, S.SKIPPED}


def test_without_taps_everything_is_still_to_come_and_on_time():
    today = today_of(DAY, [])
    assert states(today) == [S.COMING] * 3
    assert late(today) == [0, 0, 0]


def test_a_stop_goes_from_the_way_there_to_its_end():
    steps = [(T.DEPARTED, "9:40"), (T.ARRIVED, "9:55"), (T.STARTED, "10:00"), (T.ENDED, "11:00")]
    seen = []
    for count in range(1, 5):
        taps = [tap("a", kind, clock) for kind, clock in steps[:count]]
        seen.append(today_of(DAY, taps).stops[0].state)
    assert seen == [S.ON_THE_WAY, S.THERE, S.RUNNING, S.OVER]


def test_a_delay_is_carried_on_and_taken_up_by_spare_time():
    """Half an hour late: five minutes of it are spare before the second, all before lunch."""
    today = today_of(DAY, [tap("a", T.STARTED, "10:30"), tap("a", T.ENDED, "11:30")])
    assert late(today) == [30, 25, 0]
    assert [one.ends_late for one in today.stops] == [30, 25, 0]


def test_where_nobody_knows_the_way_no_time_is_spare():
    plain = [Planned(uid=one.uid, starts=one.starts, ends=one.ends) for one in DAY]
    today = today_of(plain, [tap("a", T.ENDED, "11:20")])
    assert late(today) == [0, 20, 20]


def test_ten_minutes_more_move_the_start_before_it_and_the_end_once_it_runs():
    before = today_of(DAY, [tap("b", T.LATER, "11:00", number=10)])
    assert (late(before), before.stops[1].ends_late) == ([0, 10, 0], 10)
    running = [tap("b", T.STARTED, "11:30"), tap("b", T.LATER, "12:00", number=10)]
    after = today_of(DAY, [*running, tap("b", T.LATER, "12:05", number=10, key="again")])
    assert (late(after), after.stops[1].ends_late) == ([0, 0, 0], 20)


def test_who_left_late_arrives_as_late_as_the_way_is_long():
    today = today_of(DAY, [tap("b", T.DEPARTED, "11:20")])
    assert late(today) == [0, 15, 0]


def test_a_stop_that_nobody_ended_is_over_when_its_people_went_on():
    today = today_of(DAY, [tap("a", T.STARTED, "10:00"), tap("b", T.DEPARTED, "11:05")])
    assert states(today) == [S.OVER, S.ON_THE_WAY, S.COMING]
    assert today.stops[0].ended_at is None


def test_another_group_goes_its_own_way():
    ours = Planned(uid="a", starts=wall("10:00"), ends=wall("11:00"), party=frozenset({1}))
    theirs = Planned(uid="b", starts=wall("11:30"), ends=wall("12:00"), party=frozenset({2}))
    both = Planned(uid="c", starts=wall("12:00"), ends=wall("13:00"), needed=0)
    today = today_of([ours, theirs, both], [tap("a", T.ENDED, "12:20")])
    assert late(today) == [0, 0, 20]
    assert states(today) == [S.OVER, S.COMING, S.COMING]


def test_a_skipped_stop_gives_its_time_to_the_next():
    taps = [tap("a", T.ENDED, "12:20"), tap("b", T.SKIPPED, "12:21")]
    today = today_of(DAY, taps)
    assert states(today) == [S.OVER, S.SKIPPED, S.COMING]
    assert late(today) == [0, 0, 0]


def test_skipped_and_taken_up_again():
    taps = [tap("b", T.SKIPPED, "11:00"), tap("b", T.TAKEN_UP, "11:10")]
    assert states(today_of(DAY, taps)) == [S.COMING] * 3


def test_of_two_who_tap_the_same_the_first_counts_and_both_are_told():
    kim = tap("a", T.ARRIVED, "9:55", author="Kim")
    lee = tap("a", T.ARRIVED, "9:57", author="Lee")
    (stop, *_) = today_of(DAY, [lee, kim]).stops
    assert stop.steps == {T.ARRIVED: kim}
    assert [(note.merge, note.first, note.second) for note in stop.notes] == [
        (Merge.ALREADY, kim, lee)
    ]


def test_the_same_person_may_press_twice():
    taps = [tap("a", T.ARRIVED, "9:55", author="Kim"), tap("a", T.ARRIVED, "9:56", author="Kim")]
    assert today_of(DAY, taps).stops[0].notes == ()


@pytest.mark.parametrize(
    ("arrived", "state", "merges"),
    [("11:20", S.SKIPPED, []), ("11:40", S.THERE, [Merge.STILL_ON])],
)
def test_who_goes_on_after_another_skipped_is_believed(arrived, state, merges):
    taps = [
        tap("b", T.SKIPPED, "11:30", author="Kim"),
        tap("b", T.ARRIVED, arrived, author="Lee"),
    ]
    stop = today_of(DAY, taps).stops[1]
    assert stop.state is state
    assert [note.merge for note in stop.notes] == merges


def test_steps_at_strange_times_are_told():
    taps = [tap("a", T.STARTED, "10:10"), tap("a", T.ENDED, "10:05")]
    assert [note.merge for note in today_of(DAY, taps).stops[0].notes] == [Merge.OUT_OF_ORDER]


def test_the_rain_plan_applies_until_somebody_says_otherwise():
    rain = a_tap("r", T.RAIN_PLAN, wall("9:00"), uid=None)
    fair = a_tap("f", T.FAIR_PLAN, wall("10:00"), uid=None)
    assert today_of(DAY, [rain]).rain_plan is rain
    assert today_of(DAY, [fair, rain]).rain_plan is None


def test_whatever_the_order_in_which_taps_come_in_the_same_follows():
    taps = [
        tap("a", T.STARTED, "10:10"),
        tap("a", T.ENDED, "11:15"),
        tap("b", T.DEPARTED, "11:20"),
        tap("b", T.LATER, "11:25", number=10),
        tap("b", T.HEADCOUNT, "11:50", number=22),
    ]
    assert today_of(DAY, taps) == today_of(reversed(DAY), reversed(taps))


# -- what guests' pages make of it -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("live", "at", "window"),
    [
        (Live(S.COMING, late=10, ends_late=10), "9:00", ("10:10", "11:10")),
        (Live(S.COMING), "10:05", ("10:06", "11:00")),  # nobody said yet that it began
        (Live(S.RUNNING), "9:55", ("9:55", "11:00")),
        (Live(S.RUNNING, ends_late=0), "11:20", ("10:00", "11:21")),
        (Live(S.COMING), "11:30", ("10:00", "11:00")),
        (Live(S.RUNNING), "14:30", ("10:00", "11:00")),  # somebody forgot to tap its end
        (Live(S.OVER), "10:40", ("10:00", "10:40")),
        (Live(S.SKIPPED), "9:00", ("8:59", "9:00")),
    ],
)
def test_a_stop_runs_as_it_was_tapped(live, at, window):
    def moment(clock: str) -> datetime:
        return wall(clock)

    found = live.window(FIRST.starts, FIRST.ends, moment(at))
    assert found == tuple(moment(clock) for clock in window)
    assert found[0] + timedelta(0) <= found[1]
