"""Reading what is wrong with drafts, and how what it names is called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from visits.conflicts.rules import Finding, ResourceKind, Severity
from visits.delegations.models import Delegation
from visits.holidays.models import Holiday
from visits.itineraries.judging import finding_rows, value_of
from visits.itineraries.models import FindingRow, Itinerary, Override, Stop
from visits.kit.translated import Translated
from visits.resources.models import Person, Vehicle
from visits.sites.models import Closure, Site


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding of a draft, with the override that somebody put over it."""

    finding: Finding
    override: Override | None

    @property
    def hinders_release(self) -> bool:
        """A block cannot be overridden."""
        is_covered = self.override is not None and not self.finding.blocks
        return self.finding.blocks_release and not is_covered


def open_findings(session: Session, itinerary: Itinerary) -> list[OpenFinding]:
    """In the order of the programme; one query."""
    covers = and_(Override.itinerary_id == FindingRow.itinerary_id, Override.key == FindingRow.key)
    rows = session.execute(
        finding_rows(itinerary.id)
        .outerjoin(Override, covers)
        .add_columns(Override)
        .options(joinedload(Override.by))
    )
    return [OpenFinding(value_of(row), row.Override) for row in rows]


def with_overrides(
    session: Session, itinerary: Itinerary, findings: Iterable[Finding]
) -> list[OpenFinding]:
    rows = session.scalars(
        select(Override)
        .where(Override.itinerary_id == itinerary.id)
        .options(joinedload(Override.by))
    )
    given = {row.key: row for row in rows}
    return [OpenFinding(finding, given.get(finding.key)) for finding in findings]


def finding_counts(
    session: Session, itinerary_ids: Iterable[int]
) -> dict[int, dict[Severity, int]]:
    """How many findings of each gravity stand open without an override, by itinerary; one query."""
    covers = and_(Override.itinerary_id == FindingRow.itinerary_id, Override.key == FindingRow.key)
    rows = session.execute(
        select(FindingRow.itinerary_id, FindingRow.severity, func.count())
        .outerjoin(Override, covers)
        .where(FindingRow.itinerary_id.in_(sorted(itinerary_ids)), Override.id.is_(None))
        .group_by(FindingRow.itinerary_id, FindingRow.severity)
    )
    counts: dict[int, dict[Severity, int]] = defaultdict(dict)
    for itinerary_id, severity, count in rows:
        counts[itinerary_id][severity] = count
    return counts


# -- names -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """How what findings name by number is called, for wording them."""

    sites: Mapping[int, Translated] = field(default_factory=dict)
    people: Mapping[int, Translated] = field(default_factory=dict)
    vehicles: Mapping[int, Translated] = field(default_factory=dict)
    stops: Mapping[str, tuple[Translated, str]] = field(default_factory=dict)
    """By uid: the title, and the code of the delegation."""
    holidays: Mapping[int, Translated] = field(default_factory=dict)
    closures: Mapping[int, Translated] = field(default_factory=dict)
    """By id: the reason."""


FACTS: dict[str, str] = {
    "site": "sites",
    "from_site": "sites",
    "to_site": "sites",
    "person": "people",
    "interpreters": "people",
    "vehicle": "vehicles",
    "vehicles": "vehicles",
    "other_stop": "stops",
    "from_stop": "stops",
    "with": "stops",
    "holiday": "holidays",
    "closure": "closures",
}
"""Which fact of a finding names what (conflicts/rules/catalogue.py)."""
RESOURCES = {ResourceKind.PERSON: "people", ResourceKind.VEHICLE: "vehicles"}


def names_in(session: Session, findings: Iterable[Finding], known: Names | None = None) -> Names:
    """What the findings name, at most five queries: one for each kind of thing not *known* yet."""
    known = known or Names()
    wanted: dict[str, set[Any]] = defaultdict(set)
    for finding in findings:
        for kind, one in named_by(finding):
            if one not in getattr(known, kind):
                wanted[kind].add(one)
    off = names_of_days_off(session, wanted["holidays"], wanted["closures"])
    return Names(
        sites={**known.sites, **names_of(session, Site.id, Site.name, wanted["sites"])},
        people={**known.people, **names_of(session, Person.id, Person.name, wanted["people"])},
        vehicles={**known.vehicles, **plates_of(session, wanted["vehicles"])},
        holidays=off["holidays"],
        closures=off["closures"],
        stops={**known.stops, **titles_of(session, wanted["stops"])},
    )


def names_of_own(itinerary: Itinerary) -> Names:
    """What the rows of an itinerary are called that `the_itinerary` has loaded; no query."""
    places = [(stop.site, stop.end_site) for stop in itinerary.stops]
    served = [one for stop in itinerary.stops for one in stop.assignments]
    people = [one.person for one in served if one.person is not None]
    vehicles = [one.vehicle for one in served if one.vehicle is not None]
    code = itinerary.delegation.code
    return Names(
        sites={site.id: site.name for pair in places for site in pair if site is not None},
        people={person.id: person.name for person in people},
        vehicles={vehicle.id: plated(vehicle.name, vehicle.plate) for vehicle in vehicles},
        stops={stop.uid: (stop.title, code) for stop in itinerary.stops},
    )


def named_by(finding: Finding) -> Iterator[tuple[str, Any]]:
    """Each thing that a finding names: of which kind, and its id or uid."""
    if finding.stop:
        yield "stops", finding.stop
    if finding.facts.get("resource") in RESOURCES:
        yield RESOURCES[ResourceKind(finding.facts["resource"])], finding.facts["id"]
    for fact, kind in FACTS.items():
        value = finding.facts.get(fact)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                yield kind, one


def names_of(
    session: Session,
    number: InstrumentedAttribute[int],
    name: InstrumentedAttribute[Translated],
    ids: set[int],
) -> dict[int, Translated]:
    if not ids:
        return {}
    rows = session.execute(select(number, name).where(number.in_(sorted(ids))))
    return dict(rows.all())


def names_of_days_off(
    session: Session, holidays: set[int], closures: set[int]
) -> dict[str, dict[int, Translated]]:
    """Holidays by their name, closures by their reason, in one query."""
    found: dict[str, dict[int, Translated]] = {"holidays": {}, "closures": {}}
    if holidays or closures:
        rows = union_all(
            select(literal("holidays"), Holiday.id, Holiday.name).where(
                Holiday.id.in_(sorted(holidays))
            ),
            select(literal("closures"), Closure.id, Closure.reason).where(
                Closure.id.in_(sorted(closures))
            ),
        )
        for kind, number, name in session.execute(rows):
            found[kind][number] = name
    return found


def plates_of(session: Session, ids: set[int]) -> dict[int, Translated]:
    """A vehicle by its name and its number plate, which tells it from others of that name."""
    if not ids:
        return {}
    rows = session.execute(
        select(Vehicle.id, Vehicle.name, Vehicle.plate).where(Vehicle.id.in_(sorted(ids)))
    )
    return {number: plated(name, plate) for number, name, plate in rows}


def plated(name: Translated, plate: str) -> Translated:
    return Translated({tag: f"{text} {plate}" for tag, text in name.items()})


def titles_of(session: Session, uids: set[str]) -> dict[str, tuple[Translated, str]]:
    if not uids:
        return {}
    rows = session.execute(
        select(Stop.uid, Stop.title, Delegation.code)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Stop.uid.in_(sorted(uids)))
    )
    return {uid: (title, code) for uid, title, code in rows}
