"""What calendars cost to serve: a site's feed of 2,000 entries, as gunicorn sends it."""

import json
import os
import resource
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bench.installation import Installation
from bench.moves import statements
from tests.calendars.published import a_site, publish
from visits.access.rules import LinkKind
from visits.calendars import stamps
from visits.calendars.models import FeedCache
from visits.itineraries.models import Itinerary
from visits.kit.clock import now
from visits.kit.db import db

ENTRIES, MINUTES = 2_000, 50
SECONDS = 3.0
TIMES = 5
CROWD = 64


@dataclass(frozen=True)
class Site:
    """A site with a long calendar, its token, and a programme that leads there."""

    id: int
    itinerary_id: int
    path: str


@dataclass(frozen=True)
class Building:
    """Milliseconds (median) of answers that build, and the statements of each kind of answer."""

    first: float
    again: float
    kilobytes: float
    queries: dict[str, int]


@dataclass(frozen=True)
class Served:
    """Requests a second, and how many were not answered as they should."""

    rate: float
    failed: int
    slowest: float


def fill(of: Installation) -> Site:
    """Asks for every third hour of the months to come."""
    with of.app.app_context():
        session = db.session
        session.info["writes"] = True
        site = a_site(session, "Measured")
        itinerary = session.scalars(select(Itinerary).order_by(Itinerary.id)).first()
        if itinerary is None:
            raise LookupError("the demonstration has no itinerary")
        begins = now().replace(minute=0, second=0, microsecond=0) - timedelta(days=30)
        for number in range(ENTRIES):
            starts = begins + timedelta(hours=3 * number)
            times = {"starts": starts, "ends": starts + timedelta(minutes=MINUTES)}
            publish(session, itinerary, site, uid=f"measured-{number}@visits", **times)
        keeper = of.app.extensions["links"]
        subject = ("site", site.id)
        link = keeper.issue(session, LinkKind.SITE_FEED, subject, language="ko", at=now())
        session.commit()
        return Site(site.id, itinerary.id, f"/calendars/{keeper.token(link)}.ics")


def building(of: Installation, site: Site) -> Building:
    """By the address itself, in this process."""
    firsts, agains = [], []
    for _ in range(TIMES):
        with of.app.app_context():
            db.session.info["writes"] = True
            db.session.execute(delete(FeedCache))
            db.session.commit()
        firsts.append(fetch(of, site)[0])
        change(of, site)
        agains.append(fetch(of, site)[0])
    queries = {}
    change(of, site)
    for name in ("rebuild", "unchanged"):
        with statements(of) as seen:
            _, tag, size = fetch(of, site)
        queries[name] = len([one for one in seen if one.startswith("SELECT")])
    with statements(of) as seen:
        fetch(of, site, tag)
    queries["304"] = len([one for one in seen if one.startswith("SELECT")])
    return Building(sorted(firsts)[TIMES // 2], sorted(agains)[TIMES // 2], size / 1024, queries)


def change(of: Installation, site: Site) -> None:
    """One stop comes later by a minute."""
    with of.app.app_context():
        session: Session = db.session
        session.info["writes"] = True
        stamps.touch_all(session, {("site", site.id)})
        itinerary = session.get_one(Itinerary, site.itinerary_id)
        later = {"starts": now(), "ends": now() + timedelta(minutes=MINUTES), "at": now()}
        facts = {"uid": "measured-0@visits", "site_id": site.id, **later}
        publish(session, itinerary, Named(site.id), **facts)  # type: ignore[arg-type]
        session.commit()


@dataclass(frozen=True)
class Named:
    """A site of which the number is enough."""

    id: int


def fetch(of: Installation, site: Site, tag: str = "") -> tuple[float, str, int]:
    """Milliseconds until the answer is there, its tag and its size."""
    client = of.app.test_client()
    started = time.perf_counter()
    answer = client.get(site.path, headers={"If-None-Match": tag} if tag else {})
    taken = (time.perf_counter() - started) * 1000
    size = len(answer.data)
    answer.close()
    return taken, answer.headers["ETag"], size


@contextmanager
def served(of: Installation, site: Site) -> Iterator[tuple[int, str]]:
    """Gunicorn over this installation, with the same bytes stored beside: its port and the tag."""
    settings = of.app.config["SETTINGS"]
    answer = of.app.test_client().get(site.path)
    blob = Path(settings.DATA_DIR) / "blob.sqlite"
    with sqlite3.connect(blob) as stored:
        stored.execute("CREATE TABLE stored (id INTEGER PRIMARY KEY, body BLOB)")
        stored.execute("INSERT INTO stored VALUES (1, ?)", (answer.data,))
    stored.close()
    answer.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        **os.environ,
        "VISITS_DATA_DIR": str(settings.DATA_DIR),
        "VISITS_DATABASE_URL": settings.DATABASE_URL,
        "VISITS_FEED_REQUESTS": "100000000",
        "BENCH_BLOB": str(blob),
    }
    options = ("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "2")
    program = (sys.executable, "-m", "gunicorn", "bench.serving:app", *options)
    server = subprocess.Popen(program, env=env, stderr=subprocess.DEVNULL)  # noqa: S603 (ours)
    try:
        wait_for(port)
        for path in ("/least/word", site.path):
            load(port, path, 4)  # the workers have started, and have everything in mind
        yield port, answer.headers["ETag"]
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


def load(port: int, path: str, clients: int, *headers: str, expected: int = 200) -> Served:
    """What so many clients were answered in a few seconds."""
    more = [word for header in headers for word in ("--header", header)]
    wanted = ("--clients", str(clients), "--seconds", str(SECONDS))
    program = (sys.executable, "-m", "bench.load", str(port), path, *wanted, *more)
    done = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603 (ours)
    found = json.loads(done.stdout)
    answered = found["statuses"].get(str(expected), 0)
    total = sum(found["statuses"].values()) + found["errors"]
    return Served(answered / found["seconds"], total - answered, found["slowest"])


def peak_megabytes() -> float:
    """Of the largest process that ended: the server's workers among them."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
