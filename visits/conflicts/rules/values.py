"""What the rules look at: plain values that a capability above makes of its rows.

Ids are those of the rows; a stop is known by its permanent uid. All instants are aware. Languages
are BCP 47 tags, compared as they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.places import Mode, SiteFacts, TravelTime
from visits.kit.interval import Interval


class StopKind(StrEnum):
    ARRIVAL = "arrival"
    TRANSFER = "transfer"
    SITE_VISIT = "site_visit"
    MEETING = "meeting"
    COURTESY_CALL = "courtesy_call"
    LECTURE = "lecture"
    WORKSHOP = "workshop"
    MEAL = "meal"
    CEREMONY = "ceremony"
    CULTURAL = "cultural"
    REST = "rest"
    FREE = "free"
    DEPARTURE = "departure"


class StopStatus(StrEnum):
    IDEA = "idea"
    HOLD = "hold"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


FIRM = frozenset({StopStatus.ASKED, StopStatus.CONFIRMED})
"""Others know of it."""
OFF = frozenset({StopStatus.DECLINED, StopStatus.CANCELLED})
"""It is not meant to take place any more."""


class Role(StrEnum):
    """What a person of ours does at a stop."""

    RECEIVES = "receives"
    ATTENDS = "attends"
    SPEAKS = "speaks"
    INTERPRETS = "interprets"
    ESCORTS = "escorts"
    PHOTOGRAPHS = "photographs"
    DRIVES = "drives"


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """Two languages that a person interprets between, both ways."""

    first: str
    second: str
    simultaneous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    id: int
    pairs: tuple[LanguagePair, ...] = ()
    daily_minutes: int | None = None
    """Most minutes of interpreting a day, where the person says so."""
    unavailable: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleFacts:
    """A vehicle of ours; `seats` are those for passengers, without the driver's."""

    id: int
    seats: int
    has_wheelchair_place: bool = False
    unavailable: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person, a vehicle or both at a stop; a declined one counts for nothing."""

    role: Role
    person: int | None = None
    vehicle: int | None = None
    declined: bool = False


@dataclass(frozen=True, kw_only=True)
class StopFacts:
    """One stop of the draft.

    `party` holds delegate ids, None is everybody. `site` of a transfer is where it sets out from,
    `end_site` where it arrives. `languages`, when empty, are the delegation's; `title_languages`
    are those in which the title is written; `asked_at` is the first ask,
    `agreed` what the host had agreed to before it was asked for another time.
    """

    uid: str
    kind: StopKind
    when: Interval
    status: StopStatus = StopStatus.CONFIRMED
    site: int | None = None
    end_site: int | None = None
    party: frozenset[int] | None = None
    headcount: int | None = None
    languages: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    mode: Mode | None = None
    title_languages: frozenset[str] = frozenset()
    asked_at: datetime | None = None
    agreed: Interval | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it is still meant to take place."""
        return self.status not in OFF

    @property
    def is_firm(self) -> bool:
        """Whether others know of it: asked or confirmed."""
        return self.status in FIRM

    @property
    def is_booked(self) -> bool:
        """Whether it occupies what it uses: firm, or held."""
        return self.is_firm or self.status is StopStatus.HOLD

    def persons(self, *roles: Role) -> tuple[int, ...]:
        """Who has one of the roles here (any role when none is named), in order of id."""
        known = self._persons.get(roles)
        if known is None:
            found = {
                one.person
                for one in self.assignments
                if one.person is not None and not one.declined and (not roles or one.role in roles)
            }
            known = self._persons[roles] = tuple(sorted(found))
        return known

    @cached_property
    def _persons(self) -> dict[tuple[Role, ...], tuple[int, ...]]:
        """What was answered before: every rule asks for the same."""
        return {}

    def roles_of(self, person: int) -> tuple[Role, ...]:
        return tuple(
            sorted(
                {
                    assignment.role
                    for assignment in self.assignments
                    if assignment.person == person and not assignment.declined
                }
            )
        )

    @cached_property
    def vehicles(self) -> tuple[int, ...]:
        """Our vehicles assigned here, in order of id."""
        return tuple(
            sorted(
                {
                    assignment.vehicle
                    for assignment in self.assignments
                    if assignment.vehicle is not None and not assignment.declined
                }
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationFacts:
    """From `first_day` to `last_day` (of the city) they are here. `planned` people are those announced, `delegates` how many the roster holds.

    `unnamed` holds the ids of delegates whose name as in the passport is not known; `wheelchairs`,
    `praying` and `fasting` those of delegates who asked for what these need; `diets` what must or
    must not be on whose plate (`MealNeed`).
    """

    id: int
    languages: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    planned: int = 0
    delegates: int = 0
    unnamed: frozenset[int] = frozenset()
    gets_certificates: bool = False
    has_own_interpreter: bool = False
    wheelchairs: frozenset[int] = frozenset()
    praying: frozenset[int] = frozenset()
    fasting: frozenset[int] = frozenset()
    diets: Mapping[int, frozenset[str]] = field(default_factory=dict, hash=False)

    @property
    def has_wheelchair(self) -> bool:
        return bool(self.wheelchairs)

    @property
    def people(self) -> int:
        """How many to reckon with while the roster fills."""
        return max(self.planned, self.delegates)


@dataclass(frozen=True, slots=True)
class GuestFacts:
    """What lists may hold of a delegate: the fields that are known, the sites that may be told."""

    fields: frozenset[str] = frozenset()
    sites: frozenset[int] = frozenset()

    def is_ready_for(self, site: SiteFacts) -> bool:
        """Whether nothing is missing that the site's list must hold of this person."""
        is_agreed = not site.sealed_fields or site.id in self.sites
        return is_agreed and site.list_fields <= self.fields


class ResourceKind(StrEnum):
    SITE = "site"
    PERSON = "person"
    VEHICLE = "vehicle"
    DELEGATION = "delegation"
    """Only within one programme: its people cannot be at two stops at once."""


class Layer(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"


class Strength(StrEnum):
    HOLD = "hold"
    FIRM = "firm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One use of one thing by one stop; `weight` is the delegates at a site, else 1."""

    kind: ResourceKind
    id: int
    when: Interval
    stop: str
    itinerary: int
    weight: int = 1
    layer: Layer = Layer.DRAFT
    strength: Strength = Strength.FIRM
    interprets: bool = False

    @property
    def is_firm(self) -> bool:
        return self.strength is Strength.FIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The draft of one itinerary; `rain_plans` are the days that have one."""

    itinerary: int
    delegation: DelegationFacts
    stops: tuple[StopFacts, ...]
    rain_plans: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything around the programme that the rules rest on.

    `at` is the moment of judging. `bookings` are those of other itineraries that touch the
    programme's spans (its own are ignored). Whatever a stop names must be in the mappings.
    """

    at: datetime
    calendar: Calendar
    sites: Mapping[int, SiteFacts] = field(default_factory=dict)
    people: Mapping[int, PersonFacts] = field(default_factory=dict)
    vehicles: Mapping[int, VehicleFacts] = field(default_factory=dict)
    guests: Mapping[int, GuestFacts] = field(default_factory=dict)
    """The roster by delegate, where any of the sites demands a list."""
    travel: tuple[TravelTime, ...] = ()
    times: Mapping[tuple[int, int], Mapping[Mode, TravelTime]] = field(default_factory=dict)
    """The same by the two places, where somebody who judges many drafts has put them in order."""
    bookings: tuple[Booking, ...] = ()
    visits: tuple[Booking, ...] = ()
    """Those of other itineraries at sites that count their groups, over all that is counted."""
    seen: tuple[Booking, ...] = ()
    """Which sites guests of the same bodies saw before, in `SEEN_MONTHS`."""
