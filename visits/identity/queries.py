"""Reading what is known of delegates, without opening it, and who looked at it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from visits.access.links import links_to
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind, LinkState
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegationState
from visits.identity.keys import keeper_of
from visits.identity.models import (
    DestructionRecord,
    IdentityCode,
    IdentityConsent,
    IdentityInvitation,
    IdentityKey,
    IdentityLook,
    IdentityRecord,
    LookReview,
    PurgeRun,
)
from visits.identity.rules import (
    SEALED,
    ConsentKind,
    ConsentState,
    Known,
    Purpose,
    is_purge_late,
    is_time_to_purge,
)
from visits.kit.clock import local
from visits.kit.errors import NotThere
from visits.kit.zone import zone_of
from visits.sites.rules import IdentityField


def delegation_by_id(session: Session, number: int) -> Delegation:
    """With its lead officer. Raises NotThere."""
    found = session.get(Delegation, number, options=[joinedload(Delegation.lead)])
    if found is None:
        raise NotThere("delegation")
    return found


def record_of(session: Session, delegate_id: int) -> IdentityRecord | None:
    return session.scalar(select(IdentityRecord).where(IdentityRecord.delegate_id == delegate_id))


def records_of_the_withdrawn(session: Session, delegation_id: int) -> Sequence[IdentityRecord]:
    """Of people who do not come any more."""
    return session.scalars(
        select(IdentityRecord)
        .join(Delegate, Delegate.id == IdentityRecord.delegate_id)
        .where(IdentityRecord.delegation_id == delegation_id, Delegate.withdrawn_at.is_not(None))
    ).all()


def records_of(session: Session, delegation_id: int) -> dict[int, IdentityRecord]:
    """By delegate."""
    rows = select(IdentityRecord).where(IdentityRecord.delegation_id == delegation_id)
    return {row.delegate_id: row for row in session.scalars(rows)}


def consents_of(session: Session, delegation_id: int) -> dict[int, dict[Purpose, IdentityConsent]]:
    """By delegate and purpose: what counts now."""
    found: dict[int, dict[Purpose, IdentityConsent]] = defaultdict(dict)
    of_all = IdentityConsent.delegation_id == delegation_id
    for row in session.scalars(consents().where(of_all)):
        found[row.delegate_id][row.kind, row.site_id] = row
    return dict(found)


def consents_by(session: Session, delegate_id: int) -> dict[Purpose, IdentityConsent]:
    """Of one delegate, by purpose: what counts now."""
    rows = consents().where(IdentityConsent.delegate_id == delegate_id)
    return {(row.kind, row.site_id): row for row in session.scalars(rows)}


def consents() -> Select[IdentityConsent]:
    """Oldest first: the last one of a purpose counts."""
    rows = select(IdentityConsent).options(joinedload(IdentityConsent.by))
    return rows.order_by(IdentityConsent.id)


def given(consents: Mapping[Purpose, IdentityConsent]) -> frozenset[Purpose]:
    """What the person agrees to now."""
    return frozenset(
        purpose for purpose, row in consents.items() if row.state is ConsentState.GIVEN
    )


def known_of(session: Session, delegation_id: int) -> dict[int, Known]:
    """Of everybody on the roster: which fields are known, which sites may be told; one query."""
    return known_of_all(session, [delegation_id]).get(delegation_id, {})


def known_of_all(session: Session, ids: Collection[int]) -> dict[int, dict[int, Known]]:
    """The same of several delegations, by delegation; one query as well."""
    rows = session.execute(KNOWN.where(Delegate.delegation_id.in_(ids))).all()
    states: dict[int, dict[int, ConsentState]] = defaultdict(dict)
    for row in rows:
        if row.site_id is not None:
            states[row.id][row.site_id] = row.state
    opening = {name for name in {row.file for row in rows} if name and opens(session, name)}
    found: dict[int, dict[int, Known]] = defaultdict(dict)
    for row in rows:
        if row.id not in found[row.delegation_id]:
            told = states[row.id].items()
            sites = frozenset(site for site, state in told if state is ConsentState.GIVEN)
            sealed = sealed_in(row)
            lost = frozenset() if row.file in opening else sealed
            fields = fields_on_roster(row.nationality) | (sealed - lost)
            found[row.delegation_id][row.id] = Known(fields=fields, sites=sites, lost=lost)
    return found


def opens(session: Session, name: str) -> bool:
    """Whether the key in this file is there, and ours."""
    return keeper_of(session).opens(name)


def can_open(session: Session, delegation_id: int) -> bool:
    """Whether what is sealed of the delegation opens."""
    key = session.get(IdentityKey, delegation_id)
    return key is not None and opens(session, key.file)


KNOWN = (
    select(
        Delegate.id,
        Delegate.delegation_id,
        Delegate.nationality,
        IdentityConsent.site_id,
        IdentityConsent.state,
        IdentityKey.file,
        *(getattr(IdentityRecord, one.value).is_not(None).label(one.value) for one in SEALED),
    )
    .outerjoin(IdentityRecord, IdentityRecord.delegate_id == Delegate.id)
    .outerjoin(IdentityKey, IdentityKey.delegation_id == IdentityRecord.delegation_id)
    .outerjoin(
        IdentityConsent,
        and_(
            IdentityConsent.delegate_id == Delegate.id,
            IdentityConsent.kind == ConsentKind.THIRD_PARTY,
        ),
    )
    .where(Delegate.withdrawn_at.is_(None))
    .order_by(Delegate.id, IdentityConsent.id)
)
"""Whoever comes, whether each sealed value is there, and what they said of each site, oldest first:
the last word counts. Nothing sealed is read."""


def fields_on_roster(nationality: str) -> frozenset[IdentityField]:
    return frozenset({IdentityField.NATIONALITY} if nationality else ())


def sealed_in(row: Any) -> frozenset[IdentityField]:
    """Which values were entered."""
    return frozenset(field for field in SEALED if getattr(row, field.value))


# -- links and codes -------------------------------------------------------------------------------


def invitation_by_link(session: Session, link_id: str) -> IdentityInvitation:
    """Whose link it is. Raises NotThere."""
    rows = select(IdentityInvitation).where(IdentityInvitation.link_id == link_id)
    found = session.scalar(rows)
    if found is None:
        raise NotThere("invitation")
    return found


def invitations_of(session: Session, delegation_id: int) -> dict[int, IdentityInvitation]:
    """By delegate."""
    rows = select(IdentityInvitation).where(IdentityInvitation.delegation_id == delegation_id)
    return {row.delegate_id: row for row in session.scalars(rows)}


def invitation_to(session: Session, delegate_id: int) -> IdentityInvitation | None:
    """The delegate's own link, when there is one."""
    rows = select(IdentityInvitation).where(IdentityInvitation.delegate_id == delegate_id)
    return session.scalar(rows)


def liaison_link(session: Session, delegation: Delegation, *, at: datetime) -> SecretLink | None:
    """The open link of the liaison, in their language if there are several."""
    rows = session.scalars(
        links_to(("delegation", delegation.id)).where(SecretLink.kind == LinkKind.LIAISON)
    )
    links = [link for link in rows if link.state(at) is LinkState.OPEN]
    wanted = delegation.liaison_language
    return min(links, key=lambda link: link.language != wanted, default=None)


def hold_link(session: Session, link_id: str) -> None:
    """Until the transaction ends nobody else makes or tries a code for the link."""
    row = select(SecretLink.id).where(SecretLink.id == link_id)
    session.execute(row.with_for_update(key_share=True))


def newest_code(session: Session, link_id: str) -> IdentityCode | None:
    """As the database has it now, whatever this session read before."""
    rows = select(IdentityCode).where(IdentityCode.link_id == link_id)
    newest = rows.order_by(IdentityCode.id.desc()).limit(1)
    return session.scalar(newest.execution_options(populate_existing=True))


def codes_since(session: Session, link_id: str, since: datetime) -> int:
    rows = select(IdentityCode.id).where(
        IdentityCode.link_id == link_id, IdentityCode.made_at > since
    )
    return len(session.scalars(rows).all())


def code_for_browser(session: Session, link_id: str, browser: str) -> IdentityCode | None:
    """The code by which this browser opened the step behind the link."""
    return session.scalar(
        select(IdentityCode).where(IdentityCode.link_id == link_id, IdentityCode.browser == browser)
    )


def the_code(session: Session, number: int) -> IdentityCode:
    """Raises NotThere."""
    found = session.get(IdentityCode, number)
    if found is None:
        raise NotThere("code")
    return found


# -- visits that are over ---------------------------------------------------------------------------


def visits_ended(last: date) -> Select[int]:
    """Ids of delegations whose last day was this one or before."""
    return select(Delegation.id).where(Delegation.ends_on <= last)


def visits_over(last: date) -> Select[int]:
    """The same, and those that are cancelled: nobody needs to be let in any more."""
    return select(Delegation.id).where(
        or_(Delegation.ends_on <= last, Delegation.state == DelegationState.CANCELLED)
    )


# -- looks and the purge ---------------------------------------------------------------------------


def looks(delegation_id: int | None = None) -> Select[IdentityLook]:
    rows = select(IdentityLook)
    return (
        rows if delegation_id is None else rows.where(IdentityLook.delegation_id == delegation_id)
    )


def last_looks(session: Session, delegation_id: int, *, most: int = 10) -> Sequence[IdentityLook]:
    rows = looks(delegation_id).order_by(IdentityLook.id.desc()).limit(most)
    return session.scalars(rows).all()


@dataclass(frozen=True, slots=True)
class Span:
    """Instants from `first` until just before `last`."""

    first: datetime
    last: datetime


def looks_in(session: Session, span: Span) -> Sequence[IdentityLook]:
    """Newest first."""
    rows = looks().where(IdentityLook.at >= span.first, IdentityLook.at < span.last)
    return session.scalars(rows.order_by(IdentityLook.id.desc())).all()


def looks_until(session: Session, last: date) -> Select[IdentityLook]:
    """Looks on this day of the city or before."""
    until = local(last + timedelta(days=1), time(0), zone_of(session))
    return looks().where(IdentityLook.at < until).order_by(IdentityLook.id)


def review_of(session: Session, month: date) -> LookReview | None:
    rows = select(LookReview).where(LookReview.month == month)
    return session.scalar(rows.options(joinedload(LookReview.by)))


def reviews(session: Session, *, most: int = 12) -> Sequence[LookReview]:
    rows = select(LookReview).options(joinedload(LookReview.by))
    return session.scalars(rows.order_by(LookReview.month.desc()).limit(most)).all()


def destruction_records() -> Select[DestructionRecord]:
    return select(DestructionRecord)


def last_purge(session: Session) -> PurgeRun | None:
    return session.scalar(
        select(PurgeRun).order_by(PurgeRun.at.desc(), PurgeRun.id.desc()).limit(1)
    )


def beginning(session: Session) -> datetime | None:
    """When the first account was made; None while there is none, and nobody's data either."""
    return session.scalar(select(func.min(User.created_at)))


def purge_is_late(session: Session, at: datetime) -> bool:
    """Whether it has not run for two days, though there is somebody who could have let it run."""
    last, since = last_purge(session), beginning(session)
    return since is not None and is_purge_late(last.at if last else None, since, at)


def purge_is_due(session: Session, at: datetime) -> bool:
    """Whether it is to run now, by itself."""
    last, since = last_purge(session), beginning(session)
    if since is None:
        return False
    is_wiped = last is None or last.is_wiped
    ran = last.at if last else None
    return is_time_to_purge(ran, since, at, zone_of(session), is_wiped=is_wiped)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)
