"""Registering papers, attaching files, and saying what a paper belongs to. Flush at most."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.kit.files import remove_with
from visits.kit.uses import Merged, UsesOf
from visits.papers import queries
from visits.papers.models import File, OfficialPaper, PaperSubject
from visits.papers.storage import Kept

OWNER = "paper"
"""How files and other rows name a paper: (OWNER, id)."""


def register(
    session: Session,
    facts: Mapping[str, Any],
    *,
    subject: tuple[str, int] | None,
    files: Sequence[Kept],
    by: str,
    at: datetime,
    is_identity: bool = False,
    holds_names: bool = False,
) -> OfficialPaper:
    """A new paper with its first files, belonging to the row it was opened from."""
    paper = OfficialPaper(**facts, created_at=at)
    session.add(paper)
    session.flush()
    if subject is not None:
        link(paper, subject)
    attach(session, paper, files, by=by, at=at, is_identity=is_identity, holds_names=holds_names)
    return paper


def revise(paper: OfficialPaper, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(paper, name, value)


def attach(
    session: Session,
    paper: OfficialPaper,
    files: Sequence[Kept],
    *,
    by: str,
    at: datetime,
    is_identity: bool = False,
    holds_names: bool = False,
) -> None:
    """Further files of a paper; *is_identity* when they hold identity data."""
    attach_to(
        session,
        (OWNER, paper.id),
        files,
        by=by,
        at=at,
        is_identity=is_identity,
        holds_names=holds_names,
    )


def attach_to(
    session: Session,
    owner: tuple[str, int],
    files: Sequence[Kept],
    *,
    by: str,
    at: datetime,
    is_identity: bool = False,
    holds_names: bool = False,
) -> None:
    """Rows for files that lie on the disk already; *owner* is the row that keeps them."""
    session.add_all(
        File(
            owner_kind=owner[0],
            owner_id=owner[1],
            name=kept.upload.name,
            type=kept.upload.type,
            size=len(kept.upload.content),
            sha256=kept.sha256,
            path=kept.path,
            is_identity=is_identity,
            holds_names=holds_names,
            added_by=by,
            added_at=at,
        )
        for kept in files
    )
    session.flush()


def hand_on(session: Session, giver: tuple[str, int], taker: tuple[str, int]) -> None:
    """The files of one row belong to another from now on."""
    rows = select(File).where(File.owner_kind == giver[0], File.owner_id == giver[1])
    for file in session.scalars(rows):
        file.owner_kind, file.owner_id = taker
    session.flush()


def mark(file: File, *, is_identity: bool) -> None:
    """From now on the file counts as one with identity data, or no longer."""
    file.is_identity = is_identity


def remove_file(session: Session, file: File, *, folder: Path) -> None:
    """The row now, the file on the disk once that is committed."""
    remove_with(session, folder / file.path)
    session.delete(file)


def link(paper: OfficialPaper, subject: tuple[str, int]) -> None:
    """The paper belongs to this row too; once is enough."""
    if all((row.subject_kind, row.subject_id) != subject for row in paper.subjects):
        paper.subjects.append(PaperSubject(subject_kind=subject[0], subject_id=subject[1]))


def unlink(paper: OfficialPaper, subject: tuple[str, int]) -> None:
    paper.subjects = [
        row for row in paper.subjects if (row.subject_kind, row.subject_id) != subject
    ]


def delete(session: Session, paper: OfficialPaper, *, folder: Path) -> None:
    """The paper with its files; it belongs to other rows, none rests on it."""
    for file in paper.files:
        remove_file(session, file, folder=folder)
    session.delete(paper)
    session.flush()


def count_uses(session: Session, question: UsesOf) -> None:
    """Answer who points to a row: the papers that belong to it."""
    count = session.scalar(
        select(func.count())
        .select_from(PaperSubject)
        .where(PaperSubject.subject_kind == question.kind, PaperSubject.subject_id == question.id)
    )
    question.found.append((OWNER, count or 0))


def on_organisations_merged(session: Session, notice: Merged) -> None:
    """Papers of the body that goes belong to the one that is kept."""
    for paper in queries.papers_of(session, ("organisation", notice.gone_id)):
        link(paper, ("organisation", notice.kept_id))
        unlink(paper, ("organisation", notice.gone_id))
    session.flush()
