"""Reading what was promised."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from visits.delegations.models import Delegation
from visits.kit.errors import NotThere
from visits.kit.pages import Page, page_of
from visits.organisations import queries as organisations
from visits.organisations.models import Organisation
from visits.outcomes.models import FollowUp
from visits.outcomes.rules import FollowUpState

LOADS = (
    joinedload(FollowUp.delegation),
    joinedload(FollowUp.responsible),
    joinedload(FollowUp.organisation),
    joinedload(FollowUp.stop),
)
BY_DEADLINE = (FollowUp.deadline, FollowUp.id)
MOST_SHOWN = 10
COMING = timedelta(days=14)
"""So long before its deadline a promise stands on the dashboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list shall show; `today` is the day in the city."""

    today: date
    state: FollowUpState | None = FollowUpState.OPEN
    is_overdue: bool = False
    user_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Promises:
    """What was promised to a body: what is open, the most urgent first, what was kept, and counts."""

    open: Sequence[FollowUp]
    kept: Sequence[FollowUp]
    open_count: int
    kept_count: int


def the_followup(session: Session, number: int) -> FollowUp:
    """With all that its page shows. Raises NotThere."""
    row = session.scalar(select(FollowUp).where(FollowUp.id == number).options(*LOADS))
    if row is None:
        raise NotThere("follow_up")
    return row


def followups_by_id(session: Session, ids: Collection[int]) -> list[FollowUp]:
    rows = followups().where(FollowUp.id.in_(ids))
    return list(session.scalars(rows.order_by(*BY_DEADLINE)))


def followups() -> Select[FollowUp]:
    return select(FollowUp).options(*LOADS)


def followups_of(session: Session, delegation_id: int) -> list[FollowUp]:
    """What was promised at a visit, by deadline."""
    rows = followups().where(FollowUp.delegation_id == delegation_id)
    return list(session.scalars(rows.order_by(*BY_DEADLINE)))


def promises_of_bodies(session: Session, organisation_ids: Collection[int]) -> Promises:
    """What was promised to these bodies and their parts: open ones by deadline, what was kept last;
    the first of each kind, and how many there are."""
    mine = FollowUp.organisation_id.in_(organisations.with_parts(organisation_ids))
    counted = select(FollowUp.state, func.count()).where(mine).group_by(FollowUp.state)
    counts = dict(session.execute(counted).all())
    is_open, is_kept = (FollowUp.state == s for s in (FollowUpState.OPEN, FollowUpState.DONE))
    first = followups().where(mine, is_open).order_by(*BY_DEADLINE)
    latest = (FollowUp.settled_on.desc(), FollowUp.id.desc())
    kept = followups().where(mine, is_kept).order_by(*latest)
    return Promises(
        open=session.scalars(first.limit(MOST_SHOWN)).all(),
        kept=session.scalars(kept.limit(MOST_SHOWN)).all(),
        open_count=counts.get(FollowUpState.OPEN, 0),
        kept_count=counts.get(FollowUpState.DONE, 0),
    )


def open_until(last: date) -> Select[FollowUp]:
    """Whatever is open and promised for this day at the latest, with who is reminded of it."""
    visit = joinedload(FollowUp.delegation)
    loads = (visit.joinedload(Delegation.lead), visit.joinedload(Delegation.deputy))
    return (
        select(FollowUp)
        .where(FollowUp.state == FollowUpState.OPEN, FollowUp.deadline <= last)
        .options(joinedload(FollowUp.responsible), *loads)
    )


def open_of_officer(session: Session, delegation_id: int, user_id: int) -> Sequence[FollowUp]:
    """What an officer promised at a visit and still has to do."""
    rows = select(FollowUp).where(
        FollowUp.delegation_id == delegation_id,
        FollowUp.responsible_id == user_id,
        FollowUp.state == FollowUpState.OPEN,
    )
    return session.scalars(rows.order_by(FollowUp.id)).all()


def open_promises() -> Select[int, int | None]:
    """Visits, and who of ours has still to keep something that was promised at them."""
    rows = select(FollowUp.delegation_id, FollowUp.responsible_id)
    return rows.where(
        FollowUp.state == FollowUpState.OPEN, FollowUp.responsible_id.is_not(None)
    ).distinct()


def page_of_followups(session: Session, wanted: Wanted, cursor: str | None) -> Page[FollowUp]:
    """The nearest deadline first; what is settled, the latest first."""
    rows = followups()
    if wanted.state is not None:
        rows = rows.where(FollowUp.state == wanted.state)
    if wanted.is_overdue:
        rows = rows.where(FollowUp.state == FollowUpState.OPEN, FollowUp.deadline < wanted.today)
    if wanted.user_id is not None:
        rows = rows.where(FollowUp.responsible_id == wanted.user_id)
    if wanted.organisation_id is not None:
        rows = rows.where(FollowUp.organisation_id == wanted.organisation_id)
    is_settled = wanted.state in {FollowUpState.DONE, FollowUpState.DROPPED}
    return page_of(session, rows, by=BY_DEADLINE, cursor=cursor, descending=is_settled)


def my_promises(session: Session, user_id: int | None, today: date) -> Sequence[FollowUp]:
    """Open ones that are overdue or near their deadline: of one officer, or of everybody (None)."""
    rows = followups().where(
        FollowUp.state == FollowUpState.OPEN, FollowUp.deadline <= today + COMING
    )
    if user_id is not None:
        rows = rows.where(FollowUp.responsible_id == user_id)
    return session.scalars(rows.order_by(*BY_DEADLINE).limit(MOST_SHOWN)).all()


def bodies_with_promises(session: Session) -> list[Organisation]:
    """To whom anything was ever promised, by name."""
    promised = select(FollowUp.organisation_id).where(FollowUp.organisation_id.is_not(None))
    rows = select(Organisation).where(Organisation.id.in_(promised))
    return list(session.scalars(rows.order_by(Organisation.sort_key, Organisation.id)))
