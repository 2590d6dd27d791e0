"""How rows of a ledger are read: fields and troubles here, countries, days and whole rows beside."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any


class Field(StrEnum):
    """What a column of a ledger may hold."""

    STARTS = auto()
    ENDS = auto()
    COUNTRIES = auto()
    BODY = auto()
    PEOPLE = auto()
    PURPOSE = auto()
    SITES = auto()


HEADERS: Mapping[str, tuple[str, ...]] = {
    Field.STARTS: (
        "방문일", "방문일자", "방문일시", "방문기간", "일자", "일시", "날짜", "기간", "시작일", "방문 시작일",
        "Date", "Dates", "Visit date", "Date of visit", "Period", "From", "First day", "Start", "Start date",
    ),
    Field.ENDS: ("종료일", "방문 종료일", "마지막 날", "까지", "To", "Until", "Last day", "End", "End date"),
    Field.COUNTRIES: ("국가", "국가명", "국적", "나라", "방문국", "국명", "Country", "Countries", "Nationality"),
    Field.BODY: (
        "기관", "기관명", "방문기관", "방문기관명", "소속", "소속기관", "단체", "단체명", "방문단체", "방문단", "방문단명", "방문자", "대표단",
        "Organisation", "Organization", "Body", "Institution", "Delegation", "Visitor", "Visitors",
    ),
    Field.PEOPLE: (
        "인원", "인원수", "방문인원", "총인원", "명", "명수", "People", "Persons", "Number of people", "Pax",
        "Number", "Participants", "Headcount",
    ),
    Field.PURPOSE: ("목적", "방문목적", "내용", "방문내용", "주요내용", "Purpose", "Subject", "Content"),
    Field.SITES: (
        "방문지", "견학지", "방문장소", "견학장소", "장소", "견학기관", "방문시설",
        "Sites", "Site", "Places", "Places visited", "Sites visited", "Venue",
    ),
}  # fmt: skip
"""The words by which ledgers name their columns."""
MOST_ROWS = 500
"""At a time: everybody else who writes waits until they are entered."""
REQUIRED = (Field.STARTS, Field.COUNTRIES, Field.PEOPLE)


class Trouble(StrEnum):
    """Why a cell is not taken as it is."""

    NO_DAY = auto()
    NOT_A_DAY = auto()
    WHICH_DAY = auto()
    ENDS_BEFORE_START = auto()
    TOO_LONG = auto()
    NOT_OVER = auto()
    NO_COUNTRY = auto()
    UNKNOWN_COUNTRY = auto()
    COUNTRY_TWICE = auto()
    OTHER_COUNTRIES = auto()
    NO_PEOPLE = auto()
    NOT_A_COUNT = auto()
    PEOPLE_OF_EACH = auto()
    SUM_DIFFERS = auto()
    TOO_MUCH_TEXT = auto()
    FORMULA = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the cell of a field; `facts` are what the sentence needs."""

    field: Field
    trouble: Trouble
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class BadCell(Exception):
    """This cell cannot be taken as it is."""

    def __init__(self, at: Field, trouble: Trouble, **facts: Any) -> None:
        super().__init__(trouble)
        self.fault = Fault(at, trouble, facts)
