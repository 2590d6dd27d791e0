"""What every table has in common; no Flask here."""

import enum
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Enum, MetaData
from sqlalchemy.orm import DeclarativeBase

from visits.kit.columns import Tags, TranslatedText, UtcDateTime
from visits.kit.translated import Translated


def stored(member: enum.Enum) -> str:
    """How an enum's member stands in the database: its text, else its name."""
    return member.value if isinstance(member.value, str) else member.name.lower()


class Base(DeclarativeBase):
    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    def __init_subclass__(cls, **options: Any) -> None:
        """On SQLite, too, the id of a deleted row is never given again: links, papers and the log
        name rows by it."""
        super().__init_subclass__(**options)
        if "__table__" in vars(cls):
            vars(cls)["__table__"].dialect_options["sqlite"]["autoincrement"] = True

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        Translated: TranslatedText,
        tuple[str, ...]: Tags,
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=lambda kind: [stored(member) for member in kind],
        ),
    }
