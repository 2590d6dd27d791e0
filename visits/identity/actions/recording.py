"""Values and consents of delegates: entered, replaced, withdrawn; by link, or told to an officer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper, links_to, revoke
from visits.access.models import SecretLink, User
from visits.access.rules import Channel, LinkKind
from visits.delegations.events import DelegationDeleted, RosterChanged
from visits.delegations.models import Delegate, Delegation
from visits.identity import queries
from visits.identity.events import IdentityChanged
from visits.identity.keys import keeper_of
from visits.identity.models import (
    IdentityConsent,
    IdentityInvitation,
    IdentityKey,
    IdentityRecord,
)
from visits.identity.rules import (
    SEALED,
    Agreed,
    Asked,
    ConsentKind,
    ConsentState,
    ConsentWay,
    Purpose,
    allows,
    checked,
)
from visits.kit.clock import now
from visits.kit.errors import NotThere, Refused
from visits.kit.events import tell
from visits.kit.sealing import DataKey, KeyGone, NotOpened
from visits.kit.zone import zone_of
from visits.notifications.actions import queue
from visits.sites.rules import IdentityField

INVITED = "identity.invited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """By whom and how we were told; `by` is the officer who entered it, None by link."""

    way: ConsentWay
    channel: Channel
    told_on: date
    by: User | None = None
    person: str = ""
    document_number: str = ""


def record(
    session: Session,
    delegate: Delegate,
    values: Mapping[IdentityField, str],
    agreed: Agreed,
    asked: Asked,
    *,
    told: Told,
    text_version: str,
    at: datetime,
) -> None:
    """Keep what the person agreed to. Values left out stay as they are; others are replaced.

    Raises Refused (`told_in_future`, `not_asked`, `identity_consent_missing`).
    """
    if told.told_on > at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future")
    if set(values) - set(asked.fields):
        raise Refused("not_asked")
    purposes = agreed.purposes(asked)
    checked(values, (purpose for purpose, yes in purposes.items() if yes))
    note_consents(session, delegate, purposes, told=told, text_version=text_version, at=at)
    if values:
        keep(session, delegate, values, channel=told.channel, at=at)
    obey(session, delegate)
    tell(session, IdentityChanged(delegate.delegation_id))


def note_consents(
    session: Session,
    delegate: Delegate,
    purposes: Mapping[Purpose, bool],
    *,
    told: Told,
    text_version: str,
    at: datetime,
) -> None:
    """A row for each purpose on which the person says something new."""
    present = queries.consents_by(session, delegate.id)
    for (kind, site_id), yes in purposes.items():
        state = ConsentState.GIVEN if yes else ConsentState.REFUSED
        former = present.get((kind, site_id))
        if former is not None and (former.state, former.text_version) == (state, text_version):
            continue
        if not yes and former is not None and former.state is ConsentState.GIVEN:
            state = ConsentState.WITHDRAWN
        add_consent(
            session,
            delegate,
            (kind, site_id),
            state,
            told=told,
            text_version=text_version,
            at=at,
        )
    session.flush()


def add_consent(
    session: Session,
    delegate: Delegate,
    purpose: Purpose,
    state: ConsentState,
    *,
    told: Told,
    text_version: str,
    at: datetime,
) -> None:
    session.add(
        IdentityConsent(
            delegation_id=delegate.delegation_id,
            delegate_id=delegate.id,
            kind=purpose[0],
            site_id=purpose[1],
            state=state,
            way=told.way,
            text_version=text_version,
            channel=told.channel,
            person=told.person,
            told_on=told.told_on,
            document_number=told.document_number,
            by_id=told.by.id if told.by else None,
            at=at,
        )
    )


def keep(
    session: Session,
    delegate: Delegate,
    values: Mapping[IdentityField, str],
    *,
    channel: Channel,
    at: datetime,
) -> None:
    """Seal the values into the delegate's record, made when there is none."""
    key = key_of(session, delegate.delegation_id, at=at)
    row = queries.record_of(session, delegate.id)
    if row is None:
        row = IdentityRecord(
            delegation_id=delegate.delegation_id,
            delegate_id=delegate.id,
            channel=channel,
            entered_at=at,
        )
        session.add(row)
    for field, value in values.items():
        setattr(row, field.value, key.seal(value, about=row.about(field)))
    row.channel, row.entered_at = channel, at
    session.flush()


def key_of(session: Session, delegation_id: int, *, at: datetime) -> DataKey:
    """The delegation's data key, made at the first value, and anew when none is sealed by a lost one.

    A key whose file is not found may lie on a disk that is not there now: what it sealed is kept.

    Raises Refused: `identity_key_wrong` when the installation runs on another identity key,
    `identity_keys_missing` when the file of the key is not found.
    """
    session.execute(
        select(Delegation.id).where(Delegation.id == delegation_id).with_for_update(key_share=True)
    )
    row = session.get(IdentityKey, delegation_id)
    try:
        if row is not None:
            return keeper_of(session).open(row.file)
    except KeyGone as error:
        if queries.records_of(session, delegation_id):
            raise Refused("identity_keys_missing") from error
    except NotOpened as error:
        raise Refused("identity_key_wrong") from error
    name, key = keeper_of(session).make(session)
    if row is None:
        row = IdentityKey(delegation_id=delegation_id)
        session.add(row)
    row.file, row.created_at = name, at
    session.flush()
    return key


def forget_lost(session: Session, delegation: Delegation) -> None:
    """An officer knows that the key will not come back: the people are asked again.

    Raises NotThere while the key is there.
    """
    if not is_lost(session, delegation.id):
        raise NotThere("lost key")
    for row in queries.records_of(session, delegation.id).values():
        session.delete(row)
    session.flush()
    tell(session, IdentityChanged(delegation.id))


def is_lost(session: Session, delegation_id: int) -> bool:
    """Whether the file of the delegation's key is not found."""
    row = session.get(IdentityKey, delegation_id)
    return row is not None and not keeper_of(session).has(row.file)


def opened(
    session: Session, row: IdentityRecord, fields: Iterable[IdentityField]
) -> dict[IdentityField, str]:
    """The values, in the clear; the look was logged before. Raises NotOpened without the key."""
    kept = session.get_one(IdentityKey, row.delegation_id)
    key = keeper_of(session).open(kept.file)
    wanted = [field for field in SEALED if field in set(fields) & row.fields]
    return {field: key.open(getattr(row, field.value), about=row.about(field)) for field in wanted}


def withdraw(
    session: Session,
    delegate: Delegate,
    purposes: Iterable[Purpose],
    *,
    told: Told,
    text_version: str,
    at: datetime,
) -> None:
    """The person takes consents back; what rested on them is destroyed at once.

    Needs of meals and mobility can be taken back without ever having been agreed to.

    Raises Refused (`told_in_future`, `nothing_to_withdraw`).
    """
    if told.told_on > at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future")
    present = queries.consents_by(session, delegate.id)
    standing = queries.given(present) | {(ConsentKind.SENSITIVE, None)}
    taken = [purpose for purpose in purposes if purpose in standing]
    if not taken:
        raise Refused("nothing_to_withdraw")
    for purpose in taken:
        version = present[purpose].text_version if purpose in present else text_version
        add_consent(
            session,
            delegate,
            purpose,
            ConsentState.WITHDRAWN,
            told=told,
            text_version=version,
            at=at,
        )
    session.flush()
    obey(session, delegate)
    tell(session, IdentityChanged(delegate.delegation_id))


def obey(session: Session, delegate: Delegate) -> None:
    """Nothing is kept that the person does not agree to, or no longer."""
    consents = queries.consents_by(session, delegate.id)
    given = queries.given(consents)
    row = queries.record_of(session, delegate.id)
    if row is not None:
        for field in row.fields:
            if not allows(field, given):
                setattr(row, field.value, None)
        if not row.fields:
            session.delete(row)
    sensitive = consents.get((ConsentKind.SENSITIVE, None))
    if sensitive is not None and sensitive.state is not ConsentState.GIVEN:
        forget_needs(session, delegate)
    session.flush()


def forget_needs(session: Session, delegate: Delegate) -> None:
    """Meals and mobility may tell of health or belief: without consent we know nothing of them."""
    if not delegate.has_needs:
        return
    delegate.meal_needs = delegate.mobility = delegate.arrangements = ()
    delegate.meal_note = delegate.mobility_note = ""
    session.flush()
    tell(session, RosterChanged(delegate.delegation_id))


# -- the person's own link -------------------------------------------------------------------------


def invite(
    session: Session,
    delegate: Delegate,
    *,
    email: str,
    language: str,
    expires_at: datetime,
    keeper: LinkKeeper,
    at: datetime,
) -> SecretLink:
    """The delegate's own link, sent to this address; a former one is stopped."""
    forget_person(session, delegate.id, at=at)
    link = keeper.issue(
        session,
        LinkKind.IDENTITY,
        ("delegate", delegate.id),
        language=language,
        at=at,
        expires_at=expires_at,
    )
    session.add(
        IdentityInvitation(
            link_id=link.id,
            delegation_id=delegate.delegation_id,
            delegate_id=delegate.id,
            email=email,
            created_at=at,
        )
    )
    queue(
        session,
        INVITED,
        to=email,
        name="",
        language=language,
        about=("delegation", delegate.delegation_id),
        key=f"{INVITED}:{link.id}",
        facts={"link": link.id, "delegate": delegate.id},
        at=at,
    )
    return link


def forget_person(session: Session, delegate_id: int, *, at: datetime) -> None:
    """The delegate's own link is stopped, the address it went to forgotten."""
    for link in session.scalars(links_to(("delegate", delegate_id))):
        revoke(link, at=at)
    rows = select(IdentityInvitation).where(IdentityInvitation.delegate_id == delegate_id)
    for row in session.scalars(rows):
        session.delete(row)
    session.flush()


def on_roster_changed(session: Session, notice: RosterChanged) -> None:
    """What is known of somebody who does not come serves no purpose any more."""
    for row in queries.records_of_the_withdrawn(session, notice.delegation_id):
        session.delete(row)
        forget_person(session, row.delegate_id, at=now())
    session.flush()


def on_delegation_deleted(session: Session, notice: DelegationDeleted) -> None:
    """A draft without delegates has no identity data; the key that may be left goes with it."""
    row = session.get(IdentityKey, notice.delegation_id)
    if row is not None:
        keeper_of(session).destroy(session, row.file)
        session.delete(row)
        session.flush()
