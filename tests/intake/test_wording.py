"""What is certain in the words of people, and that the rest is not guessed."""

from datetime import date

import pytest

from visits.intake.rules import Crowd, Days, read_days, read_people

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "people", "is_exact"),
    [
        ("15", 15, True),
        ("15 people", 15, True),
        ("15명", 15, True),
        ("about 15", 15, False),
        ("약 15명", 15, False),
        ("15명 내외", 15, False),
        ("une quinzaine (15)", 15, False),
        ("12-15", 15, False),
        ("12~15명", 15, False),
        ("12 to 15", 15, False),
        ("١٥", 15, True),  # noqa: RUF001
        ("๑๕", 15, True),
    ],
)
def test_a_number_is_read(said, people, is_exact):
    assert read_people(said) == Crowd(people, is_exact)


@pytest.mark.parametrize(
    "said",
    ["", "a dozen", "several", "15-12", "2 groups of 15", "15 (3 women, 2 aides)", "0", "99999"],
)
def test_no_number_is_guessed(said):
    assert read_people(said) is None


def span(first: str, last: str = "") -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("2027-05-12", span("2027-05-12")),
        ("2027. 5. 12.", span("2027-05-12")),
        ("2027년 5월 12일", span("2027-05-12")),
        ("2027-05-12 ~ 2027-05-14", span("2027-05-12", "2027-05-14")),
        ("5월 12일", span("2027-05-12")),
        ("12월 3일", span("2026-12-03")),
        ("5월 12일~14일", span("2027-05-12", "2027-05-14")),
        ("12 May", span("2027-05-12")),
        ("12th of May 2028", span("2028-05-12")),
        ("May 12, 2027", span("2027-05-12")),
        ("December 3", span("2026-12-03")),
        ("12-14 May 2027", span("2027-05-12", "2027-05-14")),
        ("12 May to 14 May", span("2027-05-12", "2027-05-14")),
        ("mid-May", span("2027-05-11", "2027-05-20")),
        ("early June 2027", span("2027-06-01", "2027-06-10")),
        ("end of February 2028", span("2028-02-21", "2028-02-29")),
        ("5월 중순", span("2027-05-11", "2027-05-20")),
        ("2027년 6월 초", span("2027-06-01", "2027-06-10")),
        ("12월", span("2026-12-01", "2026-12-31")),
        ("November", span("2026-11-01", "2026-11-30")),
        ("May 2027", span("2027-05-01", "2027-05-31")),
        ("May or June", span("2027-05-01", "2027-06-30")),
        ("٢٠٢٧-٠٥-١٢", span("2027-05-12")),  # noqa: RUF001
    ],
)
def test_days_are_read(said, days):
    assert read_days(said, today=TODAY) == days


@pytest.mark.parametrize(
    "said",
    [
        "",
        "as soon as possible",
        "03/04/2027",
        "31 February 2027",
        "2027-13-01",
        "14 May to 12 May",
        "May, 2 days",
        "12 May or 3 June or 9 July",
        "week 20",
        "9999-12-31",
        "1. 5. 0027",
        "2031-05-12",
        "May 9990",
    ],
)
def test_no_day_is_guessed(said):
    assert read_days(said, today=TODAY) is None
