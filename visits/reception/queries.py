"""Reading how delegations are received, each in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from visits.conflicts.rules import OFF
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation, DelegationCountry, Party
from visits.delegations.rules import COUNTED
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.kit.errors import NotThere
from visits.reception.models import Briefing, Budget, BudgetLine, Protocol, ProtocolEntry
from visits.reception.rules import BRIEFED, GROUPS, ORDER, ProtocolGroup

MOST_VISITS = 5
"""Earlier visits that a briefing tells of."""

# -- protocol --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProtocolSheet:
    """The fields that somebody filled, in the order of `ProtocolField`."""

    entries: tuple[ProtocolEntry, ...] = ()

    @property
    def groups(self) -> dict[ProtocolGroup, list[ProtocolEntry]]:
        """The same by group; a group without any is left out."""
        found = {
            group: [entry for entry in self.entries if entry.field in fields]
            for group, fields in GROUPS.items()
        }
        return {group: entries for group, entries in found.items() if entries}


def protocol_of(session: Session, delegation_id: int) -> ProtocolSheet:
    """What is printed: touched fields alone. One query."""
    rows = (
        select(ProtocolEntry)
        .join(Protocol, Protocol.id == ProtocolEntry.protocol_id)
        .where(Protocol.delegation_id == delegation_id)
    )
    found = sorted(session.scalars(rows), key=lambda entry: ORDER[entry.field])
    return ProtocolSheet(tuple(found))


def the_protocol(session: Session, delegation: Delegation) -> Protocol:
    """The protocol of a delegation; a blank one, not yet kept, before the first word."""
    rows = select(Protocol).where(Protocol.delegation_id == delegation.id)
    loads = (selectinload(Protocol.entries), joinedload(Protocol.by))
    found = session.scalar(rows.options(*loads))
    return found or Protocol(delegation=delegation, version=0)


# -- budget ----------------------------------------------------------------------------------------


def budget_of(session: Session, delegation_id: int) -> list[BudgetLine]:
    """The lines in their order. One query."""
    rows = (
        select(BudgetLine)
        .join(Budget, Budget.id == BudgetLine.budget_id)
        .where(Budget.delegation_id == delegation_id)
        .order_by(BudgetLine.position, BudgetLine.id)
    )
    return list(session.scalars(rows))


def the_budget(session: Session, delegation: Delegation) -> Budget:
    """The budget of a delegation; a blank one, not yet kept, before the first line."""
    rows = select(Budget).where(Budget.delegation_id == delegation.id)
    loads = (selectinload(Budget.lines), joinedload(Budget.by))
    found = session.scalar(rows.options(*loads))
    return found or Budget(delegation=delegation, version=0)


# -- briefings -------------------------------------------------------------------------------------


def briefing_of(session: Session, stop_id: int) -> Briefing | None:
    """What was written for a stop, with its points. Two queries."""
    rows = select(Briefing).where(Briefing.stop_id == stop_id)
    return session.scalar(rows.options(selectinload(Briefing.points), joinedload(Briefing.by)))


def the_briefing(session: Session, stop: Stop) -> Briefing:
    """What was written for a stop; a blank one, not yet kept, before the first word."""
    return briefing_of(session, stop.id) or Briefing(stop=stop, version=0)


def briefed_stops(session: Session, delegation_id: int) -> Sequence[Stop]:
    """Courtesy calls and meetings that take place, in order of time, with place and who serves."""
    return session.scalars(stops_of(Itinerary.delegation_id == delegation_id)).all()


def the_briefed_stop(session: Session, delegation: Delegation, uid: str) -> Stop:
    """Such a stop of this very delegation. Raises NotThere."""
    whose = Itinerary.delegation_id == delegation.id
    stop = session.scalar(stops_of(whose).where(Stop.uid == uid))
    if stop is None:
        raise NotThere("stop")
    return stop


def stops_of(whose: ColumnElement[bool]) -> Select[Stop]:
    return (
        select(Stop)
        .join(Stop.itinerary)
        .where(whose, Stop.kind.in_(BRIEFED), Stop.status.not_in(OFF))
        .options(
            contains_eager(Stop.itinerary),
            joinedload(Stop.site),
            joinedload(Stop.space),
            joinedload(Stop.party).selectinload(Party.members),
            selectinload(Stop.assignments).joinedload(Assignment.person),
        )
        .order_by(Stop.starts, Stop.id)
    )


def written_for(session: Session, stop_ids: Sequence[int]) -> dict[int, Briefing]:
    """What was written, by stop."""
    rows = select(Briefing).where(Briefing.stop_id.in_(stop_ids))
    return {
        row.stop_id: row for row in session.scalars(rows.options(selectinload(Briefing.points)))
    }


@dataclass(frozen=True, slots=True)
class CountryVisits:
    """How often guests of a country were here before, and how many of them."""

    country: str
    visits: int
    people: int
    last: date


def visits_before(session: Session, delegation: Delegation) -> list[CountryVisits]:
    """Of each country of the delegation that came before its first day. One query."""
    people = func.coalesce(DelegationCountry.actual, DelegationCountry.planned)
    codes = [row.country for row in delegation.countries]
    rows = session.execute(
        select(
            DelegationCountry.country,
            func.count().label("visits"),
            func.sum(people).label("people"),
            func.max(Delegation.starts_on).label("last"),
        )
        .join(Delegation, Delegation.id == DelegationCountry.delegation_id)
        .where(
            DelegationCountry.country.in_(codes),
            Delegation.state.in_(COUNTED),
            Delegation.starts_on < delegation.starts_on,
        )
        .group_by(DelegationCountry.country)
    )
    found = {row.country: row for row in rows}
    return [
        CountryVisits(code, found[code].visits, found[code].people, found[code].last)
        for code in codes
        if code in found
    ]


def earlier_visits(session: Session, delegation: Delegation) -> list[Delegation]:
    """The latest visits of the same bodies that were before this one."""
    ids = [row.organisation_id for row in delegation.bodies]
    latest = delegations.latest_of_bodies(session, ids, MOST_VISITS + 1) if ids else []
    before = (one for one in latest if one.starts_on < delegation.starts_on)
    return [one for one in before if one.state in COUNTED][:MOST_VISITS]


# -- the purge -------------------------------------------------------------------------------------


def protocols_of(ended: Select[int]) -> Select[Protocol]:
    """Protocols of these visits that still say something."""
    rows = select(Protocol).where(Protocol.delegation_id.in_(ended), Protocol.entries.any())
    return rows.options(selectinload(Protocol.entries))


def noted_lines_of(ended: Select[int]) -> Select[BudgetLine]:
    """Lines of their budgets that have a note."""
    budgets = select(Budget.id).where(Budget.delegation_id.in_(ended))
    return select(BudgetLine).where(BudgetLine.budget_id.in_(budgets), BudgetLine.note != "")


def briefings_of(ended: Select[int]) -> Select[Briefing]:
    """Their briefings."""
    stops = (
        select(Stop.id)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .where(Itinerary.delegation_id.in_(ended))
    )
    rows = select(Briefing).where(Briefing.stop_id.in_(stops))
    return rows.options(selectinload(Briefing.points))
