"""The city's sites, what they offer, who answers for them, and the ways between them."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.demo.reading import INVENTED, rows_of, season_of, texts, words
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.sites import actions
from visits.sites.models import Site
from visits.sites.rules import (
    CLOSED_ON_HOLIDAYS,
    Category,
    ContactChannel,
    ContactRole,
    Security,
    TravelMode,
    TravelSource,
)

Row = Mapping[str, str]
Sites = Mapping[str, Site]

IDENTITY_FIELDS: Mapping[Security, tuple[str, ...]] = {
    Security.OPEN: (),
    Security.NAME_LIST: ("nationality",),
    Security.IDENTITY_LIST: ("birth_date", "passport_number", "nationality"),
}
ROOMS = (
    (Translated(ko="접견실", en="Reception room", ar="قاعة الاستقبال"), 24),
    (Translated(ko="책문화센터 회의실", en="Briefing room", ar="قاعة العروض"), 40),
    (Translated(ko="국제교류실", en="International exchange room", ar="قاعة التبادل الدولي"), 16),
)
"""Of city hall, with their seats."""


def add_sites(session: Session, accounts: Mapping[str, User], *, at: datetime) -> Sites:
    """Every site with all that belongs to it, by slug. *accounts* are users by e-mail address."""
    given = rows_of("sites")
    described = {row["slug"]: row for row in rows_of("site_texts")}
    known = {
        row["slug"]: actions.add(
            session, facts_of(row, described.get(row["slug"], {})), at=at, slug=row["slug"]
        )
        for row in given
    }
    year = at.astimezone(zone_of(session)).year
    for row in given:
        if row["end_site"]:
            actions.revise(session, known[row["slug"]], {"end_site_id": known[row["end_site"]].id})
        if row["windows"]:
            actions.offer(session, known[row["slug"]], list(rounds_of(row, year)))
    actions.furnish(
        session,
        known["city-hall"],
        [{"id": "", "name": name, "seats": seats} for name, seats in ROOMS],
    )
    add_contacts(session, known, accounts)
    add_travel_times(session, known)
    return known


def facts_of(row: Row, described: Row) -> dict[str, Any]:
    """A site as its form would say it."""
    category, security = Category(row["category"]), Security(row["security_level"])
    return {
        **{name: texts(described, name) for name in ("summary", "entrance_note", "photo_policy")},
        **{name: int(row[name]) for name in NUMBERS},
        "name": texts(row, "name"),
        "category": category,
        "themes": tuple(theme.strip() for theme in row["themes"].split(",") if theme.strip()),
        "address_ko": row["address_ko"],
        "address_roman": row["address_roman"],
        "lat": float(row["lat"]),
        "lng": float(row["lng"]),
        "is_elsewhere": row["elsewhere"] == "1",
        "is_accessible": row["accessible"] == "1",
        "is_outdoor": row["outdoor"] == "1",
        "has_prayer_room": row["prayer_room"] == "1",
        "is_closed_at_lunch": row["closed_at_lunch"] == "1",
        "is_public": row["public"] == "1",
        "security": security,
        "identity_fields": IDENTITY_FIELDS[security],
        "closed_on_holidays": category in CLOSED_ON_HOLIDAYS,
        "closed_weekdays": words(row["closed_weekdays"]),
        "serves": words(row["serves"]),
        "notes": "\n".join([*texts(row, "note").values(), INVENTED]),
    }


NUMBERS = (
    "max_group",
    "min_group",
    "concurrent_groups",
    "minutes_min",
    "minutes_typical",
    "minutes_max",
    "lead_days",
)


def rounds_of(row: Row, year: int) -> Iterator[dict[str, Any]]:
    """`2 10:30-11:30; …`, weekday and times; a season is told anew for this and the next year."""
    years = (year, year + 1) if row["season"] else (year,)
    for season in (season_of(row["season"], each) for each in years):
        for window in row["windows"].split(";"):
            weekday, span = window.split()
            opens, closes = (time.fromisoformat(clock) for clock in span.split("-"))
            first, last = season
            yield {
                "weekday": int(weekday),
                "opens": opens,
                "closes": closes,
                "first": first,
                "last": last,
            }


def add_contacts(session: Session, known: Sites, accounts: Mapping[str, User]) -> None:
    for row in rows_of("contacts"):
        account = accounts.get(row["account"])
        facts = {
            "name": row["name"],
            "position": row["position"],
            "role": ContactRole(row["role"]),
            "languages": words(row["languages"]),
            "language": row["language"],
            "channel": ContactChannel(row["channel"]),
            "email": row["email"],
            "phone": row["phone"],
            "user_id": account.id if account else None,
        }
        actions.add_contact(session, known[row["site"]], facts)


def add_travel_times(session: Session, known: Sites) -> None:
    """Both ways alike."""
    for row in rows_of("travel_times"):
        for ends in ((row["from"], row["to"]), (row["to"], row["from"])):
            facts = {
                "from_id": known[ends[0]].id,
                "to_id": known[ends[1]].id,
                "mode": TravelMode(row["mode"]),
                "minutes": int(row["minutes"]),
                "km": float(row["km"]),
                "source": TravelSource.GIVEN,
            }
            actions.add_travel_time(session, facts)
