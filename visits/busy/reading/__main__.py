"""The process that reads one calendar: bytes on its standard input, a reading or a fault as JSON on
its standard output. It is given so much time and memory, and ends."""

import json
import resource
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from visits.busy.reading import read
from visits.busy.rules import FILE_MEGABYTES, MEGABYTE, READ_MEGABYTES, READ_SECONDS, NotRead
from visits.kit.interval import Interval


def limit() -> None:
    """No more memory and time than a calendar may cost."""
    memory = READ_MEGABYTES * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (READ_SECONDS, READ_SECONDS))


def main(first: str, last: str, zone: str) -> None:
    limit()
    content = sys.stdin.buffer.read(FILE_MEGABYTES * MEGABYTE + 1)
    window = Interval(datetime.fromisoformat(first), datetime.fromisoformat(last))
    try:
        told = read(content, window, zone=ZoneInfo(zone)).told()
    except NotRead as error:
        told = {"fault": error.fault.value, "facts": error.facts}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
