"""Reading photographs and what the press published, and how much of everything a visit has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from visits.delegations.models import Delegate
from visits.delegations.rules import PhotoConsent
from visits.kit.errors import NotThere
from visits.outcomes.models import FollowUp, Gift, Photo, PressLink, VisitRecord
from visits.outcomes.rules import Clearance, FollowUpState

PHOTO_LOADS = (joinedload(Photo.files), joinedload(Photo.stop))


def photos_of(
    session: Session, delegation_id: int, *, only_cleared: bool = False
) -> Sequence[Photo]:
    """Photographs of a visit, as they were added; *only_cleared* are for reports and the press."""
    rows = select(Photo).where(Photo.delegation_id == delegation_id).options(*PHOTO_LOADS)
    if only_cleared:
        rows = rows.where(Photo.clearance == Clearance.CLEARED)
    return session.scalars(rows.order_by(Photo.id)).unique().all()


def the_photo(session: Session, delegation_id: int, number: int) -> Photo:
    """A photograph of this very delegation. Raises NotThere."""
    photo = session.get(Photo, number, options=PHOTO_LOADS)
    if photo is None or photo.delegation_id != delegation_id:
        raise NotThere("photo")
    return photo


def press_of(session: Session, delegation_id: int) -> Sequence[PressLink]:
    """What was published about a visit, the oldest first."""
    rows = select(PressLink).where(PressLink.delegation_id == delegation_id)
    return session.scalars(rows.order_by(PressLink.published_on, PressLink.id)).all()


def the_press_link(session: Session, delegation_id: int, number: int) -> PressLink:
    """A link of this very delegation. Raises NotThere."""
    row = session.get(PressLink, number)
    if row is None or row.delegation_id != delegation_id:
        raise NotThere("press_link")
    return row


def refusals_of(session: Session, delegation_id: int) -> Sequence[Delegate]:
    """Who came and does not want to be seen in photographs."""
    rows = select(Delegate).where(
        Delegate.delegation_id == delegation_id,
        Delegate.photo_consent == PhotoConsent.REFUSED,
        Delegate.withdrawn_at.is_(None),
    )
    return session.scalars(rows.order_by(Delegate.precedence, Delegate.id)).all()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of a visit: for its page."""

    records: int
    open_promises: int
    overdue: int
    promises: int
    gifts: int
    photos: int
    press: int


def counts_of(session: Session, delegation_id: int, today: date) -> Counts:
    """One query. *today* is the day in the city."""
    belongs = {
        "records": VisitRecord.delegation_id,
        "promises": FollowUp.delegation_id,
        "gifts": Gift.delegation_id,
        "photos": Photo.delegation_id,
        "press": PressLink.delegation_id,
    }
    counted = {
        name: select(func.count()).where(column == delegation_id)
        for name, column in belongs.items()
    }
    is_open = counted["promises"].where(FollowUp.state == FollowUpState.OPEN)
    counted |= {"open_promises": is_open, "overdue": is_open.where(FollowUp.deadline < today)}
    columns = [rows.scalar_subquery().label(name) for name, rows in counted.items()]
    return Counts(**session.execute(select(*columns)).mappings().one())
