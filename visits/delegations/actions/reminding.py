"""Reminding liaisons of what the roster lacks: drafts, which an officer looks at before they go."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper, links_to
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.delegations import queries
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState, completeness
from visits.kit.errors import Refused
from visits.kit.zone import zone_of
from visits.notifications.actions import queue
from visits.notifications.models import Letter

KIND = "delegations.roster_reminder"
AHEAD = timedelta(days=28)
"""So long before the first day it is time to remind."""
AGAIN = timedelta(days=7)
PREPARED = (DelegationState.PLANNING, DelegationState.CONFIRMED)
MOST = 50
"""Reminders that one round drafts; the next round goes on."""


def remind(session: Session, delegation: Delegation, *, link: SecretLink, at: datetime) -> Letter:
    """A draft to the liaison, one a day; *link* leads to their page.

    Raises Refused (`roster_whole`) when nothing is missing.
    """
    if is_whole(session, delegation):
        raise Refused("roster_whole")
    day = at.astimezone(zone_of(session)).date()
    return queue(
        session,
        KIND,
        to=delegation.liaison_email,
        name=delegation.liaison_name,
        language=delegation.liaison_language,
        about=("delegation", delegation.id),
        key=f"{KIND}:{delegation.id}:{day}",
        facts={"delegation": delegation.id, "link": link.id},
        at=at,
        draft=True,
    )


def is_whole(session: Session, delegation: Delegation) -> bool:
    lacks = [one.lacking for one in queries.roster(session, delegation)]
    return completeness(lacks, delegation.people).is_whole


def tend(session: Session, *, links: LinkKeeper, folder: Path, at: datetime) -> dict[str, int]:  # noqa: ARG001 (as every step is called)
    """Draft a reminder, once a week, for visits that come soon and whose liaison has a page."""
    drafted = 0
    for delegation in session.scalars(soon(session, at)).all():
        if drafted == MOST:
            break
        link = session.scalar(open_page(delegation, at).limit(1))
        if link is not None and not is_whole(session, delegation):
            remind(session, delegation, link=link, at=at)
            drafted += 1
    return {"reminders": drafted}


def soon(session: Session, at: datetime) -> Select[Any]:
    """Visits being prepared that begin within four weeks, not reminded of for one."""
    today = at.astimezone(zone_of(session)).date()
    reminded = exists().where(
        Letter.kind == KIND,
        Letter.about_kind == "delegation",
        Letter.about_id == Delegation.id,
        Letter.created_at > at - AGAIN,
    )
    return (
        select(Delegation)
        .where(
            Delegation.state.in_(PREPARED),
            Delegation.starts_on > today,
            Delegation.starts_on <= today + AHEAD,
            Delegation.liaison_email != "",
            ~reminded,
        )
        .order_by(Delegation.starts_on, Delegation.id)
    )


def open_page(delegation: Delegation, at: datetime) -> Select[Any]:
    """The liaison's links that open."""
    return links_to(("delegation", delegation.id)).where(
        SecretLink.kind == LinkKind.LIAISON,
        SecretLink.revoked_at.is_(None),
        or_(SecretLink.expires_at.is_(None), SecretLink.expires_at > at),
    )
