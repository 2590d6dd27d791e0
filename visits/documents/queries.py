"""Reading versions of documents."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from visits.documents.models import DocumentVersion, PressText
from visits.documents.rules import DocumentKind


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


def of_visits(delegations: Select[int]) -> Select[DocumentVersion]:
    """Versions of these visits."""
    return select(DocumentVersion).where(DocumentVersion.delegation_id.in_(delegations))


def press_text_of(session: Session, delegation_id: int) -> PressText | None:
    """What was written for the press, with who wrote it."""
    rows = select(PressText).where(PressText.delegation_id == delegation_id)
    return session.scalar(rows.options(joinedload(PressText.written_by)))


def press_texts_of(delegations: Select[int]) -> Select[PressText]:
    return select(PressText).where(PressText.delegation_id.in_(delegations))
