"""Alembic behind our own command, so that a city migrates with one word."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

ROOT = Path(__file__).resolve().parents[2]


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


def check(url: str) -> None:
    """Raises when models and migrations disagree."""
    command.check(config(url))
