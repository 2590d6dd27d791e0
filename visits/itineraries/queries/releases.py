"""Reading what was released, and what a release made now would hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from visits.access.links import links_to
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.delegations.models import Delegation, Party
from visits.delegations.rules import LIVING, DelegationState
from visits.itineraries.diff import Difference
from visits.itineraries.freezing import Frozen, freeze, missing_texts
from visits.itineraries.judging import judge
from visits.itineraries.models import Assignment, Itinerary, Override, Release, ReleasePlan, Stop
from visits.itineraries.programme import programme_of, roster_of
from visits.itineraries.publications import planned
from visits.itineraries.queries.findings import OpenFinding, with_overrides
from visits.itineraries.queries.programmes import PLACES
from visits.itineraries.recipients import (
    KINDS,
    LIAISON,
    RELEASED,
    Recipient,
    published_and_contacts,
    recipients,
)
from visits.itineraries.rules import Approval, Scope
from visits.kit.errors import NotThere
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.resources.models import Person, Vehicle

NO_NOTE = Translated()


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """What a release made now would hold, leave behind and set in motion."""

    number: int
    frozen: Frozen
    findings: Sequence[OpenFinding]
    recipients: Sequence[Recipient]
    missing_texts: Mapping[str, Mapping[str, Sequence[str]]]
    """By language of the delegation and uid of a stop: which of its texts lack it."""

    @property
    def goes(self) -> Sequence[Stop]:
        return self.frozen.goes

    @property
    def cancelled(self) -> Sequence[str]:
        """Uids that guests know and that go once more, as cancelled."""
        return self.frozen.cancelled

    @property
    def stays(self) -> Sequence[Stop]:
        """Ideas, holds and declined stops: they are not shown to guests."""
        return self.frozen.stays

    @property
    def difference(self) -> Difference:
        return self.frozen.difference

    @property
    def tells_guests(self) -> bool:
        """Without news for guests only the office and the hosts notice a release."""
        return any(one.who == LIAISON for one in self.recipients)

    @property
    def has_news(self) -> bool:
        """Whether anybody would learn anything but the note."""
        tells = (bool(one.items) or not one.difference.is_empty for one in self.recipients)
        return self.frozen.has_news or (bool(self.frozen.snapshots) and any(tells))

    @property
    def hindering(self) -> list[OpenFinding]:
        return [one for one in self.findings if one.hinders_release]

    @property
    def can_go(self) -> bool:
        return self.has_news and not self.hindering


def release_preview(
    session: Session,
    itinerary: Itinerary,
    *,
    at: datetime,
    note: Translated = NO_NOTE,
    by_id: int | None = None,
) -> ReleasePreview:
    """What a release with this *note* to the guests would do, for the officer (*by_id*) to see first.

    Changes nothing. Eleven queries for an itinerary loaded by `the_itinerary_to_release`.
    """
    roster = roster_of(session, itinerary.delegation)
    draft = programme_of(itinerary, roster)
    judged = judge(session, draft, draft, at=at)
    frozen = freeze(itinerary, itinerary.current_release)
    shown = {snapshot.uid for snapshot in frozen.snapshots}
    stops = [(stop, Scope.RELEASE) for stop in itinerary.stops if stop.uid in shown]
    known, contacts = published_and_contacts(session, itinerary)
    published = planned(roster, stops, known, at=at)
    return ReleasePreview(
        number=itinerary.current_release.number + 1 if itinerary.current_release else 1,
        frozen=frozen,
        findings=with_overrides(itinerary, judged.after),
        recipients=recipients(
            session, itinerary, frozen, published.rows, contacts, note=note, at=at, by_id=by_id
        ),
        missing_texts=missing_texts(frozen.goes, itinerary.delegation.languages),
    )


SERVING = joinedload(Stop.assignments).options(
    joinedload(Assignment.person).joinedload(Person.user),
    joinedload(Assignment.vehicle).joinedload(Vehicle.driver).joinedload(Person.user),
)
"""Who serves, and in which language each of them is written to."""
PREPARED = joinedload(Itinerary.plan).options(
    joinedload(ReleasePlan.choices),
    joinedload(ReleasePlan.asked_by),
    joinedload(ReleasePlan.decided_by),
)
FROZEN = (
    joinedload(Itinerary.current_release).selectinload(Release.stops),
    selectinload(Itinerary.stops).options(
        *PLACES, joinedload(Stop.party).joinedload(Party.members)
    ),
)
"""What `freeze` reads beside the days: places, parties, the current release's stops."""


def load_for_release(session: Session, itinerary: Itinerary) -> None:
    """What `freeze` reads, and who serves; four queries."""
    session.scalars(
        select(Itinerary)
        .where(Itinerary.id == itinerary.id)
        .options(
            joinedload(Itinerary.delegation),
            PREPARED,
            *FROZEN,
            selectinload(Itinerary.days),
            selectinload(Itinerary.stops).options(SERVING),
        )
    ).unique().one()


def the_itinerary_to_release(session: Session, delegation_code: str) -> Itinerary:
    """With all that the page of its release shows; three queries. Raises NotThere."""
    rows = session.scalars(
        select(Itinerary)
        .join(Itinerary.delegation)
        .where(Delegation.code == delegation_code)
        .options(
            joinedload(Itinerary.delegation).options(
                joinedload(Delegation.lead), joinedload(Delegation.countries)
            ),
            joinedload(Itinerary.days),
            joinedload(Itinerary.overrides).joinedload(Override.by),
            PREPARED,
            *FROZEN,
            selectinload(Itinerary.stops).options(SERVING),
        )
    )
    itinerary = rows.unique().one_or_none()
    if itinerary is None:
        raise NotThere("itinerary")
    return itinerary


def programmes_of(session: Session, delegation_ids: Iterable[int]) -> Sequence[Itinerary]:
    """With their stops, days and current releases, as `has_news` reads them; three queries."""
    rows = (
        select(Itinerary)
        .where(Itinerary.delegation_id.in_(sorted(delegation_ids)))
        .options(*FROZEN, joinedload(Itinerary.days))
    )
    return session.scalars(rows).unique().all()


def has_news(itinerary: Itinerary) -> bool:
    """Whether its release no longer says what the next one would: what a release asks for, too.

    Edits that nobody outside sees are no news; a site that is called otherwise is.
    """
    release = itinerary.current_release
    return release is not None and freeze(itinerary, release).has_news


def current_release(session: Session, itinerary: Itinerary) -> Release | None:
    """What guests see, with its stops; two queries."""
    return session.scalar(
        select(Release)
        .where(Release.id == itinerary.current_release_id)
        .options(selectinload(Release.stops))
    )


def releases(session: Session, itinerary: Itinerary) -> Sequence[Release]:
    """Newest first, with who made them, without their stops."""
    return session.scalars(
        select(Release)
        .where(Release.itinerary_id == itinerary.id)
        .order_by(Release.number.desc())
        .options(joinedload(Release.by))
    ).all()


def the_release(session: Session, delegation_code: str, number: int) -> Release:
    """With its stops. Raises NotThere."""
    release = session.scalar(
        select(Release)
        .join(Itinerary, Itinerary.id == Release.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Delegation.code == delegation_code, Release.number == number)
        .options(selectinload(Release.stops), joinedload(Release.by))
    )
    if release is None:
        raise NotThere("release")
    return release


def letters_of(session: Session, made: Release) -> Sequence[Letter]:
    """The letters that tell of a release, in the order in which they were written."""
    keys = [Letter.key.startswith(f"{kind}:{made.id}:", autoescape=True) for kind in KINDS]
    rows = select(Letter).where(or_(Letter.key == f"{RELEASED}:{made.id}", *keys))
    return session.scalars(rows.order_by(Letter.id)).all()


def paper_link(session: Session, release_id: int) -> SecretLink | None:
    """What papers of the release lead to; None for one of a former version of ours."""
    links = links_to(("release", release_id)).where(
        SecretLink.kind == LinkKind.PAPER, SecretLink.revoked_at.is_(None)
    )
    return session.scalar(links.limit(1))


def newest_paper(session: Session, delegation_id: int) -> tuple[int, SecretLink] | None:
    """The number of what guests see now, and what its papers lead to; two queries."""
    row = session.execute(
        select(Release.id, Release.number)
        .join(Itinerary, Itinerary.current_release_id == Release.id)
        .where(Itinerary.delegation_id == delegation_id)
    ).one_or_none()
    link = paper_link(session, row.id) if row else None
    return (row.number, link) if row and link else None


@dataclass(frozen=True, slots=True)
class Newest:
    """Whether a paper of a release is the newest: its number and time, and those of the newest.

    A visit that does not take place has no newest: `number` is None.
    """

    paper: Release
    number: int | None
    at: datetime | None

    @property
    def is_newest(self) -> bool:
        return self.number == self.paper.number


def newest_of(session: Session, release_id: int) -> Newest:
    """What a paper of this release is worth now; one query. Raises NotThere."""
    current = aliased(Release)
    row = session.execute(
        select(Release, current.number, current.at, Delegation.state)
        .join(Itinerary, Itinerary.id == Release.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .outerjoin(current, current.id == Itinerary.current_release_id)
        .where(Release.id == release_id)
    ).one_or_none()
    if row is None:
        raise NotThere("release")
    release, number, at, state = row
    is_off = state is DelegationState.CANCELLED
    return Newest(release, None if is_off else number, None if is_off else at)


def decided_for(session: Session, user_id: int, *, most: int = 10) -> Sequence[ReleasePlan]:
    """Programmes that an approver decided about and that nobody has released or asked for again:
    what this user asked for, leads or deputises for, the latest word first; one query."""
    is_mine = or_(
        ReleasePlan.asked_by_id == user_id,
        Delegation.lead_id == user_id,
        Delegation.deputy_id == user_id,
    )
    rows = (
        select(ReleasePlan)
        .join(Itinerary, Itinerary.id == ReleasePlan.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(ReleasePlan.state.in_((Approval.GIVEN, Approval.SENT_BACK)), is_mine)
        .where(Delegation.state.in_(LIVING))
        .options(
            joinedload(ReleasePlan.decided_by),
            joinedload(ReleasePlan.itinerary).joinedload(Itinerary.delegation),
        )
        .order_by(ReleasePlan.decided_at.desc(), ReleasePlan.id)
    )
    return session.scalars(rows.limit(most)).all()


def awaiting_approval(session: Session, *, most: int = 10) -> Sequence[ReleasePlan]:
    """Programmes for which an approver was asked, the oldest request first; one query."""
    rows = (
        select(ReleasePlan)
        .where(ReleasePlan.state == Approval.ASKED)
        .options(
            joinedload(ReleasePlan.asked_by),
            joinedload(ReleasePlan.itinerary).joinedload(Itinerary.delegation),
        )
        .order_by(ReleasePlan.asked_at, ReleasePlan.id)
    )
    return session.scalars(rows.limit(most)).all()
