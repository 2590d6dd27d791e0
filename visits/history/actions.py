"""Taking rows of a ledger over. Flush at most: every row or none."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.delegations import actions as delegations
from visits.delegations.models import Delegation
from visits.history import queries
from visits.history.models import PastSite, PastVisit
from visits.history.rules.judging import Judged
from visits.history.rules.judging import PastVisit as Told
from visits.kit.errors import Refused
from visits.kit.translated import Translated
from visits.kit.uses import UsesOf
from visits.kit.zone import zone_of
from visits.languages.names import cldr_country
from visits.languages.scripts import language_of
from visits.languages.zones import home_zone
from visits.organisations.rules import OrganisationKind

WRITTEN_IN = ("en",)
"""The language in which we would have written; ledgers do not tell."""


def take_over(
    session: Session, rows: Iterable[Judged], *, lead: User, by: str, at: datetime
) -> list[Delegation]:
    """Closed delegations out of the rows that are new; rows brought before stay as they are.

    Raises Refused (`ledger_has_faults`) when a row that is not skipped cannot be taken, or says the
    same as another and nobody said whether both took place: then none is.
    """
    wanted = list(rows)
    if any(row.is_bad or row.is_asked for row in wanted):
        raise Refused("ledger_has_faults")
    visits = sorted(
        (row.visit for row in wanted if row.is_new and row.visit),
        key=lambda visit: (visit.starts_on, visit.ends_on),
    )
    facts = [facts_of(visit, lead, zone_of(session).key) for visit in visits]
    entered = delegations.add_past(session, facts, at=at)
    session.add_all(
        entry(visit, delegation, by=by, at=at)
        for visit, delegation in zip(visits, entered, strict=True)
    )
    session.flush()
    return entered


def entry(visit: Told, delegation: Delegation, *, by: str, at: datetime) -> PastVisit:
    """Which row of the ledger the delegation came out of, and where they went."""
    sites = [PastSite(site_id=number, position=place) for place, number in enumerate(visit.sites)]
    return PastVisit(
        delegation_id=delegation.id,
        fingerprint=visit.fingerprint,
        other_sites=", ".join(visit.others),
        imported_by=by,
        imported_at=at,
        sites=sites,
    )


def facts_of(visit: Told, lead: User, zone: str) -> dict[str, Any]:
    """What the ledger tells of a visit, as the form of a delegation would."""
    first_country = visit.countries[0][0]
    body = in_its_language(visit.body)
    return {
        "title": body or named_after(country for country, _ in visit.countries),
        "starts_on": visit.starts_on,
        "ends_on": visit.ends_on,
        "purpose": in_its_language(visit.purpose),
        "languages": WRITTEN_IN,
        "lead_id": lead.id,
        "home_zone": home_zone(first_country, zone),
        "countries": [
            {"country": country, "planned": people, "actual": people}
            for country, people in visit.countries
        ],
        "new_bodies": [{"name": body, "country": first_country, "kind": OrganisationKind.OTHER}]
        if body
        else [],
    }


def in_its_language(text: str) -> Translated:
    """Korean where it is written in Hangul, else as English: a ledger says no language."""
    return Translated({"ko" if language_of(text) == "ko" else "en": text})


def named_after(countries: Iterable[str]) -> Translated:
    """A title for a visit of which the ledger names no body."""
    codes = list(countries)
    return Translated(
        {tag: ", ".join(cldr_country(code, tag) for code in codes) for tag in ("ko", "en")}
    )


def take_back(session: Session, visits: Iterable[PastVisit]) -> int:
    """A ledger that should not have been entered: its visits go again, all or none.

    Raises Refused (`past_visit_changed`) when one was worked on since, InUse when anything hangs on
    one. Organisations that were added stay.
    """
    count = 0
    for visit in visits:
        delegation = visit.delegation
        session.delete(visit)
        session.flush()
        delegations.remove_past(session, delegation)
        count += 1
    return count


def count_uses(session: Session, question: UsesOf) -> None:
    """Answers who points to a site: past visits that went there."""
    if question.kind == "site":
        question.found.append(("past_visit", queries.visits_to_site(session, question.id)))
