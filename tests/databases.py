"""A clean, migrated database for each test: a copied file, or a swept PostgreSQL database."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.postgres import CLEAN, Cluster
from visits.kit import migrate

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


class Databases:
    """What one process of a run knows; the folder is shared by all processes of the run."""

    def __init__(self, shared: Path, cluster: Path | None, worker: str) -> None:
        self.shared = shared
        self.cluster = Cluster(cluster) if cluster else None
        self.own = f"test_{worker}"
        self.is_made = False

    def fresh(self, kind: str, folder: Path) -> str:
        """The address of a database that is migrated and empty."""
        return self.fresh_sqlite(folder) if kind == SQLITE else self.fresh_postgresql()

    def fresh_sqlite(self, folder: Path) -> str:
        template = self.shared / "template.sqlite"
        with alone(self.shared / "sqlite.lock"):
            if not template.exists():
                draft = self.shared / "draft.sqlite"
                migrate.upgrade(f"sqlite:///{draft}")
                settle(draft)
                draft.rename(template)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, folder / "visits.sqlite")
        return f"sqlite:///{folder / 'visits.sqlite'}"

    def fresh_postgresql(self) -> str:
        cluster = self.the_cluster()
        if not self.is_made:
            self.prepare_template(cluster)
            cluster.drop(self.own)
            cluster.create(self.own, template="template_visits")
            self.is_made = True
        with closing(cluster.connect(self.own)) as connection:
            connection.execute(CLEAN)
        return cluster.url(self.own)

    def prepare_template(self, cluster: Cluster) -> None:
        with alone(self.shared / "postgresql.lock"):
            if not cluster.has("template_visits"):
                cluster.create("template_visits")
                migrate.upgrade(cluster.url("template_visits"))

    def empty(self, kind: str, folder: Path) -> str:
        """The address of a database without any table, for tests of the migrations themselves."""
        if kind == SQLITE:
            return f"sqlite:///{folder / 'unmigrated.sqlite'}"
        cluster = self.the_cluster()
        cluster.drop(f"{self.own}_unmigrated")
        cluster.create(f"{self.own}_unmigrated")
        return cluster.url(f"{self.own}_unmigrated")

    def the_cluster(self) -> Cluster:
        if not self.cluster:
            raise RuntimeError("PostgreSQL was not asked for: --database both, or postgresql")
        return self.cluster


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def settle(path: Path) -> None:
    """Everything from the write-ahead log into the file itself, so that one copy is enough."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    for leftover in ("-wal", "-shm", ".writelock"):
        Path(f"{path}{leftover}").unlink(missing_ok=True)
