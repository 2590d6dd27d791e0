"""Telling hosts and drivers of a delay, when an escort asks for it. Flush at most."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.escorting import queries
from visits.escorting.actions.tapping import lock
from visits.escorting.queries import DELAY, Callee
from visits.escorting.rules import WORTH_SAYING, Moment, is_too_late_to_tell
from visits.itineraries.models import Stop
from visits.kit.errors import Refused
from visits.notifications.actions import queue
from visits.notifications.models import Letter


def tell_delay(
    session: Session, delegation: Delegation, stop: Stop, *, key: str, moment: Moment, at: datetime
) -> list[Letter]:
    """Everybody who waits at this stop is written to at once, in their language; once for *key*,
    and once for a delay, until it is another one.

    The minutes are those that follow of the taps by now. Raises Refused (`tell_too_late`,
    `not_late`, `nobody_to_tell`, `told_already`).
    """
    lock(session, delegation)
    standing = queries.standing_of(session, [stop.uid]).get(stop.uid)
    holds = queries.holding(session, stop)
    if is_too_late_to_tell(moment.at, at):
        raise Refused("tell_too_late")
    if holds is None or standing is None or standing.late < WORTH_SAYING:
        raise Refused("not_late")
    callees = queries.callees_of(session, [holds])[stop.uid]
    if not callees:
        raise Refused("nobody_to_tell")
    expected = holds.starts + timedelta(minutes=standing.late)
    told = queries.told_of_delay(session, delegation.id).get(stop.id, [])
    if known := [letter for letter in told if letter.key.startswith(f"{DELAY}:{key}:")]:
        return known
    if queries.know_of(told, expected, callees):
        raise Refused("told_already")
    return [
        queue(
            session,
            DELAY,
            to=callee.email,
            name=callee.name,
            language=callee.language,
            about=("delegation", delegation.id),
            key=f"{DELAY}:{key}:{callee.kind}:{callee.id}",
            facts=facts_of(stop, callee, standing.late, expected),
            at=at,
        )
        for callee in callees
    ]


def facts_of(stop: Stop, callee: Callee, minutes: int, expected: datetime) -> dict[str, object]:
    return {
        "stop": stop.id,
        "who": callee.kind,
        "id": callee.id,
        "minutes": minutes,
        "expected": expected.isoformat(),
    }
