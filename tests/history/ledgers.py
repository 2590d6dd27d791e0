"""Ledgers as an office keeps them."""

import io

from tests.kit.books import a_book

HEADER = ["연번", "방문일", "국가명", "방문기관명", "인원", "방문 목적", "견학지"]
MONGOLIA = [
    1,
    "2024. 3. 5.~3. 7.",
    "몽골",
    "울란바토르시",
    12,
    "스마트시티 견학",
    "도시통합정보센터, 국립세종수목원",
]
PERU = [2, "2024-04-02", "Peru", "Ministry of Housing", "9명", "", "Arboretum"]
OTHERS = [3, "2024. 5. 2.", "몽골 외 3개국", "세계은행 연수단", 20, "연수", "시청"]
NO_DAY = [4, "봄", "Peru", "", "", "", ""]


def a_ledger(*rows, header=HEADER) -> bytes:
    return a_book([["2024년 외국 방문단 접수 대장"], [], header, *rows])


def as_file(content, name="ledger.xlsx"):
    return (io.BytesIO(content), name)
