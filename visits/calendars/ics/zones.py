"""VTIMEZONE components that agree with zoneinfo at every instant of the years they serve."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import chain, pairwise
from zoneinfo import ZoneInfo

_RULE_YEARS = 28
"""In 28 years every date falls on every weekday, so a yearly rule shows itself whole."""
_WEEK = timedelta(days=7)
_SECOND = timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Onset:
    """A change of the clock; *local* is the wall time that it would have been."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def kind(self) -> str:
        return "DAYLIGHT" if self.after > self.before else "STANDARD"


@lru_cache(maxsize=256)
def vtimezone(zone: str, first: int, last: int) -> tuple[str, ...]:
    """The lines of the zone's VTIMEZONE, right from the year *first* to the year *last*.

    Without changes of the clock it is one STANDARD, as Exchange wants it; with summer time one
    STANDARD and one DAYLIGHT with yearly rules; where no rule fits (Morocco), change by change.
    """
    info = ZoneInfo(zone)
    near = _onsets(info, first - 1, last + 1)
    if not near:
        parts: list[tuple[str, ...]] = [_fixed(info, first)]
    else:
        parts = _yearly(info, first) or [
            _fixed(info, first - 1),
            *(_observance(onset, onset.local) for onset in near),
        ]
    return ("BEGIN:VTIMEZONE", f"TZID:{zone}", *chain.from_iterable(parts), "END:VTIMEZONE")


def _fixed(info: ZoneInfo, year: int) -> tuple[str, ...]:
    """What the clock shows when the year begins, as if it had always been so."""
    local = datetime(year, 1, 1, tzinfo=UTC).astimezone(info)
    offset = local.utcoffset() or timedelta(0)
    always = datetime(1970, 1, 1)  # noqa: DTZ001
    onset = Onset(always, offset, offset, local.tzname() or info.key)
    return _observance(onset, always)


def _yearly(info: ZoneInfo, first: int) -> list[tuple[str, ...]]:
    """Two observances with yearly rules, or nothing when the zone does not keep such rules."""
    years = range(first - 1, first - 1 + _RULE_YEARS)
    onsets = _onsets(info, years[0], years[-1])
    found = []
    for kind in ("STANDARD", "DAYLIGHT"):
        same = [onset for onset in onsets if onset.kind == kind]
        rule = _rule([onset.local for onset in same], years)
        if rule is None or len({(onset.before, onset.after, onset.name) for onset in same}) != 1:
            return []
        found.append(_observance(same[0], _first_by_rule(same[0].local, rule), rule.text))
    return found


@dataclass(frozen=True)
class _Rule:
    days: range
    text: str


def _rule(locals_: list[datetime], years: range) -> _Rule | None:
    """The yearly rule that these wall times follow: one weekday within seven days of one month."""
    if [local.year for local in locals_] != list(years):
        return None
    if len({(local.month, local.weekday(), local.time()) for local in locals_}) != 1:
        return None
    local, seen = locals_[0], {local.day for local in locals_}
    weekday, length = _WEEKDAYS[local.weekday()], monthrange(local.year, local.month)[1]
    days = range(min(seen), min(seen) + 7)
    if max(seen) not in days:
        return None
    if days[0] == length - 6:
        by = f"BYDAY=-1{weekday}"
    elif days[0] % 7 == 1:
        by = f"BYDAY={days[0] // 7 + 1}{weekday}"
    else:
        by = f"BYMONTHDAY={','.join(map(str, days))};BYDAY={weekday}"
    return _Rule(days, f"FREQ=YEARLY;BYMONTH={local.month};{by}")


def _first_by_rule(local: datetime, rule: _Rule) -> datetime:
    """The rule's own day in 1970, so that the component does not change from year to year."""
    day = next(d for d in rule.days if date(1970, local.month, d).weekday() == local.weekday())
    return local.replace(year=1970, day=day)


def _observance(onset: Onset, starts: datetime, rule: str | None = None) -> tuple[str, ...]:
    return (
        f"BEGIN:{onset.kind}",
        f"DTSTART:{starts:%Y%m%dT%H%M%S}",
        *([f"RRULE:{rule}"] if rule else []),
        f"TZOFFSETFROM:{_offset(onset.before)}",
        f"TZOFFSETTO:{_offset(onset.after)}",
        f"TZNAME:{onset.name}",
        f"END:{onset.kind}",
    )


def _offset(offset: timedelta) -> str:
    minutes = round(offset / timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _onsets(info: ZoneInfo, first: int, last: int) -> list[Onset]:
    """Every change of the zone's offset in these years, in order of time."""
    begin, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    probes = [begin + _WEEK * count for count in range((end - begin) // _WEEK + 1)] + [end]
    return [
        _onset(info, earlier, later)
        for earlier, later in pairwise(probes)
        if earlier.astimezone(info).utcoffset() != later.astimezone(info).utcoffset()
    ]


def _onset(info: ZoneInfo, earlier: datetime, later: datetime) -> Onset:
    """The change between two instants, found to the second by halving."""
    before = earlier.astimezone(info).utcoffset() or timedelta(0)
    while later - earlier > _SECOND:
        middle = earlier + (later - earlier) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(info).utcoffset() == before:
            earlier = middle
        else:
            later = middle
    shown = later.astimezone(info)
    local = later.replace(tzinfo=None) + before
    return Onset(local, before, shown.utcoffset() or timedelta(0), shown.tzname() or info.key)
