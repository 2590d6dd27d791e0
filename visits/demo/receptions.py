"""How visits are received: checklists of all that live, protocol, budget and briefings.

`data/protocol.csv`, `data/budget.csv` and `data/briefings.csv` say it by the visit's key; `past`
stands for the latest visits that are over, whose money is spent and whose tasks are done.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.demo.days import ONE_DAY
from visits.demo.planning import Row, Setting, Visit
from visits.demo.reading import rows_of, texts
from visits.itineraries.models import Stop
from visits.kit.clock import local
from visits.kit.workdays import on_or_after
from visits.reception import actions, queries
from visits.reception.rules import ProtocolField
from visits.tasks import actions as tasks
from visits.tasks import queries as checklists
from visits.tasks.rules import TaskKind, TaskState

PAST = "past"
MOST_PAST = 2
OPENED = (30, time(9, 50))
"""How many working days ago, and when, checklists were drawn up."""
WRITTEN = (2, time(14, 20))
"""The same of protocol, budget and briefings."""
AFTERNOON = time(16, 0)
FORGOTTEN: Mapping[str, Collection[TaskKind | None]] = {"saudi": {TaskKind.GIFTS}}
"""What stands there overdue, so that one sees how that looks."""


def add_receptions(
    session: Session, setting: Setting, living: Iterable[Visit], past: Sequence[Delegation]
) -> None:
    """*past* are the visits that are over, the latest last."""
    for delegation in past[-MOST_PAST:]:
        receive(session, setting, delegation, PAST, {})
        announced = local(delegation.starts_on, time(9), setting.zone) - 40 * ONE_DAY
        do(session, setting, delegation, at=announced)
    for visit in living:
        receive(session, setting, visit.delegation, visit.key, visit.stops)
        opened = setting.before(*OPENED)
        do(session, setting, visit.delegation, at=opened, but=FORGOTTEN.get(visit.key, ()))
        if visit.key in FORGOTTEN:
            add_own_task(session, setting, visit.delegation)


def receive(
    session: Session, setting: Setting, delegation: Delegation, key: str, stops: dict[str, Stop]
) -> None:
    """Protocol, budget and briefings, as far as the files know the visit."""
    who: dict[str, Any] = {"by": setting.staff.officer, "at": setting.before(*WRITTEN)}
    if fields := rows_for(key, "protocol"):
        wanted = {ProtocolField(row["field"]): row["text"] for row in fields}
        protocol = queries.the_protocol(session, delegation)
        actions.write_protocol(session, protocol, wanted, **who)
    if lines := rows_for(key, "budget"):
        budget = queries.the_budget(session, delegation)
        actions.write_budget(session, budget, [line_of(row) for row in lines], **who)
    for name, stop in stops.items():
        points = [row for row in rows_for(key, "briefings") if row["stop"] == name]
        if points:
            briefing = queries.the_briefing(session, stop)
            actions.write_briefing(session, briefing, **facts_of(points), **who)


def rows_for(key: str, name: str) -> list[dict[str, str]]:
    return [row for row in rows_of(name) if row["visit"] == key]


def line_of(row: Row) -> dict[str, Any]:
    return {
        "id": "",
        "label": row["label"],
        "planned": int(row["planned"]),
        "spent": int(row["spent"]) if row["spent"] else None,
        "note": row["note"],
    }


def facts_of(rows: Sequence[Row]) -> dict[str, Any]:
    """What a briefing's form would say."""

    def of(kind: str) -> list[Row]:
        return [row for row in rows if row["kind"] == kind]

    return {
        **{
            kind: "\n".join(row["text_ko"] for row in of(kind))
            for kind in ("background", "seating")
        },
        "talking_points": [texts(row, "text") for row in of("talking")],
        "questions": [(texts(row, "text"), texts(row, "answer")) for row in of("question")],
    }


def do(
    session: Session,
    setting: Setting,
    delegation: Delegation,
    *,
    at: datetime,
    but: Collection[TaskKind | None] = (),
) -> None:
    """The checklist, of which everything that was due before today is done on its day."""
    tasks.draw_up(session, delegation, at=at)
    for task in checklists.tasks_of(session, delegation.id):
        if task.due_on < setting.today and task.kind not in but:
            done = local(task.due_on, AFTERNOON, setting.zone)
            tasks.settle(session, task, TaskState.DONE, by=setting.staff.officer, at=done)


def add_own_task(session: Session, setting: Setting, delegation: Delegation) -> None:
    """Something in an officer's own words, for the deputy."""
    facts = {
        "title": "아랍어 명패 시안 확인",
        "due_on": next_day(setting),
        "officer_id": setting.staff.deputy.id,
        "note": "표기는 명단의 아랍어 이름을 따릅니다.",
    }
    tasks.add(session, delegation, facts, at=setting.at)


def next_day(setting: Setting) -> date:
    """The next working day."""
    return on_or_after(setting.today + ONE_DAY, setting.holidays)
