"""What a ledger is read with, and what came out of one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.delegations.models import Delegation, DelegationCountry
from visits.history.models import PastSite, PastVisit
from visits.history.rules.countries import key_of, with_short_forms
from visits.history.rules.judging import Judged, World
from visits.kit.errors import NotThere
from visits.organisations import queries as organisations
from visits.sites.models import Site


def the_world(session: Session, *, today: date) -> World:
    """Countries, sites and rows that we know."""
    countries = organisations.codes_of_countries(session).items()
    return World(
        countries=with_short_forms({name.replace(" ", ""): code for name, code in countries}),
        sites=sites_by_name(session),
        today=today,
        taken=frozenset(session.scalars(select(PastVisit.fingerprint))),
    )


def sites_by_name(session: Session) -> dict[str, int]:
    """Sites by their folded names in every language; retired ones last, a name that two have is none's."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for site in session.scalars(select(Site).order_by(Site.is_retired, Site.id)):
        for name in {key_of(text) for text in site.name.values()}:
            if found.setdefault(name, site.id) != site.id and not site.is_retired:
                twice.add(name)
    return {name: number for name, number in found.items() if name not in twice}


def lookalikes(session: Session, rows: Iterable[Judged]) -> dict[int, list[str]]:
    """By the number of a new row the codes of visits on its first day from one of its countries."""
    visits = {row.number: row.visit for row in rows if row.is_new and row.visit}
    days = {visit.starts_on for visit in visits.values()}
    known = codes_by_day_and_country(session, days)
    found = {
        number: sorted(
            {code for c, _ in visit.countries for code in known.get((visit.starts_on, c), ())}
        )
        for number, visit in visits.items()
    }
    return {number: codes for number, codes in found.items() if codes}


def codes_by_day_and_country(
    session: Session, days: Collection[date]
) -> dict[tuple[date, str], list[str]]:
    if not days:
        return {}
    rows = (
        select(Delegation.starts_on, DelegationCountry.country, Delegation.code)
        .join(DelegationCountry)
        .where(Delegation.starts_on.between(min(days), max(days)))
    )
    found: dict[tuple[date, str], list[str]] = {}
    for day, country, code in session.execute(rows):
        found.setdefault((day, country), []).append(code)
    return found


@dataclass(frozen=True, slots=True)
class Brought:
    """One ledger that was entered: its number (that of its first visit), when, by whom, how many."""

    number: int
    at: datetime
    by: str
    visits: int


def ledgers(session: Session) -> list[Brought]:
    """The ledgers that were entered, the latest first."""
    when = (PastVisit.imported_at, PastVisit.imported_by)
    rows = (
        select(func.min(PastVisit.id), *when, func.count())
        .group_by(*when)
        .order_by(PastVisit.imported_at.desc())
    )
    return [Brought(*row) for row in session.execute(rows)]


def the_ledger(session: Session, number: int) -> Brought:
    """Raises NotThere for a number that is no ledger's."""
    found = next((one for one in ledgers(session) if one.number == number), None)
    if found is None:
        raise NotThere("ledger")
    return found


def visits_of(session: Session, ledger: Brought) -> list[PastVisit]:
    """What came out of a ledger, with the delegations."""
    rows = select(PastVisit).where(
        PastVisit.imported_at == ledger.at, PastVisit.imported_by == ledger.by
    )
    loads = (joinedload(PastVisit.delegation), selectinload(PastVisit.sites))
    return list(session.scalars(rows.options(*loads).order_by(PastVisit.id)))


def past_visit_of(session: Session, delegation_id: int) -> PastVisit | None:
    """Where a delegation came from, when it came out of the ledger, with its sites."""
    rows = select(PastVisit).where(PastVisit.delegation_id == delegation_id)
    return session.scalar(rows.options(selectinload(PastVisit.sites).joinedload(PastSite.site)))


def visits_to_site(session: Session, site_id: int) -> int:
    rows = select(func.count()).select_from(PastSite).where(PastSite.site_id == site_id)
    return session.scalar(rows) or 0
