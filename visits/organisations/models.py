"""Organisations and country names."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visits.audit.recorder import Audited
from visits.kit.columns import Versioned, intpk, line, note
from visits.kit.search import Searchable
from visits.kit.tables import Base
from visits.kit.translated import Translated
from visits.organisations.rules import OrganisationKind, Relation


class Organisation(Versioned, Audited, Searchable, Base):
    """A body that comes, sends or refers. `country` is ISO 3166 or a code of our own table."""

    __tablename__ = "organisations"

    id: Mapped[intpk]
    name: Mapped[Translated]
    sort_key: Mapped[line] = mapped_column(index=True)
    kind: Mapped[OrganisationKind]
    country: Mapped[str] = mapped_column(String(8), index=True)
    region: Mapped[line] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    relation: Mapped[Relation] = mapped_column(default=Relation.NONE)
    website: Mapped[line] = mapped_column(default="")
    notes: Mapped[note] = mapped_column(default="")
    created_at: Mapped[datetime]

    parent: Mapped["Organisation | None"] = relationship(
        back_populates="parts", remote_side="Organisation.id"
    )
    parts: Mapped[list["Organisation"]] = relationship(back_populates="parent")
    aliases: Mapped[list["OrganisationAlias"]] = relationship(
        back_populates="organisation", order_by="OrganisationAlias.id"
    )

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which the body is or was known, in every language."""
        return (*self.name.values(), *(text for one in self.aliases for text in one.name.values()))

    @property
    def former_names(self) -> list[Translated]:
        """Names of doubles, as far as they say more than its own name."""
        own = set(self.name.values())
        return [alias.name for alias in self.aliases if set(alias.name.values()) - own]

    def search_texts(self) -> tuple[str, ...]:
        return (*self.names, self.region, self.country)


class OrganisationAlias(Audited, Base):
    """A body that turned out to be another's double: its name is still found, its address leads on."""

    __tablename__ = "organisation_aliases"

    id: Mapped[intpk]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[Translated]
    former_id: Mapped[int] = mapped_column(index=True)
    """The number that the double had in its address."""
    merged_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship(back_populates="aliases")


class ToldApart(Base):
    """Two bodies that look alike, and are two all the same: somebody looked. The lower id is first."""

    __tablename__ = "organisations_told_apart"

    first_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    by: Mapped[line]
    at: Mapped[datetime]


class CountryName(Versioned, Audited, Base):
    """What we call a country, over CLDR; `is_other` for participants that ISO does not know.

    A language without a text here has CLDR's.
    """

    __tablename__ = "country_names"

    id: Mapped[intpk]
    code: Mapped[str] = mapped_column(String(8), unique=True)
    short: Mapped[Translated]
    official: Mapped[Translated]
    is_reviewed: Mapped[bool] = mapped_column(default=False)
    is_other: Mapped[bool] = mapped_column(default=False)

    @property
    def is_ours(self) -> bool:
        """Is there a name here that stands over CLDR's?"""
        return bool(self.short or self.official)
