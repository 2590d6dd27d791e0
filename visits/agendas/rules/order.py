"""Which half of the day an unmarked 2:30 means: certain by its own line, by the order of the day, or asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from visits.agendas.rules import Choice, Field, Noted, Question, Remark, Why
from visits.kit.sheets.clocks import Clock, Written

HOUR, HALF_DAY, WHOLE_DAY = 60, 12 * 60, 24 * 60
DAWN, MORNING, AFTERNOON, EVENING, NIGHT = (n * HOUR for n in (5, 7, 15, 17, 6))
"""Nobody is received before 7 without saying am; what ends by 6 after 17 ends on the next day."""
LATE = 19 * HOUR
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Timed:
    """What a line says of its time, and whether what it tells of belongs to the evening."""

    written: Written
    is_of_the_evening: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """Minutes since the midnight before; more than a day's where it ends on the next one."""

    starts: int | None = None
    ends: int | None = None
    asks: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """When the line above began and ended, and the next sure one begins, as far as that is known."""

    starts: int | None = None
    ends: int | None = None
    next: int | None = None
    is_open: bool = False
    """Whether a line of this day was asked for its time."""


def counts_to_24(times: Iterator[Written]) -> bool:
    """Whether whoever wrote the table counts hours to 24."""
    return any(clock.counts_to_24 for time in times for clock in time.clocks)


def settled(day: Sequence[Timed], *, is_24: bool) -> list[Settled]:
    """The times of the lines of one day, in the order of the table."""
    before = Before()
    found: list[Settled] = []
    for place, timed in enumerate(day):
        before = replace(before, next=next_sure(day[place + 1 :]))
        one = of_line(timed, before, is_24=is_24)
        found.append(one)
        if one.starts is not None and not one.asks:
            before = Before(one.starts, one.ends, is_open=before.is_open)
        else:
            before = replace(before, is_open=True)
    return found


def next_sure(day: Sequence[Timed]) -> int | None:
    """When the next line begins whose time can only mean one thing."""
    starts = (timed.written.starts for timed in day)
    return next((clock.minutes for clock in starts if clock and clock.is_sure), None)


def of_line(timed: Timed, before: Before, *, is_24: bool) -> Settled:
    time = timed.written
    if time.starts is None:
        return without_start(time, before)
    if time.ends is None:
        return begun(timed, before, is_24=is_24)
    if time.starts.is_sure and time.ends.is_sure:
        return with_end(time.starts.minutes, time.ends.minutes, before)
    return spanned(timed, before, is_24=is_24)


def without_start(time: Written, before: Before) -> Settled:
    """30 min: it follows what is above. ~15:30: perhaps."""
    if before.ends is None:
        return Settled(asks=(ask(Why.START_MISSING),))
    if time.minutes is not None:
        remark = Remark(Noted.START_FROM_ABOVE)
        return Settled(before.ends, before.ends + time.minutes, remarks=(remark,))
    ends = [n for n in time.ends.readings if n > before.ends] if time.ends else []
    return Settled(asks=(ask(Why.START_MISSING, *((before.ends, end) for end in ends)),))


def begun(timed: Timed, before: Before, *, is_24: bool) -> Settled:
    """A time without an end; a duration may stand behind it."""
    clock = timed.written.starts
    assert clock is not None  # noqa: S101 (of_line looked)
    start, remarks = by_order(clock, timed, before, is_24=is_24)
    if start is None:
        return Settled(asks=(ask(Why.HALF_OF_DAY, *((n, None) for n in clock.readings)),))
    minutes = timed.written.minutes
    end = start + minutes if minutes else None
    if is_after_night(start, before):
        return Settled(start, end, (Question(Field.DAY, Why.NIGHT),), remarks)
    return Settled(start, end, (), remarks)


def by_order(
    clock: Clock, timed: Timed, before: Before, *, is_24: bool
) -> tuple[int | None, tuple[Remark, ...]]:
    """The one reading that the lines above leave; None when either may be meant."""
    if clock.is_sure:
        return clock.minutes, ()
    early, late = clock.readings
    if before.starts is None:
        is_plain = early >= (DAWN if is_24 else MORNING)
        is_asked = timed.is_of_the_evening or (before.is_open and not is_24)
        return (early if is_plain and not is_asked else None), ()
    if early >= before.starts:
        return (None if timed.is_of_the_evening and early < AFTERNOON else early), ()
    is_between = before.next is not None and before.starts <= late <= before.next
    is_far = early >= MORNING and late >= LATE and before.starts < AFTERNOON
    if (
        (is_24 and not is_between)
        or late < before.starts
        or (is_far and not timed.is_of_the_evening)
    ):
        return None, ()
    return late, (Remark(Noted.HALF_BY_ORDER),)


def spanned(timed: Timed, before: Before, *, is_24: bool) -> Settled:
    """From and until, at least one of them unmarked: 9:30–2:30, 9:30 am – 2:30, 1:00–2:30 pm."""
    time = timed.written
    assert time.starts is not None  # noqa: S101 (of_line looked)
    assert time.ends is not None  # noqa: S101
    if time.starts.is_sure:
        return end_after(time.starts.minutes, time.ends, before, is_24=is_24 and not has_half(time))
    if has_half(time):
        starts = [n for n in time.starts.readings if n < time.ends.minutes]
        if not starts:
            return Settled(asks=(ask(Why.ENDS_BEFORE_START),))
        return with_end(max(starts), time.ends.minutes, before)
    start, remarks = by_order(time.starts, timed, before, is_24=is_24)
    if start is None:
        return Settled(asks=(ask(Why.HALF_OF_DAY, *pairs(time)),))
    found = end_after(start, time.ends, before, is_24=is_24)
    if any(one.why is Why.ENDS_BEFORE_START for one in found.asks):
        return Settled(asks=(ask(Why.HALF_OF_DAY, *pairs(time)),))
    more = (remark for remark in found.remarks if remark not in remarks)
    return replace(found, remarks=(*remarks, *more))


def has_half(time: Written) -> bool:
    return any(clock.half is not None for clock in time.clocks)


def end_after(start: int, end: Clock, before: Before, *, is_24: bool) -> Settled:
    """The first reading of the end that lies after the start; who counts to 24 wrote it wrong."""
    if is_24 or end.is_sure:
        return with_end(start, end.minutes, before, other=end.readings[-1])
    later = [n for n in end.readings if n > start]
    if not later or start == end.minutes:
        return with_end(start, end.minutes, before)
    found = with_end(start, later[0], before)
    remarks = () if later[0] == end.minutes else (Remark(Noted.HALF_BY_ORDER),)
    return replace(found, remarks=(*found.remarks, *remarks))


def with_end(start: int, end: int, before: Before, *, other: int | None = None) -> Settled:
    """Both as they stand; over midnight where that is likely, else an end before the start is asked."""
    asks = (Question(Field.DAY, Why.NIGHT),) if is_after_night(start, before) else ()
    if end > start:
        return Settled(start, end, asks)
    if end == start:
        return Settled(start, None, asks)
    if start >= EVENING and end <= NIGHT:
        return Settled(start, end + WHOLE_DAY, asks, (Remark(Noted.ENDS_NEXT_DAY),))
    choices = [(start, other)] if other and other > start else []
    return Settled(asks=(ask(Why.ENDS_BEFORE_START, *choices),))


def is_after_night(start: int, before: Before) -> bool:
    """00:30 below 22:00: of the same night, or in the morning before?"""
    return before.starts is not None and before.starts >= EVENING and start < NIGHT


def pairs(time: Written) -> list[tuple[int, int | None]]:
    """Every span that the two clocks may mean, the shortest for each start."""
    assert time.starts is not None  # noqa: S101 (only spans come here)
    assert time.ends is not None  # noqa: S101
    return [
        (start, min((n for n in time.ends.readings if n > start), default=None))
        for start in time.starts.readings
    ]


def ask(why: Why, *spans: tuple[int, int | None]) -> Question:
    return Question(Field.TIME, why, choices=tuple(choice(*span) for span in spans))


def choice(start: int, end: int | None) -> Choice:
    text = shown(start) if end is None else f"{shown(start)}–{shown(end)}"
    return Choice(text, text)


def shown(minutes: int) -> str:
    """As only somebody writes it who counts to 24: it is read again as the same."""
    return f"{minutes // HOUR % 24:02}:{minutes % HOUR:02}"
