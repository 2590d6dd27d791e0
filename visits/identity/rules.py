"""What may be asked and kept of whom, what a consent allows, when it has served its purpose."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum, auto
from zoneinfo import ZoneInfo

from visits.kit.errors import Refused
from visits.kit.retention import Retention
from visits.kit.translated import Translated
from visits.sites.rules import IdentityField, Security

F = IdentityField
SEALED = (F.BIRTH_DATE, F.SEX, F.PASSPORT_NUMBER, F.PASSPORT_EXPIRY)
"""What is asked in this step and kept sealed; nationality stands on the roster, plates on the list."""
UNIQUE = frozenset({F.PASSPORT_NUMBER})
"""Unique identifying information (article 24 of the Personal Information Protection Act)."""
OF_PERSONS = frozenset({F.NATIONALITY, *SEALED})
"""What is asked of each person; a number plate belongs to the group."""


class Sex(StrEnum):
    """As it stands in the passport."""

    FEMALE = auto()
    MALE = auto()
    OTHER = auto()


class ConsentKind(StrEnum):
    """One purpose each, agreed to separately."""

    USE = auto()
    UNIQUE = auto()
    SENSITIVE = auto()
    THIRD_PARTY = auto()


class ConsentState(StrEnum):
    GIVEN = auto()
    REFUSED = auto()
    WITHDRAWN = auto()


class ConsentWay(StrEnum):
    """How the person agreed."""

    OWN_LINK = auto()
    SIGNED_FORM = auto()
    DECLARED = auto()
    """Somebody declares that they informed the person and that the person agreed."""


# -- what is demanded ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A list that a site demands for one stop. `delegates` are ids, None is everybody.

    `due` is the city's day on which the site wants to have it.
    """

    stop_uid: str
    site_id: int
    site_name: Translated
    fields: frozenset[IdentityField]
    delegates: frozenset[int] | None
    starts: datetime
    ends: datetime
    due: date

    def concerns(self, delegate_id: int) -> bool:
        return self.delegates is None or delegate_id in self.delegates

    @property
    def sealed(self) -> frozenset[IdentityField]:
        """What is asked in the identity step."""
        return self.fields.intersection(SEALED)


def fields_demanded(security: Security, fields: Iterable[str]) -> frozenset[IdentityField]:
    """What a list must hold beside the names; an open site demands no list."""
    if security is Security.OPEN:
        return frozenset()
    return frozenset(IdentityField(name) for name in fields if name in set(IdentityField))


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person is asked: the fields in the order of the form, by which sites, until when."""

    fields: tuple[IdentityField, ...]
    sites: Mapping[int, Translated]
    due: date | None
    roster_sites: Mapping[int, Translated] = field(default_factory=dict)
    """Sites that get a list of what the roster says anyway, and nothing that is entered here."""

    @property
    def has_unique(self) -> bool:
        return bool(UNIQUE.intersection(self.fields))


def asked_of(delegate_id: int, demands: Iterable[Demand]) -> Asked:
    """Only what sites on the plan demand of this person."""
    concerning = [one for one in demands if one.concerns(delegate_id)]
    own = [one for one in concerning if one.sealed]
    sites = {one.site_id: one.site_name for one in own}
    wanted = frozenset[IdentityField]().union(*(one.sealed for one in own))
    return Asked(
        fields=tuple(name for name in SEALED if name in wanted),
        sites=sites,
        due=min((one.due for one in own), default=None),
        roster_sites={one.site_id: one.site_name for one in concerning if one.site_id not in sites},
    )


# -- what consents allow ---------------------------------------------------------------------------

Purpose = tuple[ConsentKind, int | None]
"""What was agreed to; the id is that of the site that may receive it."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person agrees to in one form. `sites` are the ids of those that may receive the data."""

    use: bool = False
    unique: bool = False
    sensitive: bool = False
    """Not agreed to is not refused: who wants needs deleted says so by a button of its own."""
    sites: frozenset[int] = frozenset()

    def purposes(self, asked: Asked) -> dict[Purpose, bool]:
        """Every purpose that was asked for, and whether the person agreed."""
        said: dict[Purpose, bool] = {(ConsentKind.USE, None): self.use}
        if asked.has_unique:
            said[ConsentKind.UNIQUE, None] = self.unique
        if self.sensitive:
            said[ConsentKind.SENSITIVE, None] = True
        return said | {
            (ConsentKind.THIRD_PARTY, site): site in self.sites for site in sorted(asked.sites)
        }


def allows(field: IdentityField, given: Iterable[Purpose]) -> bool:
    """Whether these consents allow keeping the field."""
    purposes = set(given)
    if field in UNIQUE and (ConsentKind.UNIQUE, None) not in purposes:
        return False
    return (ConsentKind.USE, None) in purposes


def checked(values: Mapping[IdentityField, str], given: Iterable[Purpose]) -> None:
    """Raises Refused (`identity_consent_missing`) for a value that the person did not agree to."""
    purposes = list(given)
    if not all(allows(field, purposes) for field in values):
        raise Refused("identity_consent_missing")


PASSPORT = re.compile(r"[A-Z0-9]{5,20}")


def passport_number(typed: str) -> str:
    """Upper case without blanks and hyphens. Raises Refused (`not_a_passport_number`)."""
    number = re.sub(r"[\s-]", "", typed).upper()
    if not PASSPORT.fullmatch(number):
        raise Refused("not_a_passport_number")
    return number


# -- how complete it is ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a delegate, without opening anything: fields, and sites that may receive it."""

    fields: frozenset[IdentityField] = frozenset()
    sites: frozenset[int] = frozenset()
    lost: frozenset[IdentityField] = frozenset()
    """What was entered and can no longer be opened: as good as not known."""

    def lacks(self, demand: Demand) -> frozenset[IdentityField]:
        """The fields of persons that the site demands and may not be told yet.

        Without the person's consent to this site, it may be told nothing that is sealed.
        """
        missing = demand.fields.intersection(OF_PERSONS) - self.fields
        if demand.sealed and demand.site_id not in self.sites:
            missing |= demand.sealed
        return missing


class Progress(StrEnum):
    """How far one person is in the identity step."""

    NOTHING = auto()
    """Nothing is asked of this person."""
    OPEN = auto()
    PARTLY = auto()
    UNTOLD = auto()
    """All is there, but a site that asks for it may not be told."""
    COMPLETE = auto()
    WITHDRAWN = auto()
    """They took their consent back, and with it what they had entered."""
    LOST = auto()
    """What they entered can no longer be opened: its key is gone."""


# -- codes -----------------------------------------------------------------------------------------

CODE_LASTS = timedelta(minutes=30)
CODE_AGAIN_AFTER = timedelta(seconds=60)
OPEN_FOR = timedelta(minutes=30)
MOST_TRIES = 5
MOST_CODES = 6
CODES_SPAN = timedelta(hours=1)
MOST_CODES_A_DAY = 12
"""Within 24 hours by e-mail; after that an officer calls back and reads one out."""


# -- looks -----------------------------------------------------------------------------------------


class LookKind(StrEnum):
    VIEW = auto()
    PDF = auto()
    XLSX = auto()
    FILE = auto()


USUAL_HOURS = range(7, 21)
FRIDAY = 4


def is_odd(at: datetime, zone: ZoneInfo) -> bool:
    """A look before 07:00, after 21:00 or at a weekend, by the clocks of the city."""
    moment = at.astimezone(zone)
    return moment.hour not in USUAL_HOURS or moment.weekday() > FRIDAY


# -- the purge -------------------------------------------------------------------------------------


class Matter(StrEnum):
    """What is destroyed apart from the rest, when its time is over."""

    IDENTITY = auto()
    IDENTITY_FILES = auto()
    ACCESS_LISTS = auto()
    LETTERS = auto()
    """Those about identity data."""
    OTHER_LETTERS = auto()
    NEEDS = auto()
    REQUESTS = auto()
    """Those that led to no visit."""
    VISITED_REQUESTS = auto()
    FEEDBACK = auto()
    """What guests and hosts wrote."""
    NAMES = auto()
    NOTES = auto()
    """What officers and guests wrote of a visit in their own words."""
    RECORDS = auto()
    """What was said at a visit."""
    GIFTS = auto()
    """Who gave and got them, and free words about gifts and promises."""
    PHOTOS = auto()
    """Photographs in which people are seen."""
    LOOKS = auto()


class Method(StrEnum):
    """How it was destroyed."""

    KEY_DESTROYED = auto()
    """Rows deleted and overwritten, and the key with which any copy could be read."""
    OVERWRITTEN = auto()
    CLEARED = auto()
    """The row stays, what it said of people was overwritten."""


METHODS: Mapping[Matter, Method] = {
    Matter.IDENTITY: Method.KEY_DESTROYED,
    Matter.IDENTITY_FILES: Method.OVERWRITTEN,
    Matter.ACCESS_LISTS: Method.CLEARED,
    Matter.LETTERS: Method.CLEARED,
    Matter.OTHER_LETTERS: Method.CLEARED,
    Matter.NEEDS: Method.CLEARED,
    Matter.REQUESTS: Method.OVERWRITTEN,
    Matter.VISITED_REQUESTS: Method.CLEARED,
    Matter.FEEDBACK: Method.CLEARED,
    Matter.NAMES: Method.OVERWRITTEN,
    Matter.NOTES: Method.OVERWRITTEN,
    Matter.RECORDS: Method.CLEARED,
    Matter.GIFTS: Method.CLEARED,
    Matter.PHOTOS: Method.OVERWRITTEN,
    Matter.LOOKS: Method.OVERWRITTEN,
}
KEPT_AS: Mapping[Matter, str] = {
    Matter.IDENTITY: "identity",
    Matter.IDENTITY_FILES: "identity",
    Matter.ACCESS_LISTS: "identity",
    Matter.LETTERS: "identity",
    Matter.OTHER_LETTERS: "names",
    Matter.NEEDS: "needs",
    Matter.REQUESTS: "declined",
    Matter.VISITED_REQUESTS: "names",
    Matter.FEEDBACK: "names",
    Matter.NAMES: "names",
    Matter.NOTES: "names",
    Matter.RECORDS: "names",
    Matter.GIFTS: "names",
    Matter.PHOTOS: "names",
    Matter.LOOKS: "looks",
}
"""By which of the retention periods each goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The last day of visits, decisions and looks that are due for the purge."""

    identity: date
    needs: date
    declined: date
    names: date
    looks: date


def due_on(day: date, keep: Retention) -> Due:
    """What is due on this day: a visit that ended 5 days ago is kept that day, and due the next."""
    return Due(
        **{
            name: day - timedelta(days=getattr(keep, name) + 1)
            for name in ("identity", "needs", "declined", "names", "looks")
        }
    )


def destroy_by(last_day: date, keep_days: int) -> date:
    """Until when whoever received identity data must have destroyed them."""
    return last_day + timedelta(days=keep_days)


# -- the purge of every night ----------------------------------------------------------------------

NIGHT = range(1, 5)
"""Hours of the city's day in which the purge runs."""
MISSED = timedelta(hours=36)
"""After so long it runs at any hour: the machine may be off at night."""
LATE = timedelta(days=2)
"""After so long without a purge somebody is told."""


def is_time_to_purge(
    last: datetime | None, since: datetime, at: datetime, zone: ZoneInfo, *, is_wiped: bool = True
) -> bool:
    """Whether the purge should run at *at*. *last* is when it ran, *since* the beginning of all.

    A run after which the files of the database were not wiped is done again in the same night.
    """
    if at - (last or since) > MISSED:
        return True
    today = at.astimezone(zone)
    if today.hour not in NIGHT:
        return False
    return last is None or last.astimezone(zone).date() < today.date() or not is_wiped


def is_purge_late(last: datetime | None, since: datetime, at: datetime) -> bool:
    return at - (last or since) > LATE
