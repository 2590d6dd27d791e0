"""Reading programmes. Whatever the archive holds, each of these is a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from visits.conflicts.rules import Finding, Mode, Severity, Source
from visits.itineraries.models import Answer, Itinerary, Override, Release, Stop
from visits.kit.translated import Translated


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding of a draft, with the override that somebody put over it."""

    finding: Finding
    override: Override | None

    @property
    def hinders_release(self) -> bool:
        return self.finding.blocks_release and self.override is None


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


@dataclass(frozen=True, slots=True)
class ShownLeg:
    """A way between two stops. Minutes; `needed` is travel and boarding, None when not known."""

    from_uid: str
    to_uid: str
    from_site: int
    to_site: int
    mode: Mode | None
    needed: int | None
    boarding: int | None
    available: int
    source: Source | None
    kilometres: float | None

    @property
    def missing(self) -> int:
        """How many minutes lack; 0 when it works or nothing is known."""
        return max(0, (self.needed or 0) - self.available)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets which letter at the next release, about which stops."""

    kind: str
    name: str
    address: str
    language: str
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """What a release made now would hold, leave behind and set in motion."""

    goes: Sequence[Stop]
    cancelled: Sequence[Stop]
    stays: Sequence[Stop]
    """Ideas, holds and declined stops: they are not shown to guests."""
    diff: Mapping[str, object]
    findings: Sequence[OpenFinding]
    recipients: Sequence[Recipient]
    missing_texts: Mapping[str, Sequence[str]]
    """By language of the delegation: uids of stops whose texts lack it."""

    @property
    def can_go(self) -> bool:
        return not any(finding.hinders_release for finding in self.findings)


def the_itinerary(session: Session, delegation_code: str) -> Itinerary:
    """With delegation, countries, parties, days, stops, places, who serves. Raises NotThere."""
    raise NotImplementedError


def the_stop(session: Session, uid: str) -> Stop:
    """With its itinerary, delegation, places and who serves. Raises NotThere."""
    raise NotImplementedError


def open_findings(session: Session, itinerary: Itinerary) -> list[OpenFinding]:
    """In the order of the programme."""
    raise NotImplementedError


def finding_counts(
    session: Session, itinerary_ids: Iterable[int]
) -> dict[int, dict[Severity, int]]:
    """How many findings of each gravity stand open without an override, by itinerary."""
    raise NotImplementedError


def names_in(session: Session, findings: Iterable[Finding]) -> Names:
    """What the findings name, at most one query for each kind of thing."""
    raise NotImplementedError


def legs(session: Session, itinerary: Itinerary) -> tuple[ShownLeg, ...]:
    """The ways between the stops of an itinerary loaded by `the_itinerary`."""
    raise NotImplementedError


def current_release(session: Session, itinerary: Itinerary) -> Release | None:
    """What guests see, with its stops."""
    raise NotImplementedError


def releases(session: Session, itinerary: Itinerary) -> Sequence[Release]:
    """Newest first."""
    raise NotImplementedError


def the_release(session: Session, delegation_code: str, number: int) -> Release:
    """With its stops. Raises NotThere."""
    raise NotImplementedError


def release_preview(session: Session, itinerary: Itinerary, *, at: datetime) -> ReleasePreview:
    """What a release would do, for the officer to see first. Changes nothing."""
    raise NotImplementedError


def stops_of_site(session: Session, site_id: int, first: date, last: date) -> Sequence[Stop]:
    """Stops at the site that touch these days of the city, in order of time."""
    raise NotImplementedError


def stops_on(session: Session, first: date, last: date) -> Sequence[Stop]:
    """Stops of all delegations that touch these days of the city, neither declined nor cancelled."""
    raise NotImplementedError


def answers_to(session: Session, stop: Stop) -> Sequence[Answer]:
    """What hosts said, newest first."""
    raise NotImplementedError
