"""Drafts of requests: begun, saved, found again, thrown away, sent. What was sent is intake's."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from visits.access import links as secret_links
from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.intake import actions as intake
from visits.intake.models import RequestDraft, VisitRequest
from visits.intake.rules import LONGEST_DRAFT, Purpose
from visits.kit.errors import Refused
from visits.notifications.actions import queue, strip_letters
from visits.papers import actions as papers
from visits.papers.models import File
from visits.papers.storage import Kept
from visits.welcome.rules.steps import Step, furthest

DRAFT = intake.DRAFT
QUICKEST = timedelta(seconds=3)
"""Nobody fills in the whole form in less: a program does."""
MOST_FILES = 10
"""Attachments of one request."""


def begin(
    session: Session,
    typed: Mapping[str, list[str]],
    *,
    language: str,
    links: LinkKeeper,
    at: datetime,
) -> SecretLink:
    """An empty draft, or one that knows what the way to the form has answered; its own address."""
    draft, link = intake.begin(session, language=language, links=links, at=at)
    intake.save_step(session, draft, typed, step=Step.YOU.value, at=at)
    return link


def save(
    session: Session,
    draft: RequestDraft,
    link: SecretLink,
    typed: Mapping[str, list[str]],
    *,
    step: Step,
    files: Sequence[Kept],
    at: datetime,
) -> None:
    """What was typed on a step, as it was typed; from now on the draft is kept as long as a new one.

    Raises Refused (`too_many_files`).
    """
    if len(draft.files) + len(files) > MOST_FILES:
        raise Refused("too_many_files", most=MOST_FILES)
    reached = furthest(draft.step, step.value)
    intake.save_step(session, draft, typed, step=reached.value, files=files, at=at)
    link.expires_at = at + LONGEST_DRAFT


def mail(session: Session, draft: RequestDraft, link: SecretLink, *, to: str, at: datetime) -> None:
    """The draft's address to whoever writes it; asked twice in a minute, one letter.

    It says nothing that was typed: nobody has confirmed the address yet.
    """
    queue(
        session,
        "welcome.draft",
        to=to,
        name="",
        language=link.language,
        about=(DRAFT, draft.id),
        key=f"welcome.draft:{draft.id}:{at:%Y-%m-%dT%H:%M}",
        facts={"link": link.id},
        at=at,
    )


def detach(session: Session, file: File, *, folder: Path) -> None:
    """The file is not sent along."""
    papers.remove_file(session, file, folder=folder)
    session.flush()


def discard(
    session: Session, draft: RequestDraft, link: SecretLink, *, folder: Path, at: datetime
) -> None:
    """Everything that was typed and attached is destroyed; the address opens nothing any more."""
    for file in draft.files:
        papers.remove_file(session, file, folder=folder)
    strip_letters(session, (DRAFT, draft.id), at=at)
    session.delete(draft)
    secret_links.revoke(link, at=at)
    session.flush()


def send(
    session: Session,
    draft: RequestDraft,
    facts: Mapping[str, Any],
    *,
    consents: Mapping[Purpose, bool],
    language: str,
    links: LinkKeeper,
    at: datetime,
) -> VisitRequest:
    """The draft becomes a request; what may not be used without consent is not kept.

    Raises Refused (`too_quick`), and what `intake.actions.submit` raises.
    """
    if at - draft.created_at < QUICKEST:
        raise Refused("too_quick")
    given = dict(facts)
    if not consents.get(Purpose.ACCESSIBILITY):
        given["accessibility"] = ""
    return intake.submit(
        session, given, consents=consents, language=language, links=links, at=at, draft=draft
    )
