"""Reading what is wrong with drafts, and how what it names is called."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, joinedload

from visits.conflicts.rules import Finding, ResourceKind, Severity
from visits.conflicts.rules.mending import Change
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


def with_overrides(itinerary: Itinerary, findings: Iterable[Finding]) -> list[OpenFinding]:
    given = {row.key: row for row in itinerary.overrides}
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
    """What the findings name and is not *known* yet; one query at most."""
    return names_of(session, (one for finding in findings for one in named_by(finding)), known)


def names_for(session: Session, changes: Iterable[Change], known: Names) -> Names:
    """What changes of a draft name; one query at most."""
    return names_of(session, (one for change in changes for one in named_in(change)), known)


def named_in(change: Change) -> Iterator[tuple[str, Any]]:
    """Each thing that a change names: of which kind, and its id."""
    if change.site is not None:
        yield "sites", change.site
    for one in (change.take, change.off):
        if one is not None and one.person is not None:
            yield "people", one.person
        if one is not None and one.vehicle is not None:
            yield "vehicles", one.vehicle


def names_of(
    session: Session, named: Iterable[tuple[str, Any]], known: Names | None = None
) -> Names:
    """How these things are called, each by its kind and number; one query at most."""
    known = known or Names()
    wanted: dict[str, set[Any]] = defaultdict(set)
    for kind, one in named:
        if one not in getattr(known, kind):
            wanted[kind].add(one)
    parts = [NAMED[kind](sorted(ids)) for kind, ids in sorted(wanted.items())]
    rows: Sequence[Any] = session.execute(union_all(*parts)).all() if parts else ()
    found: dict[str, dict[Any, Any]] = defaultdict(dict)
    for row in rows:
        number, name = name_in(row)
        found[row.kind][number] = name
    return Names(**{f.name: {**getattr(known, f.name), **found[f.name]} for f in fields(Names)})


def name_in(row: Any) -> tuple[Any, Any]:
    """What a row names, and how that is called."""
    if row.kind == "stops":
        return row.uid, (row.name, row.code)
    return row.id, plated(row.name, row.code) if row.kind == "vehicles" else row.name


Found = Select[*tuple[Any, ...]]
NO_CODE = literal("")


def by_id(
    kind: str, model: Any, name: Any, code: ColumnElement[str] = NO_CODE
) -> Callable[[list[int]], Found]:
    """Names out of one table: kind, id, uid, name and code."""
    columns = (literal(kind).label("kind"), model.id, literal("").label("uid"))
    rows: Found = select(*columns, name.label("name"), code.label("code"))
    return lambda ids: rows.where(model.id.in_(ids))


def titles(uids: list[str]) -> Found:
    """Stops by uid, with the code of their delegation."""
    columns = (literal("stops").label("kind"), Stop.id, Stop.uid, Stop.title.label("name"))
    return (
        select(*columns, Delegation.code)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Stop.uid.in_(uids))
    )


NAMED: dict[str, Callable[[list[Any]], Found]] = {
    "sites": by_id("sites", Site, Site.name),
    "people": by_id("people", Person, Person.name),
    "vehicles": by_id("vehicles", Vehicle, Vehicle.name, code=type_coerce(Vehicle.plate, String)),
    "holidays": by_id("holidays", Holiday, Holiday.name),
    "closures": by_id("closures", Closure, Closure.reason),
    "stops": titles,
}


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


def plated(name: Translated, plate: str) -> Translated:
    return Translated({tag: f"{text} {plate}" for tag, text in name.items()})
