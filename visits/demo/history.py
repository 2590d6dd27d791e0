"""Visits that are over: those that the city's published figures count, and some since.

They are closed and have no names: only how many people came from which country.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.delegations import actions
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationMove, Level
from visits.demo.reading import INVENTED, rows_of, texts
from visits.kit.clock import local
from visits.kit.translated import Translated
from visits.kit.workdays import is_working_day, on_or_after
from visits.kit.zone import zone_of
from visits.organisations.rules import OrganisationKind

HOME = "KR"
PUBLISHED = (
    (date(2023, 1, 1), date(2023, 6, 30)),
    (date(2024, 1, 1), date(2024, 6, 30)),
)
"""Half-years whose figures are known: no invented visit may begin in them."""
WORLD_BANK_SEAT = "US"
NOTICE = timedelta(days=40)
"""How long before its first day a visit was announced."""


def add_history(
    session: Session, lead: User, holidays: frozenset[date], *, at: datetime
) -> list[Delegation]:
    """The published half-years to the person, and invented visits of the last eighteen months."""
    today = at.astimezone(zone_of(session)).date()
    rows: list[tuple[date, date, Mapping[str, str]]] = [
        (date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]), row)
        for row in rows_of("history")
    ]
    rows += list(recent(today, holidays))
    return [
        add_closed(session, row, lead, first=first, last=last, today=today)
        for first, last, row in sorted(rows, key=lambda one: one[0])
        if last < today
    ]


def recent(
    today: date, holidays: frozenset[date]
) -> Iterable[tuple[date, date, Mapping[str, str]]]:
    """Invented visits so many days ago, on working days, none in a half-year that is published."""
    for row in rows_of("recent"):
        first = on_or_after(today - timedelta(days=int(row["days_ago"])), holidays)
        last = first + timedelta(days=int(row["days"]) - 1)
        if not is_working_day(last, holidays):
            last = first
        if not is_published(first):
            yield first, last, row


def is_published(day: date) -> bool:
    return any(first <= day <= last for first, last in PUBLISHED)


def add_closed(
    session: Session,
    row: Mapping[str, str],
    lead: User,
    *,
    first: date,
    last: date,
    today: date,
) -> Delegation:
    """One visit from first to last, closed."""
    announced = local(first, time(9), zone_of(session)) - NOTICE
    countries = [
        {"country": code, "planned": int(people), "actual": int(people)}
        for code, people in (one.split(":") for one in row["countries"].split())
    ]
    facts = {
        "title": texts(row, "title"),
        "starts_on": first,
        "ends_on": last,
        "level": Level(row["level"]),
        "themes": (row["theme"],),
        "languages": ("en",),
        "lead_id": lead.id,
        "countries": countries,
        "new_bodies": list(bodies_of(row, countries[0]["country"])),
        "notes": INVENTED,
    }
    delegation = actions.add(session, facts, at=announced)
    for step in (DelegationMove.PLAN, DelegationMove.CONFIRM, DelegationMove.CLOSE):
        actions.move(session, delegation, step, today=today)
    return delegation


def bodies_of(row: Mapping[str, str], country: Any) -> Iterable[dict[str, Any]]:
    """The body that came, and the one that brought it."""
    kind = OrganisationKind(row["kind"])
    if kind is OrganisationKind.UNIVERSITY:
        country = HOME
    if kind is OrganisationKind.INTERNATIONAL_ORGANISATION:
        country = WORLD_BANK_SEAT
    yield {"name": texts(row, "body"), "country": country, "kind": kind}
    if row["referrer"]:
        korean, english = row["referrer"].split("|")
        yield {
            "name": Translated(ko=korean, en=english),
            "country": HOME,
            "kind": OrganisationKind.PUBLIC_AGENCY,
            "is_referrer": True,
        }
