"""Reading a calendar in a short-lived process of its own, so that no file slows down or fills ours."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from visits.busy.rules import (
    FILE_MEGABYTES,
    MEGABYTE,
    MOST_AT_ONCE,
    READ_SECONDS,
    Fault,
    NotRead,
    Reading,
    window_at,
)

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 3
"""What a busy machine may need until the process has begun to read."""


def read_apart(content: bytes, *, at: datetime, zone: ZoneInfo) -> Reading:
    """What blocks time around the instant. Raises NotRead, also when it took too long or too much."""
    if len(content) > FILE_MEGABYTES * MEGABYTE:
        raise NotRead(Fault.TOO_LARGE)
    window = window_at(at)
    command = [
        sys.executable,
        "-m",
        "visits.busy.reading",
        window.start.isoformat(),
        window.end.isoformat(),
        zone.key,
    ]
    try:
        with a_place():
            ran = subprocess.run(  # noqa: S603 (our own module; the file comes by standard input)
                command,
                input=content,
                capture_output=True,
                timeout=READ_SECONDS + START_SECONDS,
                check=False,
                cwd=ROOT,
            )
    except subprocess.TimeoutExpired as error:
        raise NotRead(Fault.TOO_SLOW) from error
    except OSError as error:
        raise NotRead(Fault.NO_ROOM) from error
    return heard(ran)


PLACES = threading.BoundedSemaphore(MOST_AT_ONCE)


@contextmanager
def a_place() -> Iterator[None]:
    """Each process may take much memory. Raises NotRead when none of the others ends soon."""
    if not PLACES.acquire(timeout=START_SECONDS):
        raise NotRead(Fault.NO_ROOM)
    try:
        yield
    finally:
        PLACES.release()


def heard(ran: subprocess.CompletedProcess[bytes]) -> Reading:
    """The answer of the process. Raises NotRead for a fault, or when it broke off."""
    if ran.returncode < 0:
        raise NotRead(Fault.TOO_SLOW)
    try:
        told = json.loads(ran.stdout)
    except ValueError as error:
        raise NotRead(Fault.BROKEN) from error
    if "fault" in told:
        raise NotRead(Fault(told["fault"]), **told["facts"])
    return Reading.heard(told)
