"""What a list must hold now, what the site was told, and what follows from the difference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum, auto

from visits.identity.rules import Demand, Known
from visits.sites.rules import IdentityField

LINK_LASTS = timedelta(hours=72)
"""At least so long; until the stop is over, when that is later."""
DELIVERED, WITHDRAWN = "access_lists.delivered", "access_lists.withdrawn"
"""Kinds of letters."""


class Handing(StrEnum):
    """How a version was handed over."""

    LINK = auto()
    OFFICIAL_LETTER = auto()


class ListState(StrEnum):
    INCOMPLETE = auto()
    READY = auto()
    DELIVERED = auto()
    PARTLY = auto()
    """Handed over, while somebody is still missing on it."""
    OUTDATED = auto()
    """Handed over, and since then something is other than it says."""
    WITHDRAWN = auto()


STAMP = str
"""When a person's values were entered, ISO 8601; empty where nothing is sealed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list must hold now. `ready` are the people of whom nothing is missing, by stamp."""

    demand: Demand
    ready: Mapping[int, STAMP]
    lacking: Mapping[int, frozenset[IdentityField]] = field(default_factory=dict)
    unnamed: int = 0
    """People who were announced and are not on the roster."""
    lost: frozenset[int] = frozenset()
    """Those who lack something only because it can no longer be opened: they are asked again."""

    @property
    def is_complete(self) -> bool:
        return bool(self.ready) and not self.lacking and not self.unnamed

    @property
    def missing(self) -> int:
        return len(self.lacking) + self.unnamed


def wanted_of(
    demand: Demand, known: Mapping[int, Known], stamps: Mapping[int, STAMP], *, announced: int
) -> Wanted:
    """*known* is the roster; *announced* counts where the whole delegation comes."""
    own = [number for number in known if demand.concerns(number)]
    lacks = {number: known[number].lacks(demand) for number in own}
    return Wanted(
        demand,
        ready={
            number: stamps.get(number, "") if demand.sealed else ""
            for number in own
            if not lacks[number]
        },
        lacking={number: fields for number, fields in lacks.items() if fields},
        lost=frozenset(number for number in own if known[number].lost & lacks[number]),
        unnamed=max(announced - len(own), 0) if demand.delegates is None else 0,
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """What a version said."""

    people: Mapping[int, STAMP]
    starts: datetime
    ends: datetime
    fields: frozenset[IdentityField]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is other now than the site was told."""

    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    replaced: frozenset[int] = frozenset()
    has_moved: bool = False
    asks_otherwise: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Difference()

    @property
    def must_be_told(self) -> bool:
        """Whether the site must know at once, without anybody pressing a button."""
        return self.has_moved or bool(self.removed)


def difference(sent: Sent | None, wanted: Wanted) -> Difference:
    now = set(wanted.ready)
    if sent is None:
        return Difference(added=frozenset(now))
    before = set(sent.people)
    return Difference(
        added=frozenset(now - before),
        removed=frozenset(before - now),
        replaced=frozenset(
            number for number in now & before if wanted.ready[number] != sent.people[number]
        ),
        has_moved=(sent.starts, sent.ends) != (wanted.demand.starts, wanted.demand.ends),
        asks_otherwise=sent.fields != wanted.demand.fields,
    )


def state_of(sent: Sent | None, wanted: Wanted | None) -> ListState:
    """*wanted* is None when the stop is off, or at another site."""
    if wanted is None:
        return ListState.WITHDRAWN
    if sent is None:
        return ListState.READY if wanted.is_complete else ListState.INCOMPLETE
    if not difference(sent, wanted).is_empty:
        return ListState.OUTDATED
    return ListState.DELIVERED if wanted.is_complete else ListState.PARTLY


def link_ends(made_at: datetime, stop_ends: datetime) -> datetime:
    """Until when the link of a version opens: whoever stands at the gate can still look."""
    return max(made_at + LINK_LASTS, stop_ends)


def days_left(due: date, today: date) -> int:
    """Until the deadline; negative once it is over."""
    return (due - today).days
