"""Whatever day and hour it is, the living visits fall on working days that suit their sites."""

from datetime import date, datetime, time, timedelta

import holidays as library
import pytest

from visits.demo.days import living_days
from visits.kit.workdays import add_working_days, is_working_day, working_days_between

OFF = frozenset(library.country_holidays("KR", years=range(2025, 2032)))
ALL_DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(5 * 365)]
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize("clock", [time(0, 5), time(11), time(17, 25), time(23, 50)])
def test_on_every_day_of_five_years(clock):
    for today in ALL_DAYS:
        days = living_days(datetime.combine(today, clock), OFF)
        used = [
            *(days.amman, days.amman + ONE_DAY),
            days.kenya,
            *(days.saudi, days.saudi + ONE_DAY),
            days.mongolia,
            *(days.cambodia, days.cambodia + ONE_DAY),
        ]
        assert all(is_working_day(day, OFF) for day in used), today
        assert sorted(set(used)) == used, today
        rounds = {days.amman.weekday(), days.saudi.weekday(), days.mongolia.weekday()}
        assert rounds <= {1, 3}, today
        assert (today - days.amman).days < 30, "its guests' page is still open"
        ahead = working_days_between(today + ONE_DAY, days.saudi + ONE_DAY, OFF)
        assert 3 <= ahead <= 8, today
        asked = add_working_days(today, -2, OFF)
        assert working_days_between(asked, days.cambodia, OFF) < 20, "not asked too late any more"


def test_a_half_day_that_can_still_be_seen_is_today():
    friday = date(2026, 11, 27)
    assert living_days(datetime.combine(friday, time(17, 24)), OFF).kenya == friday


def test_on_a_friday_evening_it_is_on_monday():
    friday = date(2026, 11, 27)
    assert living_days(datetime.combine(friday, time(17, 25)), OFF).kenya == date(2026, 11, 30)


def test_on_new_years_eve_it_is_on_the_first_working_day():
    assert living_days(datetime.combine(date(2026, 12, 31), time(20)), OFF).kenya == date(
        2027, 1, 4
    )


def test_before_a_week_of_holidays_the_long_visit_waits():
    """Chuseok of 2026 takes Thursday and Friday; two days in a row begin on the Tuesday after."""
    days = living_days(datetime.combine(date(2026, 9, 21), time(9)), OFF)
    assert (days.kenya, days.saudi) == (date(2026, 9, 21), date(2026, 9, 29))
