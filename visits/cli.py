"""`flask visits …`: each command calls one action and commits."""

import click
from flask import Flask
from flask.cli import AppGroup

from visits.kit import migrate as migrations
from visits.settings import Settings

visits = AppGroup("visits", help="Everything the office does from a terminal.")


@visits.command()
@click.pass_context
def migrate(context: click.Context) -> None:
    """Bring the database to the form that this version needs."""
    settings: Settings = context.obj.load_app().config["SETTINGS"]
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    migrations.upgrade(settings.database_url)
    click.echo("The database is up to date.")


def init_app(app: Flask) -> None:
    app.cli.add_command(visits)
