"""On which days somebody is reminded of what is due, the same of tasks and of promises. Pure."""

from collections.abc import Container
from datetime import date, timedelta

from visits.kit.workdays import add_working_days, on_or_after

ONE_WEEK = timedelta(days=7)


def reminder_day(
    due: date, today: date, days_off: Container[date], *, ahead: int = 0
) -> date | None:
    """The last day until *today* that is one of reminding; None before the first.

    *ahead* working days before it is due (0: not before), on the day or the next working day, on the
    working day after that, then on the first working day of every week.
    """
    on = on_or_after(due, days_off)
    after = add_working_days(on, 1, days_off)
    days = [on, after, *(day for day in begun_weeks(today, days_off) if day > after)]
    if ahead:
        days.append(add_working_days(due, -ahead, days_off))
    return max((day for day in days if day <= today), default=None)


def begun_weeks(today: date, days_off: Container[date]) -> list[date]:
    """The first working days of this week and of the one before."""
    monday = today - timedelta(days=today.weekday())
    return [on_or_after(day, days_off) for day in (monday - ONE_WEEK, monday)]
