"""Who is where: how many people a stop has, and which people share which stops."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.values import DelegationFacts, Programme, StopFacts, StopKind

UNBOOKED_KINDS = frozenset({StopKind.ARRIVAL, StopKind.TRANSFER, StopKind.FREE, StopKind.DEPARTURE})


@dataclass(frozen=True, slots=True)
class Companions:
    """People who spend the whole programme together; members of None are all not in a subgroup."""

    members: frozenset[int] | None
    stops: tuple[StopFacts, ...]


def visits_site(stop: StopFacts, site: SiteFacts) -> bool:
    """Whether the stop uses up the site: not when it only comes by or sets out there."""
    return stop.kind not in UNBOOKED_KINDS and not site.is_beyond_city


def people_at(stop: StopFacts, delegation: DelegationFacts) -> int:
    """How many of the delegation are at the stop: as stated there, else its party."""
    if stop.headcount is not None:
        return stop.headcount
    return delegation.people if stop.party is None else len(stop.party)


def share_people(first: StopFacts, second: StopFacts) -> bool:
    """Whether the parties of two stops of one delegation are not disjoint."""
    if first.party is None or second.party is None:
        return True
    return not first.party.isdisjoint(second.party)


def in_order(stops: Iterable[StopFacts]) -> tuple[StopFacts, ...]:
    return tuple(sorted(stops, key=lambda stop: (stop.when, stop.uid)))


def companions(programme: Programme) -> tuple[Companions, ...]:
    """The delegation cut into those who always stay together, with their planned stops in order.

    Those in no subgroup come last, unless the subgroups hold the whole roster.
    """
    stops = in_order(stop for stop in programme.stops if stop.is_planned)
    parties = {stop.party for stop in stops if stop.party}
    of_member: dict[int, set[frozenset[int]]] = defaultdict(set)
    for party in parties:
        for member in party:
            of_member[member].add(party)
    together: dict[frozenset[frozenset[int]], set[int]] = defaultdict(set)
    for member, mine in of_member.items():
        together[frozenset(mine)].add(member)
    groups = [
        Companions(
            frozenset(members),
            tuple(stop for stop in stops if stop.party is None or stop.party in mine),
        )
        for mine, members in sorted(together.items(), key=lambda item: min(item[1]))
    ]
    if not of_member or len(of_member) < programme.delegation.people:
        groups.append(Companions(None, tuple(stop for stop in stops if stop.party is None)))
    return tuple(groups)
