"""`flask visits …`: each command calls one action and commits."""

import signal
import threading

import click
from flask import Flask
from flask.cli import AppGroup

from visits.kit import migrate as migrations
from visits.kit.clock import now
from visits.kit.db import db
from visits.notifications.worker import Sender
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


@visits.command("send-mail")
@click.option(
    "--every",
    type=click.IntRange(1, 3600),
    metavar="SECONDS",
    help="Do not end, but look again after so many seconds.",
)
@click.pass_context
def send_mail(context: click.Context, every: int | None) -> None:
    """Send the letters that wait in the outbox; without a mail server, write them as files."""
    app: Flask = context.obj.load_app()
    sender = Sender(
        sessions=db.sessionmaker,
        writer=app.extensions["letters"],
        server=app.extensions["mail_server"],
        folder=app.config["SETTINGS"].DATA_DIR / "mail",
        clock=now,
    )
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    for tally in sender.rounds(every, stop):
        if tally:
            click.echo(", ".join(f"{state.value}: {count}" for state, count in tally.items()))


def init_app(app: Flask) -> None:
    app.cli.add_command(visits)
