"""Reading papers and files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.kit.errors import NotThere
from visits.kit.search import matching
from visits.kit.zone import zone_of
from visits.papers.models import File, OfficialPaper, PaperSubject
from visits.papers.rules import Direction, PaperKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the register; the period is of days, both inside."""

    words: str = ""
    direction: Direction | None = None
    kind: PaperKind | None = None
    without_number: bool = False
    first: date | None = None
    last: date | None = None


def the_paper(session: Session, number: int) -> OfficialPaper:
    """A paper with its subjects and files. Raises NotThere."""
    loads = (selectinload(OfficialPaper.subjects), selectinload(OfficialPaper.files))
    paper = session.get(OfficialPaper, number, options=loads)
    if paper is None:
        raise NotThere("paper")
    return paper


def the_file(paper: OfficialPaper, number: int) -> File:
    """One of the paper's own files. Raises NotThere, also for the file of another."""
    for file in paper.files:
        if file.id == number:
            return file
    raise NotThere("file")


def papers(wanted: Wanted) -> Select[OfficialPaper]:
    """The register, with files and subjects, as far as it is looked for."""
    rows = select(OfficialPaper).options(
        selectinload(OfficialPaper.files), selectinload(OfficialPaper.subjects)
    )
    if (found := matching(OfficialPaper, wanted.words)) is not None:
        rows = rows.where(OfficialPaper.id.in_(found))
    if wanted.direction:
        rows = rows.where(OfficialPaper.direction == wanted.direction)
    if wanted.kind:
        rows = rows.where(OfficialPaper.kind == wanted.kind)
    if wanted.without_number:
        rows = rows.where(OfficialPaper.number == "")
    if wanted.first:
        rows = rows.where(OfficialPaper.dated_on >= wanted.first)
    if wanted.last:
        rows = rows.where(OfficialPaper.dated_on <= wanted.last)
    return rows


def papers_of(session: Session, subject: tuple[str, int]) -> list[OfficialPaper]:
    """The papers that belong to a row, with their files, newest first, for its page."""
    rows = select(OfficialPaper).options(joinedload(OfficialPaper.files))
    rows = rows.join(OfficialPaper.subjects).where(is_subject(subject))
    return list(session.scalars(rows.order_by(OfficialPaper.id.desc())).unique())


def papers_by_id(session: Session, ids: Collection[int]) -> dict[int, OfficialPaper]:
    """These papers, with their files and subjects."""
    rows = papers(Wanted()).where(OfficialPaper.id.in_(ids))
    return {paper.id: paper for paper in session.scalars(rows)}


def days_of_papers(
    session: Session, subjects: Mapping[str, Collection[int]]
) -> list[tuple[int, date]]:
    """The papers of these rows (ids by kind), each once: its date, else the day of its entry."""
    conditions = [
        and_(PaperSubject.subject_kind == kind, PaperSubject.subject_id.in_(ids))
        for kind, ids in subjects.items()
    ]
    rows = (
        select(OfficialPaper.id, OfficialPaper.dated_on, OfficialPaper.created_at)
        .join(OfficialPaper.subjects)
        .where(or_(*conditions))
        .distinct()
    )
    zone = zone_of(session)
    return [
        (number, dated_on or created_at.astimezone(zone).date())
        for number, dated_on, created_at in session.execute(rows)
    ]


def has_paper(session: Session, subject: tuple[str, int], kind: PaperKind) -> bool:
    """Does a paper of this kind belong to the row? What a letter or a release may require."""
    rows = (
        select(PaperSubject.paper_id)
        .join(OfficialPaper)
        .where(is_subject(subject), OfficialPaper.kind == kind)
    )
    return bool(session.scalar(select(exists(rows))))


def is_subject(subject: tuple[str, int]) -> ColumnElement[bool]:
    return and_(PaperSubject.subject_kind == subject[0], PaperSubject.subject_id == subject[1])
