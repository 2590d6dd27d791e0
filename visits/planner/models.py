"""Programme templates: each a row of kept versions that never change, and at most one draft."""

from datetime import datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.access.models import User
from visits.audit.recorder import Audited
from visits.conflicts.rules import Mode, StopKind
from visits.kit.columns import Versioned, intpk, line
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.planner.rules.templates import Length, Line
from visits.sites.models import Site

EMPTY = Translated()


class ProgrammeTemplate(Versioned, Audited, Base):
    """A typical programme. What it says stands in its versions."""

    __tablename__ = "programme_templates"

    id: Mapped[intpk]
    is_public: Mapped[bool] = mapped_column(default=False)
    """Shown to everybody among the typical programmes."""
    created_at: Mapped[datetime]

    versions: Mapped[list["TemplateVersion"]] = relationship(
        back_populates="template",
        cascade="all, delete-orphan",
        order_by="TemplateVersion.number",
    )

    @property
    def kept(self) -> list["TemplateVersion"]:
        """Every version that was kept, the newest first."""
        return [one for one in reversed(self.versions) if one.finished_at is not None]

    @property
    def current(self) -> "TemplateVersion | None":
        """What is applied; None until a first version is kept."""
        return self.kept[0] if self.kept else None

    @property
    def draft(self) -> "TemplateVersion | None":
        """The version that somebody is changing."""
        return next((one for one in self.versions if one.finished_at is None), None)

    @property
    def shown(self) -> "TemplateVersion":
        """What it is called by: the current version, else its first draft."""
        return self.current or self.versions[0]


class TemplateVersion(Versioned, Audited, Base):
    """One state of a template; once `finished_at` is set, nothing in it changes any more."""

    __tablename__ = "template_versions"
    __table_args__ = (UniqueConstraint("template_id", "number"),)

    id: Mapped[intpk]
    template_id: Mapped[int] = mapped_column(ForeignKey("programme_templates.id"))
    number: Mapped[int]
    title: Mapped[Translated]
    summary: Mapped[Translated] = mapped_column(default=EMPTY)
    length: Mapped[Length]
    themes: Mapped[tuple[str, ...]] = mapped_column(default=())
    note: Mapped[line] = mapped_column(default="")
    """What is new in it, for colleagues."""
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    begun_at: Mapped[datetime]
    finished_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    finished_at: Mapped[datetime | None]

    template: Mapped[ProgrammeTemplate] = relationship(back_populates="versions")
    begun_by: Mapped[User | None] = relationship(foreign_keys=[begun_by_id])
    finished_by: Mapped[User | None] = relationship(foreign_keys=[finished_by_id])
    stops: Mapped[list["TemplateStop"]] = relationship(
        back_populates="of",
        cascade="all, delete-orphan",
        order_by="(TemplateStop.day, TemplateStop.starts, TemplateStop.id)",
    )

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its stops as plain values, in order."""
        return tuple(sorted((stop.line for stop in self.stops), key=lambda line: line.order))


class TemplateStop(Versioned, Audited, Base):
    """A stop of a template: on which day (0 is the first), from which wall time, how many minutes."""

    __tablename__ = "template_stops"
    __table_args__ = (CheckConstraint("day >= 0", name="day"),)

    id: Mapped[intpk]
    version_id: Mapped[int] = mapped_column(ForeignKey("template_versions.id"), index=True)
    day: Mapped[int]
    starts: Mapped[time]
    minutes: Mapped[int]
    kind: Mapped[StopKind]
    title: Mapped[Translated]
    public_note: Mapped[Translated] = mapped_column(default=EMPTY)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"), index=True)
    place: Mapped[Translated] = mapped_column(default=EMPTY)
    end_site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"), index=True)
    end_place: Mapped[Translated] = mapped_column(default=EMPTY)
    mode: Mapped[Mode | None]

    of: Mapped[TemplateVersion] = relationship(back_populates="stops")
    site: Mapped[Site | None] = relationship(foreign_keys=[site_id])
    end_site: Mapped[Site | None] = relationship(foreign_keys=[end_site_id])

    @property
    def line(self) -> Line:
        return Line(
            day=self.day,
            starts=self.starts,
            minutes=self.minutes,
            kind=self.kind,
            title=self.title,
            public_note=self.public_note,
            site_id=self.site_id,
            place=self.place,
            end_site_id=self.end_site_id,
            end_place=self.end_place,
            mode=self.mode,
        )
