"""Counting working days: Monday to Friday, less the holidays that the caller names."""

from collections.abc import Container
from datetime import date, timedelta
from itertools import count

FRIDAY = 4
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Whether the day is neither a weekend nor among the holidays."""
    return day.weekday() <= FRIDAY and day not in holidays


def working_days_between(first: date, last: date, holidays: Container[date]) -> int:
    """How many working days lie from `first` (counted) until before `last`; negative backwards.

    So a request has `n` working days' notice exactly when it is made no later than
    `add_working_days(last, -n, holidays)`.
    """
    if last < first:
        return -working_days_between(last, first, holidays)
    days = (first + timedelta(days=n) for n in range((last - first).days))
    return sum(is_working_day(day, holidays) for day in days)


def add_working_days(day: date, number: int, holidays: Container[date]) -> date:
    """The `number`-th working day after the day, before it when negative, itself when zero.

    The day itself is not counted, as in article 157 of the Civil Act.
    """
    step = ONE_DAY if number > 0 else -ONE_DAY
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def on_or_after(day: date, holidays: Container[date]) -> date:
    """The day itself when it is a working day, else the next one that is."""
    days = (day + timedelta(days=n) for n in count())
    return next(day for day in days if is_working_day(day, holidays))
