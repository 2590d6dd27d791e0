"""The district of an address: the words before its street, and the one in brackets behind."""

import pytest

from visits.sites.rules import district_ko


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("세종특별자치시 한누리대로 2130", "세종특별자치시"),
        ("세종특별자치시 한누리대로 2130 (보람동)", "세종특별자치시 보람동"),
        ("세종특별자치시 한누리대로 2130 (보람동, 시청)", "세종특별자치시 보람동"),
        ("충청북도 청주시 오송읍 오송가락로 123", "충청북도 청주시 오송읍"),
        ("세종특별자치시 (예시)", "세종특별자치시"),
        ("길 1", ""),
    ],
)
def test_a_district_is_what_stands_round_the_street(address, district):
    assert district_ko(address) == district
