"""A PostgreSQL cluster of our own: made for one run of the tests, reached by a socket alone."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import psycopg

WAIT_SECONDS = 60
# Nothing here outlives the run, so nothing needs to reach the disk.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "listen_addresses": "",
    "log_min_messages": "fatal",
}


class Cluster:
    """Started by the first process of a run; the others only know its folder."""

    process: subprocess.Popen[bytes]

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def start(cls) -> "Cluster":
        """Raises RuntimeError when PostgreSQL is missing or does not start."""
        # Short: the path of a Unix socket has at most 107 bytes.
        cluster = cls(Path(tempfile.mkdtemp(prefix="visits-pg-", dir="/tmp")))
        data = cluster.folder / "data"
        owner = account()
        if owner:
            shutil.chown(cluster.folder, owner)
        # No locale and bytewise order, so that lists are sorted alike on every machine.
        subprocess.run(
            [
                binary("initdb"),
                "-D",
                data,
                *["-U", "visits", "-A", "trust", "-E", "UTF8", "-N", "--locale=C"],
            ],
            check=True,
            user=owner,
            cwd="/",
            stdout=subprocess.DEVNULL,
        )
        settings = {**FAST, "unix_socket_directories": str(cluster.folder)}
        log = (cluster.folder / "log").open("wb")
        cluster.process = subprocess.Popen(
            [binary("postgres"), "-D", data, *(f"--{k}={v}" for k, v in settings.items())],
            user=owner,
            cwd="/",
            stderr=log,
            preexec_fn=end_with_us,  # noqa: PLW1509  # one thread so early; it must not outlive us
        )
        log.close()
        cluster.wait()
        return cluster

    def wait(self) -> None:
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError as error:
                if self.process.poll() is not None or time.monotonic() > until:
                    log = (self.folder / "log").read_text()
                    raise RuntimeError(f"PostgreSQL did not start: {log}") from error
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=WAIT_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://visits@/{name}?host={self.folder}"

    def connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), dbname=name, user="visits", autocommit=True, connect_timeout=5
        )

    def create(self, name: str, template: str = "template0") -> None:
        """A new database, a copy of the template; nobody may be connected to that."""
        with closing(self.connect("postgres")) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def drop(self, name: str) -> None:
        with closing(self.connect("postgres")) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def has(self, name: str) -> bool:
        with closing(self.connect("postgres")) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None


def binary(name: str) -> str:
    """The newest of this machine; Debian keeps them off the path."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3])
    )
    found = shutil.which(name) or (str(versions[-1]) if versions else None)
    if not found:
        raise RuntimeError(f"PostgreSQL's {name} is not on this machine: scripts/need postgresql")
    return found


def account() -> str | None:
    """PostgreSQL refuses root: then it runs as the account that its package made."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def end_with_us() -> None:
    """Linux: the server is told to stop when this process ends, however it ends."""
    parent_death_signal = 1
    ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGINT)


# Which tables hold rows is asked in one statement; the rest is not touched. Foreign keys are not
# checked meanwhile (`replica`), and numbers begin at 1 again.
CLEAN = """
DO $$
DECLARE spot record; used boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR spot IN SELECT c.oid::regclass AS name FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname = 'public' AND c.relname <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s)', spot.name) INTO used;
    IF used THEN EXECUTE format('DELETE FROM %s', spot.name); END IF;
  END LOOP;
  FOR spot IN SELECT schemaname, sequencename FROM pg_sequences
      WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %I.%I RESTART', spot.schemaname, spot.sequencename);
  END LOOP;
END $$
"""
