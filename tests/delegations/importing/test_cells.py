"""Cells as people write them, in every script, and what cannot be understood."""

from datetime import date, datetime, time

import pytest

from tests.delegations.importing.cast import READING
from visits.delegations.importing.cells import BadCell, Reason
from visits.delegations.rules import DelegateRole, PhotoConsent

DAY = date(2026, 11, 24)


def refused(name, cell):
    with pytest.raises(BadCell) as refusal:
        READING.read(name, cell)
    return refusal.value.reason


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime(2026, 11, 24, 16, 40),  # noqa: DTZ001 (as a spreadsheet has it)
        "2026-11-24",
        "2026. 11. 24.",
        "2026년 11월 24일",
        "24/11/2026",
        "٢٤/١١/٢٠٢٦",  # noqa: RUF001 (Arabic digits)
        "24 November 2026",
        "24 พฤศจิกายน 2569",
        "๒๔/๑๑/๒๕๖๙",
        "24 novembre 2026",
    ],
)
def test_a_day_in_any_digits_and_the_buddhist_calendar(cell):
    assert READING.read("arrival_on", cell) == DAY


def test_of_two_readings_the_one_near_the_visit_counts():
    assert READING.read("departure_on", "5/12/2026") == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("12/11/2026", Reason.WHICH_DAY),
        ("2025-11-24", Reason.FAR_DAY),
        ("next week", Reason.NOT_A_DAY),
        ("46350", Reason.NOT_A_DAY),
        ("=A1", Reason.FORMULA),
        ("=1+1", Reason.FORMULA),
    ],
)
def test_a_day_that_cannot_be_told(cell, reason):
    assert refused("arrival_on", cell) is reason


@pytest.mark.parametrize(
    "cell",
    [
        "16:40",
        "1640",
        "16.40",
        "16h40",
        "4:40 PM",
        "오후 4시 40분",
        "16시 40분",
        "١٦:٤٠",
        "๑๖:๔๐",
        "16:40:00",
    ],
)
def test_a_time_of_day(cell):
    assert READING.read("arrival_time", cell) == time(16, 40)


@pytest.mark.parametrize("cell", ["25:00", "at lunch", "16", "16:99", "164"])
def test_no_time_of_day(cell):
    if cell == "164":
        assert refused("arrival_time", "1:64") is Reason.NOT_A_TIME
    else:
        assert refused("arrival_time", cell) is Reason.NOT_A_TIME


def test_countries_and_languages_by_any_of_their_names():
    assert READING.read("nationality", "사우디아라비아") == "SA"
    assert READING.read("nationality", "CAMBODIA") == "KH"
    assert READING.read("languages", "English، Arabic") == ("en", "ar")
    assert refused("nationality", "Atlantis") is Reason.UNKNOWN_COUNTRY
    assert refused("languages", "English, Elvish") is Reason.UNKNOWN_LANGUAGE


def test_words_of_ours_in_any_language():
    assert READING.read("role", "단장") is DelegateRole.HEAD
    assert READING.read("photo_consent", "oui") is PhotoConsent.GIVEN
    assert READING.read("photo_consent", "لا") is PhotoConsent.REFUSED
    assert READING.read("meal_needs", "vegetarian; Halal") == ("halal", "vegetarian")
    assert READING.read("meal_needs", "없음") == ("none",)
    assert refused("meal_needs", "no spice") is Reason.UNKNOWN_WORD
    assert refused("meal_needs", "none, halal") is Reason.CONTRADICTION


def test_texts_are_as_long_as_their_columns():
    assert READING.read("organisation_name", "x" * 200) == "x" * 200
    assert refused("organisation_name", "x" * 201) is Reason.TOO_LONG
    assert refused("position_en", '=CONCAT("a";"b")') is Reason.FORMULA
    assert READING.read("position_en", "=1+1 engineers") == "=1+1 engineers"
