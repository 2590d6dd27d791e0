"""The stops of a day as everybody knows them: as they were released, not as the draft has them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.conflicts.rules import StopFacts, StopStatus
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Itinerary, ReleasedStop, Stop
from visits.itineraries.programme import Roster, facts_of
from visits.itineraries.queries import ShownLeg
from visits.itineraries.rules import PublishedState
from visits.kit.interval import Interval
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.sites.models import Site

ON_THE_DAY = (StopStatus.ASKED, StopStatus.CONFIRMED)
"""What takes place; ideas and holds were only thoughts."""


@dataclass(frozen=True, slots=True)
class DayStop:
    """A stop as it holds on its day: as the current release has it, before the first release as the
    draft has it.

    `row` is the stop of the draft: taps, people who are there and who serves belong to it. `party`
    holds the ids of delegates, None is everybody.
    """

    row: Stop
    title: Translated
    starts: datetime
    ends: datetime
    site: Site | None
    place: Translated
    party: frozenset[int] | None
    released: ReleasedStop | None = None

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def uid(self) -> str:
        return self.row.uid

    @property
    def is_off_in_draft(self) -> bool:
        """Whether the next release takes it away."""
        return self.row.status not in ON_THE_DAY

    @property
    def is_moved_in_draft(self) -> bool:
        """Whether the next release has it at another time."""
        same = (self.row.starts, self.row.ends) == (self.starts, self.ends)
        return not same and not self.is_off_in_draft

    def facts(self, roster: Roster) -> StopFacts:
        """As the rules look at it."""
        draft = facts_of(self.row, roster)
        if self.released is None:
            return draft
        site = self.site.id if self.site else None
        return replace(
            draft,
            status=StopStatus.CONFIRMED,
            when=Interval(self.starts, self.ends),
            site=site,
            end_site=draft.end_site if site == draft.site else None,
            party=self.party,
            mode=self.released.mode,
        )


def as_drafted(stop: Stop) -> DayStop:
    return DayStop(
        row=stop,
        title=stop.title,
        starts=stop.starts,
        ends=stop.ends,
        site=stop.site,
        place=stop.place,
        party=stop.party.member_ids if stop.party else None,
    )


def as_released(released: ReleasedStop, row: Stop, site: Site | None) -> DayStop:
    return DayStop(
        row=row,
        title=released.title,
        starts=released.starts,
        ends=released.ends,
        site=site,
        place=released.place,
        party=frozenset(map(int, released.delegate_ids)) if released.party_name else None,
        released=released,
    )


def stops_that_hold(session: Session, itinerary: Itinerary) -> list[DayStop]:
    """Of the whole visit, in order of time. One query beside those of `the_itinerary`, and one for
    sites that the draft no longer has."""
    if itinerary.current_release is None:
        return [as_drafted(stop) for stop in itinerary.stops if stop.status in ON_THE_DAY]
    rows = {stop.uid: stop for stop in itinerary.stops}
    kept = [
        (one, rows[one.uid])
        for one in itinerary.current_release.stops
        if takes_place(one) and one.uid in rows
    ]
    return joined(session, kept)


def takes_place(released: ReleasedStop) -> bool:
    return released.state is not PublishedState.CANCELLED


def joined(session: Session, kept: Sequence[tuple[ReleasedStop, Stop]]) -> list[DayStop]:
    """Each with the site where it was released to be."""
    sites = {row.site_id: row.site for _, row in kept}
    gone = {one.site_id for one, _ in kept} - set(sites)
    if gone:
        found = session.scalars(select(Site).where(Site.id.in_(gone)))
        sites |= {site.id: site for site in found}
    return [as_released(one, row, sites.get(one.site_id)) for one, row in kept]


def stops_of_day(session: Session, itinerary: Itinerary, day: date) -> list[DayStop]:
    """What takes place on this day of the city, in order of time."""
    zone = zone_of(session)
    return [
        stop
        for stop in stops_that_hold(session, itinerary)
        if stop.starts.astimezone(zone).date() == day
    ]


def holding(session: Session, stop: Stop) -> DayStop | None:
    """This stop as it holds; None when it does not take place."""
    stops = stops_that_hold(session, stop.itinerary)
    return next((one for one in stops if one.uid == stop.uid), None)


def legs_between(
    session: Session, itinerary: Itinerary, stops: Iterable[DayStop]
) -> tuple[ShownLeg, ...]:
    """The ways between stops as they hold; two queries."""
    stops = tuple(stops)
    return itineraries.legs(
        session,
        itinerary,
        known=lambda roster: tuple(stop.facts(roster) for stop in stops),
        more=[stop.site for stop in stops if stop.site],
    )
