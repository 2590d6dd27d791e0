"""What is wrong with a draft: judged before it is kept, written down, told to whoever saves."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import Session

from visits.conflicts import rules
from visits.conflicts.rules import Assignment as Service
from visits.conflicts.rules import (
    Booking,
    Finding,
    Layer,
    Programme,
    Severity,
    StopFacts,
    StopStatus,
    World,
)
from visits.itineraries.models import FindingRow, Itinerary, Stop, new_uid
from visits.itineraries.programme import (
    Roster,
    facts_of,
    programme_of,
    revised,
    roster_of,
    uses_of,
)
from visits.itineraries.rules import Duty, StopMove, StopValues, after, effective
from visits.itineraries.world import world_around
from visits.kit.errors import Refused
from visits.kit.interval import Interval


class Blocked(Refused):
    """What was asked for cannot be, because of these findings. Nothing of it was kept."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("blocked", findings=tuple(findings))
        self.findings = tuple(findings)


JUDGED = "draft judged"
"""Under this a session keeps what a gesture was judged by, with the transaction that it is good for."""


@dataclass(frozen=True)
class Judgement:
    """What was wrong with a *former* draft and is with a changed one, in one and the same world."""

    former: Programme
    programme: Programme
    world: World
    after: tuple[Finding, ...]

    @cached_property
    def before(self) -> tuple[Finding, ...]:
        """Judged when it is asked for: most changes bring nothing that could have been there."""
        if self.former == self.programme:
            return self.after
        return rules.findings(self.former, self.world)

    @cached_property
    def refused(self) -> tuple[Finding, ...]:
        """What the change must not bring."""
        if not any(finding.blocks for finding in self.after):
            return ()
        return rules.introduced(self.before, self.after)

    @property
    def uses(self) -> list[Booking]:
        """What the draft occupies."""
        return uses_of(self.programme, self.world.sites, self.programme.stops, Layer.DRAFT)


def judge(session: Session, before: Programme, after: Programme, *, at: datetime) -> Judgement:
    """Both states of a draft against everything around them. Reads, changes nothing."""
    world = world_around(session, (before, after), at=at)
    return Judgement(before, after, world, rules.findings(after, world))


def remember(session: Session, judged: Judgement) -> None:
    """The draft was kept as it was judged: whoever shows it at once need not read it again."""
    session.info[JUDGED] = (session.get_transaction(), judged)


def just_judged(session: Session, itinerary_id: int) -> Judgement | None:
    """What this transaction judged last, of this itinerary."""
    transaction, judged = session.info.get(JUDGED, (None, None))
    is_known = transaction is not None and transaction is session.get_transaction()
    return judged if is_known and judged.programme.itinerary == itinerary_id else None


def write_down(
    session: Session,
    itinerary_id: int,
    findings: Iterable[Finding],
    known: Iterable[Any] | None = None,
) -> None:
    """Make the rows of open findings say this; those that say it already stay untouched.

    *known* are the rows as they are, where somebody has read them already.
    """
    wanted = {finding.key: (n, finding) for n, finding in enumerate(findings)}
    gone, moved = [], []
    if known is None:
        known = session.execute(finding_rows(itinerary_id)).all()
    for row in known:
        n, finding = wanted.get(row.key, (0, None))
        if finding is None or finding != value_of(row):
            gone.append(row.id)
            continue
        del wanted[row.key]
        if row.position != n:
            moved.append({"id": row.id, "position": n})
    if gone:
        session.execute(delete(FindingRow).where(FindingRow.id.in_(gone)))
    if moved:
        session.execute(update(FindingRow), moved)
    if wanted:
        session.execute(
            insert(FindingRow), [row_of(itinerary_id, n, found) for n, found in wanted.values()]
        )


def written_down(session: Session, itinerary_ids: Collection[int]) -> dict[int, list[Any]]:
    """The rows of open findings by itinerary; one query."""
    rows = session.execute(
        select(*FindingRow.__table__.columns).where(FindingRow.itinerary_id.in_(itinerary_ids))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.itinerary_id].append(row)
    return found


def finding_rows(itinerary_id: int) -> Select[*tuple[Any, ...]]:
    """Open findings as plain rows, in the order of the programme."""
    return (
        select(*FindingRow.__table__.columns)
        .where(FindingRow.itinerary_id == itinerary_id)
        .order_by(FindingRow.position)
    )


def value_of(row: Any) -> Finding:
    """A row of findings, read back."""
    return Finding(
        code=row.code, severity=row.severity, stop=row.stop_uid, day=row.day, facts=row.facts
    )


def row_of(itinerary_id: int, position: int, finding: Finding) -> dict[str, object]:
    return {
        "itinerary_id": itinerary_id,
        "key": finding.key,
        "code": finding.code,
        "severity": finding.severity,
        "stop_uid": finding.stop,
        "day": finding.day,
        "facts": dict(finding.facts),
        "position": position,
    }


# -- before anything is saved ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would bring: what refuses it, what it adds, all that is then said of the stop."""

    blocking: tuple[Finding, ...]
    introduced: tuple[Finding, ...]
    about_stop: tuple[Finding, ...]


def preview(
    session: Session,
    itinerary: Itinerary,
    values: StopValues,
    *,
    at: datetime,
    stop: Stop | None = None,
    move: StopMove | None = None,
    duties: Collection[Duty] | None = None,
) -> Preview:
    """What saving these values would bring, by the rules that judge the save. Changes nothing.

    *move* says what would be done with the stop as well (asked, say), *duties* who would serve.
    Raises Refused for values that cannot be, or a move that there is not.
    """
    roster = roster_of(session, itinerary.delegation)
    before = programme_of(itinerary, roster)
    facts = changed_facts(stop, values.checked(), move, roster)
    if duties is not None:
        facts = replace(facts, assignments=services(facts, duties))
    left = tuple(one for one in before.stops if one.uid != facts.uid)
    judged = judge(session, before, replace(before, stops=(*left, facts)), at=at)
    return Preview(
        blocking=judged.refused,
        introduced=rules.introduced(judged.before, judged.after, least=Severity.WARN),
        about_stop=tuple(finding for finding in judged.after if finding.stop == facts.uid),
    )


def changed_facts(
    stop: Stop | None, values: StopValues, move: StopMove | None, roster: Roster
) -> StopFacts:
    """The stop with these values; a new one is an idea."""
    when = Interval(values.starts, values.ends)
    known = facts_of(stop, roster) if stop else None
    facts = known or StopFacts(uid=new_uid(), kind=values.kind, when=when, status=StopStatus.IDEA)
    status = after(facts.status, effective(values.kind, move)) if move else facts.status
    return replace(revised(facts, values, roster), status=status)


def services(facts: StopFacts, duties: Collection[Duty]) -> tuple[Service, ...]:
    """Who would serve; who serves already keeps what they said."""
    known = {Duty(one.role, one.person, one.vehicle): one for one in facts.assignments}
    return tuple(
        known.get(duty) or Service(duty.role, duty.person_id, duty.vehicle_id)
        for duty in dict.fromkeys(duties)
    )
