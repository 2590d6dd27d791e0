"""Digits, days and counts are understood as people type them, and never guessed."""

# ruff: noqa: RUF001 (texts of many scripts)

from datetime import date

import pytest

from tests.kit.books import DAY, MOMENT
from visits.kit.sheets.values import (
    AmbiguousDate,
    NotADate,
    is_day_first,
    latin_digits,
    read_count,
    read_date,
)


@pytest.mark.parametrize("typed", ["๒๐๒๖", "٢٠٢٦", "۲۰۲۶", "២០២៦", "໒໐໒໖", "２０２６", "2026"])
def test_digits_of_every_script_become_latin(typed):
    assert latin_digits(f"a {typed}.") == "a 2026."


@pytest.mark.parametrize(
    "typed",
    [
        DAY,
        MOMENT,
        "2026-11-24",
        "2026. 11. 24.",
        "2026.11.24",
        "2026. 11. 24.(화)",
        "2026/11/24",
        "2026년 11월 24일",
        "2026 11 24",
        "20261124",
        "'26. 11. 24.",
        "’26.11.24",
        "24/11/2026",
        "24.11.2026",
        "11/24/2026",
        "24 November 2026",
        "24 Nov 2026",
        "November 24, 2026",
        "24 novembre 2026",
        "24 de noviembre de 2026",
        "24 พฤศจิกายน 2569",
        "๒๔ พฤศจิกายน ๒๕๖๙",
        "๒๔/๑๑/๒๕๖๙",
        "٢٠٢٦/١١/٢٤",
        "٢٤ نوفمبر ٢٠٢٦",
        "២៤ វិច្ឆិកា ២០២៦",
        "２０２６年１１月２４日",
    ],
)
def test_days_are_read(typed):
    assert read_date(typed) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed", ["", "soon", "2026-02-30", "mid-May", "1448/05/14", "۱۴۰۵/۰۹/۰۳", "24/11", "45250"]
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(NotADate):
        read_date(typed)


def test_day_or_month_is_asked_not_guessed():
    with pytest.raises(AmbiguousDate):
        read_date("03/04/2026")
    assert read_date("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert read_date("03/04/2026", day_first=False) == date(2026, 3, 4)
    assert read_date("05/05/2026") == date(2026, 5, 5)


def test_a_column_tells_by_its_own_days_how_it_writes_them():
    assert is_day_first(["03/04/2026", "24/11/2026"]) is True
    assert is_day_first(["03/04/2026", "11/24/2026"]) is False
    assert is_day_first(["03/04/2026", DAY, ""]) is None
    assert is_day_first(["24/11/2026", "11/24/2026"]) is None


@pytest.mark.parametrize(
    ("typed", "count"),
    [("9", 9), ("9명", 9), (" 12 명 ", 12), ("1,200", 1200), ("๙", 9), ("15 people", 15)],
)
def test_counts_are_read(typed, count):
    assert read_count(typed) == count


@pytest.mark.parametrize("typed", ["", "about 15", "10~12", "1.5", "many", DAY])
def test_vague_counts_are_not_guessed(typed):
    with pytest.raises(ValueError, match="no count"):
        read_count(typed)
