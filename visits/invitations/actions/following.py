"""Readers' calendars follow what was published: invited, moved, cancelled, under rising numbers.

Letters of hosting carry the message where there is one to carry it; for every other change, such as
a new time that the host agreed to on the telephone, a letter of our own goes out. It is remembered
when the letter is written, not when it is sent: a letter that goes out twice says the same twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.calendars.ics import Method, PartStat
from visits.hosting.actions import writing
from visits.hosting.actions.officials import DIARY
from visits.hosting.events import GoesAlone, WroteTo
from visits.hosting.models import HostRequest
from visits.hosting.queries import of_itinerary
from visits.hosting.rules import BATCH, OPEN, RequestState
from visits.invitations import queries
from visits.invitations.models import CalendarReader, InvitationMessage, InvitationReply
from visits.invitations.queries import Mailbox
from visits.invitations.rules import digest_of, is_news, number_of
from visits.itineraries import sequence
from visits.itineraries.events import ItineraryChanged, Reader, Released
from visits.itineraries.models import Itinerary, Publication, Release, Stop
from visits.itineraries.rules import Consent, PublishedState, Scope
from visits.notifications import actions as outbox
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

INVITED = "invitations.invited"
UPDATED = "invitations.updated"
CANCELLED = "invitations.cancelled"
OWN = (INVITED, UPDATED, CANCELLED)

METHODS = {
    writing.ASKED: Method.REQUEST,
    writing.REMINDER: Method.REQUEST,
    writing.RECONFIRM: Method.REQUEST,
    writing.SETTLED: Method.REQUEST,
    DIARY: Method.REQUEST,
    writing.WITHDRAWN: Method.CANCEL,
    writing.REGRET: Method.CANCEL,
}
"""What letters of hosting say to a calendar."""

Key = tuple[Reader, str]
"""A reader, and the uid of a stop."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a calendar is told: to enter or to take out what was published."""

    method: Method
    row: Publication
    partstat: PartStat = PartStat.NEEDS_ACTION


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader is asked for: as it was published, and since when."""

    row: Publication
    since: datetime
    begins: bool
    """Whether a letter of our own may be the first that they hear of it."""
    partstat: PartStat


@dataclass(slots=True)
class World:
    """What is known of the stops of one programme, and of those who are asked for them."""

    session: Session
    itinerary: Itinerary
    at: datetime
    takers: dict[Reader, CalendarReader]
    held: dict[Key, InvitationMessage]
    replies: dict[Key, InvitationReply]
    wishes: dict[Key, Wish] = field(default_factory=dict)


def on_goes_alone_asked(session: Session, question: GoesAlone) -> None:
    """One message is about one stop."""
    if not question.is_so:
        question.is_so = queries.is_chosen(session, queries.mailbox(session, question.reader))


def on_wrote_to(session: Session, notice: WroteTo) -> None:
    """A letter of hosting carries the message, in place of one of our own that would say the same."""
    letter = session.get_one(Letter, notice.letter_id)
    method = METHODS.get(letter.kind)
    if method is None or not letter.recipient:
        return
    if not queries.is_chosen(session, queries.mailbox(session, notice.reader)):
        return
    uid = session.get_one(Stop, notice.stop_id).uid
    forget(session, letter)
    drop_waiting(session, (notice.reader, uid), at=letter.created_at)
    last = queries.last_to(session, notice.reader, uid)
    if method is Method.CANCEL:
        if last is not None and last.method is Method.REQUEST:
            said = Said(method, last.publication)
            remember(session, letter, (notice.reader, uid), said, last)
        return
    row = sequence.live(queries.published(session, [uid])[uid])
    if isinstance(row, Publication):
        is_agreed = letter.kind in {writing.SETTLED, writing.RECONFIRM}
        partstat = PartStat.ACCEPTED if is_agreed else PartStat.NEEDS_ACTION
        said = Said(method, row, partstat)
        remember(session, letter, (notice.reader, uid), said, last)


def forget(session: Session, letter: Letter) -> None:
    """What a letter would have said that was taken out, and waits again without having left."""
    former = queries.message_of(session, letter.id)
    if former is not None:
        session.delete(former)
        session.flush()


def on_itinerary_changed(session: Session, notice: ItineraryChanged) -> None:
    itinerary = session.get_one(Itinerary, notice.itinerary_id)
    follow(session, itinerary, at=itinerary.changed_at)


def on_released(session: Session, notice: Released) -> None:
    release = session.get_one(Release, notice.release_id)
    follow(session, release.itinerary, at=release.at)


def follow(session: Session, itinerary: Itinerary, *, at: datetime) -> None:
    """Tell every reader what their calendar does not hold yet, or holds no longer rightly."""
    takers = dict(queries.chosen(session))
    uids = [stop.uid for stop in itinerary.stops]
    held = queries.held(session, uids)
    if not takers and not held:
        return
    replies = queries.replies_about(session, uids)
    world = World(session, itinerary, at, takers, held, replies)
    world.wishes.update(wishes_of_hosts(world))
    world.wishes.update(wishes_of_people(world))
    for key in sorted({*held, *world.wishes}):
        settle(world, key)


# -- what is asked of whom -------------------------------------------------------------------------


def wishes_of_hosts(world: World) -> Iterator[tuple[Key, Wish]]:
    """What contacts are asked for, or agreed to."""
    known = [
        one
        for one in of_itinerary(world.session, world.itinerary.id)
        if one.state in (*OPEN, RequestState.ACCEPTED)
        if is_about(world, ("contact", one.contact_id), one.stop.uid)
    ]
    published = queries.published(world.session, {one.stop.uid for one in known})
    for one in known:
        row = sequence.live(published[one.stop.uid])
        if isinstance(row, Publication) and row.state is not PublishedState.CANCELLED:
            yield (("contact", one.contact_id), one.stop.uid), wish_of_host(one, row)


def wish_of_host(request: HostRequest, row: Publication) -> Wish:
    """What awaits an answer is in the letter that asks."""
    agreed = request.state is RequestState.ACCEPTED
    partstat = PartStat.ACCEPTED if agreed else PartStat.NEEDS_ACTION
    return Wish(row, request.asked_at, begins=agreed, partstat=partstat)


def wishes_of_people(world: World) -> Iterator[tuple[Key, Wish]]:
    """What people of ours, and offices of officials, serve at."""
    people = [reader for reader in reader_of(world) if reader[0] == "person"]
    if not people:
        return
    stops = {stop.uid: stop for stop in world.itinerary.stops}
    for uid, rows in queries.published(world.session, stops).items():
        for reader in people:
            row = newest_to(rows, reader)
            if row is not None:
                yield (reader, uid), Wish(row, row.at, True, partstat_of(stops[uid], reader))


def reader_of(world: World) -> set[Reader]:
    return {*world.takers, *(reader for reader, _ in world.held)}


def newest_to(rows: list[Publication], reader: Reader) -> Publication | None:
    """What the reader was told last of a stop; None when they are not to come."""
    named = ("person", str(reader[1]))
    own = [row for row in rows if named in sequence.named(row)]
    if not own or own[-1].scope is Scope.LEFT or own[-1].state is PublishedState.CANCELLED:
        return None
    return own[-1]


def partstat_of(stop: Stop, reader: Reader) -> PartStat:
    own = [one for one in stop.assignments if one.person_id == reader[1]]
    agreed = bool(own) and all(one.consent is Consent.CONSENTED for one in own)
    return PartStat.ACCEPTED if agreed else PartStat.NEEDS_ACTION


def is_about(world: World, reader: Reader, uid: str) -> bool:
    return reader in world.takers or (reader, uid) in world.held


# -- what they are told ----------------------------------------------------------------------------


def settle(world: World, key: Key) -> None:
    """One reader and one stop. What is over is told to nobody."""
    wish, last = world.wishes.get(key), world.held.get(key)
    if wish is not None:
        if wish.row.ends > world.at and (last is not None or may_begin(world, key[0], wish)):
            tell(world, key, Said(Method.REQUEST, wish.row, wish.partstat))
    elif last is not None and last.publication.ends > world.at and not has_declined(world, key):
        tell(world, key, Said(Method.CANCEL, last.publication))


def may_begin(world: World, reader: Reader, wish: Wish) -> bool:
    """What was asked before invitations were chosen goes on as it began."""
    taker = world.takers.get(reader)
    return wish.begins and bool(taker and taker.chosen_at and taker.chosen_at <= wish.since)


def has_declined(world: World, key: Key) -> bool:
    """Whoever declined in their calendar has nothing left there to be cancelled."""
    reply, last = world.replies.get(key), world.held[key]
    return (
        reply is not None
        and reply.partstat is PartStat.DECLINED
        and reply.sequence == last.sequence
    )


def tell(world: World, key: Key, said: Said) -> None:
    """A letter of our own, unless the reader holds it already; one that waits gives way to it."""
    session, last = world.session, world.held.get(key)
    if not is_news(last, said.method, digest_of(said.method, said.row)):
        return
    if drop_waiting(session, key, at=world.at):
        last = queries.last_to(session, *key)
        if said.method is Method.CANCEL and last is not None:
            said = Said(Method.CANCEL, last.publication)
        if not is_news(last, said.method, digest_of(said.method, said.row)):
            return
    box = queries.mailbox(session, key[0])
    is_theirs = (
        queries.is_chosen(session, box)
        if last is None
        else queries.is_same(last.letter.recipient, box.address)
    )
    if is_theirs:
        letter = letter_to(world, box, key, said.method, is_first=last is None)
        remember(session, letter, key, said, last)


def letter_to(world: World, box: Mailbox, key: Key, method: Method, *, is_first: bool) -> Letter:
    kind = CANCELLED if method is Method.CANCEL else INVITED if is_first else UPDATED
    (reader_kind, reader_id), uid = key
    stop = next(one for one in world.itinerary.stops if one.uid == uid)
    letter = outbox.queue(
        world.session,
        kind,
        to=box.address,
        name=box.name,
        language=box.language,
        about=("delegation", world.itinerary.delegation_id),
        key=f"{kind}:{reader_kind}-{reader_id}:{stop.id}:{world.at.isoformat()}",
        facts={"reader": [reader_kind, reader_id], "stop": stop.id},
        at=world.at,
    )
    letter.due_at = world.at + BATCH
    return letter


def remember(
    session: Session, letter: Letter, key: Key, said: Said, last: InvitationMessage | None
) -> None:
    """This is what the letter says to a calendar, however often it goes out."""
    (reader_kind, reader_id), uid = key
    digest = digest_of(said.method, said.row)
    newest = queries.published(session, [uid])[uid][-1]
    published = newest if said.method is Method.CANCEL else said.row
    number = number_of(last, published.sequence, is_news=is_news(last, said.method, digest))
    session.add(
        InvitationMessage(
            uid=uid,
            reader_kind=reader_kind,
            reader_id=reader_id,
            method=said.method,
            sequence=number,
            digest=digest,
            partstat=said.partstat,
            publication=said.row,
            letter=letter,
            at=letter.created_at,
        )
    )
    session.flush()


def drop_waiting(session: Session, key: Key, *, at: datetime) -> bool:
    """Letters of our own to this reader about this stop that have not left; whether there was one."""
    (reader_kind, reader_id), uid = key
    rows = (
        select(Letter)
        .join(InvitationMessage, InvitationMessage.letter_id == Letter.id)
        .where(
            InvitationMessage.uid == uid,
            InvitationMessage.reader_kind == reader_kind,
            InvitationMessage.reader_id == reader_id,
            Letter.kind.in_(OWN),
            Letter.state.in_((LetterState.QUEUED, LetterState.DRAFT, LetterState.FOR_HAND)),
            Letter.attempts == 0,
        )
        .with_for_update(of=Letter)
    )
    waiting = session.scalars(rows).all()
    for letter in waiting:
        outbox.drop(letter, by="", at=at)
    session.flush()
    return bool(waiting)
