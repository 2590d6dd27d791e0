"""Incidents: reported, shown to the office at once, seen to. Flush at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.delegations.rules import Told
from visits.escorting import queries
from visits.escorting.actions.tapping import known_here
from visits.escorting.models import OWNER, Incident
from visits.escorting.rules import IncidentKind, Moment
from visits.itineraries.models import Stop
from visits.kit.errors import Refused
from visits.notifications.actions import queue
from visits.papers import actions as papers
from visits.papers import storage
from visits.papers.pictures import KeptPicture

INCIDENT = "escorting.incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an escort says of an incident; `key` makes it one, however often it is sent."""

    key: str
    kind: IncidentKind
    moment: Moment
    text: str = ""
    stop: Stop | None = None
    pictures: Sequence[KeptPicture] = ()


def report(session: Session, delegation: Delegation, said: Report, *, told: Told) -> Incident:
    """Keep it once for its key, and write to the officer in charge.

    Raises Refused: `incident_without_text` when there is neither a text nor a photograph,
    `known_elsewhere` for the key of another visit's.
    """
    known = queries.incident_called(session, said.key)
    if known is not None:
        return sent_before(session, delegation, known, said)
    if not said.text.strip() and not said.pictures:
        raise Refused("incident_without_text")
    incident = Incident(
        key=said.key,
        delegation_id=delegation.id,
        stop_id=said.stop.id if said.stop else None,
        kind=said.kind,
        text=said.text,
        happened_at=said.moment.at,
        received_at=told.at,
        channel=told.channel,
        person=told.person,
        told_on=told.told_on,
        document_number=told.document_number,
        by_id=told.by_id,
    )
    try:
        with session.begin_nested():
            session.add(incident)
    except IntegrityError:  # sent twice at once
        if (first := queries.incident_called(session, said.key)) is None:
            raise
        return sent_before(session, delegation, first, said)
    for one in said.pictures:
        papers.attach_to(session, (OWNER, incident.id), one.files, by=incident.person, at=told.at)
    write_to_office(session, delegation, incident, at=told.at)
    return incident


def sent_before(
    session: Session, delegation: Delegation, known: Incident, said: Report
) -> Incident:
    """The incident as it was kept; photographs that came with it again go. Raises Refused."""
    ours = known_here(known, delegation)
    storage.give_up(session, [file for one in said.pictures for file in one.files])
    return ours


def write_to_office(
    session: Session, delegation: Delegation, incident: Incident, *, at: datetime
) -> None:
    """The letter says that something happened and where to read it: texts may name people."""
    officer = delegation.answerable
    if officer is None:
        return
    queue(
        session,
        INCIDENT,
        to=officer.email,
        name=officer.name,
        language=officer.language,
        about=("delegation", delegation.id),
        key=f"{INCIDENT}:{incident.id}",
        facts={"incident": incident.id},
        at=at,
    )


def settle(session: Session, incident: Incident, outcome: str, *, at: datetime) -> None:
    """Somebody has seen to it. Raises Refused (`incident_is_settled`)."""
    if incident.settled_at is not None:
        raise Refused("incident_is_settled")
    incident.settled_at, incident.outcome = at, outcome
    session.flush()
