"""`flask visits …`: each command calls one action and commits."""

import json
import logging
import os
import secrets
import signal
import threading
from datetime import datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from flask_babel import gettext as _

from visits import addresses, replies
from visits.access import actions as accounts
from visits.access.links import LinkKeeper
from visits.access.rules import Role
from visits.agendas import reading as agendas
from visits.agendas.actions import take_over as take_agenda_over
from visits.agendas.queries import present
from visits.busy.rules import REFRESH_AGAIN
from visits.commands import DatabaseCommand, RowsCommand, spoken
from visits.delegations.queries import officers, the_delegation
from visits.demo import actions as demonstration
from visits.demo import archive
from visits.demo.documents import add_documents
from visits.history import actions as ledger
from visits.history.reading import NotTaken, read_ledger
from visits.holidays import actions as holidays
from visits.identity import actions as identity
from visits.identity.rules import due_on
from visits.itineraries.actions import open_itinerary
from visits.kit import backup as archives
from visits.kit import emails, words
from visits.kit import migrate as migrations
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Busy, NotThere, Refused
from visits.kit.files import write_whole
from visits.kit.sheets.refusals import MEGABYTE, PACKED_MEGABYTES
from visits.nights import destroy, refresher, say, tend_all, tend_hourly, wipe
from visits.notifications.worker import Sender
from visits.settings import Settings
from visits.statistics import queries as figures
from visits.statistics.rules import Period

log = logging.getLogger(__name__)

visits = AppGroup("visits", help="Everything the office does from a terminal.")

OWN_ID = f"uid {os.getuid()}"


@visits.command(cls=DatabaseCommand)
@click.pass_context
def migrate(context: click.Context) -> None:
    """Bring the database to the form that this version needs, the calendar to this year and two on."""
    settings: Settings = context.obj.load_app().config["SETTINGS"]
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    is_new = migrations.readiness(settings.database_url) is migrations.Readiness.EMPTY
    migrations.upgrade(settings.database_url)
    year = now().astimezone(settings.zone).year
    holidays.fill_ahead(db.session, year, country=settings.COUNTRY)
    db.session.commit()
    click.echo("The database was made." if is_new else "The database is up to date.")


@visits.command("send-mail", cls=RowsCommand)
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
    tended: datetime | None = None
    for tally in sender.rounds(every, stop):
        say(tally)
        if every:
            tended = tend_hourly(app, tended)
        elif not tally:
            click.echo("No letter waits to be sent.")


@visits.command(cls=RowsCommand)
@click.pass_context
def tend(context: click.Context) -> None:
    """Remind of what is due, destroy what nobody stands for; as `send-mail --every` does hourly.

    At night personal data that have served their purpose are destroyed too.
    """
    say(tend_all(context.obj.load_app()))


@visits.command("refresh-calendars", cls=RowsCommand)
@click.pass_context
def refresh_calendars(context: click.Context) -> None:
    """Read the busy calendars at addresses again; what cannot be reached keeps its times.

    `send-mail --every` and `tend` do so hourly by themselves.
    """
    done = refresher(context.obj.load_app()).round(every=REFRESH_AGAIN)
    say(done)
    if not done:
        click.echo("No calendar is due.")


@visits.command("read-replies", cls=RowsCommand)
@click.argument("place", metavar="FILE_OR_MAILDIR", type=click.Path(exists=True, path_type=Path))
@spoken
def read_replies(_app: Flask, place: Path) -> None:
    """Read what calendars answered to invitations: one mail or .ics file, or a Maildir.

    Files stay as they are; an answer that was read before changes nothing.
    """
    try:
        for sentence in replies.read(place):
            click.echo(sentence)
    except replies.NotRead as error:
        raise click.ClickException(replies.sentence_of(error, str(place))) from error


@visits.command("add-user", cls=RowsCommand)
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


@visits.command(cls=DatabaseCommand)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE when it is there already.")
@click.pass_context
def backup(context: click.Context, file: Path, *, force: bool) -> None:
    """Write database and files into FILE, a zip, while everything runs. Without the keys."""
    settings: Settings = context.obj.load_app().config["SETTINGS"]
    try:
        about = archives.backup(
            settings.database_url, settings.DATA_DIR, file, at=now(), force=force
        )
    except (archives.BackupFailed, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: the database and {about.files} files.")
    click.echo(
        f"The keys are not in it: keep a copy of {settings.DATA_DIR / 'keys.json'} apart. "
        "Without them secret links, sessions and sealed data do not open."
    )


@visits.command(cls=DatabaseCommand)
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
    saved = datetime.fromisoformat(about.made_at).astimezone(settings.zone)
    click.echo(
        f"Restored what was saved on {saved:%Y-%m-%d %H:%M}: the database and {about.files} files."
    )


@visits.command(cls=RowsCommand)
@click.option("--stops", type=click.IntRange(1), help="Add an archive of so many stops to measure.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there are data already.")
@click.option("--force", is_flag=True, help="Also where others can reach the server.")
@click.pass_context
def demo(context: click.Context, stops: int | None, *, if_empty: bool, force: bool) -> None:
    """Fill an empty database with the demonstration; prints its accounts."""
    app: Flask = context.obj.load_app()
    settings: Settings = app.config["SETTINGS"]
    if not demonstration.is_empty(db.session):
        if if_empty:
            return
        raise click.ClickException(
            "There are data already. The demonstration fills an empty database only."
        )
    if not (settings.is_loopback or force):
        message = (
            f"Others can reach {settings.base_url}, and the accounts of the demonstration have "
            "one password. Add --force if you want them there."
        )
        if if_empty:
            click.echo(message, err=True)
            return
        raise click.ClickException(message)
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(12)
    demonstration.fill(
        db.session,
        password=password,
        links=app.extensions["links"],
        keep_days=settings.GUEST_LINK_DAYS,
        country=settings.COUNTRY,
        at=now(),
    )
    add_documents(db.session, at=now())
    if stops:
        archive.fill(db.session, stops, links=app.extensions["links"], at=now())
    db.session.commit()
    told = demonstration.accounts(password)
    accounts_file = settings.DATA_DIR / "demo-accounts.txt"
    accounts_file.unlink(missing_ok=True)
    write_whole(accounts_file, told.encode())
    click.echo(told, nl=False)


DAY = click.DateTime(["%Y-%m-%d"])


@visits.command(cls=RowsCommand)
@click.option("--at", "day", type=DAY, metavar="DATE", help="As on this day; else as today.")
@click.option("--dry-run", is_flag=True, help="Only count what is due.")
@spoken
def purge(app: Flask, day: datetime | None, *, dry_run: bool) -> None:
    """Destroy personal data that have served their purpose; prints how many of each kind."""
    settings: Settings = app.config["SETTINGS"]
    today = now().astimezone(settings.zone).date()
    wanted = day.date() if day else today
    if wanted > today and not dry_run:
        told = _("%(day)s is still to come. With --dry-run it is only counted.", day=wanted)
        raise click.ClickException(told)
    if dry_run:
        counted = identity.count_due(db.session, due_on(wanted, settings.retention), at=now())
    else:
        counted = destroy(db.session, settings, wanted, by=os.environ.get("USER", OWN_ID))
        db.session.close()
    lines = [f"{words.label(matter)}: {count}" for matter, count in counted.items() if count]
    click.echo("\n".join(lines) or _("Nothing is due."))
    if not (dry_run or wipe()):
        raise click.ClickException(_("Deleted; but others use the database. Run this again later."))


@visits.command("figures", cls=RowsCommand)
@click.argument("first", metavar="FROM", type=DAY)
@click.argument("last", metavar="TO", type=DAY)
def show_figures(first: datetime, last: datetime) -> None:
    """People, countries and delegations from FROM to TO, and a year before, as JSON."""
    try:
        period = Period(first.date(), last.date())
    except ValueError as error:
        raise click.ClickException("The period ends before it begins.") from error
    told = {**figures_of(period), "before": figures_of(period.year_before())}
    click.echo(json.dumps(told))


def figures_of(period: Period) -> dict[str, str | int]:
    counted = figures.figures_of(db.session, period)
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "people": counted.people,
        "countries": counted.countries,
        "delegations": counted.delegations,
    }


@visits.command(cls=RowsCommand)
@click.argument("kind")
@click.argument("key")
@click.option("--lang", default="", help="The language of what opens; else the delegation's first.")
@click.pass_context
def link(context: click.Context, kind: str, key: str, lang: str) -> None:
    """Print the secret address of KIND for KEY, and nothing else.

    The page of a `guest` or `liaison`, an escort's page of the day (`escort-day`) and the calendar
    of a `delegation` by its code, the page of a `request` by its code, the calendar of a `site` by
    its slug, of an `interpreter` or `escort` by their e-mail address, of a `vehicle` by its number
    plate, of the whole `office` by a hyphen, the file of a `stop` by its uid, the page of a `host`
    by the e-mail address of a contact or of an official's office.
    """
    app: Flask = context.obj.load_app()
    settings: Settings = app.config["SETTINGS"]
    if kind not in addresses.FINDERS:
        kinds = ", ".join(addresses.FINDERS)
        raise click.ClickException(f"There are no addresses of the kind {kind}. Kinds: {kinds}.")
    if lang and lang not in settings.language_tags:
        raise click.ClickException(f"{lang} is none of the languages offered here.")
    try:
        address = addresses.address_of(
            db.session,
            kind,
            key,
            language=lang,
            links=app.extensions["links"],
            keep_days=settings.GUEST_LINK_DAYS,
            at=now(),
        )
    except NotThere as error:
        raise click.ClickException(f"Nothing is known under {key}.") from error
    except Refused as error:
        raise click.ClickException(f"The stop {key} is not released to the guests yet.") from error
    db.session.commit()
    click.echo(address)


@visits.command("import-history", cls=RowsCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lead", required=True, metavar="EMAIL", help="Under whom the visits are entered.")
@click.option(
    "--sheet", default="", help="Which sheet of a workbook; else the first with anything."
)
@click.option("--preview", is_flag=True, help="Only say what would be entered.")
@spoken
def import_history(app: Flask, file: Path, lead: str, *, sheet: str, preview: bool) -> None:
    """Enter the visits of an old ledger (FILE: XLSX or CSV), all of its rows or none.

    Rows that were entered before are left alone.
    """
    settings: Settings = app.config["SETTINGS"]
    at = now()
    officer = next((one for one in officers(db.session) if one.email == lead.casefold()), None)
    if officer is None:
        told = _("%(lead)s leads no delegations: an enabled coordinator can.", lead=lead)
        raise click.ClickException(told)
    with file.open("rb") as opened:
        content = opened.read(PACKED_MEGABYTES * MEGABYTE + 1)
    try:
        today = at.astimezone(settings.zone).date()
        rows, table = read_ledger(db.session, content, today=today, sheet=sheet)
    except NotTaken as error:
        for line in error.rows:
            click.echo(line, err=True)
        raise click.ClickException(str(error)) from error
    if unread := [name for name in table.sheets if name != table.sheet]:
        click.echo(
            _(
                "Sheet read: %(sheet)s. Not read: %(others)s.",
                sheet=table.sheet,
                others=", ".join(unread),
            )
        )
    new, known = sum(row.is_new for row in rows), sum(row.is_known for row in rows)
    if preview:
        told = _(
            "Visits would be entered: %(new)s. Entered before: %(known)s.", new=new, known=known
        )
    else:
        ledger.take_over(db.session, rows, lead=officer, by=officer.name, at=at)
        db.session.commit()
        told = _("Visits entered: %(new)s. Entered before: %(known)s.", new=new, known=known)
    click.echo(told)


@visits.command("import-programme", cls=RowsCommand)
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", default="", help="Which sheet of a workbook; else that with most times.")
@click.option("--preview", is_flag=True, help="Only say what is understood, as JSON.")
@spoken
def import_programme(app: Flask, code: str, file: Path, sheet: str, *, preview: bool) -> None:
    """Add the programme in a table (FILE: XLSX or CSV) to that of the delegation CODE.

    Every row that needs no question becomes a stop, as an idea; the others are named.
    """
    settings: Settings = app.config["SETTINGS"]
    try:
        delegation = the_delegation(db.session, code)
        world = agendas.world_of(
            db.session, delegation, city=settings.CITY_NAME, tags=settings.language_tags
        )
        reading = agendas.read_file(file, world, sheet=sheet)
    except NotThere as error:
        raise click.ClickException(_("There is no delegation %(code)s.", code=code)) from error
    except agendas.NotTaken as error:
        raise click.ClickException(str(error)) from error
    if preview:
        click.echo(json.dumps(agendas.told(reading), ensure_ascii=False))
        return
    itinerary = open_itinerary(db.session, delegation, at=now())
    added = agendas.fresh(reading.agenda.ready, present(itinerary, settings.zone))
    take_agenda_over(db.session, itinerary, added, at=now(), by=None)
    db.session.commit()
    click.echo("\n".join(agendas.report(reading, added)))


def init_app(app: Flask) -> None:
    app.cli.add_command(visits)
