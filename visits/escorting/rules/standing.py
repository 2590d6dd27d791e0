"""How the stops of a day stand, and how late they will be: all of it follows from the taps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, auto
from itertools import pairwise

from visits.escorting.rules.taps import STEPS, TapKind, Tapped, standing_taps

T = TapKind
NOTHING = timedelta(0)
MINUTE = timedelta(minutes=1)
WORTH_SAYING = 5
"""Minutes: less is on time."""
LONGEST_OVERRUN = timedelta(hours=3)
"""Then somebody forgot to tap that it ended."""


class StopState(StrEnum):
    """How far a stop is."""

    COMING = auto()
    ON_THE_WAY = auto()
    THERE = auto()
    RUNNING = auto()
    OVER = auto()
    SKIPPED = auto()

    @property
    def is_done(self) -> bool:
        """Nothing more comes of it today."""
        return self in {StopState.OVER, StopState.SKIPPED}


STATE_AFTER: dict[TapKind, StopState] = {
    T.DEPARTED: StopState.ON_THE_WAY,
    T.ARRIVED: StopState.THERE,
    T.STARTED: StopState.RUNNING,
    T.ENDED: StopState.OVER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A stop as it is planned. No party is everybody; `needed` are the minutes from the stop before,
    None where nobody knows."""

    uid: str
    starts: datetime
    ends: datetime
    party: frozenset[int] | None = None
    needed: int | None = None

    def shares_people_with(self, other: "Planned") -> bool:
        if self.party is None or other.party is None:
            return True
        return not self.party.isdisjoint(other.party)


class Merge(StrEnum):
    """How taps of two people that do not fit were brought together."""

    ALREADY = auto()
    """Both said the same: the first counts."""
    STILL_ON = auto()
    """One skipped the stop, the other went on with it later: it takes place."""
    OUT_OF_ORDER = auto()
    """A later step was tapped at an earlier time."""


@dataclass(frozen=True, slots=True)
class Note:
    """Two taps that had to be brought together; `first` is the one that happened before."""

    merge: Merge
    first: Tapped
    second: Tapped


@dataclass(frozen=True, slots=True)
class Live:
    """What everybody may know of a stop on its day. Minutes; 0 is on time."""

    state: StopState
    late: int = 0
    ends_late: int = 0
    rain_plan: bool = False

    @property
    def is_late(self) -> bool:
        """By so much that it is worth saying, of a stop that is still to come."""
        waits = {StopState.COMING, StopState.ON_THE_WAY, StopState.THERE}
        return self.state in waits and self.late >= WORTH_SAYING

    @property
    def runs_over(self) -> bool:
        """Whether it runs, and ends by so much later that it is worth saying."""
        return self.state is StopState.RUNNING and self.ends_late >= WORTH_SAYING

    @property
    def is_skipped(self) -> bool:
        return self.state is StopState.SKIPPED

    def expected(self, starts: datetime) -> datetime:
        """When a stop that is planned for *starts* begins."""
        return starts + timedelta(minutes=self.late)

    def expected_end(self, ends: datetime) -> datetime:
        """When a stop that is planned until *ends* is over."""
        return ends + timedelta(minutes=self.ends_late)

    def window(self, starts: datetime, ends: datetime, at: datetime) -> tuple[datetime, datetime]:
        """From when until when it runs, as it looks at *at*: what is tapped stands over the plan,
        as long as that can be true."""
        first = self.expected(starts)
        last = max(self.expected_end(ends), first + MINUTE)
        if self.state.is_done:
            return min(first, at - MINUTE), min(last, at)
        if self.state is StopState.RUNNING and at < last + LONGEST_OVERRUN:
            return min(first, at), max(last, at + MINUTE)
        if self.state is not StopState.RUNNING and first <= at < last:  # nobody said that it began
            return at + MINUTE, max(last, at + 2 * MINUTE)
        return first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one stop stands. `late` and `ends_late` are minutes behind the plan, never below 0."""

    uid: str
    state: StopState
    steps: Mapping[TapKind, Tapped] = field(default_factory=dict)
    late: int = 0
    ends_late: int = 0
    headcount: Tapped | None = None
    notes: tuple[Note, ...] = ()

    @property
    def live(self) -> Live:
        return Live(self.state, self.late, self.ends_late)

    @property
    def began_at(self) -> datetime | None:
        return self.steps[T.STARTED].at if T.STARTED in self.steps else None

    @property
    def ended_at(self) -> datetime | None:
        return self.steps[T.ENDED].at if T.ENDED in self.steps else None


@dataclass(frozen=True, slots=True)
class Today:
    """A day: its stops in order of time, and who put the rain plan into force, if anybody did."""

    stops: tuple[Standing, ...]
    rain_plan: Tapped | None = None

    def standing_at(self, uid: str) -> Standing | None:
        return next((one for one in self.stops if one.uid == uid), None)


def today_of(planned: Iterable[Planned], taps: Iterable[Tapped]) -> Today:
    """What follows of all taps of a day, in whatever order they came in."""
    stops = sorted(planned, key=lambda stop: (stop.starts, stop.ends, stop.uid))
    counted = standing_taps(taps)
    own = {stop.uid: [tap for tap in counted if tap.uid == stop.uid] for stop in stops}
    weather = [tap for tap in counted if tap.kind in {T.RAIN_PLAN, T.FAIR_PLAN}]
    rain = weather[-1] if weather and weather[-1].kind is T.RAIN_PLAN else None
    states = {stop.uid: state_of(own[stop.uid]) for stop in stops}
    for stop in stops:
        if states[stop.uid] is not StopState.SKIPPED and was_left(stop, stops, own, states):
            states[stop.uid] = StopState.OVER
    expected = forecast(stops, own, states)
    return Today(
        tuple(
            Standing(
                uid=stop.uid,
                state=states[stop.uid],
                steps=steps_in(own[stop.uid]),
                late=minutes_after(stop.starts, expected[stop.uid][0]),
                ends_late=minutes_after(stop.ends, expected[stop.uid][1]),
                headcount=last_of(own[stop.uid], T.HEADCOUNT),
                notes=tuple(notes_on(own[stop.uid])),
            )
            for stop in stops
        ),
        rain,
    )


def state_of(own: Sequence[Tapped]) -> StopState:
    """By the furthest step; skipped when that was said last."""
    if own and is_skipped(own):
        return StopState.SKIPPED
    steps = steps_in(own)
    reached = [STATE_AFTER[step] for step in STEPS if step in steps]
    return reached[-1] if reached else StopState.COMING


def is_skipped(own: Sequence[Tapped]) -> bool:
    decides = [tap.kind for tap in own if tap.kind in {T.SKIPPED, T.TAKEN_UP, *STEPS}]
    return bool(decides) and decides[-1] is T.SKIPPED


def steps_in(own: Iterable[Tapped]) -> dict[TapKind, Tapped]:
    """The first tap of each step counts."""
    found: dict[TapKind, Tapped] = {}
    for tap in own:
        if tap.kind in STEPS:
            found.setdefault(tap.kind, tap)
    return found


def last_of(own: Sequence[Tapped], kind: TapKind) -> Tapped | None:
    return next((tap for tap in reversed(own) if tap.kind is kind), None)


def was_left(
    stop: Planned,
    stops: Sequence[Planned],
    own: Mapping[str, Sequence[Tapped]],
    states: Mapping[str, StopState],
) -> bool:
    """Whether its people went on to a later stop: nobody need have tapped that it ended."""
    return any(
        other.starts >= stop.ends
        and other.shares_people_with(stop)
        and states[other.uid] is not StopState.SKIPPED
        and steps_in(own[other.uid])
        for other in stops
    )


# -- how late --------------------------------------------------------------------------------------

Span = tuple[datetime, datetime]


def forecast(
    stops: Sequence[Planned],
    own: Mapping[str, Sequence[Tapped]],
    states: Mapping[str, StopState],
) -> dict[str, Span]:
    """From when until when each stop will really last. A delay is carried on until spare time
    between two stops takes it up."""
    expected: dict[str, Span] = {}
    for stop in stops:
        if states[stop.uid] is StopState.SKIPPED:
            expected[stop.uid] = (stop.starts, stop.ends)
            continue
        before = stops_before(stop, stops, states)
        arrivals = [expected[other.uid][1] + way_to(stop, other) for other in before]
        expected[stop.uid] = span_of(stop, own[stop.uid], max([stop.starts, *arrivals]))
        for other in before:
            expected[other.uid] = until_left(expected[other.uid], own[other.uid], own[stop.uid])
    return expected


def stops_before(
    stop: Planned, stops: Sequence[Planned], states: Mapping[str, StopState]
) -> list[Planned]:
    """Where its people come from: several places for groups that meet there; what was skipped is
    nowhere."""
    found = [
        other
        for other in stops
        if other.ends <= stop.starts
        and other.shares_people_with(stop)
        and states[other.uid] is not StopState.SKIPPED
    ]
    return [other for other in found if not any(goes_by(other, between) for between in found)]


def goes_by(other: Planned, between: Planned) -> bool:
    """Whether all people of a stop were at a later one on their way."""
    is_everybody = between.party is None or (
        other.party is not None and other.party <= between.party
    )
    return is_everybody and between.starts >= other.ends


def way_to(stop: Planned, before: Planned) -> timedelta:
    """The time between them that cannot be spared: the way, as far as the plan leaves room for it."""
    gap = stop.starts - before.ends
    return gap if stop.needed is None else min(gap, timedelta(minutes=stop.needed))


def span_of(stop: Planned, own: Sequence[Tapped], earliest: datetime) -> Span:
    """By what was tapped of the stop itself, else not before *earliest*."""
    steps = steps_in(own)
    began, ended = steps.get(T.STARTED), steps.get(T.ENDED)
    more = [tap for tap in own if tap.kind is T.LATER]
    if began is None:
        start = earliest + total(more)
        if T.DEPARTED in steps and stop.needed is not None:
            start = max(start, steps[T.DEPARTED].at + timedelta(minutes=stop.needed))
        if T.ARRIVED in steps:
            start = max(start, steps[T.ARRIVED].at)
        after = NOTHING
    else:
        start = began.at
        after = total(tap for tap in more if tap.at >= began.at)
    if ended is not None:
        return min(start, ended.at), ended.at
    return start, max(stop.ends, start + (stop.ends - stop.starts)) + after


def total(more: Iterable[Tapped]) -> timedelta:
    return timedelta(minutes=sum(tap.number or 0 for tap in more))


def until_left(span: Span, own: Sequence[Tapped], following: Sequence[Tapped]) -> Span:
    """A stop that nobody ended was over when its people went on."""
    steps = steps_in(following)
    if not steps or T.ENDED in steps_in(own):
        return span
    left = min(tap.at for tap in steps.values())
    return span[0], max(span[0], min(span[1], left))


def minutes_after(planned: datetime, really: datetime) -> int:
    """Whole minutes behind the plan; 0 when it is on time or early."""
    return max(0, round((really - planned).total_seconds() / 60))


# -- what two people said --------------------------------------------------------------------------


def notes_on(own: Sequence[Tapped]) -> Iterable[Note]:
    """Where the taps of two people do not fit; the same person may press twice."""
    steps = steps_in(own)
    for tap in own:
        first = steps.get(tap.kind)
        if first is not None and first is not tap and first.author != tap.author:
            yield Note(Merge.ALREADY, first, tap)
    skip = last_of(own, T.SKIPPED)
    later = [tap for tap in own if skip and tap.kind in STEPS and tap.at >= skip.at]
    if skip is not None and later and not is_skipped(own):
        yield Note(Merge.STILL_ON, skip, later[0])
    reached = [steps[step] for step in STEPS if step in steps]
    for earlier, following in pairwise(reached):
        if following.at < earlier.at:
            yield Note(Merge.OUT_OF_ORDER, following, earlier)
