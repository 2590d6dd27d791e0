"""The same form sent eight times has one effect.

Every form carries a random key. The first request with a key writes it in its own transaction;
a further one is led to where the first one led.
"""

import time
from datetime import datetime, timedelta

from flask import Flask, Response, g, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Update, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from visits.kit.clock import now
from visits.kit.columns import short
from visits.kit.db import db
from visits.kit.paths import SAFE_METHODS, own_page
from visits.kit.tables import Base

FIELD = "once"
KEEP = timedelta(days=2)
WAIT_SECONDS = 2.0
LONGEST_KEY = 40


class SentForm(Base):
    """A form that was taken, and where it led."""

    __tablename__ = "sent_forms"

    key: Mapped[short] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    location: Mapped[str | None]


def take() -> ResponseReturnValue | None:
    """Note the form's key before its view runs; answer at once when it is known already."""
    key = request.form.get(FIELD, "") if request.method not in SAFE_METHODS else ""
    if not key or len(key) > LONGEST_KEY or not db.session.info.get("writes"):
        return None
    try:
        db.session.execute(insert(SentForm).values(key=key, at=now()))
    except IntegrityError:
        db.session.rollback()
        return redirect(where_it_led(key))
    g.sent_form = key
    return None


def where_it_led(key: str) -> str:
    """The address the first one was sent to; its answer may still be on its way."""
    until = time.monotonic() + WAIT_SECONDS
    db.session.info["writes"] = False
    while time.monotonic() < until:
        db.session.rollback()
        location = db.session.scalar(select(SentForm.location).where(SentForm.key == key))
        db.session.rollback()
        if location:
            return location
        time.sleep(0.05)
    return own_page()


def lead_to(location: str) -> None:
    """Where a further form with this key is led, for a view that answers without redirecting.

    Called before its commit, it spares the transaction in which redirects are kept.
    """
    key = g.pop("sent_form", None)
    if key:
        db.session.execute(leads_to(key, location))


def leads_to(key: str, location: str) -> Update:
    return update(SentForm).where(SentForm.key == key).values(location=location)


def keep_location(response: Response) -> Response:
    key = g.pop("sent_form", None)
    if key and response.location:
        # A view that saved nothing still holds the write lock, and its key goes with it.
        db.session.rollback()
        with db.sessionmaker() as session:
            session.execute(leads_to(key, response.location))
            session.commit()
    return response


def forget_old(session: Session, *, at: datetime) -> None:
    """Keys are of no use once no browser can send the form again."""
    session.execute(delete(SentForm).where(SentForm.at < at - KEEP))


def init_app(app: Flask) -> None:
    app.before_request(take)
    app.after_request(keep_location)
