"""One gesture of an officer: several changes to one itinerary, judged once, kept whole or not at all.

On SQLite one transaction writes at a time. On PostgreSQL a gesture locks its itinerary, then the
sites that it books, in order of id; people and vehicles are guarded by the exclusion constraint.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import flag_modified

from visits.access.models import User
from visits.conflicts.rules import Booking, Layer
from visits.delegations.models import Delegation
from visits.itineraries import bookings
from visits.itineraries.actions import steps
from visits.itineraries.actions.publishing import publish
from visits.itineraries.events import ItineraryChanged, Published
from visits.itineraries.judging import (
    Blocked,
    Judgement,
    judge,
    remember,
    write_down,
    written_down,
)
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.programme import Roster, programme_of, roster_of
from visits.itineraries.queries import the_itinerary
from visits.itineraries.rules import Scope
from visits.itineraries.together import judge_together
from visits.kit.errors import NotThere, Stale
from visits.kit.events import tell
from visits.sites.models import Site

HELD = "itinerary held"
"""Under this a session notes which itinerary it read behind its lock, and in which transaction."""


class Gesture:
    """An itinerary that is being changed, as it was before; remembered as a step of *by*."""

    def __init__(
        self, session: Session, itinerary: Itinerary, *, at: datetime, by: User | None = None
    ) -> None:
        self.session = session
        self.itinerary = itinerary
        self.at = at
        self.roster: Roster = roster_of(session, itinerary.delegation)
        self.before = programme_of(itinerary, self.roster)
        self.after = self.before
        self.by = by
        self.was = steps.picture(itinerary) if by else steps.NOTHING
        self.to_tell: dict[Stop, Scope] = {}
        self.agreed: set[str] = set()
        """Stops whose hosts agreed to what is done here."""

    def tell(self, stop: Stop, scope: Scope) -> None:
        """Once the change stands, tell whoever the stop concerns."""
        self.to_tell[stop] = scope

    def keep(self) -> None:
        """Judge what was done, and keep everything that hangs on it. Raises Blocked."""
        self.session.flush()
        self.after = programme_of(self.itinerary, self.roster)
        lock_sites(self.session, self.sites_changed())
        judged = self.judge()
        if judged.refused:
            raise Blocked(judged.refused)
        touch(self.itinerary, at=self.at)
        changed = keep_judgement(self.session, judged)
        remember(self.session, judged)
        self.publish()
        met = bookings.met_by(changed, judged.world.bookings, judged.world.visits)
        recheck(self.session, met, at=self.at)
        tell(self.session, ItineraryChanged(self.itinerary.id, frozenset(self.agreed)))
        if self.by:
            steps.remember(self.session, self.itinerary, self.was, by=self.by, at=self.at)

    def judge(self) -> Judgement:
        return judge(self.session, self.before, self.after, at=self.at)

    def sites_changed(self) -> list[int]:
        """Sites at which something is other than it was."""
        known = set(self.before.stops)
        return sorted(
            {stop.site for stop in self.after.stops if stop not in known and stop.site is not None}
        )

    def publish(self) -> None:
        if not self.to_tell:
            return
        publish(self.session, self.itinerary, self.roster, self.to_tell.items(), at=self.at)
        uids = tuple(stop.uid for stop in self.to_tell)
        tell(self.session, Published(self.itinerary.id, uids))


@contextmanager
def changing(
    session: Session,
    itinerary: Itinerary,
    *,
    at: datetime,
    stop: Stop | None = None,
    by: User | None = None,
) -> Iterator[Gesture]:
    """Change rows of the itinerary inside; on leaving, the draft is judged and kept, or nothing is.

    However many stops it changes, it is one step that the officer *by* can undo (`undoing.py`).
    Raises Blocked; Stale when somebody saved *stop* while we waited; NotThere when it is gone.
    """
    version = stop.version if stop else None
    lock(session, itinerary)
    if stop and stop not in itinerary.stops:
        raise NotThere("stop")
    if stop and stop.version != version:
        raise Stale
    gesture = Gesture(session, itinerary, at=at, by=by)
    try:
        with session.begin_nested():
            yield gesture
            gesture.keep()
    except IntegrityError as error:
        if not bookings.is_taken(error):
            raise
        refused = gesture.judge().refused
        raise (Blocked(refused) if refused else Stale()) from error


def hold(session: Session, delegation_code: str) -> Itinerary:
    """The programme as it is now, with all that its page shows: nobody else changes it until this
    transaction ends, so that a gesture need not read it again. Raises NotThere."""
    number = session.scalar(
        select(Itinerary.id)
        .join(Itinerary.delegation)
        .where(Delegation.code == delegation_code)
        .with_for_update(key_share=True, of=Itinerary)
    )
    itinerary = the_itinerary(session, delegation_code)
    session.info[HELD] = (number, session.get_transaction())
    return itinerary


def lock(session: Session, itinerary: Itinerary) -> None:
    """Nobody else changes the itinerary until we are done; its stops as they are now."""
    if session.info.get(HELD) == (itinerary.id, session.get_transaction()):
        return
    session.execute(
        select(Itinerary.id).where(Itinerary.id == itinerary.id).with_for_update(key_share=True)
    )
    load(session, itinerary.id)


def load(session: Session, itinerary_id: int) -> Itinerary:
    """The itinerary with days, stops and assignments, read anew."""
    rows = session.scalars(
        select(Itinerary)
        .where(Itinerary.id == itinerary_id)
        .options(
            joinedload(Itinerary.days),
            selectinload(Itinerary.stops).selectinload(Stop.assignments),
        )
        .execution_options(populate_existing=True)
    )
    return rows.unique().one()


def lock_sites(session: Session, ids: Collection[int]) -> None:
    """Places are counted, so whoever books there waits for the others; SQLite has one writer."""
    if ids and session.get_bind().dialect.name == "postgresql":
        session.execute(
            select(Site.id)
            .where(Site.id.in_(ids))
            .order_by(Site.id)
            .with_for_update(key_share=True)
        )


def touch(itinerary: Itinerary, *, at: datetime) -> None:
    """The itinerary is another version from now on."""
    itinerary.changed_at = at
    flag_modified(itinerary, "changed_at")


def keep_judgement(session: Session, judged: Judgement) -> tuple[Booking, ...]:
    """Bookings of the draft and its open findings; returns the bookings that came or went."""
    number = judged.programme.itinerary
    changed = bookings.keep(session, number, Layer.DRAFT, judged.uses)
    write_down(session, number, judged.after)
    return changed


def recheck(session: Session, itinerary_ids: Collection[int], *, at: datetime) -> None:
    """Judge drafts again because something around them changed; refuses nothing.

    On PostgreSQL one that is being changed at this moment is left to that change.
    """
    if not itinerary_ids:
        return
    free = session.scalars(
        select(Itinerary.id)
        .where(Itinerary.id.in_(itinerary_ids))
        .order_by(Itinerary.id)
        .with_for_update(key_share=True, skip_locked=True)
    ).all()
    if not free:
        return
    booked = bookings.kept_by(session, free, Layer.DRAFT)
    written = written_down(session, free)
    for judged in judge_together(session, free, at=at):
        number = judged.programme.itinerary
        bookings.keep(session, number, Layer.DRAFT, judged.uses, booked[number])
        write_down(session, number, judged.findings, written[number])
