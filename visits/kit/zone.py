"""The city's zone, known to every session: one per installation, hung on by `app.py`."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session


def zone_of(session: Session) -> ZoneInfo:
    """The zone in which days begin and people type times."""
    zone: ZoneInfo = session.info["zone"]
    return zone
