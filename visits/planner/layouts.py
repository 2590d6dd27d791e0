"""What templates and earlier visits become on the days of a visit: layouts, with what is left out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from visits.conflicts.rules import OFF, ResourceKind
from visits.itineraries.actions.planning import values_of
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.itineraries.rules import Duty, StopValues
from visits.kit.interval import Interval
from visits.kit.zone import zone_of
from visits.planner import queries
from visits.planner.models import TemplateVersion
from visits.planner.queries.free import Taken
from visits.planner.rules.templates import Change, DayTexts, Laid, laid, line_of
from visits.sites import queries as sites
from visits.sites.models import Site


@dataclass(frozen=True, slots=True)
class Layout:
    """Stops that would be added, in order, and what is otherwise of each of them."""

    laid: tuple[Laid, ...]
    changes: tuple[tuple[Change, ...], ...]
    days: tuple[DayTexts, ...] = ()


def layout_of(session: Session, version: TemplateVersion, first: date, *, later: int = 0) -> Layout:
    """A template from this day on, so many minutes later than usual."""
    values = laid(version.lines, first, zone_of(session), later=timedelta(minutes=later))
    return settled(session, [Laid(one) for one in values])


def settled(session: Session, found: Sequence[Laid]) -> Layout:
    """With retired sites as words."""
    known = sites.sites_by_id(session, site_ids(one.values for one in found))
    pairs = [without_retired(one, known) for one in found]
    return Layout(tuple(one for one, _ in pairs), tuple(changes for _, changes in pairs))


def site_ids(values: Iterable[StopValues]) -> set[int]:
    return {
        number for one in values for number in (one.site_id, one.end_site_id) if number is not None
    }


def without_retired(one: Laid, known: dict[int, Site]) -> tuple[Laid, tuple[Change, ...]]:
    values = one.values
    site = known.get(values.site_id) if values.site_id else None
    end = known.get(values.end_site_id) if values.end_site_id else None
    if site is not None and site.is_retired:
        values = replace(values, site_id=None, place=values.place or site.name)
    if end is not None and end.is_retired:
        values = replace(values, end_site_id=None, end_place=values.end_place or end.name)
    if values is one.values:
        return one, ()
    return replace(one, values=values), (Change.SITE_RETIRED,)


# -- from an earlier visit -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """Which day of the source (None is all of them) goes to which day, and who comes along."""

    day: date | None
    first: date
    with_people: bool = False
    with_vehicles: bool = False


def stops_to_copy(source: Itinerary, day: date | None, session: Session) -> list[Stop]:
    """What took place, or was to; in order."""
    zone = zone_of(session)
    return [
        stop
        for stop in source.stops
        if stop.status not in OFF and day in {None, stop.starts.astimezone(zone).date()}
    ]


def copy_of(session: Session, source: Itinerary, target: Itinerary, wanted: Copying) -> Layout:
    """Stops of an earlier visit on the days of this one, at the same wall times.

    Nobody's names, numbers or internal notes come along; people and vehicles only when wished,
    still in use, and free at that time.
    """
    zone = zone_of(session)
    stops = stops_to_copy(source, wanted.day, session)
    if not stops:
        return Layout((), ())
    begins = min(stop.starts for stop in stops).astimezone(zone).date()
    values = [
        laid([line_of(values_of(stop), begins, zone)], wanted.first, zone)[0] for stop in stops
    ]
    taken = taken_by_others(session, stops, values, target.id)
    found = [serving(stop, one, wanted, taken) for stop, one in zip(stops, values, strict=True)]
    layout = settled(session, [one for one, _ in found])
    changes = tuple(
        (*retired, *lost) for retired, (_, lost) in zip(layout.changes, found, strict=True)
    )
    return Layout(layout.laid, changes, texts_of_days(source, wanted, begins))


def texts_of_days(source: Itinerary, wanted: Copying, begins: date) -> tuple[DayTexts, ...]:
    """What is written of the days that are copied, on the days to which they go."""
    return tuple(
        DayTexts(wanted.first + (row.day - begins), row.title, row.note, row.rain_plan)
        for row in source.days
        if row.day >= begins and wanted.day in {None, row.day}
    )


def taken_by_others(
    session: Session, stops: Sequence[Stop], values: Sequence[StopValues], itinerary: int | None
) -> Taken:
    served = [one for stop in stops for one in stop.assignments]
    span = Interval(min(one.starts for one in values), max(one.ends for one in values))
    return queries.busy_spans(
        session,
        span,
        people={one.person_id for one in served if one.person_id is not None},
        vehicles={one.vehicle_id for one in served if one.vehicle_id is not None},
        itinerary_id=itinerary,
    )


def serving(
    stop: Stop, values: StopValues, wanted: Copying, taken: Taken
) -> tuple[Laid, tuple[Change, ...]]:
    """Who comes along to the copy of a stop, and of whom somebody could not."""
    when = Interval(values.starts, values.ends)
    duties: list[Duty] = []
    lost: dict[Change, None] = {}
    for one in stop.assignments:
        is_wanted = wanted.with_vehicles if one.vehicle_id is not None else wanted.with_people
        if not is_wanted:
            continue
        if is_free(one, when, taken):
            duties.append(Duty(one.role, one.person_id, one.vehicle_id))
        else:
            lost[Change.PEOPLE_TAKEN if one.vehicle_id is None else Change.VEHICLE_TAKEN] = None
    return Laid(values, tuple(duties)), tuple(lost)


def is_free(one: Assignment, when: Interval, taken: Taken) -> bool:
    """Whether the person or vehicle is still in use, and nobody else has it then."""
    row = one.person or one.vehicle
    kind = ResourceKind.VEHICLE if one.person is None else ResourceKind.PERSON
    number = one.vehicle_id if one.person is None else one.person_id
    if row is None or number is None or row.is_retired:
        return False
    return not any(when.overlaps(span) for span in taken.get((kind, number), ()))


def days_with_stops(source: Itinerary, session: Session) -> Collection[date]:
    """The days of a visit on which something took place, in order."""
    zone = zone_of(session)
    stops = stops_to_copy(source, None, session)
    return sorted({stop.starts.astimezone(zone).date() for stop in stops})


def lines_to_keep(source: Itinerary, session: Session) -> Sequence[StopValues]:
    """What a template could be made of."""
    return [values_of(stop) for stop in stops_to_copy(source, None, session)]
