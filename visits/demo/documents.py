"""Documents of the demonstration: a plan that was approved and is other since then, press texts."""

from datetime import time
from typing import Any

from flask_babel import force_locale
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.demo.planning import Setting, Visit
from visits.documents import actions, plan, press
from visits.documents.marks import Marks
from visits.documents.rules import DocumentKind
from visits.kit.translated import Translated
from visits.papers import actions as papers
from visits.papers.models import OfficialPaper
from visits.papers.rules import Direction, Disclosure, PaperKind

TAKEN, APPROVED = (4, time(17, 20)), (3, time(10, 30))
"""How many working days ago, and when."""
EMBARGO = time(14)
SALT = "demonstration"
CITY = Translated(ko="세종시", en="Sejong")
AHEAD = "saudi"
CHANGED = ("budget:", "protocol:")
"""Facts of which the first was other when the plan was taken."""


def add_documents(session: Session, setting: Setting, living: list[Visit], over: Visit) -> None:
    """Of the visit ahead the approved plan, which has changed since; of it and the last one a text."""
    ahead = next(visit for visit in living if visit.key == AHEAD)
    take_plan(session, setting, ahead.delegation)
    for visit in (ahead, over):
        write_for_press(session, setting, visit)


def take_plan(session: Session, setting: Setting, delegation: Delegation) -> None:
    officer, at = setting.staff.officer, setting.before(*TAKEN)
    marks = Marks(SALT)
    with force_locale("ko"):
        plan.sections(plan.read(session, delegation, "ko"), marks)
    facts = {**marks.facts}
    for prefix in CHANGED:
        facts[next(key for key in facts if key.startswith(prefix))] = []
    version = actions.take(
        session,
        delegation,
        DocumentKind.PLAN,
        facts,
        number=1,
        salt=SALT,
        by_id=officer.id,
        at=at,
    )
    actions.note_paper(session, version, approved(session, setting, delegation))


def approved(session: Session, setting: Setting, delegation: Delegation) -> OfficialPaper:
    """The paper as which the plan went; its file lies in the government's own system."""
    at = setting.before(*APPROVED)
    facts: dict[str, Any] = {
        "direction": Direction.INTERNAL,
        "kind": PaperKind.RECEPTION_PLAN,
        "title": f"{delegation.title.to('ko')} 영접 계획(안)",
        "number": "시연-0487",
        "dated_on": at.astimezone(setting.zone).date(),
        "approver": "국제관계담당관",
        "approved_on": at.astimezone(setting.zone).date(),
        "disclosure": Disclosure.PARTLY,
        "disclosure_ground": "제9조제1항제6호(개인정보)",
    }
    subject, by = ("delegation", delegation.id), setting.staff.officer.name
    return papers.register(session, facts, subject=subject, files=(), by=by, at=at)


def write_for_press(session: Session, setting: Setting, visit: Visit) -> None:
    """The first wording as it is made, kept back until the afternoon on which the visit begins."""
    story = press.read(session, visit.delegation, city=CITY, today=setting.today)
    headline, body = press.first_wording(story)
    facts = {
        "headline": headline,
        "body": body,
        "not_before": visit.instant(0, EMBARGO.isoformat("minutes")),
    }
    officer = setting.staff.officer.id
    actions.write_for_press(
        session, visit.delegation, None, facts, by_id=officer, at=setting.before(*APPROVED)
    )
