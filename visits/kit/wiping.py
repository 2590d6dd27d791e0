"""After a purge: no deleted row stays readable in the files of the database.

SQLite writes zeros over deleted rows (`secure_delete`, kit/db.py), but its write-ahead log and free
pages may hold former ones: the log is emptied and the file made anew. PostgreSQL's tables are rewritten.
"""

import os
import sqlite3
from contextlib import closing

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from visits.kit.errors import Busy
from visits.kit.write_lock import WAIT_SECONDS, take_lock


def wipe(engine: Engine) -> bool:
    """Make the database's files anew without what was deleted.

    False when others read or wrote all the while: then run it again.
    """
    engine.dispose()
    try:
        if engine.dialect.name == "sqlite":
            return wipe_file(str(engine.url.database))
        rewrite_tables(engine)
    except (Busy, OperationalError, sqlite3.OperationalError):
        return False
    return True


def rewrite_tables(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM FULL"))


def wipe_file(path: str) -> bool:
    lock = take_lock(f"{path}.writelock")
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA busy_timeout={int(WAIT_SECONDS * 1000)}")
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        os.close(lock)
    return not busy
