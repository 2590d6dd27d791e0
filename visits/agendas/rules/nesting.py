"""Lines within the time of a line above: the inner programme of one stop, or stops under a heading."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from visits.agendas.rules import Answer, Item, Noted, ReadAs, Remark
from visits.agendas.rules.lines import BULLET
from visits.agendas.rules.telling import Told
from visits.conflicts.rules import StopKind

LEAST = 2
LONGEST_INNER = 4 * 60 * 60
"""Seconds of a stop that has an inner programme; what is longer is a day with a name."""
ELSEWHERE = frozenset(
    {StopKind.MEAL, StopKind.TRANSFER, StopKind.ARRIVAL, StopKind.DEPARTURE, StopKind.COURTESY_CALL}
)
"""Kinds of what is a stop of its own, wherever its line stands."""


def nested(items: Sequence[Item], told: Sequence[Told]) -> list[Item]:
    """The items, each frame with what becomes of it and of the lines within."""
    found = list(items)
    place = 0
    while place < len(found):
        inner = within(found, told, place)
        if inner:
            arrange(found, told, place, inner)
        place += 1
    return found


def within(items: Sequence[Item], told: Sequence[Told], place: int) -> list[int]:
    """Places of the lines that follow and lie in the time of this one; none for a mere overlap."""
    frame = items[place]
    if not told[place].has_own_end or frame.starts is None or frame.ends is None:
        return []
    inner: list[int] = []
    for n in range(place + 1, len(items)):
        if not lies_in(items[n], frame, has_end=told[n].has_own_end):
            break
        inner.append(n)
    if not inner:
        return []
    first = items[inner[0]]
    is_marked = BULLET.match(told[inner[0]].line.raw("title")) is not None
    return inner if len(inner) >= LEAST or is_marked or first.starts == frame.starts else []


def lies_in(item: Item, frame: Item, *, has_end: bool) -> bool:
    if item.starts is None or frame.starts is None or frame.ends is None or item.ends is None:
        return False
    if (item.starts, item.ends) == (frame.starts, frame.ends):
        return False
    return frame.starts <= item.starts < frame.ends and (not has_end or item.ends <= frame.ends)


def arrange(items: list[Item], told: Sequence[Told], place: int, inner: Sequence[int]) -> None:
    """The inner lines end within the frame; then either they or the frame become stops."""
    frame = items[place]
    for n in inner:
        ends = items[n].ends
        if not told[n].has_own_end and ends and frame.ends and ends > frame.ends:
            items[n] = replace(
                items[n], ends=frame.ends, clocks=(items[n].clocks[0], clock(frame.ends))
            )
    if said(told[place]):
        return
    if is_inner_programme(frame, [items[n] for n in inner]):
        lines = [
            f"{'–'.join(items[n].clocks)} {items[n].title}" for n in inner if not said(told[n])
        ]
        items[place] = replace(frame, lines=(*frame.lines, *lines))
        for n in inner:
            if not said(told[n]):
                items[n] = part_of(items[n], frame)
        return
    numbers = {"first": items[inner[0]].number, "last": items[inner[-1]].number}
    heading = Remark(Noted.FRAMES, numbers)
    items[place] = replace(frame, read_as=ReadAs.HEADING, remarks=(*frame.remarks, heading))
    for n in inner:
        if items[n].site is None and not items[n].place and items[n].kind not in ELSEWHERE:
            items[n] = placed_as(items[n], frame)


def said(told: Told) -> bool:
    """Whether an officer said what becomes of the line."""
    return bool(told.line.cell(Answer.READ_AS))


def is_inner_programme(frame: Item, inner: Sequence[Item]) -> bool:
    """Whether all of it happens where the frame does, and is no stop of its own."""
    if frame.starts is None or frame.ends is None or not (frame.site or frame.place):
        return False
    is_short = (frame.ends - frame.starts).total_seconds() <= LONGEST_INNER
    stays = all(
        item.site in {None, frame.site}
        and item.place in {"", frame.place}
        and item.kind not in ELSEWHERE
        for item in inner
    )
    return is_short and stays


def part_of(item: Item, frame: Item) -> Item:
    note = Remark(Noted.WITHIN, {"line": frame.number})
    site = item.site if item.site is not None else frame.site
    return replace(
        item, read_as=ReadAs.PART, of=frame.number, site=site, remarks=(*item.remarks, note)
    )


def placed_as(item: Item, frame: Item) -> Item:
    """What says no place of its own is where its heading is."""
    if frame.site is None and not frame.place:
        return item
    note = Remark(Noted.SITE_FROM_FRAME, {"line": frame.number})
    return replace(item, site=frame.site, place=frame.place, remarks=(*item.remarks, note))


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"
