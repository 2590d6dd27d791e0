"""A press text begins as a press officer would write it, before the visit and after it."""

from dataclasses import replace
from datetime import date

import pytest

from visits.documents.press_words import Told, body, days_en, days_ko, headline, purpose_ko

TOLD = Told(
    city="세종시",
    bodies=["사우디아라비아 도시농촌주택부"],
    people=14,
    first=date(2026, 11, 26),
    last=date(2026, 11, 27),
    is_over=False,
    head="차관보",
    purpose="스마트시티 운영을 살펴보고 협력 방안을 논의합니다.",
    receivers=["세종특별자치시장", "미래전략본부장"],
    places=["도시통합정보센터", "세종특별자치시청"],
)


def test_korean_tells_what_lies_ahead():
    assert headline(TOLD, "ko") == "사우디아라비아 도시농촌주택부 방문단, 세종시 방문"
    assert body(TOLD, "ko").split("\n\n") == [
        (
            "사우디아라비아 도시농촌주택부 방문단 14명(단장 차관보)이 2026년 11월 26일부터 27일까지 "
            "세종시를 방문한다."
        ),
        "이번 방문은 스마트시티 운영을 살펴보고 협력 방안을 논의하기 위해 이뤄진다.",
        "방문단은 도시통합정보센터, 세종특별자치시청 등 2곳을 둘러볼 예정이다.",
        "세종특별자치시장, 미래전략본부장이 방문단을 맞는다.",
        "세종시는 이번 방문을 계기로 교류와 협력을 넓혀 나갈 계획이다.",
    ]


def test_korean_tells_what_is_over():
    said = body(replace(TOLD, is_over=True), "ko")
    for end in ("방문했다.", "위해 이뤄졌다.", "둘러봤다.", "맞았다."):
        assert f"{end}\n\n" in said


def test_english_tells_what_is_over():
    told = replace(
        TOLD,
        city="Sejong",
        bodies=["Amman", "Phnom Penh"],
        is_over=True,
        head="",
        purpose="Urban transport",
        receivers=["Mayor", "Vice Mayor"],
        places=["City Hall"],
    )
    assert body(told, "en").split("\n\n")[:4] == [
        (
            "A delegation of 14 people from Amman and Phnom Penh visited Sejong "
            "on 26 and 27 November 2026."
        ),
        "The purpose of the visit was “Urban transport”.",
        "The guests saw City Hall.",
        "They were received by the Mayor and the Vice Mayor.",
    ]


def test_an_english_ministry_has_its_article():
    told = replace(TOLD, city="Sejong", bodies=["Ministry of Housing, Saudi Arabia", "Amman"])
    assert headline(told, "en") == (
        "Sejong welcomes a delegation from the Ministry of Housing, Saudi Arabia and Amman"
    )


def test_of_what_nobody_knows_nothing_is_told():
    bare = Told(
        city="세종시", bodies=["몽골"], people=1, first=TOLD.first, last=TOLD.first, is_over=False
    )
    assert (
        body(bare, "ko").split("\n\n")[0] == "몽골 방문단 1명이 2026년 11월 26일 세종시를 방문한다."
    )
    assert len(body(bare, "ko").split("\n\n")) == len(body(bare, "en").split("\n\n")) == 2


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("현장을 봅니다. 길을 찾습니다.", "이번 방문은 현장을 보고 길을 찾기 위해 이뤄진다."),
        ("정책 벤치마킹", "이번 방문은 정책 벤치마킹을 위해 이뤄진다."),
        ("스마트시티 견학.", "이번 방문은 스마트시티 견학을 위해 이뤄진다."),
        ("협력을 논의한다", "이번 방문의 목적은 “협력을 논의한다”이다."),
        ("To learn", "이번 방문의 목적은 “To learn”이다."),
    ],
)
def test_a_purpose_becomes_a_sentence(purpose, said):
    assert purpose_ko(purpose, is_over=False) == said


def test_a_word_whose_sound_is_not_written_takes_no_particle():
    said = body(replace(TOLD, receivers=["Mayor"], places=["BRT"]), "ko")
    assert "Mayor 측이 방문단을 맞는다." in said
    assert "BRT 현장을 둘러볼 예정이다." in said


@pytest.mark.parametrize(
    ("last", "korean", "english"),
    [
        (date(2026, 11, 30), "2026년 11월 30일", "on 30 November 2026"),
        (
            date(2026, 12, 1),
            "2026년 11월 30일부터 12월 1일까지",
            "on 30 November and 1 December 2026",
        ),
        (
            date(2027, 1, 2),
            "2026년 11월 30일부터 2027년 1월 2일까지",
            "from 30 November 2026 to 2 January 2027",
        ),
    ],
)
def test_days_are_written_out(last, korean, english):
    first = date(2026, 11, 30)
    assert (days_ko(first, last), days_en(first, last)) == (korean, english)
