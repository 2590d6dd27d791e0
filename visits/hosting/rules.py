"""States of requests, what a change of a stop means for them, and who may see what of a stop."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum, auto

from visits.access.rules import Channel
from visits.conflicts.rules import Code
from visits.itineraries.rules import Said
from visits.kit.errors import Over, Refused
from visits.kit.workdays import add_working_days
from visits.sites.rules import ContactRole


class RequestState(StrEnum):
    """`countered`: the host can receive, but otherwise; the office decides about that."""

    AWAITING = auto()
    COUNTERED = auto()
    ACCEPTED = auto()
    DECLINED = auto()
    WITHDRAWN = auto()


S = RequestState
OPEN = (S.AWAITING, S.COUNTERED)
"""Not settled: somebody owes an answer, the host or the office."""
COUNTERS = (Said.PROPOSED, Said.LIMITED, Said.CONDITIONS)

REPLIES: dict[tuple[RequestState, Said], RequestState] = {
    (S.AWAITING, Said.CONFIRMED): S.ACCEPTED,
    (S.AWAITING, Said.DECLINED): S.DECLINED,
    (S.COUNTERED, Said.CONFIRMED): S.ACCEPTED,
    (S.COUNTERED, Said.DECLINED): S.DECLINED,
    (S.ACCEPTED, Said.CONFIRMED): S.ACCEPTED,
    (S.ACCEPTED, Said.DECLINED): S.DECLINED,
    (S.DECLINED, Said.CONFIRMED): S.ACCEPTED,
    (S.DECLINED, Said.DECLINED): S.DECLINED,
    **{(state, said): S.COUNTERED for state in (*OPEN, S.ACCEPTED) for said in COUNTERS},
}
"""What a reply makes of a request; one that was withdrawn takes none."""


def after(state: RequestState, said: Said) -> RequestState:
    """Raises Refused (`request_over`) when the request takes no such reply any more."""
    reached = REPLIES.get((state, said))
    if reached is None:
        raise Refused("request_over", state=state)
    return reached


def refuse_when_over(ends: datetime, *, at: datetime) -> None:
    """Raises Over (`visit_over`) for what ended: the past is not rewritten by link."""
    if ends <= at:
        raise Over("visit_over", ends=ends)


HOST_DECIDES = frozenset(
    {Code.SITE_WINDOW, Code.SITE_BUSY, Code.SITE_QUOTA, Code.SITE_LEAD_TIME, Code.MIN_GROUP}
)
"""What a site may set aside for itself: a time that its host proposes needs no other reason."""


def replies_to(state: RequestState) -> tuple[Said, ...]:
    """What can be said to a request in this state."""
    return tuple(said for said in Said if (state, said) in REPLIES)


# -- holds that compete ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """Stops (by uid) that want the same thing (kind and id of its row), and more than can have it."""

    subject: tuple[str, int]
    stops: frozenset[str]


def contests_of(claims: Iterable[Claim]) -> list[Claim]:
    """Claims to the same thing that share a stop are one."""
    found: list[Claim] = []
    for claim in claims:
        one, apart = claim, []
        for other in found:
            if other.subject == one.subject and other.stops & one.stops:
                one = replace(one, stops=one.stops | other.stops)
            else:
                apart.append(other)
        found = [*apart, one]
    return found


# -- what was asked --------------------------------------------------------------------------------

LEAST_GROWTH = 2
TENTH = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What a host was asked to receive: when, where, how many people."""

    starts: datetime
    ends: datetime
    site_id: int | None
    space_id: int | None
    people: int

    def is_elsewhen_or_elsewhere(self, now: "Asked") -> bool:
        """Whether time or place are other than asked."""
        return replace(self, people=now.people) != now


def most_agreed(asked: int, limit: int | None) -> int:
    """How many may come without asking again: the host's own limit, else a tenth more, at least two."""
    return limit if limit is not None else asked + max(LEAST_GROWTH, asked // TENTH)


# -- days ------------------------------------------------------------------------------------------

ANSWER_DAYS = 3
"""So many working days after it was asked, a host is reminded."""
RECONFIRM_DAYS = 5
"""So many working days before the stop, its host is asked once more whether all stands."""
BATCH = timedelta(hours=1)
"""What is new for one contact within this time goes as one letter."""


def answer_due(asked_on: date, takes_place: date, days_off: Container[date]) -> date:
    """After the usual days, but no later than the working day before the stop; never before today."""
    usual = add_working_days(asked_on, ANSWER_DAYS, days_off)
    before = add_working_days(takes_place, -1, days_off)
    return max(asked_on, min(usual, before))


SHORT_TERM = timedelta(days=1)
"""When an answer is due so soon after the day on which it was asked for, the hour is said as well."""
OFFICE_CLOSES = time(18)
LEAST_TIME = timedelta(hours=1)
"""A host has so long at least, where the stop leaves that."""
BEFORE_STOP = (timedelta(hours=3), LEAST_TIME)
"""How long before the stop an answer is wanted: rather the first, else the second."""
QUARTER = 15
"""Minutes that such an hour is a multiple of."""


def answer_hour(
    asked_at: datetime, starts: datetime, due_on: date, zone: tzinfo
) -> datetime | None:
    """Until when a host is to answer who has little time; None where the day says enough."""
    if due_on - asked_at.astimezone(zone).date() > SHORT_TERM or starts <= asked_at:
        return None
    closes = datetime.combine(due_on, OFFICE_CLOSES, zone)
    rather, at_last = (starts - before for before in BEFORE_STOP)
    halfway = asked_at + (starts - asked_at) / 2
    wanted = (min(closes, rather), at_last)
    found = next((one for one in wanted if one >= asked_at + LEAST_TIME), halfway)
    return found.replace(minute=found.minute // QUARTER * QUARTER, second=0, microsecond=0)


LIST_WEEKDAY = 3
"""Thursday: there is a working day left to mend what is wrong about the next week."""


def is_list_day(day: date) -> bool:
    return day.weekday() == LIST_WEEKDAY


def listed_week(day: date) -> tuple[date, date]:
    """The week after the day, from its Monday until before the next one."""
    monday = day + timedelta(days=7 - day.weekday())
    return monday, monday + timedelta(days=7)


def is_month_list_day(day: date) -> bool:
    """The last Thursday of a month."""
    return is_list_day(day) and (day + timedelta(days=7)).month != day.month


def listed_month(day: date) -> tuple[date, date]:
    """The month after that of the day, from its first day until before the one after it."""
    first = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


def reconfirm_on(day: date, days_off: Container[date]) -> date:
    return add_working_days(day, -RECONFIRM_DAYS, days_off)


# -- who may see what ------------------------------------------------------------------------------


class Fact(StrEnum):
    """One thing that may be known of a stop beside its day, hours and state, and whom to call."""

    GROUP = auto()
    LEVEL = auto()
    PEOPLE = auto()
    LANGUAGES = auto()
    TOPIC = auto()
    QUESTIONS = auto()
    ROOM = auto()
    ESCORT = auto()
    MEALS = auto()


F = Fact
RECEIVING = frozenset(
    {F.GROUP, F.LEVEL, F.PEOPLE, F.LANGUAGES, F.TOPIC, F.QUESTIONS, F.ROOM, F.ESCORT}
)
SEES: dict[ContactRole, frozenset[Fact]] = {
    ContactRole.COORDINATOR: RECEIVING,
    ContactRole.SUBSTITUTE: RECEIVING,
    ContactRole.DOCENT: RECEIVING,
    ContactRole.SPEAKER: RECEIVING,
    ContactRole.SECURITY_DESK: frozenset({F.GROUP, F.PEOPLE}),
    ContactRole.CATERING: frozenset({F.PEOPLE, F.ROOM, F.MEALS}),
}
"""The allow-lists. What a role has no right to is never loaded into what it is shown."""

RECEIVES = frozenset(role for role, sees in SEES.items() if sees == RECEIVING)
"""They were there, and say afterwards how it was."""
FOR_THE_SITE = frozenset({ContactRole.COORDINATOR, ContactRole.SUBSTITUTE})
"""They answer for the whole site; everybody else what they were asked themselves."""
ASKED_FIRST = (
    ContactRole.COORDINATOR,
    ContactRole.SUBSTITUTE,
    ContactRole.DOCENT,
    ContactRole.SPEAKER,
    ContactRole.CATERING,
)
"""Whom a site is asked by, in this order; the security desk is told, never asked."""


# -- how a reply came ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How a reply came to us: *person* said so on the day *on*."""

    channel: Channel
    on: date
    person: str = ""
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a host says to a request: `times` are those proposed, `most_people` the limit."""

    said: Said
    note: str = ""
    docent: str = ""
    most_people: int | None = None
    times: tuple[tuple[datetime, datetime], ...] = ()

    def checked(self) -> "Reply":
        """Raises Refused for a counter-proposal that proposes nothing, or a time that ends before."""
        if self.said is Said.PROPOSED and not self.times:
            raise Refused("proposal_without_times")
        if any(ends <= starts for starts, ends in self.times):
            raise Refused("ends_before_start")
        if self.said is Said.LIMITED and (self.most_people or 0) < 1:
            raise Refused("limit_without_people")
        if self.said is Said.CONDITIONS and not self.note.strip():
            raise Refused("conditions_without_text")
        return self
