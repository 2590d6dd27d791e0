"""A place is told as exactly as its site allows, and no more."""

import pytest

from visits.sites.rules import Exposure
from visits.welcome.rules.sites import Place, place_of

ADDRESSES = {
    "address_ko": "세종특별자치시 한솔동 노을3로 14",
    "address_roman": "14 Noeul 3-ro, Hansol-dong, Sejong",
    "lat": 36.48,
    "lng": 127.26,
}


@pytest.mark.parametrize(
    ("exposure", "told"),
    [
        (
            Exposure.EXACT,
            Place(
                "세종특별자치시 한솔동 노을3로 14",
                "14 Noeul 3-ro, Hansol-dong, Sejong",
                36.48,
                127.26,
            ),
        ),
        (Exposure.DISTRICT, Place("세종특별자치시 한솔동", "Hansol-dong, Sejong")),
        (Exposure.HIDDEN, None),
    ],
)
def test_what_is_told(exposure, told):
    assert place_of(exposure, **ADDRESSES) == told


def test_an_address_without_a_district_tells_nothing():
    assert place_of(
        Exposure.DISTRICT,
        **{**ADDRESSES, "address_ko": "노을3로 14", "address_roman": "Noeul 3-ro"},
    ) == Place("", "")
