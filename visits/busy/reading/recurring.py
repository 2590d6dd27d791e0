"""When something that repeats takes place: the rules of RFC 5545, 3.3.10, by python-dateutil.

Occurrences are counted in wall time, without zones, as the standard does across a change of summer
time. The library walks through every one since the first, so each rule gets a limited time.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from dateutil.rrule import rruleset, rrulestr

from visits.busy.reading.components import Property
from visits.busy.reading.moments import Bad, Moment, the_moment
from visits.busy.reading.zones import Zones
from visits.busy.rules import MOST_OCCURRENCES, Why

TOO_FREQUENT = frozenset({"SECONDLY", "MINUTELY"})
SECONDS = 1.0
"""For the occurrences of one event."""
LIBRARY_FAULTS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What the library raises for rules that it does not understand, or that lead past the year 9999."""
MOST_INTERVAL = 10_000


def occurrences(
    rules: list[Property],
    first: Moment,
    *,
    added: list[datetime],
    since: datetime,
    until: datetime,
    zones: Zones,
) -> list[datetime]:
    """Wall times from *since* until *until*, in order, each once; *first* counts whatever the rule says.

    Raises Bad for a rule that cannot be read, or that repeats too often.
    """
    with within(SECONDS):
        try:
            wanted = rruleset()
            for rule in rules:
                wanted.rrule(rrulestr(checked(rule, first, until, zones), dtstart=first.wall))
            for one in (first.wall, *added):
                wanted.rdate(one)
            return list(found_in(wanted, since, until))
        except LIBRARY_FAULTS as error:
            raise Bad(Why.BAD_RULE) from error


def found_in(wanted: Any, since: datetime, until: datetime) -> Iterator[datetime]:
    count = 0
    for occurrence in wanted:
        if occurrence > until:
            return
        if occurrence < since:
            continue
        count += 1
        if count > MOST_OCCURRENCES:
            raise Bad(Why.TOO_OFTEN)
        yield occurrence


def checked(rule: Property, first: Moment, until: datetime, zones: Zones) -> str:
    """The rule with its end as wall time, and an end in any case. Raises Bad."""
    parts = dict(parted(one) for one in rule.value.strip().rstrip(";").upper().split(";"))
    if parts.get("FREQ") in TOO_FREQUENT:
        raise Bad(Why.TOO_FREQUENT)
    interval = parts.get("INTERVAL", "1")
    if not (interval.isdecimal() and 0 < int(interval[:9]) <= MOST_INTERVAL):
        raise Bad(Why.BAD_RULE)
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{until_of(parts['UNTIL'], first, zones):%Y%m%dT%H%M%S}"
    elif "COUNT" not in parts:
        parts["UNTIL"] = f"{until:%Y%m%dT%H%M%S}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def parted(part: str) -> tuple[str, str]:
    name, sign, value = part.partition("=")
    if not sign:
        raise Bad(Why.BAD_RULE)
    return name.strip(), value.strip()


def until_of(written: str, first: Moment, zones: Zones) -> datetime:
    """The last instant as wall time of the event; a date is the whole day."""
    last = the_moment(Property("UNTIL", written, {}), zones)
    if last.is_day:
        return last.wall + timedelta(days=1, seconds=-1)
    return first.zone.wall(last.instant) if written.endswith("Z") else last.wall


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises Bad when it takes longer. In the main thread alone, where signals arrive."""

    def stop(*_: object) -> None:
        raise Bad(Why.TOO_SLOW)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
