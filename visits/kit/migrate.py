"""Alembic behind our own command, so that a city migrates with one word."""

from enum import Enum, auto
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

ROOT = Path(__file__).resolve().parents[2]


class Readiness(Enum):
    """How a database stands to the form that this version needs."""

    READY = auto()
    EMPTY = auto()
    OLDER = auto()
    NEWER = auto()


def config(url: str) -> Config:
    """Alembic's configuration for a database address, without an ini file."""
    made = Config()
    made.set_main_option("script_location", str(ROOT / "migrations"))
    made.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return made


def upgrade(url: str, revision: str = "head") -> None:
    command.upgrade(config(url), revision)


def downgrade(url: str, revision: str) -> None:
    command.downgrade(config(url), revision)


def known(url: str) -> set[str]:
    """The revisions that this version can migrate from."""
    script = ScriptDirectory.from_config(config(url))
    return {revision.revision for revision in script.walk_revisions()}


def revision_of(url: str) -> str | None:
    """The migration that the database stands at; None where there is none yet.

    Raises OperationalError when the database cannot be reached.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(str(address.database)).exists():
        return None
    engine = create_engine(address, poolclass=NullPool)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def readiness(url: str) -> Readiness:
    """Raises OperationalError when the database cannot be reached."""
    revision = revision_of(url)
    if revision is None:
        return Readiness.EMPTY
    if revision not in known(url):
        return Readiness.NEWER
    newest = ScriptDirectory.from_config(config(url)).get_current_head()
    return Readiness.READY if revision == newest else Readiness.OLDER


def check(url: str) -> None:
    """Raises when models and migrations disagree."""
    command.check(config(url))
