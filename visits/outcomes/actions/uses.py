"""Answers to questions from below: what belongs to a visit, a stop or a body; which bodies are one."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from visits.delegations.events import HandedOver
from visits.kit.tables import Base
from visits.kit.uses import UsesOf
from visits.organisations.events import OrganisationsMerged
from visits.outcomes import queries
from visits.outcomes.models import FollowUp, Gift, Photo, PressLink, VisitRecord

MODELS: Mapping[str, type[Base]] = {
    "record": VisitRecord,
    "follow_up": FollowUp,
    "gift": Gift,
    "photo": Photo,
    "press_link": PressLink,
}
COLUMNS = {"delegation": "delegation_id", "stop": "stop_id", "organisation": "organisation_id"}
"""By the kind that is asked about, which column points to it where a model has it."""


def count_uses(session: Session, question: UsesOf) -> None:
    """How many records, promises, gifts, photographs and links would be orphaned."""
    name = COLUMNS.get(question.kind)
    for kind, model in MODELS.items() if name else ():
        column: ColumnElement[int] | None = getattr(model, name or "", None)
        if column is not None:
            rows = select(func.count()).where(column == question.id)
            question.found.append((kind, session.scalar(rows) or 0))


def on_handed_over(session: Session, notice: HandedOver) -> None:
    """What the giver promised and has not kept yet is the taker's."""
    rows = queries.open_of_officer(session, notice.delegation_id, notice.giver_id)
    for row in rows:
        row.responsible_id = notice.taker_id
    session.flush()


def on_organisations_merged(session: Session, notice: OrganisationsMerged) -> None:
    """What was promised to the body that goes was promised to the one that is kept."""
    rows = select(FollowUp).where(FollowUp.organisation_id == notice.gone_id)
    for row in session.scalars(rows):
        row.organisation_id = notice.kept_id
    session.flush()
