"""Taking a table over into a roster: every row of its plan, or none."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations import queries
from visits.delegations.actions.log import log
from visits.delegations.actions.roster import number
from visits.delegations.events import RosterChanged
from visits.delegations.importing.fields import COLUMNS
from visits.delegations.importing.plan import Kind, Known, Plan, Planned
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegateRole, NameOrder, RosterAct, Told
from visits.kit.errors import Refused
from visits.kit.events import tell


def known_of(delegates: Iterable[Delegate]) -> list[Known]:
    """The roster as plans compare with it."""
    return [Known(one.id, {name: getattr(one, name) for name in COLUMNS}) for one in delegates]


def take_over(
    session: Session, delegation: Delegation, plan: Plan, *, told: Told | None = None
) -> int:
    """Add and change whom the plan names, a new head as the first; returns how many.

    The plan rests on the roster as it stands in this transaction. Raises Refused (`bad_rows`) while
    a row is faulty: nothing is taken over by halves.
    """
    if not plan.can_be_taken:
        raise Refused("bad_rows")
    known = {one.id: one for one in queries.roster(session, delegation)}
    for row in plan.of(Kind.CHANGED):
        for change in row.changes:
            setattr(known[row.known or 0], change.field, change.after)
    added = [newcomer(delegation, row) for row in plan.of(Kind.NEW)]
    session.add_all(added)
    heads = [one for one in added if one.role is DelegateRole.HEAD]
    others = [one for one in added if one.role is not DelegateRole.HEAD]
    number(session, [*heads, *known.values(), *others])
    if plan.people:
        log(session, delegation, RosterAct.IMPORTED, told, people=plan.people)
        tell(session, RosterChanged(delegation.id))
    return plan.people


def newcomer(delegation: Delegation, row: Planned) -> Delegate:
    """A delegate out of a row: with one name alone when only one is said."""
    values: dict[str, Any] = dict(row.values)
    is_single = not (values.get("family_name") and values.get("given_name"))
    values.setdefault("name_order", NameOrder.SINGLE if is_single else NameOrder.GIVEN_FIRST)
    values.setdefault("role", DelegateRole.MEMBER)
    return Delegate(**values, delegation_id=delegation.id, precedence=0)
