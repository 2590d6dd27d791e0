"""The sentence of the press, in both languages."""

from datetime import date

import pytest

from visits.kit.translated import Translated
from visits.statistics.rules import Figures, Period, Unit, half_year
from visits.statistics.rules.periods import Named
from visits.statistics.sentences import press_sentence

SEJONG = Translated(ko="세종시", en="Sejong")
TODAY = date(2026, 11, 22)
LATEST = half_year(2024, 1)
NOBODY = Figures(people=0, countries=0, delegations=0)
THEN = Figures(people=122, countries=14, delegations=8)


def people(number: int, countries: int) -> Figures:
    return Figures(people=number, countries=countries, delegations=1)


def told(
    now: Figures,
    before: Figures = THEN,
    period: Period = LATEST,
    *,
    city: Translated = SEJONG,
    today: date = TODAY,
) -> tuple[str, str]:
    sentence = press_sentence(period, now, before, city=city, today=today)
    return sentence["ko"], sentence["en"]


def test_the_first_half_of_2024_against_2023():
    assert told(Figures(people=273, countries=29, delegations=16)) == (
        "2024년 상반기에 29개국 273명이 세종시를 찾았다. 전년 동기(14개국 122명)의 2.2배이다.",
        (
            "In the first half of 2024, 273 people from 29 countries visited Sejong, 2.2 times as many "
            "as in the same period a year earlier (122 people from 14 countries)."
        ),
    )


def test_without_a_year_before_nothing_is_compared():
    assert told(people(273, 29), NOBODY) == (
        "2024년 상반기에 29개국 273명이 세종시를 찾았다.",
        "In the first half of 2024, 273 people from 29 countries visited Sejong.",
    )


@pytest.mark.parametrize(
    ("now", "korean", "english"),
    [
        (
            people(244, 20),
            "전년 동기(14개국 122명)의 2배이다.",
            "twice as many as in the same period a year earlier (122 people from 14 countries).",
        ),
        (
            people(127, 20),
            "전년 동기(14개국 122명)보다 5명(4.1%) 많다.",
            "5 more (4.1%) than in the same period a year earlier (122 people from 14 countries).",
        ),
        (
            people(122, 20),
            "전년 동기(14개국 122명)와 같은 인원이다.",
            "as many as in the same period a year earlier (122 people from 14 countries).",
        ),
        (
            people(121, 20),
            "전년 동기(14개국 122명)보다 1명(0.8%) 적다.",
            (
                "one fewer (0.8%) than in the same period a year earlier "
                "(122 people from 14 countries)."
            ),
        ),
        (
            people(61, 20),
            "전년 동기(14개국 122명)보다 61명(50%) 적다.",
            "61 fewer (50%) than in the same period a year earlier (122 people from 14 countries).",
        ),
    ],
)
def test_more_as_many_and_fewer(now, korean, english):
    said_ko, said_en = told(now)
    assert said_ko.split(". ", 1)[1] == korean
    assert said_en.split("Sejong, ", 1)[1] == english


def test_a_change_too_small_for_a_percentage_is_a_number():
    korean, english = told(people(10_001, 50), people(10_000, 50))
    assert korean.endswith("전년 동기(50개국 10,000명)보다 1명 많다.")
    assert english.endswith(
        "one more than in the same period a year earlier (10,000 people from 50 countries)."
    )


@pytest.mark.parametrize(
    ("now", "before", "times"),
    [(9, 4, "2.3배"), (45, 20, "2.3배"), (204, 100, "2.0배"), (3, 2, "1.5배"), (30, 1, "30배")],
)
def test_halves_are_rounded_upwards_and_only_exact_multiples_are_whole(now, before, times):
    assert times in told(people(now, 2), people(before, 1))[0]


def test_one_person():
    assert told(people(1, 1), people(1, 1)) == (
        "2024년 상반기에 1개국 1명이 세종시를 찾았다. 전년 동기(1개국 1명)와 같은 인원이다.",
        (
            "In the first half of 2024, one person from one country visited Sejong, as many as in the "
            "same period a year earlier (one person from one country)."
        ),
    )


def test_nobody():
    assert told(NOBODY, NOBODY) == (
        "2024년 상반기에 세종시를 찾은 외국 방문단은 없었다.",
        "In the first half of 2024, no foreign delegation visited Sejong.",
    )
    assert told(NOBODY) == (
        "2024년 상반기에 세종시를 찾은 외국 방문단은 없었다. 전년 동기에는 14개국 122명이었다.",
        (
            "In the first half of 2024, no foreign delegation visited Sejong; 122 people from 14 "
            "countries did in the same period a year earlier."
        ),
    )


def test_what_is_not_over_speaks_of_those_who_are_to_come():
    assert told(people(40, 6), NOBODY, today=date(2024, 3, 1)) == (
        "2024년 상반기에 세종시를 찾았거나 찾을 예정인 외국 방문단은 6개국 40명이다.",
        (
            "In the first half of 2024, 40 people from 6 countries have visited or are due to visit "
            "Sejong."
        ),
    )
    assert told(people(1, 1), NOBODY, today=date(2023, 12, 31)) == (
        "2024년 상반기에 1개국 1명이 세종시를 찾을 예정이다.",
        "In the first half of 2024, one person from one country is due to visit Sejong.",
    )
    assert told(NOBODY, NOBODY, today=LATEST.last) == (
        "2024년 상반기에 세종시를 찾았거나 찾을 예정인 외국 방문단은 아직 없다.",
        "In the first half of 2024, no foreign delegation has visited or is due to visit Sejong.",
    )


@pytest.mark.parametrize(
    ("period", "korean", "english"),
    [
        (Named(Unit.YEAR, 2024, 1).period, "2024년에", "In 2024"),
        (half_year(2024, 2), "2024년 하반기에", "In the second half of 2024"),
        (Named(Unit.QUARTER, 2024, 3).period, "2024년 3분기에", "In the third quarter of 2024"),
        (Named(Unit.MONTH, 2024, 12).period, "2024년 12월에", "In December 2024"),
        (Period(date(2024, 5, 5), date(2024, 5, 5)), "2024년 5월 5일에", "On 5 May 2024"),
        (
            Period(date(2024, 1, 15), date(2024, 2, 3)),
            "2024년 1월 15일부터 2월 3일까지",
            "From 15 January to 3 February 2024",
        ),
        (
            Period(date(2023, 12, 15), date(2024, 2, 3)),
            "2023년 12월 15일부터 2024년 2월 3일까지",
            "From 15 December 2023 to 3 February 2024",
        ),
    ],
)
def test_every_period_has_its_words(period, korean, english):
    assert told(people(9, 3), NOBODY, period) == (
        f"{korean} 3개국 9명이 세종시를 찾았다.",
        f"{english}, 9 people from 3 countries visited Sejong.",
    )


def test_a_year_is_compared_with_the_year_before():
    korean, english = told(people(122, 14), period=Named(Unit.YEAR, 2024, 1).period)
    assert korean.endswith("전년(14개국 122명)과 같은 인원이다.")
    assert english.endswith("as many as in the year before (122 people from 14 countries).")


@pytest.mark.parametrize(
    ("city", "particle"), [("세종시", "를"), ("서울", "을"), ("Sejong", "을(를)")]
)
def test_the_name_of_any_city_has_its_particle(city, particle):
    korean, _ = told(people(9, 3), NOBODY, city=Translated(ko=city, en="City"))
    assert korean == f"2024년 상반기에 3개국 9명이 {city}{particle} 찾았다."
