"""Documents of the demonstration: a plan that was approved and is other since then, press texts.

They are put into words, so that the command makes them, and not the actions of this folder.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import LIVING, DelegationState, Level
from visits.documents import actions, plan, press
from visits.documents.drafts import Reader
from visits.documents.marks import Marks
from visits.documents.rules import DocumentKind
from visits.kit.clock import local
from visits.kit.translated import Translated
from visits.kit.workdays import add_working_days
from visits.kit.zone import zone_of
from visits.papers import actions as papers
from visits.papers.models import OfficialPaper
from visits.papers.rules import Direction, Disclosure, PaperKind

TAKEN, APPROVED = (4, time(17, 20)), (3, time(10, 30))
"""How many working days ago, and when."""
EMBARGO = time(14)
"""On the first day of a visit."""
MOVED = timedelta(minutes=10)
SALT = "demonstration"
CITY = Translated(ko="세종시", en="Sejong")
CHANGED = ("budget:", "protocol:")
"""Facts of which the first was other when the plan was taken."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The session, and the moment at which the demonstration is made."""

    session: Session
    at: datetime

    def before(self, working_days: int, clock: time) -> datetime:
        zone = zone_of(self.session)
        today = self.at.astimezone(zone).date()
        return local(add_working_days(today, -working_days, ()), clock, zone)


def add_documents(session: Session, *, at: datetime) -> None:
    """Of the visit of the highest rank the approved plan, which has changed since; of it and the
    last visit that is over a text for the press."""
    desk = Desk(session, at)
    ahead = session.scalars(
        select(Delegation).where(
            Delegation.level == Level.VICE_MINISTER, Delegation.state.in_(LIVING)
        )
    ).first()
    over = session.scalars(
        select(Delegation)
        .where(
            Delegation.state == DelegationState.CLOSED,
            Delegation.id.in_(select(Delegate.delegation_id)),
        )
        .order_by(Delegation.starts_on.desc())
    ).first()
    if ahead is not None:
        take_plan(desk, ahead)
    for visit in (ahead, over):
        if visit is not None:
            write_for_press(desk, visit)


def take_plan(desk: Desk, delegation: Delegation) -> None:
    marks = Marks(SALT)
    with force_locale("ko"):
        plan.sections(plan.read(desk.session, delegation, Reader("ko")), marks)
    facts = {**marks.facts}
    for prefix in CHANGED:
        facts[next(key for key in facts if key.startswith(prefix))] = []
    planned_otherwise(facts)
    version = actions.take(
        desk.session,
        delegation,
        DocumentKind.PLAN,
        facts,
        number=1,
        salt=SALT,
        by_id=delegation.lead_id,
        at=desk.before(*TAKEN),
    )
    actions.note_paper(desk.session, version, approved(desk, delegation))


def planned_otherwise(facts: dict[str, Any]) -> None:
    """One stop was to begin and end a little earlier."""
    stops = [key for key in facts if key.startswith("stop:")]
    if stops:
        kind, hours, *others = facts[stops[len(stops) // 2]]
        earlier = [(datetime.fromisoformat(at) - MOVED).isoformat() for at in hours]
        facts[stops[len(stops) // 2]] = [kind, earlier, *others]


def approved(desk: Desk, delegation: Delegation) -> OfficialPaper:
    """The paper as which the plan went; its file lies in the government's own system."""
    at = desk.before(*APPROVED)
    day = at.astimezone(zone_of(desk.session)).date()
    facts: dict[str, Any] = {
        "direction": Direction.INTERNAL,
        "kind": PaperKind.RECEPTION_PLAN,
        "title": f"{delegation.title.to('ko')} 영접 계획(안)",
        "number": "시연-0487",
        "dated_on": day,
        "approver": "국제관계담당관",
        "approved_on": day,
        "disclosure": Disclosure.PARTLY,
        "disclosure_ground": "제9조제1항제6호(개인정보)",
    }
    subject, by = ("delegation", delegation.id), delegation.lead.name
    return papers.register(desk.session, facts, subject=subject, files=(), by=by, at=at)


def write_for_press(desk: Desk, delegation: Delegation) -> None:
    """The first wording as it is made, kept back until the afternoon on which the visit begins."""
    zone = zone_of(desk.session)
    today = desk.at.astimezone(zone).date()
    headline, body = press.first_wording(
        press.read(desk.session, delegation, city=CITY, today=today)
    )
    not_before = local(delegation.starts_on, EMBARGO, zone)
    actions.write_for_press(
        desk.session,
        delegation,
        None,
        {"headline": headline, "body": body, "not_before": not_before},
        by_id=delegation.lead_id,
        at=desk.before(*APPROVED),
    )
