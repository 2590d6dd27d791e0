"""What addresses ask for: ids and days within bounds, nothing else."""

from datetime import date

import pytest

from visits.kit.asked import read_day, read_id, read_month


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1", 1),
        ("0017", 17),
        ("2147483647", 2**31 - 1),
        ("2147483648", None),
        ("0", None),
        ("-1", None),
        ("", None),
        ("x", None),
        ("٣", None),
        ("9" * 5000, None),
        ("99999999999999999999", None),
    ],
)
def test_an_id_is_a_number_that_a_row_can_have(written, read):
    assert read_id(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("2000-01", date(2000, 1, 1)),
        ("2199-12", date(2199, 12, 1)),
        ("1999-12", None),
        ("9999-12", None),
        ("0001-01", None),
        ("1000-01", None),
        ("2026-13", None),
        ("", None),
        ("x", None),
    ],
)
def test_a_month_lies_within_our_years(written, read):
    assert read_month(written) == read


def test_a_day_lies_within_our_years():
    assert read_day("2026-11-22") == date(2026, 11, 22)
    assert [read_day(one) for one in ("9999-12-31", "2026-02-30", "x")] == [None, None, None]
