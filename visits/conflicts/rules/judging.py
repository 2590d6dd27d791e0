"""How every rule says what it found about a stop."""

from datetime import datetime
from typing import Any

from visits.conflicts.rules.catalogue import SEVERITY, Code, Severity
from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.values import StopFacts
from visits.kit.interval import Interval

A_MINUTE = 60


def about(stop: StopFacts, code: Code, calendar: Calendar, /, **facts: Any) -> Finding:
    """A finding on one stop; while the stop is an idea or a hold, it only warns."""
    return Finding(
        code=code,
        severity=SEVERITY[code] if stop.is_firm else Severity.WARN,
        stop=stop.uid,
        day=calendar.day_of(stop.when.start),
        facts=facts,
    )


def iso(instant: datetime) -> str:
    """An instant as a fact."""
    return instant.isoformat()


def from_until(span: Interval) -> dict[str, str]:
    return {"from": iso(span.start), "until": iso(span.end)}


def minutes(span: Interval) -> int:
    """Whole minutes of the span, rounded down."""
    return int(span.length.total_seconds()) // A_MINUTE
