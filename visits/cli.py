"""`flask visits …`: each command calls one action and commits."""

import signal
import threading
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from visits.access import actions as accounts
from visits.access.links import LinkKeeper
from visits.access.rules import Role
from visits.holidays import actions as holidays
from visits.kit import backup as archives
from visits.kit import emails
from visits.kit import migrate as migrations
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Busy, Refused
from visits.notifications.worker import Sender
from visits.settings import Settings

visits = AppGroup("visits", help="Everything the office does from a terminal.")


@visits.command()
@click.pass_context
def migrate(context: click.Context) -> None:
    """Bring the database to the form that this version needs, the calendar to this year and two on."""
    settings: Settings = context.obj.load_app().config["SETTINGS"]
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    migrations.upgrade(settings.database_url)
    year = now().astimezone(settings.zone).year
    holidays.fill_ahead(db.session, year, country=settings.COUNTRY)
    db.session.commit()
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


@visits.command("add-user")
@click.argument("email")
@click.option("--role", required=True, help=f"One of: {', '.join(Role)}.")
@click.option("--name", default="", help="How colleagues call them; else the e-mail address.")
@click.option("--lang", default="ko", help="The language of their pages and letters.")
@click.pass_context
def add_user(context: click.Context, email: str, role: str, name: str, lang: str) -> None:
    """Add a user; prints the one-time address to set the password, and nothing else."""
    app: Flask = context.obj.load_app()
    keeper: LinkKeeper = app.extensions["links"]
    if role not in set(Role):
        raise click.ClickException(f"There is no role {role}. Roles: {', '.join(Role)}.")
    if lang not in app.config["SETTINGS"].language_tags:
        raise click.ClickException(f"{lang} is none of the languages offered here.")
    try:
        user = accounts.add_user(
            db.session,
            email=emails.normal(email),
            name=name or email,
            role=Role(role),
            language=lang,
            at=now(),
        )
    except ValueError as error:
        raise click.ClickException(f"{email} is no e-mail address: {error}") from error
    except Refused as error:
        raise click.ClickException(f"{email} has an account already.") from error
    link = accounts.invite(db.session, user, keeper=keeper, at=now())
    db.session.commit()
    click.echo(keeper.address(link))


@visits.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def backup(context: click.Context, file: Path) -> None:
    """Write database and files into FILE, a zip, while everything runs. Without the keys."""
    settings: Settings = context.obj.load_app().config["SETTINGS"]
    try:
        about = archives.backup(settings.database_url, settings.DATA_DIR, file, at=now())
    except (archives.BackupFailed, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: the database and {about.files} files.")
    click.echo(
        f"The keys are not in it: keep a copy of {settings.DATA_DIR / 'keys.json'} apart. "
        "Without them secret links, sessions and sealed data do not open."
    )


@visits.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the database and the files that are there.")
@click.pass_context
def restore(context: click.Context, file: Path, *, force: bool) -> None:
    """Put a backup in the place of the database and the files, and migrate it."""
    settings: Settings = context.obj.load_app().config["SETTINGS"]
    url = settings.database_url
    db.engine.dispose()
    try:
        about = archives.restore(
            file, url, settings.DATA_DIR, known=migrations.known(url), force=force
        )
    except (archives.BackupFailed, Busy, OSError) as error:
        raise click.ClickException(str(error) or "Others are writing; try again.") from error
    migrations.upgrade(url)
    click.echo(f"Restored what was saved on {about.made_at}: the database and {about.files} files.")


def init_app(app: Flask) -> None:
    app.cli.add_command(visits)
