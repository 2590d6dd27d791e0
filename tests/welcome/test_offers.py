"""Which halves of which weekdays a site offers, told without telling what is taken."""

from datetime import date, time

from visits.intake.rules import Half
from visits.welcome.rules.sites import Offer, OfferedDate, Round, dates_of, offers_of

TODAY = date(2099, 3, 3)
MORNING, AFTERNOON = Half.MORNING, Half.AFTERNOON


def a_round(first: str, last: str, *, weekday=None, day=None, season=(None, None)) -> Round:
    opens, closes = time.fromisoformat(first), time.fromisoformat(last)
    return Round(weekday, day, opens, closes, *season)


def offers(*rounds: Round, closed=(), at_weekends=False) -> tuple[Offer, ...]:
    return offers_of(rounds, closed=closed, at_weekends=at_weekends, today=TODAY)


def test_a_round_belongs_to_the_halves_in_which_it_runs():
    found = offers(
        a_round("10:00", "12:00", weekday=2),
        a_round("11:30", "13:00", weekday=3),
        a_round("12:00", "13:00", weekday=4),
    )
    assert found == (Offer(2, MORNING), Offer(3, MORNING), Offer(3, AFTERNOON), Offer(4, AFTERNOON))


def test_two_rounds_of_a_half_are_one_offer():
    found = offers(a_round("09:00", "10:00", weekday=1), a_round("10:00", "11:00", weekday=1))
    assert found == (Offer(1, MORNING),)


def test_without_rounds_every_day_is_offered_but_the_closed_ones():
    days = {offer.weekday for offer in offers(closed=("1",), at_weekends=True)}
    assert days == {2, 3, 4, 5, 6, 7}


def test_without_rounds_an_office_rests_at_weekends():
    assert {offer.weekday for offer in offers()} == {1, 2, 3, 4, 5}


def test_a_weekday_of_rest_offers_nothing():
    assert offers(a_round("10:00", "11:00", weekday=1), closed=("1",)) == ()


def test_a_season_is_told_until_it_is_over():
    coming, over = (date(2099, 3, 1), date(2099, 11, 30)), (date(2098, 3, 1), date(2098, 11, 30))
    found = offers(
        a_round("10:00", "11:00", weekday=5, season=coming),
        a_round("10:00", "11:00", weekday=5, season=over),
    )
    assert found == (Offer(5, MORNING, *coming),)


def test_single_dates_are_told_from_today_on():
    rounds = [
        a_round("14:00", "15:00", day=date(2099, 3, 10)),
        a_round("10:00", "11:00", day=TODAY),
        a_round("10:00", "11:00", day=date(2099, 3, 2)),
    ]
    assert dates_of(rounds, today=TODAY) == (
        OfferedDate(TODAY, MORNING),
        OfferedDate(date(2099, 3, 10), AFTERNOON),
    )
