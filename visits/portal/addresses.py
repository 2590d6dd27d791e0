"""Addresses of others that a page offers: maps, and a calendar's form. All open in a browser."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlencode


@dataclass(frozen=True, slots=True)
class Maps:
    """One place on the three maps that people in the city use."""

    naver: str
    kakao: str
    google: str


def maps_of(name: str, lat: float, lng: float) -> Maps:
    """Google takes the point alone; the others put the name beside it, Kakao parts it by commas."""
    point = {"lng": lng, "lat": lat, "title": name, "zoom": 16}
    return Maps(
        naver=f"https://map.naver.com/p?{urlencode(point, quote_via=quote)}",
        kakao=f"https://map.kakao.com/link/map/{quote(name.replace(',', ' '), safe='')},{lat},{lng}",
        google=f"https://www.google.com/maps/search/?{urlencode({'api': 1, 'query': f'{lat},{lng}'})}",
    )


def google_event(title: str, starts: datetime, ends: datetime, *, place: str, details: str) -> str:
    """Google's form for a new entry, filled in."""
    span = "/".join(f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for at in (starts, ends))
    facts = {"action": "TEMPLATE", "text": title, "dates": span, "location": place}
    if details:
        facts["details"] = details
    return f"https://calendar.google.com/calendar/render?{urlencode(facts, quote_via=quote)}"
