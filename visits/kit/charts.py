"""The geometry of charts, for templates/parts/charts.html to place. Pure.

Across, everything is in percent of the width and so fits any screen; down it is in pixels, so that
texts keep their size. In right-to-left pages charts run from the right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

LABEL, NOW, BEFORE, GAP = 22, 16, 14, 14
"""Pixels: a row of bars has its label, its bar, below it that of the year before, and room."""
APART = 3
"""Pixels by which that of the year before is thinner."""
WIDEST = 80
"""Percent: what stands behind the longest bar needs the rest."""
TALL = 220
"""Pixels of a chart of lines."""
STEPS = 4
"""Colours of a map."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where it begins, how wide it is, and where the number behind it stands."""

    x: float
    y: float
    width: float
    height: float
    text_x: float
    text_y: float
    value: float


@dataclass(frozen=True, slots=True)
class BarRow:
    """What it is about, its bar, and that of the year before where there was one."""

    label: str
    label_x: float
    label_y: float
    now: Bar
    before: Bar | None


@dataclass(frozen=True, slots=True)
class Bars:
    rows: tuple[BarRow, ...]
    height: int
    rtl: bool


def bars(rows: Iterable[tuple[str, float, float | None]], *, rtl: bool = False) -> Bars:
    """Bars out of (label, value, the value of a year before)."""
    told = list(rows)
    largest = max(chain.from_iterable((now, before or 0) for _, now, before in told), default=0)

    def bar(value: float, y: float, height: float) -> Bar:
        width = round(WIDEST * value / largest, 2) if largest else 0
        end = 100 - width if rtl else width
        return Bar(100 - width if rtl else 0, y, width, height, end, y + height - 1.5, value)

    each = LABEL + NOW + BEFORE + GAP
    return Bars(
        rows=tuple(
            BarRow(
                label,
                label_x=100 if rtl else 0,
                label_y=place * each + LABEL - 7,
                now=bar(now, place * each + LABEL, NOW),
                before=None
                if before is None
                else bar(before, place * each + LABEL + NOW + APART, BEFORE - APART),
            )
            for place, (label, now, before) in enumerate(told)
        ),
        height=max(each * len(told) - GAP, 0) + 4,
        rtl=rtl,
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """A line across with what it stands for; `y` in pixels."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines as points in a square of 100 by 100; `marks` are where each point stands across."""

    points: tuple[str, ...]
    marks: tuple[float, ...]
    grid: tuple[Grid, ...]
    target: float | None
    height: int
    start: float
    rtl: bool


def lines(
    series: Sequence[Sequence[float]], *, target: int | None = None, rtl: bool = False
) -> Lines:
    """One line for each series, all of one length; *target* is a level to be reached."""
    top = rounded_up(max((*chain.from_iterable(series), target or 0), default=0))
    count = max(map(len, series), default=0)
    marks = tuple(across(place, count, rtl=rtl) for place in range(count))
    return Lines(
        points=tuple(
            " ".join(f"{x},{100 - down(y, top)}" for x, y in zip(marks, each, strict=False))
            for each in series
        ),
        marks=marks,
        grid=tuple(Grid(round(TALL * (1 - part / 2), 1), top * part // 2) for part in (0, 1, 2)),
        target=None if target is None else round(TALL * (100 - down(target, top)) / 100, 1),
        height=TALL,
        start=100 if rtl else 0,
        rtl=rtl,
    )


def across(place: int, count: int, *, rtl: bool) -> float:
    """The middle of a place out of so many, in percent."""
    x = round(100 * (place + 0.5) / count, 2)
    return round(100 - x, 2) if rtl else x


def down(value: float, top: int) -> float:
    return round(100 * value / top, 2)


def rounded_up(value: float) -> int:
    """The next even number of two digits and zeros: 273 is 280, 1,240 is 1,400."""
    step = 2
    while value > step * 50:
        step *= 10
    return max(step, int(-(-value // step)) * step)


def steps(values: Iterable[int]) -> tuple[int, ...]:
    """From which values on the colours of a map begin, the palest first; at most four, from 1 up.

    Each begins at about half of the next, so that the few large countries do not hide the others.
    """
    largest = max(values, default=0)
    found = {1} | {short(largest / 2**n) for n in range(1, STEPS)}
    return tuple(sorted(number for number in found if 0 < number <= max(largest, 1)))


def short(value: float) -> int:
    """The number of one or two digits and zeros at or below it: 68 is 65, 137 is 100."""
    unit = 1
    while value >= unit * 100:
        unit *= 10
    found = int(value // unit)
    return (found // 5 * 5 if found > 10 else found) * unit  # noqa: PLR2004 (fives above ten)


LAND = "#e3e6ea"
STEP_COLOURS = ("#a9c3e4", "#6c97cd", "#2f67b1", "#063a74")
"""Of the map on paper, the palest first; those of pages stand in the style sheet."""


def coloured(world: str, shapes: Iterable[tuple[str, int]]) -> bytes:
    """The drawing of the world (world.mjs) with each country in its colour, as a picture of its own."""
    drawn = [f'<use href="#land" fill="{LAND}"/>']
    drawn += [
        f'<use href="#{code}" fill="{STEP_COLOURS[step - 1]}"/>'
        for code, step in shapes
        if step and f'id="{code}"' in world
    ]
    return world.replace("</svg>", "".join([*drawn, "</svg>"])).encode()


def step_of(value: int, beginnings: Sequence[int]) -> int:
    """Which colour a value has, 1 is the palest; 0 for none."""
    return sum(value >= beginning for beginning in beginnings)
