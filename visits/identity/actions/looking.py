"""The access log: every look is written down before anything is shown; reviewed month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.identity import queries
from visits.identity.models import IdentityLook, LookReview
from visits.identity.rules import LookKind
from visits.kit.errors import Refused
from visits.sites.rules import IdentityField


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks, and from where; a user or a secret link."""

    kind: str
    id: str
    label: str
    address: str


def note_look(
    session: Session,
    looker: Looker,
    kind: LookKind,
    *,
    delegation_id: int | None,
    delegate_ids: Iterable[int],
    fields: Iterable[IdentityField],
    reason: str,
    at: datetime,
    about: tuple[str, int] | None = None,
) -> IdentityLook:
    """Commit it before anything is shown. *about* is the list or file that was opened."""
    look = IdentityLook(
        at=at,
        actor_kind=looker.kind,
        actor_id=looker.id,
        actor_label=looker.label,
        address=looker.address,
        kind=kind,
        delegation_id=delegation_id,
        about_kind=about[0] if about else "",
        about_id=about[1] if about else None,
        delegate_ids=tuple(str(number) for number in sorted(delegate_ids)),
        fields=tuple(sorted(field.value for field in fields)),
        reason=reason,
    )
    session.add(look)
    session.flush()
    return look


def review(
    session: Session, month: date, *, looks: int, note: str, by: User, today: date, at: datetime
) -> LookReview:
    """The administrator went through this month's looks.

    Raises Refused (`month_not_over`, `month_reviewed`).
    """
    if queries.month_after(month) > today:
        raise Refused("month_not_over")
    if queries.review_of(session, month) is not None:
        raise Refused("month_reviewed")
    row = LookReview(month=month, looks=looks, note=note, by_id=by.id, at=at)
    session.add(row)
    session.flush()
    return row
