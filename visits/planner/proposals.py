"""Proposing a programme: every variant of every template judged in one and the same world."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from visits.conflicts import rules
from visits.conflicts.rules import Programme, Severity, StopStatus
from visits.itineraries.models import Itinerary
from visits.itineraries.programme import Roster, programme_of, roster_of
from visits.itineraries.rules import AT_SITE
from visits.itineraries.world import world_around
from visits.kit.zone import zone_of
from visits.planner.models import TemplateVersion
from visits.planner.rules.proposing import (
    A_DAY,
    Offer,
    Place,
    Variant,
    Wishes,
    choose,
    in_order,
    places,
)
from visits.planner.rules.templates import Laid, Length, laid
from visits.planner.trials import ideas_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to take, in order of days; it may be nothing. Of the other templates, the nearest variant."""

    parts: tuple[Variant, ...]
    others: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A visit with its programme so far, and when it is judged."""

    session: Session
    roster: Roster
    programme: Programme
    at: datetime

    def judged(self, found: Mapping[int, Sequence[Place]]) -> list[Variant]:
        """What would be found at the places of each template, in their order, up to a clean one.

        As many queries however many there are.
        """
        tried = {
            version: [(place, self.with_stops(place)) for place in places]
            for version, places in found.items()
        }
        states = [programme for pairs in tried.values() for _, programme in pairs]
        if not states:
            return []
        # Lists of visitors are filled once it is known where the visit goes.
        world = world_around(self.session, [self.programme, *states], at=self.at, with_lists=False)
        before = rules.findings(self.programme, world)
        variants: list[Variant] = []
        for pairs in tried.values():
            for place, programme in pairs:
                after = rules.findings(programme, world)
                new = rules.introduced(before, after, least=Severity.WARN)
                variants.append(Variant(place, new))
                if variants[-1].is_clean:
                    break
        return variants

    def with_stops(self, place: Place) -> Programme:
        """The programme with the stops of a template, held so that what is taken is found."""
        later = timedelta(minutes=place.later)
        values = laid(place.offer.lines, place.first, zone_of(self.session), later=later)
        ideas = ideas_of([Laid(one) for one in values], self.roster)
        held = (replace(one, status=StopStatus.HOLD) for one in ideas)
        return replace(self.programme, stops=(*self.programme.stops, *held))


def proposal_for(
    session: Session,
    itinerary: Itinerary,
    wishes: Wishes,
    versions: Sequence[TemplateVersion],
    *,
    at: datetime,
) -> Proposal:
    """The best clean variant of a template of the wished length; two days may be two templates."""
    roster = roster_of(session, itinerary.delegation)
    case = Case(session, roster, programme_of(itinerary, roster), at)
    wishes = replace(wishes, seen=shown_in(case.programme))
    whole = best_of(case, wishes, offers_of(versions, wishes.length))
    if whole.parts or wishes.length is not Length.TWO_DAYS:
        return whole
    return day_by_day(case, wishes, versions, whole)


def best_of(case: Case, wishes: Wishes, offers: Iterable[Offer]) -> Proposal:
    variants = case.judged({offer.version: in_order(places(offer, wishes)) for offer in offers})
    choice = choose(variants, wishes)
    return Proposal((choice.taken,) if choice.taken else (), choice.others)


def day_by_day(
    case: Case, wishes: Wishes, versions: Sequence[TemplateVersion], whole: Proposal
) -> Proposal:
    """A whole day, then what fits best on a later one."""
    days = replace(wishes, length=Length.ONE_DAY, last=max(wishes.last - A_DAY, wishes.first))
    first = best_of(case, days, offers_of(versions, Length.ONE_DAY))
    if not first.parts:
        return Proposal((), (*whole.others, *first.others))
    taken = first.parts[0].place
    left = [one for one in versions if one.id != taken.offer.version]
    rest = replace(days, first=taken.first + A_DAY, last=wishes.last)
    begun = case.with_stops(taken)
    second = best_of(
        replace(case, programme=begun),
        replace(rest, seen=shown_in(begun)),
        offers_of(left, Length.ONE_DAY, Length.HALF_DAY),
    )
    return Proposal((*first.parts, *second.parts), (*whole.others, *second.others))


def offers_of(versions: Iterable[TemplateVersion], *lengths: Length) -> list[Offer]:
    """Templates of these lengths that lead only to sites in use."""
    return [
        Offer(version=one.id, lines=one.lines, themes=frozenset(one.themes))
        for one in versions
        if one.length in lengths and not leads_to_retired(one)
    ]


def shown_in(programme: Programme) -> frozenset[int]:
    """Sites that the programme visits."""
    stops = (stop for stop in programme.stops if stop.is_planned and stop.kind in AT_SITE)
    return frozenset(stop.site for stop in stops if stop.site is not None)


def leads_to_retired(version: TemplateVersion) -> bool:
    return any(stop.site is not None and stop.site.is_retired for stop in version.stops)
