"""An installation to measure: the demonstration and an archive of so many stops."""

import gc
import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from visits.access.models import SecretLink, User, UserSession
from visits.access.rules import LinkKind
from visits.access.sessions import COOKIE_KEY
from visits.app import create_app
from visits.kit import migrate
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.tokens import fingerprint
from visits.settings import Settings

COORDINATOR = "coordinator@example.org"
SECRET = "measured"  # noqa: S105 (of an installation that lives for minutes)


@dataclass(frozen=True)
class Installation:
    """An app with its data, and how long filling it took (seconds)."""

    app: Flask
    stops: int
    seconds: float

    def client(self) -> FlaskClient:
        """The coordinator's browser."""
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie[COOKIE_KEY] = SECRET
        return client

    def token(self, kind: LinkKind) -> str:
        """The token of the newest link of a kind."""
        with self.app.app_context():
            rows = select(SecretLink).where(SecretLink.kind == kind)
            link = db.session.scalars(rows.order_by(SecretLink.created_at.desc())).first()
            if link is None:
                raise LookupError(f"the demonstration has no link of kind {kind}")
            token: str = self.app.extensions["links"].token(link)
            return token


def make(folder: Path, database_url: str, stops: int) -> Installation:
    """Migrate, fill, sign the coordinator in."""
    settings = Settings(DATA_DIR=folder, DATABASE_URL=database_url)
    folder.mkdir(parents=True, exist_ok=True)
    migrate.upgrade(settings.database_url)
    app = create_app(settings)
    started = time.perf_counter()
    done = app.test_cli_runner().invoke(args=["visits", "demo", "--stops", str(stops)])
    if done.exit_code:
        raise RuntimeError(done.output)
    seconds = time.perf_counter() - started
    with app.app_context():
        user = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()
        at = now()
        row = UserSession(
            user_id=user.id, fingerprint=fingerprint(SECRET), created_at=at, seen_at=at
        )
        db.session.add(row)
        db.session.commit()
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("ANALYZE")
    gc.collect()
    gc.freeze()  # as wsgi.py does
    return Installation(app, stops, seconds)
