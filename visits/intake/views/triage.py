"""What an officer must know to decide: have they come before, who else is here, can we at all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.intake import queries
from visits.intake.models import VisitRequest, WishedSlot
from visits.intake.rules import Half, is_near
from visits.intake.rules.eligibility import (
    NOON,
    Obstacle,
    Wish,
    day_obstacles,
    group_obstacles,
    notice_obstacles,
)
from visits.intake.views.shared import today, zone
from visits.itineraries import queries as itineraries
from visits.kit.db import db

YEARS_BACK = timedelta(days=730)
CALENDAR_AHEAD = timedelta(days=60)
MOST_SLOTS = 4
LONGEST_LOOK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Slot:
    """A preferred time: what stands against it, and who is here then."""

    wished: WishedSlot
    obstacles: Sequence[Obstacle]
    others: Sequence[Delegation]


@dataclass(frozen=True, slots=True)
class Triage:
    requests: Sequence[VisitRequest]
    visits: Sequence[Delegation]
    group: Sequence[Obstacle]
    """What stands against the size of the party."""
    slots: Sequence[Slot]


def triage_of(request: VisitRequest) -> Triage:
    """Of the same body in two years, eligibility by party and day; a bounded number of queries."""
    day = today()
    others, visits = queries.of_same_body(db.session, request, since=day - YEARS_BACK)
    sites = queries.site_facts(db.session, (wish.site_id for wish in request.sites))
    slots = request.slots[:MOST_SLOTS]
    wishes = [wish_of(slot, day) for slot in slots]
    ends = [wish.last for wish in wishes if wish.last]
    calendar = queries.calendar_of(db.session, day, max([day, *ends]) + CALENDAR_AHEAD)
    visiting = here(request, slots)
    visitors = visitors_of(wishes, request)
    shown = []
    for slot, wish in zip(slots, wishes, strict=True):
        found = [
            *notice_obstacles(wish, sites, calendar, day),
            *day_obstacles(wish, sites, calendar, visitors),
        ]
        shown.append(Slot(slot, found, [one for one in visiting if is_here(one, slot)]))
    group = list(group_obstacles(request.people, sites))
    return Triage(others, visits, group, shown)


def wish_of(slot: WishedSlot, today: date) -> Wish:
    """The slot's days; those that lie years away are taken for no days."""
    if slot.first is None or slot.last is None or not is_near(slot.first, slot.last, today):
        return Wish(None, None, slot.half)
    return Wish(slot.first, slot.last, slot.half)


def here(request: VisitRequest, slots: Sequence[WishedSlot]) -> list[Delegation]:
    """Other delegations from the first to the last day that is wished for."""
    spans = [span for slot in slots if (span := looked_at(slot))]
    if not spans:
        return []
    firsts, lasts = zip(*spans, strict=True)
    found = delegations.living_around(db.session, min(firsts), max(lasts))
    return [one for one in found if one.id != request.delegation_id]


def looked_at(slot: WishedSlot) -> tuple[date, date] | None:
    """From its first to its last day; None where it names none, or a whole season."""
    if slot.first is None or slot.last is None or slot.last - slot.first > LONGEST_LOOK:
        return None
    return slot.first, slot.last


def is_here(visit: Delegation, slot: WishedSlot) -> bool:
    """Is the delegation here in these days?"""
    span = looked_at(slot)
    return span is not None and visit.starts_on <= span[1] and visit.ends_on >= span[0]


def visitors_of(wishes: Iterable[Wish], request: VisitRequest) -> Counter[tuple[int, date, Half]]:
    """How many groups come to each wanted site in each half of the days that are wished for."""
    days = {wish.first for wish in wishes if wish.first and wish.is_one_day}
    wanted = {site.site_id for site in request.sites}
    counted: Counter[tuple[int, date, Half]] = Counter()
    for site, at in itineraries.arrivals_at(db.session, wanted, days):
        there = at.astimezone(zone())
        half = Half.MORNING if there.time() < NOON else Half.AFTERNOON
        counted[site, there.date(), half] += 1
    return counted
