"""What several pages of identity data need: what is asked of whom, how far it is, who looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import current_app, request
from flask_babel import gettext as _

from visits.access.guard import settings, the_user
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegationState
from visits.identity import queries
from visits.identity.actions.looking import Looker
from visits.identity.forms import by_field
from visits.identity.models import IdentityConsent, IdentityInvitation, IdentityRecord
from visits.identity.rules import (
    Asked,
    ConsentKind,
    ConsentState,
    Demand,
    Progress,
    Purpose,
    asked_of,
)
from visits.identity.texts import ConsentText, consent_texts
from visits.identity.words import PROGRESS_TONES
from visits.itineraries import queries as itineraries
from visits.kit import words
from visits.kit.clock import local, now
from visits.kit.db import db
from visits.kit.forms import Choices, choices
from visits.kit.retention import Retention
from visits.languages.html import plain
from visits.sites.rules import IdentityField


@dataclass(frozen=True, slots=True)
class Sheet:
    """One delegate in the identity step: what is asked, what is there, what the person agreed to."""

    delegate: Delegate
    asked: Asked
    record: IdentityRecord | None
    consents: Mapping[Purpose, IdentityConsent]
    invitation: IdentityInvitation | None = None
    opens: bool = True
    """Whether what was entered can still be opened."""

    @property
    def recorded(self) -> frozenset[IdentityField]:
        """What is there; what nothing opens any more is as good as gone."""
        return self.record.fields if self.record and self.opens else frozenset()

    @property
    def is_lost(self) -> bool:
        return self.record is not None and bool(self.record.fields) and not self.opens

    @property
    def given(self) -> frozenset[Purpose]:
        return queries.given(self.consents)

    @property
    def missing(self) -> tuple[IdentityField, ...]:
        """What is asked and not there."""
        return tuple(field for field in self.asked.fields if field not in self.recorded)

    @property
    def silent_sites(self) -> list[int]:
        """Sites that ask, and may not be told."""
        return [
            site for site in self.asked.sites if (ConsentKind.THIRD_PARTY, site) not in self.given
        ]

    @property
    def has_needs(self) -> bool:
        return self.delegate.has_needs

    @property
    def progress(self) -> Progress:
        if not self.asked.fields:
            return Progress.NOTHING
        if self.is_lost:
            return Progress.LOST
        if self.missing and self.recorded:
            return Progress.PARTLY
        if self.missing:
            return Progress.WITHDRAWN if self.has_withdrawn else Progress.OPEN
        return Progress.UNTOLD if self.silent_sites else Progress.COMPLETE

    @property
    def has_withdrawn(self) -> bool:
        return any(row.state is ConsentState.WITHDRAWN for row in self.consents.values())

    @property
    def tone(self) -> str:
        return PROGRESS_TONES[self.progress]

    def texts(self, *, keep: Retention) -> tuple[ConsentText, ...]:
        return consent_texts(
            self.asked, keep, with_needs=self.has_needs and bool(self.asked.fields)
        )

    def consent_rows(self) -> list[tuple[str, IdentityConsent]]:
        """What the person said, in words, in the order of the purposes."""
        rows = sorted(self.consents.items(), key=lambda pair: (pair[0][0], pair[0][1] or 0))
        return [(self.purpose_label(purpose), row) for purpose, row in rows]

    def purpose_label(self, purpose: Purpose) -> str:
        kind, site_id = purpose
        label = str(words.label(kind))
        if site_id is None:
            return label
        name = self.asked.sites.get(site_id)
        return f"{label}: {plain(name) if name else _('a site no longer on the plan')}"

    def withdrawable(self) -> dict[Purpose, str]:
        """What can be taken back, by purpose."""
        found = {
            purpose: self.purpose_label(purpose)
            for purpose, row in sorted(self.consents.items(), key=lambda p: (p[0][0], p[0][1] or 0))
            if row.state is ConsentState.GIVEN
        }
        if self.has_needs:
            found[ConsentKind.SENSITIVE, None] = str(words.label(ConsentKind.SENSITIVE))
        return found


def withdraw_choices(offered: Mapping[Purpose, str]) -> Choices:
    """The consents that can be taken back, as boxes."""
    return choices((value, offered[purpose]) for value, purpose in by_field(offered).items())


def demands(delegation: Delegation, *, at: datetime) -> list[Demand]:
    """What sites on the plan demand from now on; nothing of a visit that is cancelled."""
    if delegation.state is DelegationState.CANCELLED:
        return []
    return itineraries.demands_of(db.session, delegation.id, after=at)


def sheets(delegation: Delegation, wanted: Sequence[Demand]) -> list[Sheet]:
    """Everybody on the roster, in its order."""
    records = queries.records_of(db.session, delegation.id)
    consents = queries.consents_of(db.session, delegation.id)
    invitations = queries.invitations_of(db.session, delegation.id)
    opens = not records or queries.can_open(db.session, delegation.id)
    return [
        Sheet(
            delegate,
            asked_of(delegate.id, wanted),
            records.get(delegate.id),
            consents.get(delegate.id, {}),
            invitations.get(delegate.id),
            opens,
        )
        for delegate in delegations.roster(db.session, delegation)
    ]


def sheet_of(delegation: Delegation, number: int) -> Sheet:
    """One delegate of this very delegation. Raises NotThere."""
    delegate = delegations.the_delegate(db.session, delegation, number)
    record = queries.record_of(db.session, delegate.id)
    return Sheet(
        delegate,
        asked_of(delegate.id, demands(delegation, at=now())),
        record,
        queries.consents_by(db.session, delegate.id),
        queries.invitation_to(db.session, delegate.id),
        record is None or queries.can_open(db.session, delegation.id),
    )


def retention() -> Retention:
    """How long things are kept, by the settings."""
    return settings().retention


def today() -> date:
    """The day in the city."""
    return now().astimezone(settings().zone).date()


def own_link_ends(delegation: Delegation) -> datetime:
    """A delegate's own link opens until the visit is over."""
    return local(delegation.ends_on + timedelta(days=1), time(0), settings().zone)


def language_choices(delegation: Delegation) -> Choices:
    """The languages that we offer; those of the delegation first."""
    offered = {language.tag: language.name for language in current_app.extensions["languages"]}
    tags = dict.fromkeys((*(tag for tag in delegation.languages if tag in offered), *offered))
    return choices((tag, offered[tag]) for tag in tags)


def officer_looks() -> Looker:
    """The signed-in officer, and the address of their machine."""
    user = the_user()
    return Looker("user", str(user.id), user.name, request.remote_addr or "")
