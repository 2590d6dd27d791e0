"""Due days, in working days."""

from datetime import date

from visits.delegations.rules import Level
from visits.tasks.rules import (
    TEMPLATES,
    TaskKind,
    due_at_earliest,
    due_days,
    kinds_at,
)

K = TaskKind
CHUSEOK = frozenset({date(2026, 9, 24), date(2026, 9, 25)})
"""The working days among Chuseok's in 2026: a Thursday and a Friday."""
NO_HOLIDAYS = frozenset[date]()


def test_a_level_asks_for_each_task_once():
    for level in Level:
        kinds = [one.kind for one in TEMPLATES if level in one.levels]
        assert len(kinds) == len(set(kinds))
    assert [len(kinds_at(level)) for level in Level] == [22, 22, 19, 11, 13]


def test_every_kind_of_task_is_asked_for_somewhere():
    assert {one.kind for one in TEMPLATES} == set(TaskKind)


def test_days_are_counted_back_over_chuseok():
    """A visit on Tuesday the 29th: the holidays and the weekend are no working days."""
    first = date(2026, 9, 29)
    due = due_days(Level.MINISTER, first, first, CHUSEOK)
    assert due[K.REHEARSAL] == date(2026, 9, 28)
    assert due[K.WELCOME_BOARD] == date(2026, 9, 23)
    assert due[K.SEATING] == date(2026, 9, 22)
    assert due[K.BRIEFING] == date(2026, 9, 18)


def test_what_comes_after_counts_from_the_last_day():
    due = due_days(Level.MINISTER, date(2026, 9, 22), date(2026, 9, 23), CHUSEOK)
    assert due[K.RESULT_REPORT] == date(2026, 9, 30)


def test_the_reception_plan_is_due_sooner_for_higher_guests():
    day = date(2026, 11, 24)
    high, low = (
        due_days(level, day, day, NO_HOLIDAYS)[K.RECEPTION_PLAN]
        for level in (Level.MINISTER, Level.WORKING)
    )
    assert (high, low) == (date(2026, 11, 3), date(2026, 11, 10))


def test_nothing_is_overdue_on_the_day_it_was_drawn_up():
    saturday, monday = date(2026, 11, 21), date(2026, 11, 23)
    assert due_at_earliest(date(2026, 11, 2), saturday, NO_HOLIDAYS) == monday
    assert due_at_earliest(date(2026, 11, 26), saturday, NO_HOLIDAYS) == date(2026, 11, 26)
