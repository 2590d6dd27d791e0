"""Many visits that are over, entered at once: as `add` does one by one, with few round trips.

Whoever enters hundreds holds the write lock for all of them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations import queries
from visits.delegations.actions.cases import bring, next_number, send
from visits.delegations.events import DelegationChanged, DelegationDeleted
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState, code_of
from visits.kit.errors import Refused
from visits.kit.events import tell
from visits.kit.text import search_key
from visits.kit.uses import refuse_if_used
from visits.organisations import actions as organisations
from visits.organisations.models import Organisation

Key = tuple[str, str]
"""Country and folded name of a body."""


def add_past(
    session: Session, visits: Sequence[Mapping[str, Any]], *, at: datetime
) -> list[Delegation]:
    """Closed cases out of facts as `add` takes them, in the order of their first days.

    A body of `new_bodies` has its name in one language; it is found in the register or added.
    """
    register = bodies_of(session, visits, at=at)
    numbers: dict[int, int] = {}
    entered = []
    for facts in sorted(visits, key=lambda one: (one["starts_on"], one["ends_on"])):
        columns = dict(facts)
        countries, bodies = columns.pop("countries"), columns.pop("new_bodies")
        year = columns["starts_on"].year
        numbers[year] = numbers[year] + 1 if year in numbers else next_number(session, year)
        delegation = Delegation(
            **columns,
            year=year,
            number=numbers[year],
            code=code_of(year, numbers[year]),
            state=DelegationState.CLOSED,
            created_at=at,
        )
        bring(delegation, countries)
        send(delegation, [register[key_of(body)].id for body in bodies])
        entered.append(delegation)
    session.add_all(entered)
    session.flush()
    for delegation in entered:
        tell(session, DelegationChanged(delegation.id))
    return entered


def remove_past(session: Session, delegation: Delegation) -> None:
    """A visit that was entered by mistake goes, as long as nobody worked on it.

    Raises Refused (`past_visit_changed`), InUse when anything hangs on it.
    """
    if delegation.version > 1 or delegation.state is not DelegationState.CLOSED:
        raise Refused("past_visit_changed", code=delegation.code)
    refuse_if_used(session, "delegation", delegation.id)
    tell(session, DelegationDeleted(delegation.id))
    session.delete(delegation)
    session.flush()


def bodies_of(
    session: Session, visits: Sequence[Mapping[str, Any]], *, at: datetime
) -> dict[Key, Organisation]:
    """Every body that these visits name; those that the register lacks are added."""
    wanted = {key_of(body): body for facts in visits for body in facts["new_bodies"]}
    known = queries.bodies_by_name(session, {country for country, _ in wanted})
    lacking = [key for key in wanted if key not in known]
    columns = ("name", "country", "kind")
    added = organisations.add_all(
        session, [{name: wanted[key][name] for name in columns} for key in lacking], at=at
    )
    return {**known, **dict(zip(lacking, added, strict=True))}


def key_of(body: Mapping[str, Any]) -> Key:
    (name,) = body["name"].values()
    return body["country"], search_key(name)
