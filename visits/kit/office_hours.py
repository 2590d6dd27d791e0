"""When the office is at work, and so when what happens by itself writes reminders."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from visits.kit.clock import local
from visits.kit.zone import zone_of

OPENS, CLOSES = time(8), time(18)
"""On the wall of the city: nobody is reminded earlier or later."""


def is_office_hour(session: Session, at: datetime) -> bool:
    """Whether a reminder may be written at *at*; one that may not waits for a later round."""
    return OPENS <= at.astimezone(zone_of(session)).time() < CLOSES


def next_office_hour(session: Session, at: datetime) -> datetime:
    """*at* itself when the office is at work, else the instant when it next opens."""
    if is_office_hour(session, at):
        return at
    zone = zone_of(session)
    wall = at.astimezone(zone)
    day = wall.date() if wall.time() < OPENS else wall.date() + timedelta(days=1)
    return local(day, OPENS, zone)
