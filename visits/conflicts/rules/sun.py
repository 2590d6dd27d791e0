"""When the sun sets, near enough for a dinner."""

from datetime import UTC, date, datetime, time, timedelta
from math import acos, cos, degrees, pi, radians, sin, tan

HORIZON = -0.833
"""Degrees: the upper edge of the sun touches the horizon, refraction counted."""


def sunset(day: date, latitude: float, longitude: float) -> datetime | None:
    """The instant of sunset at a place on a day, within three minutes; None where it does not set.

    After the general solar position equations of the NOAA (fractional year, at noon).
    """
    year = 2 * pi / 365 * (day.timetuple().tm_yday - 1 + 0.25)
    equation = 229.18 * (
        0.000075
        + 0.001868 * cos(year)
        - 0.032077 * sin(year)
        - 0.014615 * cos(2 * year)
        - 0.040849 * sin(2 * year)
    )
    declination = (
        0.006918
        - 0.399912 * cos(year)
        + 0.070257 * sin(year)
        - 0.006758 * cos(2 * year)
        + 0.000907 * sin(2 * year)
        - 0.002697 * cos(3 * year)
        + 0.00148 * sin(3 * year)
    )
    north = radians(latitude)
    angle = sin(radians(HORIZON)) / (cos(north) * cos(declination)) - tan(north) * tan(declination)
    if abs(angle) > 1:
        return None
    after_midnight = 720 - 4 * (longitude - degrees(acos(angle))) - equation
    return datetime.combine(day, time(0), UTC) + timedelta(minutes=round(after_midnight))
