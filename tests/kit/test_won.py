"""Amounts in won, as people type them."""

import pytest

from visits.kit.won import NotAnAmount, read_won


@pytest.mark.parametrize(
    ("typed", "won"),
    [
        ("12,000", 12_000),
        ("12,000원", 12_000),
        ("12000", 12_000),
        ("금 234,500원", 234_500),
        ("₩12,000", 12_000),
        ("￦12,000", 12_000),
        ("KRW 5000", 5_000),
        ("5,000 won", 5_000),
        ("\uff11\uff12\uff0c\uff10\uff10\uff10", 12_000),
        ("12만원", 120_000),
        ("1만 2천원", 12_000),
        ("12만5000", 125_000),
        ("3천만원", 30_000_000),
        ("1억 2천만 원", 120_000_000),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_officials_write_it(typed, won):
    assert read_won(typed) == won


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "-5",
        "12.5",
        "12,00",
        "12 34",
        "만",
        "5천 3만",
        "1만 2만",
        "9999999999",
        "12,000$",
    ],
)
def test_anything_else_is_no_amount(typed):
    with pytest.raises(NotAnAmount):
        read_won(typed)
