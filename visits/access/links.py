"""Secret links: made, found by their token, renewed, stopped. The key comes from the edge."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, object_session

from visits.access.models import FormerToken, SecretLink
from visits.access.rules import LinkKind
from visits.kit.errors import NotThere
from visits.kit.tokens import fingerprint, is_token, token


@dataclass(frozen=True, slots=True)
class LinkKeeper:
    """The link key and our base address: what turns a row into an address that opens."""

    key: bytes
    base_url: str

    def token(self, link: SecretLink) -> str:
        return token(self.key, link.kind.value, link.id, link.generation)

    def address(self, link: SecretLink) -> str:
        """The full address of what the link opens, in the link's language."""
        return (
            f"{self.base_url}{PATHS[link.kind].format(lang=link.language, token=self.token(link))}"
        )

    def issue(
        self,
        session: Session,
        kind: LinkKind,
        subject: tuple[str, int],
        *,
        language: str,
        at: datetime,
        label: str = "",
        owner: tuple[str, int] | None = None,
        expires_at: datetime | None = None,
    ) -> SecretLink:
        """A new link to one thing."""
        link = self.made(kind, subject, language=language, at=at)
        link.label, link.expires_at = label, expires_at
        link.owner_kind, link.owner_id = owner or ("", 0)
        session.add(link)
        session.flush()
        return link

    def made(
        self, kind: LinkKind, subject: tuple[str, int], *, language: str, at: datetime
    ) -> SecretLink:
        """A link that belongs to no session yet."""
        link_id = uuid.uuid4().hex
        return SecretLink(
            id=link_id,
            kind=kind,
            subject_kind=subject[0],
            subject_id=subject[1],
            label="",
            language=language,
            generation=1,
            fingerprint=fingerprint(token(self.key, kind.value, link_id, 1)),
            created_at=at,
        )

    def renew(self, link: SecretLink) -> None:
        """Another token for the same link: the former opens nothing from now on."""
        session = object_session(link)
        if session is not None:
            session.add(FormerToken(fingerprint=link.fingerprint, link_id=link.id))
        link.generation += 1
        link.revoked_at = None
        link.fingerprint = fingerprint(self.token(link))

    def renew_all(self, session: Session, kind: LinkKind, subject: tuple[str, int]) -> bool:
        """Somebody else holds the mailbox: the former address of each link opens nothing any more.

        Returns whether any link was there.
        """
        rows = links_to(subject).where(SecretLink.kind == kind, SecretLink.revoked_at.is_(None))
        standing = session.scalars(rows).all()
        for link in standing:
            self.renew(link)
        session.flush()
        return bool(standing)

    def standing(
        self,
        session: Session,
        kind: LinkKind,
        subject: tuple[str, int],
        *,
        language: str,
        at: datetime,
        expires_at: datetime | None = None,
    ) -> SecretLink:
        """The link that stands for this subject and language, made when there is none.

        One that would end before *expires_at* (None: never) is prolonged: whoever asks for it
        passes it on.
        """
        found: SecretLink | None = session.scalar(
            links_to(subject)
            .where(
                SecretLink.kind == kind,
                SecretLink.language == language,
                SecretLink.revoked_at.is_(None),
            )
            .limit(1)
        )
        if found is None:
            return self.issue(
                session, kind, subject, language=language, at=at, expires_at=expires_at
            )
        if found.expires_at and (expires_at is None or found.expires_at < expires_at):
            found.expires_at = expires_at
            session.flush()
        return found

    def standing_for(
        self,
        session: Session,
        kind: LinkKind,
        subject_kind: str,
        wanted: Iterable[tuple[int, str]],
        *,
        at: datetime,
    ) -> dict[tuple[int, str], SecretLink]:
        """The links that stand for these subjects and languages, without end, made where there is
        none: by number and language; one query."""
        pairs = dict.fromkeys(wanted)
        rows = session.scalars(
            select(SecretLink)
            .where(
                SecretLink.subject_kind == subject_kind,
                SecretLink.subject_id.in_({number for number, _ in pairs}),
                SecretLink.kind == kind,
                SecretLink.revoked_at.is_(None),
            )
            .order_by(SecretLink.created_at.desc(), SecretLink.id.desc())
        )
        found = {(link.subject_id, link.language): link for link in rows}
        for number, language in pairs:
            if (number, language) not in found:
                link = self.made(kind, (subject_kind, number), language=language, at=at)
                found[number, language] = link
                session.add(link)
            found[number, language].expires_at = None
        session.flush()
        return {pair: found[pair] for pair in pairs}


CALENDAR = "/calendars/{token}.ics"
PATHS: dict[LinkKind, str] = {
    LinkKind.GUEST: "/{lang}/visit/{token}",
    LinkKind.LIAISON: "/{lang}/liaison/{token}",
    LinkKind.HOST: "/{lang}/host/{token}",
    LinkKind.REQUESTER: "/{lang}/requests/{token}",
    LinkKind.DRAFT: "/{lang}/request/{token}",
    LinkKind.ACCESS_LIST: "/{lang}/access-list/{token}",
    LinkKind.IDENTITY: "/{lang}/identity/{token}",
    LinkKind.ESCORT_DAY: "/{lang}/escort/{token}",
    LinkKind.CHECK_IN: "/{lang}/check-in/{token}",
    LinkKind.PASSWORD: "/{lang}/password/{token}",
    LinkKind.DELEGATION_FEED: CALENDAR,
    LinkKind.SITE_FEED: CALENDAR,
    LinkKind.INTERPRETER_FEED: CALENDAR,
    LinkKind.VEHICLE_FEED: CALENDAR,
    LinkKind.ESCORT_FEED: CALENDAR,
    LinkKind.OFFICE_FEED: CALENDAR,
    LinkKind.PAPER: "/{lang}/paper/{token}",
}


def links_to(subject: tuple[str, int]) -> Select[SecretLink]:
    return (
        select(SecretLink)
        .where(SecretLink.subject_kind == subject[0], SecretLink.subject_id == subject[1])
        .order_by(SecretLink.created_at, SecretLink.id)
    )


def find(
    session: Session, kinds: tuple[LinkKind, ...], secret: str, *, locked: bool = False
) -> SecretLink:
    """The link of a token, in whatever state. Raises NotThere for a token that opens no such kind."""
    if not is_token(secret):
        raise NotThere("link")
    row = select(SecretLink).where(SecretLink.fingerprint == fingerprint(secret))
    link = session.scalar(row.with_for_update() if locked else row)
    if link is None or link.kind not in kinds:
        raise NotThere("link")
    return link


def was_renewed(session: Session, secret: str) -> bool:
    """Whether this token opened something before its link got another one."""
    return is_token(secret) and session.get(FormerToken, fingerprint(secret)) is not None


def revoke_all(session: Session, subject: tuple[str, int], *, at: datetime) -> None:
    """What they led to is deleted."""
    for link in session.scalars(links_to(subject)):
        revoke(link, at=at)


def revoke(link: SecretLink, *, at: datetime) -> None:
    """The link opens nothing from now on; who follows it is told that it was stopped (410)."""
    link.revoked_at = at
