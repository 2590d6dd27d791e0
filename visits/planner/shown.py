"""A preview on its way to a page: stops by days, the ways between them, what would be found wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from visits.conflicts.rules import Finding, StopFacts
from visits.itineraries.models import Itinerary
from visits.itineraries.queries import ShownLeg
from visits.itineraries.rules import StopValues
from visits.itineraries.worded import Told, told
from visits.kit.translated import Translated
from visits.planner.layouts import site_ids
from visits.planner.rules.templates import Laid
from visits.planner.trials import Trial
from visits.sites import queries as sites
from visits.sites.models import Site

EMPTY = Translated()


@dataclass(frozen=True, slots=True)
class ShownStop:
    """A stop that is not saved yet; `notes` say what is done otherwise than in its source."""

    values: StopValues
    site: Site | None
    end_site: Site | None
    ways: Sequence[ShownLeg] = ()
    findings: Sequence[Told] = ()
    notes: Sequence[str] = ()

    @property
    def ends_elsewhere(self) -> Translated:
        """Where it ends, empty when that is where it takes place."""
        if self.end_site is not None and self.end_site is not self.site:
            return self.end_site.name
        return self.values.end_place


@dataclass(frozen=True, slots=True)
class ShownDay:
    day: date
    stops: Sequence[ShownStop]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be added, by days; `refusing` cannot be kept at all."""

    days: Sequence[ShownDay]
    general: Sequence[Told]
    refusing: Sequence[Told] = field(default=())

    @property
    def count(self) -> int:
        return sum(len(day.stops) for day in self.days)

    @property
    def findings(self) -> list[Told]:
        return [*self.general, *(told for one in self.stops for told in one.findings)]

    @property
    def stops(self) -> list[ShownStop]:
        return [stop for day in self.days for stop in day.stops]


def preview_of(
    session: Session,
    itinerary: Itinerary,
    laid: Sequence[Laid],
    *,
    facts: Sequence[StopFacts],
    trial: Trial,
    zone: ZoneInfo,
    notes: Mapping[int, Sequence[str]],
) -> Preview:
    """Stops that would be added, with the facts that the trial knows them by, in the same order.

    *notes* are by their number in that order.
    """
    known = sites.sites_by_id(session, site_ids(one.values for one in laid))
    ways = defaultdict(list)
    for way in trial.ways:
        ways[way.to_uid].append(way)
    days: dict[date, list[ShownStop]] = defaultdict(list)
    worded = in_words(session, itinerary, trial.brought)
    for number, (one, fact) in enumerate(zip(laid, facts, strict=True)):
        values = one.values
        shown = ShownStop(
            values,
            known.get(values.site_id) if values.site_id else None,
            known.get(values.end_site_id) if values.end_site_id else None,
            [way for way in ways[fact.uid] if way.needed != 0],
            worded.get(fact.uid, ()),
            notes.get(number, ()),
        )
        days[values.starts.astimezone(zone).date()].append(shown)
    mine = {fact.uid for fact in facts}
    return Preview(
        days=[
            ShownDay(day, sorted(stops, key=lambda stop: stop.values.starts))
            for day, stops in sorted(days.items())
        ],
        general=[one for uid, found in worded.items() if uid not in mine for one in found],
        refusing=told(session, trial.refused, itinerary),
    )


def in_words(
    session: Session, itinerary: Itinerary, found: Iterable[Finding]
) -> dict[str | None, list[Told]]:
    """Findings in words, by the stop that they are about."""
    worded: dict[str | None, list[Told]] = defaultdict(list)
    for one in told(session, found, itinerary):
        worded[one.finding.stop].append(one)
    return worded
