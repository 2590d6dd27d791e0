"""The geometry of charts."""

import pytest

from visits.kit.charts import bars, lines, rounded_up, short, step_of, steps


def test_the_longest_bar_leaves_room_for_its_number():
    chart = bars([("Mongolia", 29, 12), ("Laos", 0, None)])
    first, second = chart.rows
    assert (first.now.x, first.now.width, first.now.text_x) == (0, 80, 80)
    assert first.before is not None
    assert first.before.width == 33.1
    assert (second.now.width, second.before) == (0, None)


def test_bars_run_from_the_right_in_arabic():
    row = bars([("منغوليا", 10, 5)], rtl=True).rows[0]
    assert (row.label_x, row.now.x, row.now.width, row.now.text_x) == (100, 20, 80, 20)
    assert row.before is not None
    assert (row.before.x, row.before.text_x) == (60, 60)


def test_no_bar_is_no_chart():
    assert bars([]).rows == ()


def test_lines_rise_to_the_top():
    chart = lines([(0, 100, 200), (50, 50, 50)], target=150)
    assert chart.points == ("16.67,100.0 50.0,50.0 83.33,0.0", "16.67,75.0 50.0,75.0 83.33,75.0")
    assert [grid.value for grid in chart.grid] == [0, 100, 200]
    assert chart.target == 55.0


def test_lines_run_from_the_right_in_arabic():
    assert lines([(1, 2)], rtl=True).marks == (75.0, 25.0)


def test_a_line_without_anything_lies_on_the_ground():
    assert lines([(0, 0)]).points == ("25.0,100.0 75.0,100.0",)


@pytest.mark.parametrize(
    ("value", "top"), [(0, 2), (3, 4), (20, 20), (21, 22), (273, 280), (1240, 1400)]
)
def test_the_top_of_a_chart_is_a_short_number(value, top):
    assert rounded_up(value) == top


@pytest.mark.parametrize(("value", "found"), [(0.5, 0), (7.5, 7), (34, 30), (137, 100)])
def test_a_colour_begins_at_a_short_number(value, found):
    assert short(value) == found


def test_colours_begin_at_halves():
    beginnings = steps([1, 29, 60])
    assert beginnings == (1, 7, 15, 30)
    assert [step_of(value, beginnings) for value in (0, 1, 14, 30, 60)] == [0, 1, 2, 4, 4]


@pytest.mark.parametrize(("values", "found"), [([], (1,)), ([1], (1,)), ([3], (1,)), ([5], (1, 2))])
def test_few_people_have_few_colours(values, found):
    assert steps(values) == found
