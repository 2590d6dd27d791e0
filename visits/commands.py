"""What commands share: that the database is ready, in which language they answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.exc import OperationalError

from visits.kit import migrate as migrations
from visits.languages.catalogue import language

MIGRATE = ".venv/bin/flask --app wsgi visits migrate"
UNREADY: dict[migrations.Readiness, str] = {
    migrations.Readiness.EMPTY: f"There is no database yet. Make it first: {MIGRATE}",
    migrations.Readiness.OLDER: f"The database is of an older version. Bring it up first: {MIGRATE}",
    migrations.Readiness.NEWER: "The database is of a newer version than this program. Update first.",
}
"""What to do about a database that is not in the form that this version needs."""


class DatabaseCommand(click.Command):
    """A command that needs a database within reach; what hinders it is said in a sentence."""

    def invoke(self, context: click.Context) -> Any:
        url = context.obj.load_app().config["SETTINGS"].database_url
        try:
            self.refuse_unready(url)
            return super().invoke(context)
        except OperationalError as error:
            raise click.ClickException(f"The database does not answer: {error.orig}") from error

    def refuse_unready(self, url: str) -> None:
        """Whatever stands in the database is good enough."""


class RowsCommand(DatabaseCommand):
    """A command that reads or writes rows, so that the database must stand at the last migration."""

    def refuse_unready(self, url: str) -> None:
        sentence = UNREADY.get(migrations.readiness(url))
        if sentence:
            raise click.ClickException(sentence)


def spoken(command: Callable[..., None]) -> Callable[..., None]:
    """A command that answers in the language of the installation, or in the one asked for."""

    @click.option("--lang", default="", help="The language of the answer; else the first offered.")
    @wraps(command)
    def in_language(*args: Any, lang: str, **options: Any) -> None:
        app: Flask = click.get_current_context().obj.load_app()
        offered = app.config["SETTINGS"].language_tags
        if lang and lang not in offered:
            raise click.ClickException(f"{lang} is none of the languages offered here.")
        with force_locale(language(lang or offered[0]).staff_interface.locale):
            command(app, *args, **options)

    return in_language
