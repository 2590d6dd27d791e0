"""Reading versions of documents."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from visits.documents.models import DocumentVersion, PressText
from visits.documents.rules import DocumentKind
from visits.escorting.models import Incident
from visits.itineraries.models import Assignment, Itinerary, Stop
from visits.sites.models import Site


def versions_of(
    session: Session, delegation_id: int, kind: DocumentKind
) -> Sequence[DocumentVersion]:
    """In the order of their numbers, with who took them and as which paper they went. One query."""
    return session.scalars(
        select(DocumentVersion)
        .where(DocumentVersion.delegation_id == delegation_id, DocumentVersion.kind == kind)
        .options(joinedload(DocumentVersion.taken_by), joinedload(DocumentVersion.paper))
        .order_by(DocumentVersion.number)
    ).all()


def stops_of(session: Session, delegation_id: int) -> Sequence[Stop]:
    """Stops in order of time, with their places and who serves at them; one query."""
    serves = joinedload(Stop.assignments)
    return (
        session.scalars(
            select(Stop)
            .join(Itinerary, Itinerary.id == Stop.itinerary_id)
            .where(Itinerary.delegation_id == delegation_id)
            .options(
                joinedload(Stop.site).joinedload(Site.end_site),
                joinedload(Stop.space),
                joinedload(Stop.end_site),
                serves.joinedload(Assignment.person),
                serves.joinedload(Assignment.vehicle),
            )
            .order_by(Stop.starts, Stop.id)
        )
        .unique()
        .all()
    )


def incidents_of(session: Session, delegation_id: int) -> Sequence[Incident]:
    """What went wrong at a visit, in order of time, without photographs; one query."""
    rows = select(Incident).where(Incident.delegation_id == delegation_id)
    return session.scalars(rows.order_by(Incident.happened_at, Incident.id)).all()


def of_visits(delegations: Select[int]) -> Select[DocumentVersion]:
    """Versions of these visits."""
    return select(DocumentVersion).where(DocumentVersion.delegation_id.in_(delegations))


def press_text_of(session: Session, delegation_id: int) -> PressText | None:
    """What was written for the press, with who wrote it."""
    rows = select(PressText).where(PressText.delegation_id == delegation_id)
    return session.scalar(rows.options(joinedload(PressText.written_by)))


def press_texts_of(delegations: Select[int]) -> Select[PressText]:
    return select(PressText).where(PressText.delegation_id.in_(delegations))
