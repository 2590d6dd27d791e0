"""When guests are asked, and what their answers come to."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from visits.feedback.rules import Question, Rating, mean, summaries, summary, visit_span
from visits.kit.interval import Interval

SEOUL = ZoneInfo("Asia/Seoul")
TUESDAY, WEDNESDAY = date(2099, 3, 3), date(2099, 3, 4)


def at(day, hour):
    return datetime(2099, 3, day, hour, tzinfo=SEOUL)


def span(*stops):
    found = visit_span(
        [Interval(*stop) for stop in stops], starts_on=TUESDAY, ends_on=WEDNESDAY, zone=SEOUL
    )
    return found.start.astimezone(SEOUL), found.end.astimezone(SEOUL)


@pytest.mark.parametrize(
    ("stops", "expected"),
    [
        ([(at(3, 10), at(3, 11)), (at(4, 14), at(4, 16))], (at(3, 10), at(4, 16))),
        ([(at(3, 10), at(3, 11))], (at(3, 10), at(5, 0))),
        ([(at(4, 14), at(4, 16))], (at(3, 0), at(4, 16))),
        ([], (at(3, 0), at(5, 0))),
    ],
)
def test_a_visit_lasts_from_its_first_stop_to_its_last(stops, expected):
    assert span(*stops) == expected


def test_days_are_those_of_the_city():
    evening = datetime(2099, 3, 4, 14, 59, tzinfo=UTC)
    assert span((at(3, 9), evening))[1] == at(4, 23).replace(minute=59)


@pytest.mark.parametrize(
    ("points", "answers", "said"), [(17, 4, 4.3), (13, 3, 4.3), (15, 3, 5.0), (50, 11, 4.5)]
)
def test_a_mean_has_one_decimal_and_halves_go_up(points, answers, said):
    assert mean(points, answers) == said


def test_a_distribution_names_every_rating_from_the_best():
    found = summary(Question.CARE, {5: 2, 3: 1})
    assert list(found.counts.items()) == [
        (Rating.VERY_GOOD, 2),
        (Rating.GOOD, 0),
        (Rating.FAIR, 1),
        (Rating.POOR, 0),
        (Rating.VERY_POOR, 0),
    ]
    assert (found.answers, found.mean, found.most, found.is_shown) == (3, 4.3, 2, True)


def test_of_fewer_than_three_nothing_is_shown_but_how_many():
    found = summary(Question.CARE, {5: 1, 1: 1})
    assert (found.answers, found.counts, found.mean, found.is_shown) == (2, {}, None, False)


def test_each_question_has_its_place_also_without_an_answer():
    found = summaries([(Question.CARE, 4, 1), (Question.CARE, 5, 2)])
    assert [one.question for one in found] == list(Question)
    assert [one.answers for one in found] == [0, 0, 0, 0, 3]
