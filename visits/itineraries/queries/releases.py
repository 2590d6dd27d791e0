"""Reading what was released, and what a release made now would hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.delegations.models import Delegation, Party
from visits.itineraries.diff import Difference
from visits.itineraries.freezing import freeze, missing_texts
from visits.itineraries.judging import judge
from visits.itineraries.models import Itinerary, Release, Stop
from visits.itineraries.programme import programme_of, roster_of
from visits.itineraries.queries.findings import OpenFinding, with_overrides
from visits.itineraries.queries.programmes import PLACES, WHO_SERVES
from visits.itineraries.recipients import Recipient, hosts_of, liaison_of
from visits.kit.errors import NotThere


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """What a release made now would hold, leave behind and set in motion."""

    goes: Sequence[Stop]
    cancelled: Sequence[str]
    """Uids that guests know and that go once more, as cancelled."""
    stays: Sequence[Stop]
    """Ideas, holds and declined stops: they are not shown to guests."""
    difference: Difference
    findings: Sequence[OpenFinding]
    recipients: Sequence[Recipient]
    missing_texts: Mapping[str, Sequence[str]]
    """By language of the delegation: uids of stops whose texts lack it."""
    is_first: bool

    @property
    def hindering(self) -> list[OpenFinding]:
        return [one for one in self.findings if one.hinders_release]

    @property
    def can_go(self) -> bool:
        has_news = self.is_first or not self.difference.is_empty
        return bool(self.goes or self.cancelled) and has_news and not self.hindering


def release_preview(session: Session, itinerary: Itinerary, *, at: datetime) -> ReleasePreview:
    """What a release would do, for the officer to see first. Changes nothing."""
    load_for_release(session, itinerary)
    draft = programme_of(itinerary, roster_of(session, itinerary.delegation))
    judged = judge(session, draft, draft, at=at)
    frozen = freeze(itinerary, itinerary.current_release)
    return ReleasePreview(
        goes=frozen.goes,
        cancelled=frozen.cancelled,
        stays=frozen.stays,
        difference=frozen.difference,
        findings=with_overrides(session, itinerary, judged.after),
        recipients=(liaison_of(itinerary.delegation), *hosts_of(session, itinerary)),
        missing_texts=missing_texts(frozen.goes, itinerary.delegation.languages),
        is_first=itinerary.current_release is None,
    )


def load_for_release(session: Session, itinerary: Itinerary) -> None:
    """Everything that `freeze` reads: places, parties, days, the current release's stops."""
    session.scalars(
        select(Itinerary)
        .where(Itinerary.id == itinerary.id)
        .options(
            joinedload(Itinerary.delegation),
            joinedload(Itinerary.current_release).selectinload(Release.stops),
            selectinload(Itinerary.days),
            selectinload(Itinerary.stops).options(
                *PLACES, WHO_SERVES, joinedload(Stop.party).selectinload(Party.members)
            ),
        )
    ).one()


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
