"""Official papers, what they belong to, and files."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.audit.recorder import Audited
from visits.kit.columns import Versioned, intpk, line, note, short
from visits.kit.search import Searchable
from visits.kit.tables import Base
from visits.papers.rules import Direction, Disclosure, PaperKind


class File(Audited, Base):
    """A file that somebody attached. `path` lies under `<data>/files`, random, never its name.

    `owner_*` names the row it belongs to: a paper, or another row that keeps files.
    """

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_owner", "owner_kind", "owner_id", "id"),)

    id: Mapped[intpk]
    owner_kind: Mapped[short]
    owner_id: Mapped[int]
    name: Mapped[line]
    type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str] = mapped_column(String(64))
    path: Mapped[str] = mapped_column(String(40), unique=True)
    is_identity: Mapped[bool] = mapped_column(default=False)
    """It holds identity data: opened with a reason alone, destroyed with them."""
    holds_names: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It names members of a delegation: handed out to whoever may see the roster by name."""
    added_by: Mapped[line]
    added_at: Mapped[datetime]


class OfficialPaper(Versioned, Audited, Searchable, Base):
    """A paper of the government's document system; number and date may come later."""

    __tablename__ = "official_papers"
    __table_args__ = (Index("ix_official_papers_dated_on", "dated_on", "id"),)

    id: Mapped[intpk]
    direction: Mapped[Direction]
    kind: Mapped[PaperKind]
    title: Mapped[line]
    number: Mapped[line] = mapped_column(default="")
    dated_on: Mapped[date | None]
    counterpart: Mapped[line] = mapped_column(default="")
    """Who wrote to us, or whom we wrote to."""
    approver: Mapped[line] = mapped_column(default="")
    approved_on: Mapped[date | None]
    disclosure: Mapped[Disclosure]
    disclosure_ground: Mapped[line] = mapped_column(default="")
    notes: Mapped[note] = mapped_column(default="")
    created_at: Mapped[datetime]

    subjects: Mapped[list["PaperSubject"]] = relationship(
        back_populates="paper",
        cascade="all, delete-orphan",
        order_by="PaperSubject.id",
    )
    files: Mapped[list[File]] = relationship(
        primaryjoin="and_(foreign(File.owner_id) == OfficialPaper.id, File.owner_kind == 'paper')",
        order_by="File.id",
        viewonly=True,
    )

    def search_texts(self) -> tuple[str, ...]:
        return (self.number, self.title, self.counterpart)


class PaperSubject(Audited, Base):
    """A paper belongs to a row of any floor."""

    __tablename__ = "paper_subjects"
    __table_args__ = (
        UniqueConstraint("paper_id", "subject_kind", "subject_id"),
        Index("ix_paper_subjects_subject", "subject_kind", "subject_id", "paper_id"),
    )

    id: Mapped[intpk]
    paper_id: Mapped[int] = mapped_column(ForeignKey("official_papers.id"))
    subject_kind: Mapped[short]
    subject_id: Mapped[int]

    paper: Mapped[OfficialPaper] = relationship(back_populates="subjects")
