"""Times of day as people write them: 9.30, 14h00, 오후 2시, 2 pm, 9:30 am – 2:30 pm, 10:00 (30 min).

`written(text)` says what stands there and how sure it is; which half of the day an unmarked 2:30
means is for whoever knows the other rows. In the digits of any script.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from visits.kit.sheets.values import latin_digits
from visits.kit.text import clean

NOON, DAY = 12, 24
MINUTES = 60


class Half(StrEnum):
    """Of the day."""

    AM = "am"
    PM = "pm"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; without `is_sure` it may be meant twelve hours later. 24:00 ends a day."""

    hour: int
    minute: int = 0
    half: Half | None = None
    is_sure: bool = True
    counts_to_24: bool = False
    """Whether only somebody writes so who counts the hours to 24: 14:00, 09:30, 9h."""

    @property
    def minutes(self) -> int:
        """Since midnight, as it stands there."""
        return self.hour * MINUTES + self.minute

    @property
    def readings(self) -> tuple[int, ...]:
        """Minutes since midnight that it may mean, the literal one first."""
        return (self.minutes,) if self.is_sure else (self.minutes, self.minutes + NOON * MINUTES)


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell says of a time: from, until, how many minutes; at least one of them."""

    starts: Clock | None = None
    ends: Clock | None = None
    minutes: int | None = None

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return tuple(one for one in (self.starts, self.ends) if one is not None)


HALVES: tuple[tuple[Half, re.Pattern[str]], ...] = (
    (
        Half.AM,
        re.compile(
            r"(?<![a-z])a\.?\s?m\.?(?![a-z])|오전|아침|새벽|上午|午前|早上|صباحا|صباحاً|(?<=\d)\s*ص(?!\w)"
            r"|du matin|de la mañana|da manhã|ព្រឹក"
        ),
    ),
    (
        Half.PM,
        re.compile(
            r"(?<![a-z])p\.?\s?m\.?(?![a-z])|오후|저녁|한낮|낮|밤|下午|午後|晚上|مساءً|مساء|(?<=\d)\s*م(?!\w)"
            r"|de l[’']après-midi|du soir|de la tarde|de la noche|da tarde|da noite|ល្ងាច"
        ),
    ),
)
NOONS = re.compile(
    r"(?:12(?:[:.h]00)?\s*)?(?:정오|noon|nn(?![a-z])|midday|midi|正午|中午|mediodía|meio-dia|ظهرا|ظهراً)"
)
MIDNIGHTS = re.compile(r"(?:(?:12|24|0?0)(?:[:.h]00)?\s*)?(?:자정|midnight|minuit|medianoche)")
BETWEEN = (
    r"\s*(?:[-–—\u2011−~\u301c\u223c\u2053→>]+|(?<![a-z])(?:to|until|till|à|a|au|bis|al|às|hasta|até|s/d|s\.d\.|sampai|hingga)(?![a-z])"
    r"|부터|에서|إلى|الى|حتى|ถึง|đến)\s*"
)
FROM = r"(?:(?:from|at|de|ab|um|à|desde|das|pukul|pkl\.?|jam|من|الساعة|ម៉ោង|약|ca\.?|approx\.?|about|around|circa|vers)\s*)?"
OPEN = r"(?:onwards?|selesai|end|close|이후|부터)"
"""As long as it takes."""
ZONE = r"(?:\s*\(?(?:kst|local time|한국\s?시간|현지\s?시[간각])\)?)?"
MARKS = r"(?:hrs?|hs?|hours|uhr|horas|heures)"


def clock_pattern(n: int) -> str:
    """One time of day; its parts are called by *n*."""
    return (
        rf"(?:(?P<before{n}>am|pm)\s*)?"
        rf"(?:(?P<hour{n}>\d{{1,2}})(?!\d)"
        rf"(?:\s*시\s*(?P<korean{n}>\d{{1,2}})\s*분|\s*시\s*(?P<half{n}>반)"
        rf"|(?P<sign{n}>\s*[:.h시時]\s*)(?P<minute{n}>\d{{2}})(?!\d)(?:[:.]\d{{2}}(?!\d))?\s*(?:[분分]|น\.?|h(?![a-z]))?"
        rf"|\s*(?P<bare{n}>[h시時])(?![a-z]))?"
        rf"|(?P<compact{n}>\d{{3,4}})(?!\d))"
        rf"\s*(?:{MARKS}(?![a-z]))?\s*(?P<after{n}>am|pm)?"
    )


NUMBER = r"\d+(?:[.,]\d+)?"
DURATION = re.compile(
    rf"(?:(?P<hours>{NUMBER})\s*(?:시간|hours?|hrs?|heures?|horas?|ساعة|ساعات)\s*(?:and\s*)?)?"
    r"(?:(?P<minutes>\d+)\s*(?:분간|분|minutes?|mins?\.?|mn|min|['’\u2032]|دقيقة|دقائق))?"
)
SPAN = re.compile(
    rf"{FROM}(?:{clock_pattern(1)})?(?:(?P<between>{BETWEEN})(?:{clock_pattern(2)}|{OPEN})?)?\s*(?:까지|{OPEN})?{ZONE}"
    rf"(?:(?:\s*[,/(\[]\s*|\s+)(?P<duration>(?:소요\s*)?\d[^()\[\]]*?)\s*[)\]]?)?"
)
LEADING = re.compile(
    rf"{FROM}{clock_pattern(1)}(?:(?P<between>{BETWEEN}){clock_pattern(2)})?(?:까지)?"
    r"(?=[\s:\uff1a)\]|,–—-]|$)"
)
AFTER_LEADING = " :\uff1a|,)]-–—~"
FRACTION = re.compile(r"0?\.\d{2,}")
DATE_LIKE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{1,4}")
LONGEST_MINUTES = DAY * MINUTES


def plain(text: str) -> str:
    """In Latin digits and small letters, the halves of the day as am and pm."""
    found = clean(latin_digits(unicodedata.normalize("NFKC", text))).casefold()
    found = NOONS.sub(" 12:00pm", MIDNIGHTS.sub(" 24:00", found))
    for half, pattern in HALVES:
        found = pattern.sub(f" {half} ", found)
    return " ".join(found.split())


def written(text: str) -> Written | None:
    """The time in a cell that holds nothing else; None for what is none."""
    said = plain(text).strip("[]*")
    if FRACTION.fullmatch(said):
        return Written(of_fraction(float(said)))
    if minutes := duration_of(said):
        return Written(minutes=minutes)
    found = None if DATE_LIKE.search(said) else SPAN.fullmatch(said)
    return None if found is None else span_of(found)


def span_of(found: re.Match[str]) -> Written | None:
    """None where a part of it makes no sense."""
    starts, ends = clock_of(found, 1), clock_of(found, 2)
    is_broken = digits_stand(found, 1, starts) or digits_stand(found, 2, ends)
    if is_broken or not (starts or ends):
        return None
    if not found["duration"]:
        return Written(starts, ends)
    minutes = duration_of(found["duration"].removeprefix("소요").strip())
    return Written(starts, ends, minutes) if minutes else None


def leading(text: str) -> tuple[Written, str] | None:
    """A time at the beginning of a line, and what follows it; minutes or a half must be written."""
    said = plain_keeping(text)
    found = LEADING.match(said)
    if found is None:
        return None
    starts, ends = clock_of(found, 1), clock_of(found, 2)
    if starts is None or digits_stand(found, 2, ends) or not says_minutes(found, 1):
        return None
    return Written(starts, ends), said[found.end() :].lstrip(AFTER_LEADING).strip()


def plain_keeping(text: str) -> str:
    """The line with the halves of the day as am and pm; its letters stay."""
    found = clean(latin_digits(text))
    for half, pattern in HALVES:
        spoken = re.compile(
            rf"(?<=\d)\s*(?:{pattern.pattern})|(?:{pattern.pattern})(?=\s*\d)", re.IGNORECASE
        )
        found = spoken.sub(f" {half} ", found)
    return " ".join(found.split())


def says_minutes(found: re.Match[str], n: int) -> bool:
    parts = ("minute", "korean", "half", "before", "after", "bare")
    return any(found[f"{part}{n}"] for part in parts)


def digits_stand(found: re.Match[str], n: int, clock: Clock | None) -> bool:
    """Whether digits that are no time stand where a time was expected."""
    return clock is None and bool(found[f"hour{n}"] or found[f"compact{n}"])


def clock_of(found: re.Match[str], n: int) -> Clock | None:
    """None where nothing stands, or 25:70."""
    if not (found[f"hour{n}"] or found[f"compact{n}"]):
        return None
    told = found[f"before{n}"] or found[f"after{n}"]
    half = Half(told) if told else None
    if compact := found[f"compact{n}"]:
        hour, minute = int(compact[:-2]), int(compact[-2:])
        is_24 = len(compact) > len("930")
    else:
        hour = int(found[f"hour{n}"])
        minute = minute_of(found, n)
        sign = (found[f"sign{n}"] or found[f"bare{n}"] or "").strip()
        is_24 = found[f"hour{n}"].startswith("0") or sign == "h"
    return made(hour, minute, half, counts_to_24=is_24 or hour > NOON)


def minute_of(found: re.Match[str], n: int) -> int:
    if found[f"half{n}"]:
        return MINUTES // 2
    return int(found[f"minute{n}"] or found[f"korean{n}"] or 0)


def made(hour: int, minute: int, half: Half | None, *, counts_to_24: bool) -> Clock | None:
    if minute >= MINUTES or hour > DAY or (hour == DAY and minute):
        return None
    if half is not None and 1 <= hour <= NOON:
        hour = hour % NOON + (NOON if half is Half.PM else 0)
        return Clock(hour, minute, half)
    is_sure = counts_to_24 or half is not None or not 1 <= hour < NOON
    return Clock(hour, minute, half, is_sure, counts_to_24 and half is None)


def of_fraction(value: float) -> Clock:
    """A spreadsheet's own time: the share of the day that is over."""
    minutes = round(value * DAY * MINUTES) % (DAY * MINUTES)
    return Clock(minutes // MINUTES, minutes % MINUTES, counts_to_24=True)


def duration_of(text: str) -> int | None:
    """Minutes of a duration: 30 min, 1 hour 30, 1시간 30분, 1.5 hours."""
    found = DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    hours = float((found["hours"] or "0").replace(",", "."))
    minutes = round(hours * MINUTES) + int(found["minutes"] or 0)
    return minutes if 0 < minutes <= LONGEST_MINUTES else None
