"""Filling an empty database with the demonstration, in one transaction."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.access.rules import LinkKind
from visits.delegations.models import Delegation
from visits.demo.escorts import add_taps
from visits.demo.history import add_history
from visits.demo.living import add_living
from visits.demo.outcomes import add_outcomes
from visits.demo.over import add_over
from visits.demo.people import ACCOUNTS, add_staff, address_of
from visits.demo.planning import Setting
from visits.demo.receptions import add_receptions
from visits.demo.requests import add_requests
from visits.demo.said import add_said
from visits.demo.sites import add_sites
from visits.demo.targets import add_targets
from visits.demo.templates import add_templates
from visits.holidays import actions as holidays
from visits.holidays.queries import holidays_between
from visits.kit.zone import zone_of
from visits.sites.models import Site

ACTOR = ("command", "", "demo")


def is_empty(session: Session) -> bool:
    """Whether nobody has worked here yet."""
    tables = (User, Site, Delegation)
    return not any(session.scalar(select(table.id).limit(1)) for table in tables)


def fill(
    session: Session,
    *,
    password: str,
    links: LinkKeeper,
    keep_days: int,
    country: str,
    at: datetime,
) -> None:
    """Accounts, registers, visits that are over and four that live, how they are received and judged,
    requests.

    *country* is where the city's holidays come from; guest links open until *keep_days* after the
    visit.
    """
    session.info["actor"] = ACTOR
    staff = add_staff(session, password=password, at=at)
    sites = add_sites(session, {user.email: user for user in staff.accounts.values()}, at=at)
    for site in sites.values():
        if site.contacts:
            subject = ("site", site.id)
            links.standing(session, LinkKind.SITE_FEED, subject, language="ko", at=at)
    zone = zone_of(session)
    year = at.astimezone(zone).year
    for each in range(year - 1, year + 2):
        holidays.fill(session, each, country=country)
    days_off = off_days(session, year)
    past = add_history(session, staff.officer, days_off, at=at)
    setting = Setting(
        staff=staff,
        sites=sites,
        holidays=days_off,
        links=links,
        keep_days=keep_days,
        zone=zone,
        at=at,
    )
    add_targets(session, year)
    add_templates(session, staff, sites, at=at)
    over = add_over(session, setting)
    living = add_living(session, setting)
    add_receptions(session, setting, living, [*past, over.delegation])
    add_said(session, setting, over, living)
    add_taps(session, setting, over, living)
    add_outcomes(session, setting, over, past)
    guests = next(visit.delegation for visit in living if visit.key == "mongolia")
    add_requests(session, setting, guests=guests)


def off_days(session: Session, year: int) -> frozenset[date]:
    """Days of last, this and next year on which nobody works."""
    rows = holidays_between(session, date(year - 1, 1, 1), date(year + 1, 12, 31))
    return frozenset(row.day for row in rows if row.kind.closes)


def accounts(password: str) -> str:
    """What is printed and kept: who can sign in, and with which password."""
    lines = [
        "Accounts of the demonstration. People, limits, times and most visits are invented.",
        f"Password of all of them: {password}",
        *(f"  {address_of(role)}" for role, _, _ in ACCOUNTS),
    ]
    return "\n".join(lines) + "\n"
