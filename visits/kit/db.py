"""One session per request: a reader unless it says that it writes.

SQLite loses updates with the driver's defaults, and IMMEDIATE for everything starves readers.
So a session either reads (BEGIN, `query_only`: a hidden write fails loudly) or writes (BEGIN
IMMEDIATE behind a fair file lock). On PostgreSQL a reader's transactions are READ ONLY.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from flask import Flask, Response, after_this_request, current_app, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from visits.kit.errors import Busy
from visits.kit.paths import SAFE_METHODS
from visits.kit.write_lock import WAIT_SECONDS, take_lock

View = TypeVar("View", bound=Callable[..., Any])


def reads_only(view: View) -> View:
    """An unsafe method that changes nothing, or only inside `db.writing()` at its end."""
    view.session_writes = False  # type: ignore[attr-defined]
    return view


def writes(view: View) -> View:
    """A GET that must write before it shows anything (a logged look at identity data)."""
    view.session_writes = True  # type: ignore[attr-defined]
    return view


class WorkSession(Session):
    """A session whose `info["writes"]` decides how its transactions begin."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        bind = super().get_bind(*args, **kwargs)
        if not isinstance(bind, Engine):
            return bind
        return mode_of(bind, writes=self.info.get("writes", True))


def mode_of(engine: Engine, *, writes: bool) -> Engine:
    """The reading or writing face of an engine; both share its pool."""
    faces: dict[bool, Engine] = engine.__dict__.setdefault("visits_faces", {})
    if writes not in faces:
        options: dict[str, Any] = {"writes": writes}
        if engine.dialect.name == "postgresql" and not writes:
            options["postgresql_readonly"] = True
        faces[writes] = engine.execution_options(**options)
    return faces[writes]


class Database(SQLAlchemy):
    def init_app(self, app: Any) -> None:
        super().init_app(app)
        # The library also closes asynchronous sessions, by an event loop after every request.
        app.teardown_appcontext_funcs = [
            close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)
        ]
        for engine in self._get_state_of(app).engines.values():
            prepare(engine)
        app.before_request(self.choose_mode)

    def _get_state_of(self, app: Flask) -> Any:
        return self._app_state[app]

    def choose_mode(self) -> None:
        """Before anything is read: will this request write?"""
        view = current_app.view_functions.get(request.endpoint or "")
        unsafe = request.method not in SAFE_METHODS
        self.session.info["writes"] = getattr(view, "session_writes", unsafe)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """End the reading session and go on with a writing one: the last step of a `@reads_only` view."""
        self.session.rollback()
        self.session.expire_all()
        self.session.info["writes"] = True
        try:
            yield self.session
        finally:
            self.session.info["writes"] = False

    def write_briefly(self, write: Callable[[Session], None]) -> None:
        """One small write in its own transaction once the response has left (last seen, counts)."""
        sessions = self.sessionmaker

        def after_response() -> None:
            # Too busy: only a note is lost, and its reader has gone.
            with suppress(Busy, OperationalError), sessions() as session:
                write(session)
                session.commit()

        @after_this_request
        def later(response: Response) -> Response:
            response.call_on_close(after_response)
            return response


db = Database(session_options={"class_": WorkSession, "expire_on_commit": False})


def prepare(engine: Engine) -> None:
    """Give an engine's connections their manners: how they begin and how long they wait."""
    if engine.dialect.name == "sqlite":
        listen_on_sqlite(engine)
    else:
        event.listen(engine, "connect", limit_waiting)


def limit_waiting(connection: Any, _: Any) -> None:
    """PostgreSQL: whoever waits for a locked row is told to try again, as on SQLite."""
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{WAIT_SECONDS:g}s'")
    connection.autocommit = False


def listen_on_sqlite(engine: Engine) -> None:
    path = str(engine.url.database)
    event.listen(engine, "connect", prepare_connection)
    event.listen(engine, "begin", lambda connection: begin(connection, path))
    event.listen(engine, "checkin", release_lock)


def prepare_connection(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={int(WAIT_SECONDS * 1000)}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def begin(connection: Connection, path: str) -> None:
    writing = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
    if not writing:
        connection.exec_driver_sql("BEGIN")
        return
    connection.info["write_lock"] = take_lock(f"{path}.writelock")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        os.close(connection.info.pop("write_lock"))
        raise


def release_lock(_: Any, record: Any) -> None:
    handle = record.info.pop("write_lock", None)
    if handle is not None:
        os.close(handle)
