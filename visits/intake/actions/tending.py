"""What happens by itself: an unconfirmed address is reminded once, and dropped in the end."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from visits.access.links import LinkKeeper
from visits.intake.actions import writing
from visits.intake.actions.asking import DRAFT
from visits.intake.actions.purging import destroy
from visits.intake.models import RequestDraft, VisitRequest
from visits.intake.rules import DROP_AFTER, LONGEST_DRAFT, NUDGE_AFTER, RequestState
from visits.notifications.actions import strip_letters
from visits.papers import actions as papers

MOST = 200
"""Rows that one round looks at; the next round goes on."""


def tend(session: Session, *, links: LinkKeeper, folder: Path, at: datetime) -> dict[str, int]:
    """Remind after 24 hours, destroy after 14 days; the files under *folder* go with the rows.

    Returns how many were reminded of, dropped, and how many unfinished forms were destroyed.
    """
    return {
        "nudged": nudge(session, links=links, at=at),
        "dropped": drop(session, folder=folder, at=at),
        "drafts": forget_drafts(session, folder=folder, at=at),
    }


def nudge(session: Session, *, links: LinkKeeper, at: datetime) -> int:
    """One reminder to each address that was not confirmed for a day.

    At the hour of day at which its owner wrote, which is day where they are; not at the office's.
    """
    rows = select(VisitRequest).where(
        VisitRequest.state == RequestState.UNCONFIRMED,
        VisitRequest.nudged_at.is_(None),
        VisitRequest.created_at <= at - NUDGE_AFTER,
        VisitRequest.created_at > at - DROP_AFTER,
    )
    waiting = list(session.scalars(rows.order_by(VisitRequest.id).limit(MOST)))
    for request in waiting:
        request.nudged_at = at
        writing.write(session, request, writing.NUDGE, key="1", links=links, at=at)
    session.flush()
    return len(waiting)


def drop(session: Session, *, folder: Path, at: datetime) -> int:
    """Requests that nobody stands for are destroyed with their files; their links open nothing."""
    rows = (
        select(VisitRequest)
        .where(
            VisitRequest.state == RequestState.UNCONFIRMED,
            VisitRequest.created_at <= at - DROP_AFTER,
        )
        .options(selectinload(VisitRequest.files))
        .order_by(VisitRequest.id)
        .limit(MOST)
    )
    gone = list(session.scalars(rows))
    for request in gone:
        destroy(session, request, folder=folder, at=at)
    session.flush()
    return len(gone)


def forget_drafts(session: Session, *, folder: Path, at: datetime) -> int:
    """Web forms that were begun and not sent, with their files."""
    rows = (
        select(RequestDraft)
        .where(RequestDraft.saved_at <= at - LONGEST_DRAFT)
        .options(selectinload(RequestDraft.files))
        .order_by(RequestDraft.id)
        .limit(MOST)
    )
    gone = list(session.scalars(rows))
    for draft in gone:
        for file in draft.files:
            papers.remove_file(session, file, folder=folder)
        strip_letters(session, (DRAFT, draft.id), at=at)
        session.delete(draft)
    session.flush()
    return len(gone)
