"""What happens by itself, every hour: reminders, busy calendars; once a night personal data that have
served their purpose are destroyed.

The commands `tend`, `refresh-calendars` and `purge` do the same by hand.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import click
from flask import Flask
from sqlalchemy.orm import Session

from visits.busy.fetching import public_address
from visits.busy.refreshing import Refresher
from visits.busy.rules import REFRESH_EVERY, REFRESH_SECONDS
from visits.identity import actions as identity
from visits.identity.queries import last_purge, purge_is_due
from visits.identity.rules import Matter, due_on
from visits.kit import wiping
from visits.kit.clock import now
from visits.kit.db import db
from visits.settings import Settings

log = logging.getLogger(__name__)


TEND_EVERY = timedelta(hours=1)


def tend_hourly(app: Flask, last: datetime | None) -> datetime:
    """Tend when an hour is over since the last time; whatever goes wrong there, letters go on."""
    at = now()
    if last is not None and at - last < TEND_EVERY:
        return last
    try:
        say(tend_all(app))
    except Exception:
        log.exception("this round of tending broke off")
    return at


def say(tally: Mapping[Any, int]) -> None:
    """`sent: 3, failed: 1`, without what did not happen."""
    told = [f"{getattr(what, 'value', what)}: {count}" for what, count in tally.items() if count]
    if told:
        click.echo(", ".join(told))


def tend_all(app: Flask) -> Counter[str]:
    """Each step in its own transaction; how many of what was done. What others' servers may
    hinder comes last."""
    done: Counter[str] = Counter()
    for step in app.extensions["tending"]:
        with db.sessionmaker() as session:
            session.info.update(writes=True, actor=("worker", "", "tend"))
            folder = app.config["SETTINGS"].DATA_DIR / "files"
            done.update(step(session, links=app.extensions["links"], folder=folder, at=now()))
            session.commit()
    done += purge_by_night(app)
    return done + refresher(app).round(every=REFRESH_EVERY, seconds=REFRESH_SECONDS)


def refresher(app: Flask) -> Refresher:
    """Reads the busy calendars at addresses again."""
    return Refresher(
        sessions=db.sessionmaker,
        sealer=app.extensions["calendar_sealer"],
        zone=app.config["SETTINGS"].zone,
        clock=now,
        resolve=app.extensions.get("calendar_servers", public_address),
    )


def destroy(session: Session, settings: Settings, day: date, *, by: str) -> Counter[Matter]:
    """What is due on the day, with its keys; the files of the database are still to be wiped."""
    at, keep, mail = now(), settings.retention, settings.DATA_DIR / "mail"
    counted = identity.purge(session, due_on(day, keep), keep, by=by, mail=mail, at=at)
    session.commit()
    identity.destroy_strays(session, at=at)
    return counted


def wipe(*, is_needed: bool = True) -> bool:
    """Make the files of the database anew, where anything was destroyed; whether nobody hindered it."""
    if is_needed and not wiping.wipe(db.engine):
        return False
    with db.sessionmaker() as session:
        session.info.update(writes=True, actor=("command", "", "purge"))
        identity.note_wiped(session)
        session.commit()
    return True


def purge_by_night(app: Flask) -> Counter[str]:
    """Once a night, and when nights were missed; how much was destroyed."""
    settings: Settings = app.config["SETTINGS"]
    with db.sessionmaker() as session:
        if not purge_is_due(session, now()):
            return Counter()
        session.rollback()
        session.info.update(writes=True, actor=("worker", "", "tend"))
        last = last_purge(session)
        is_left = last is not None and not last.is_wiped
        today = now().astimezone(settings.zone).date()
        counted = destroy(session, settings, today, by="tend")
    if not wipe(is_needed=is_left or counted.total() > 0):
        log.warning("what was destroyed may still be read in the files: others use the database")
    return Counter({"destroyed": counted.total()})
