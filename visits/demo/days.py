"""On which days the living visits take place, whatever day and hour it is now. Pure."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from visits.kit.workdays import add_working_days, is_working_day

ONE_DAY = timedelta(days=1)
TUESDAY, THURSDAY = 1, 3
HALF_DAY_ENDS = time(17, 25)
"""Later than this, today's visit would be over: it takes place on the next working day."""
NOTICE = 3
"""Working days before the visit of two days, at the least."""

OVER = 8
"""Working days since the visit that is over began, at the least."""


@dataclass(frozen=True, slots=True)
class LivingDays:
    """The first day of each visit; those of two days go on on the next."""

    amman: date
    """Over since a while."""
    kenya: date
    saudi: date
    mongolia: date
    cambodia: date


def living_days(now: datetime, holidays: Container[date]) -> LivingDays:
    """*now* is wall time in the city. No two visits share a day; all days are working days."""

    def works(day: date) -> bool:
        return is_working_day(day, holidays)

    def has_rounds(day: date) -> bool:
        """The control centre receives on Tuesdays and Thursdays."""
        return works(day) and day.weekday() in {TUESDAY, THURSDAY}

    def begins_two(day: date) -> bool:
        return works(day) and works(day + ONE_DAY)

    today = now.date()
    amman = add_working_days(today, -OVER, holidays)
    while not (has_rounds(amman) and begins_two(amman)):
        amman -= ONE_DAY
    tomorrow = today + ONE_DAY
    kenya = first_from(today if now.time() < HALF_DAY_ENDS else tomorrow, works)
    after_notice = add_working_days(today, NOTICE, holidays)
    saudi = first_from(
        max(after_notice, kenya + ONE_DAY), lambda day: has_rounds(day) and begins_two(day)
    )
    mongolia = first_from(saudi + 2 * ONE_DAY, has_rounds)
    cambodia = first_from(
        mongolia + ONE_DAY,
        lambda day: TUESDAY <= day.weekday() <= THURSDAY and begins_two(day),
    )
    return LivingDays(amman, kenya, saudi, mongolia, cambodia)


def first_from(day: date, fits: Callable[[date], bool]) -> date:
    """The day itself when it fits, else the first after it that does."""
    while not fits(day):
        day += ONE_DAY
    return day
