"""Column shapes with a name each; a model says a column in one line."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from visits.kit.text import clean
from visits.kit.translated import Translated


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC without offset in the database. Refuses naive values."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: attach a time zone first")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class TranslatedText(TypeDecorator[Translated]):
    """A `Translated` value as a JSON object of texts by language tag."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Translated | None, dialect: Dialect) -> Any:
        return None if value is None else dict(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Translated | None:
        return None if value is None else Translated(value)


class CleanText(TypeDecorator[str]):
    """Text of several lines, cleaned on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else clean(value, lines=True)


class CleanLine(TypeDecorator[str]):
    """Text of one line, cleaned on its way in; the length binds on PostgreSQL."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else clean(value)


class Tags(TypeDecorator[tuple[str, ...]]):
    """A short list of codes (languages, themes) as a JSON array; a tuple in Python."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Any:
        return None if value is None else list(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(value)


intpk = Annotated[int, mapped_column(primary_key=True)]
line = Annotated[str, mapped_column(CleanLine(200))]
"""One line of text, up to 200 characters."""
note = Annotated[str, mapped_column(CleanText)]
"""Text of any number of lines."""
short = Annotated[str, mapped_column(String(40))]
"""A short code: a slug, a language tag, an enum's value."""
personal_line = Annotated[str, mapped_column(CleanLine(200), info={"personal": True})]
"""A line about a person: the audit says that it changed, never what it was."""
personal_note = Annotated[str, mapped_column(CleanText, info={"personal": True})]


class Versioned:
    """Rows that people edit in forms: a form opened before another's save is refused with 409."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (SQLAlchemy's protocol)
        return {"version_id_col": cls.version}
