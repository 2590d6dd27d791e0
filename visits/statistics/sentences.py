"""The sentence that the press gets: how many came, against a year before, in Korean and English. Pure.

It is content, not interface: both languages at once, whoever reads the page. What lies ahead is
said to lie ahead; without a year before there is no comparison, and a small change is told as a
number and not as a multiple.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from babel.dates import format_date

from visits.kit.particles import ends_in_consonant, object_particle
from visits.kit.translated import Translated
from visits.statistics.rules import Figures, Named, Period, Unit, name_of

ORDINALS = ("first", "second", "third", "fourth")


class Tense(StrEnum):
    OVER = auto()
    RUNNING = auto()
    AHEAD = auto()


class Change(StrEnum):
    """How a period stands to the one of a year before."""

    UNKNOWN = auto()
    """Nobody was counted then."""
    TIMES = auto()
    MORE = auto()
    SAME = auto()
    FEWER = auto()


@dataclass(frozen=True, slots=True)
class Comparison:
    """*by* is how many people more or fewer; *times* and *percent* are written, or empty."""

    change: Change
    by: int = 0
    times: str = ""
    percent: str = ""


def press_sentence(
    period: Period, now: Figures, before: Figures, *, city: Translated, today: date
) -> Translated:
    """The sentence in `ko` and `en`; *before* are the figures of the same days a year before.

    *today* is the day in the city: a period that is not over speaks of those who are to come.
    """
    told = Told(period, now, before, tense_of(period, today), compared(now.people, before.people))
    return Translated(ko=korean(told, city.to("ko")), en=english(told, city.to("en")))


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentence tells."""

    period: Period
    now: Figures
    before: Figures
    tense: Tense
    change: Comparison


def tense_of(period: Period, today: date) -> Tense:
    if period.last < today:
        return Tense.OVER
    return Tense.AHEAD if today < period.first else Tense.RUNNING


def compared(now: int, before: int) -> Comparison:
    """A multiple from one and a half times on, else the difference."""
    if not before:
        return Comparison(Change.UNKNOWN)
    if now == before:
        return Comparison(Change.SAME)
    if 2 * now >= 3 * before:
        return Comparison(Change.TIMES, times=rounded(now, before))
    by = abs(now - before)
    percent = rounded(100 * by, before)
    change = Change.MORE if now > before else Change.FEWER
    return Comparison(change, by=by, percent="" if percent == "0.0" else percent)


def rounded(part: int, whole: int) -> str:
    """A quotient to one decimal, halves upwards; a whole number only where it is exact."""
    if part % whole == 0:
        return f"{part // whole:,}"
    tenths = (20 * part + whole) // (2 * whole)
    return f"{tenths // 10:,}.{tenths % 10}"


# -- Korean ----------------------------------------------------------------------------------------


def korean(told: Told, city: str) -> str:
    when, there = when_ko(told.period), f"{city}{object_particle(city)}"
    if told.now.people:
        who = people_ko(told.now)
        first = {
            Tense.OVER: f"{when} {who}이 {there} 찾았다.",
            Tense.RUNNING: f"{when} {there} 찾았거나 찾을 예정인 외국 방문단은 {who}이다.",
            Tense.AHEAD: f"{when} {who}이 {there} 찾을 예정이다.",
        }[told.tense]
        second = comparison_ko(told)
    else:
        first = f"{when} {there} {NOBODY_KO[told.tense]}"
        second = nobody_but_ko(told)
    return f"{first} {second}" if second else first


NOBODY_KO = {
    Tense.OVER: "찾은 외국 방문단은 없었다.",
    Tense.RUNNING: "찾았거나 찾을 예정인 외국 방문단은 아직 없다.",
    Tense.AHEAD: "찾을 예정인 외국 방문단은 아직 없다.",
}


def nobody_but_ko(told: Told) -> str:
    if told.change.change is Change.UNKNOWN:
        return ""
    return f"{earlier_ko(told.period)}에는 {people_ko(told.before)}이었다."


def comparison_ko(told: Told) -> str:
    said, earlier = told.change, earlier_ko(told.period)
    base = f"{earlier}({people_ko(told.before)})"
    share = f"({said.percent}%)" if said.percent else ""
    together = "과" if ends_in_consonant(earlier) else "와"
    return {
        Change.UNKNOWN: "",
        Change.TIMES: f"{base}의 {said.times}배이다.",
        Change.MORE: f"{base}보다 {said.by:,}명{share} 많다.",
        Change.SAME: f"{base}{together} 같은 인원이다.",
        Change.FEWER: f"{base}보다 {said.by:,}명{share} 적다.",
    }[said.change]


def people_ko(figures: Figures) -> str:
    return f"{figures.countries:,}개국 {figures.people:,}명"


def earlier_ko(period: Period) -> str:
    return "전년" if is_whole_year(period) else "전년 동기"


def when_ko(period: Period) -> str:
    """The period with its particle: 2024년 상반기에."""
    named = name_of(period)
    if named is not None:
        return f"{named_ko(named)}에"
    first, last = period.first, period.last
    begins = f"{first.year}년 {first.month}월 {first.day}일"
    if first == last:
        return f"{begins}에"
    year = "" if first.year == last.year else f"{last.year}년 "
    return f"{begins}부터 {year}{last.month}월 {last.day}일까지"


def named_ko(named: Named) -> str:
    return {
        Unit.HALF_YEAR: f"{named.year}년 {'상반기' if named.number == 1 else '하반기'}",
        Unit.QUARTER: f"{named.year}년 {named.number}분기",
        Unit.MONTH: f"{named.year}년 {named.number}월",
        Unit.YEAR: f"{named.year}년",
    }[named.unit]


# -- English ---------------------------------------------------------------------------------------


def english(told: Told, city: str) -> str:
    when = when_en(told.period)
    if not told.now.people:
        first = f"{when}, no foreign delegation {NOBODY_EN[told.tense]} {city}"
        return f"{first}{nobody_but_en(told)}."
    has, are = ("has", "is") if told.now.people == 1 else ("have", "are")
    verb = {
        Tense.OVER: "visited",
        Tense.RUNNING: f"{has} visited or {are} due to visit",
        Tense.AHEAD: f"{are} due to visit",
    }[told.tense]
    return f"{when}, {people_en(told.now)} {verb} {city}{comparison_en(told)}."


NOBODY_EN = {
    Tense.OVER: "visited",
    Tense.RUNNING: "has visited or is due to visit",
    Tense.AHEAD: "is due to visit",
}


def nobody_but_en(told: Told) -> str:
    if told.change.change is Change.UNKNOWN:
        return ""
    return f"; {people_en(told.before)} did in {earlier_en(told.period)}"


def comparison_en(told: Told) -> str:
    said = told.change
    base = f"in {earlier_en(told.period)} ({people_en(told.before)})"
    share = f" ({said.percent}%)" if said.percent else ""
    times = "twice" if said.times == "2" else f"{said.times} times"
    by = "one" if said.by == 1 else f"{said.by:,}"
    return {
        Change.UNKNOWN: "",
        Change.TIMES: f", {times} as many as {base}",
        Change.MORE: f", {by} more{share} than {base}",
        Change.SAME: f", as many as {base}",
        Change.FEWER: f", {by} fewer{share} than {base}",
    }[said.change]


def people_en(figures: Figures) -> str:
    people = "one person" if figures.people == 1 else f"{figures.people:,} people"
    countries = "one country" if figures.countries == 1 else f"{figures.countries:,} countries"
    return f"{people} from {countries}"


def earlier_en(period: Period) -> str:
    return "the year before" if is_whole_year(period) else "the same period a year earlier"


def when_en(period: Period) -> str:
    """The period at the head of a sentence: In the first half of 2024."""
    named = name_of(period)
    if named is not None:
        return f"In {named_en(named)}"
    first, last = period.first, period.last
    if first == last:
        return f"On {day_en(first)}"
    form = "d MMMM" if first.year == last.year else "d MMMM y"
    return f"From {format_date(first, form, locale='en')} to {day_en(last)}"


def named_en(named: Named) -> str:
    ordinal = ORDINALS[(named.number - 1) % len(ORDINALS)]
    return {
        Unit.HALF_YEAR: f"the {ordinal} half of {named.year}",
        Unit.QUARTER: f"the {ordinal} quarter of {named.year}",
        Unit.MONTH: str(format_date(named.period.first, "MMMM y", locale="en")),
        Unit.YEAR: f"{named.year}",
    }[named.unit]


def day_en(value: date) -> str:
    return str(format_date(value, "d MMMM y", locale="en"))


def is_whole_year(period: Period) -> bool:
    named = name_of(period)
    return named is not None and named.unit is Unit.YEAR
