"""Opening, changing, moving, deleting and handing over delegations."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.access import links
from visits.access.models import User
from visits.access.rules import LinkKind
from visits.audit import recorder
from visits.delegations import queries
from visits.delegations.events import DelegationChanged, DelegationDeleted, HandedOver
from visits.delegations.models import Delegation, DelegationBody, DelegationCountry
from visits.delegations.rules import (
    ENDING_LINKS,
    DelegationMove,
    DelegationState,
    after,
    code_of,
    moved,
)
from visits.kit.emails import is_another_mailbox
from visits.kit.errors import InUse, Refused
from visits.kit.events import tell
from visits.kit.uses import UsesOf, uses_of
from visits.kit.zone import zone_of
from visits.notifications import actions as letters
from visits.organisations import actions as organisations
from visits.organisations.events import OrganisationsMerged
from visits.organisations.models import Organisation

NUMBERS_LOCK = 7_001
"""PostgreSQL's advisory lock for giving numbers; the year is its second half."""


def add(session: Session, facts: Mapping[str, Any], *, at: datetime) -> Delegation:
    """Open a case out of a form's facts: columns, `countries`, `bodies` and `new_bodies`.

    The code is given here: the next number of the year in which the visit begins.
    """
    columns, countries, bodies = parted(session, facts, at=at)
    year = columns["starts_on"].year
    number = next_number(session, year)
    delegation = Delegation(
        **columns, year=year, number=number, code=code_of(year, number), created_at=at
    )
    session.add(delegation)
    bring(delegation, countries)
    send(delegation, bodies)
    session.flush()
    tell(session, DelegationChanged(delegation.id))
    return delegation


def revise(
    session: Session, delegation: Delegation, facts: Mapping[str, Any], *, at: datetime
) -> bool:
    """Change what the form says; the code stays, papers bear it.

    With another liaison, whoever has the liaison's link can open nothing any more: returns whether
    such a link was there; a new one takes its place.
    """
    columns, countries, bodies = parted(session, facts, at=at)
    before, ended_on = brought(delegation), delegation.ends_on
    liaison = delegation.liaison_email
    for name, value in columns.items():
        setattr(delegation, name, value)
    bring(delegation, countries)
    send(delegation, bodies)
    move_links(session, delegation, days=(delegation.ends_on - ended_on).days)
    touch(session, delegation)
    tell_brought(session, delegation, before)
    return follow_liaison(session, delegation, former=liaison)


def follow_liaison(session: Session, delegation: Delegation, *, former: str) -> bool:
    """Links and letters of a liaison who is another one now; whether there were links."""
    if not is_another_mailbox(former, delegation.liaison_email):
        return False
    to, name = delegation.liaison_email, delegation.liaison_name
    about = ("delegation", delegation.id)
    waiting = letters.waiting_for(session, former)
    own = [one for one in waiting if (one.about_kind, one.about_id) == about]
    letters.redirect(own, to=to, name=name)
    keeper: links.LinkKeeper = session.info["links"]
    return keeper.renew_all(session, LinkKind.LIAISON, about)


def move_links(session: Session, delegation: Delegation, *, days: int) -> None:
    """The pages of the visit stay open as long after it as before its last day moved."""
    for link in session.scalars(links.links_to(("delegation", delegation.id))) if days else ():
        if link.kind in ENDING_LINKS and link.expires_at:
            link.expires_at = moved(link.expires_at, days=days, zone=zone_of(session))


def brought(delegation: Delegation) -> dict[str, str]:
    """Countries and bodies in words: their changes belong to the delegation's own history."""
    return {
        "countries": ", ".join(
            f"{row.country} {row.planned}" + ("" if row.actual is None else f" ({row.actual})")
            for row in delegation.countries
        ),
        "bodies": ", ".join(row.organisation.name.to("ko") for row in delegation.bodies),
    }


def tell_brought(session: Session, delegation: Delegation, before: Mapping[str, str]) -> None:
    """Write down which countries and bodies came before, and which now."""
    changed = {
        name: [old, new]
        for (name, old), new in zip(before.items(), brought(delegation).values(), strict=True)
        if old != new
    }
    if changed:
        recorder.tell(session, "changed", delegation, **changed)


def note_actual(session: Session, delegation: Delegation, actual: Mapping[str, int | None]) -> None:
    """How many really came, by country; None where nobody knows. Countries left out stay."""
    before = brought(delegation)
    for row in delegation.countries:
        row.actual = actual.get(row.country, row.actual)
    touch(session, delegation)
    tell_brought(session, delegation, before)


def parted(
    session: Session, facts: Mapping[str, Any], *, at: datetime
) -> tuple[dict[str, Any], Sequence[Mapping[str, Any]], list[int]]:
    """Columns, countries and the ids of the bodies; bodies that we did not know are added."""
    columns = dict(facts)
    countries, bodies = columns.pop("countries"), list(columns.pop("bodies", ()))
    for new in columns.pop("new_bodies", ()):
        body = known_or_new(session, new, at=at)
        if new.get("is_referrer"):
            columns["referrer_id"] = body.id
        else:
            bodies.append(body.id)
    if columns["ends_on"] < columns["starts_on"]:
        raise Refused("ends_before_start")
    return columns, countries, bodies


def known_or_new(session: Session, facts: Mapping[str, Any], *, at: datetime) -> Organisation:
    """The organisation of this name and country; added to the register when there is none."""
    found = queries.organisation_called(session, facts["name"], facts["country"])
    if found is not None:
        return found
    columns = {"name": facts["name"], "country": facts["country"], "kind": facts["kind"]}
    return organisations.add(session, columns, at=at)


def next_number(session: Session, year: int) -> int:
    """One more than the year's last. Writers of one year wait for each other, so no number is lost.

    SQLite has one writer at a time; PostgreSQL is asked for a lock until the transaction's end.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(NUMBERS_LOCK, year)))
    return queries.last_number(session, year) + 1


def bring(delegation: Delegation, countries: Sequence[Mapping[str, Any]]) -> None:
    """These countries come, in this order; a row that stays keeps its id."""
    known = {row.country: row for row in delegation.countries}
    rows = []
    for position, given in enumerate(countries):
        row = known.get(given["country"]) or DelegationCountry(country=given["country"])
        row.planned, row.actual = given["planned"], given.get("actual")
        row.position = position
        rows.append(row)
    delegation.countries = rows


def send(delegation: Delegation, bodies: Iterable[int]) -> None:
    """These organisations come, in this order, each once."""
    known = {row.organisation_id: row for row in delegation.bodies}
    rows = []
    for position, organisation_id in enumerate(dict.fromkeys(bodies)):
        row = known.get(organisation_id) or DelegationBody(organisation_id=organisation_id)
        row.position = position
        rows.append(row)
    delegation.bodies = rows


def move(session: Session, delegation: Delegation, step: DelegationMove, *, today: date) -> None:
    """Raises Refused for a move that the state or the first day forbids."""
    delegation.state = after(delegation.state, step, starts_on=delegation.starts_on, today=today)
    session.flush()
    tell(session, DelegationChanged(delegation.id))


def uses(session: Session, delegation: Delegation) -> list[tuple[str, int]]:
    """What hangs on the delegation, so that it cannot be deleted, and how many of it."""
    return uses_of(session, "delegation", delegation.id)


def delete(session: Session, delegation: Delegation, *, at: datetime) -> None:
    """Raises Refused unless it is a draft, InUse when anything hangs on it. Its links are stopped."""
    if delegation.state is not DelegationState.DRAFT:
        raise Refused("delegation_not_draft")
    if used := uses(session, delegation):
        raise InUse(used)
    tell(session, DelegationDeleted(delegation.id))
    links.revoke_all(session, ("delegation", delegation.id), at=at)
    session.delete(delegation)
    session.flush()


def hand_over(
    session: Session, delegations: Iterable[Delegation], *, giver: User, taker: User
) -> int:
    """The taker leads or deputises where the giver did. Returns how many delegations changed.

    A taker who was the deputy of what they lead now has no deputy of their own any more. Whatever
    else the giver was to do for these delegations is the taker's, too.
    """
    changed = 0
    for delegation in delegations:
        before = (delegation.lead_id, delegation.deputy_id)
        lead, deputy = (taker.id if one == giver.id else one for one in before)
        delegation.lead_id = lead or delegation.lead_id
        delegation.deputy_id = None if deputy == lead else deputy
        changed += before != (delegation.lead_id, delegation.deputy_id)
        tell(session, HandedOver(delegation.id, giver.id, taker.id))
    session.flush()
    return changed


def touch(session: Session, delegation: Delegation) -> None:
    """What hangs on the delegation changed: forms that were opened before are stale now."""
    delegation.version += 1
    session.flush()
    tell(session, DelegationChanged(delegation.id))


def count_uses(session: Session, question: UsesOf) -> None:
    """Answers who points to an organisation or a country, and what hangs on a delegation."""
    if question.kind == "organisation":
        number = queries.uses_of_organisation(session, question.id)
        question.found.append(("delegation", number))
    if question.kind == "country":
        question.found.append(("delegation", queries.uses_of_country(session, question.id)))
    if question.kind == "delegation":
        question.found.append(("delegate", queries.number_of_delegates(session, question.id)))
        question.found.append(("party", queries.number_of_parties(session, question.id)))


def on_organisations_merged(session: Session, notice: OrganisationsMerged) -> None:
    """Who came from the body that goes came from the one that is kept, once."""
    for row in queries.rows_of_body(session, notice.gone_id):
        others = {other.organisation_id for other in row.delegation.bodies}
        if notice.kept_id in others:
            row.delegation.bodies.remove(row)
        else:
            row.organisation_id = notice.kept_id
    for delegation in queries.referred_by(session, notice.gone_id):
        delegation.referrer_id = notice.kept_id
    session.flush()
