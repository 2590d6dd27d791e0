"""One writer at a time on a SQLite database: a file that is locked, fairly and with an end.

SQLite's own wait is unfair: of eight writers one may wait for seconds.
"""

import fcntl
import os
import time

from visits.kit.errors import Busy

WAIT_SECONDS = 10.0
"""How long a writer waits for the others before people are told to try again."""


def take_lock(path: str, *, seconds: float = WAIT_SECONDS) -> int:
    """An exclusive lock on the file; raises Busy after so many seconds."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(handle)
                raise Busy from None
            time.sleep(0.002)
        else:
            return handle
