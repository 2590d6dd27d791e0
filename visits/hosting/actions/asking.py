"""Requests follow the stops: asked, changed, settled, undone. Handlers of notices, wired in `app.py`.

A stop that is asked has one open request to one contact of its site. When time, place or too much
of the headcount change, that request is withdrawn and another one made.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.conflicts.rules import StopStatus, people_at
from visits.delegations.events import RosterChanged
from visits.holidays.queries import holidays_between
from visits.hosting import queries
from visits.hosting.actions import writing
from visits.hosting.actions.officials import ask_diaries
from visits.hosting.models import HostRequest
from visits.hosting.rules import OPEN, Asked, RequestState, answer_due, most_agreed
from visits.itineraries import actions as itineraries
from visits.itineraries.actions.planning import has_host
from visits.itineraries.events import ItineraryChanged, UnsentAsks
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.programme import Roster, facts_of, roster_of
from visits.itineraries.rules import StopMove
from visits.kit.clock import now
from visits.kit.uses import UsesOf
from visits.kit.zone import zone_of
from visits.notifications import actions as outbox
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.events import ContactMoved
from visits.sites.models import SiteContact

LOOK_AHEAD = timedelta(days=60)
"""Counting a few working days never reaches further, whatever holidays there are."""


@dataclass(frozen=True, slots=True)
class Office:
    """What deciding about the requests of one programme rests on."""

    session: Session
    roster: Roster
    contacts: Mapping[int, SiteContact]
    agreed: Collection[str]
    at: datetime

    def asked_now(self, stop: Stop) -> Asked:
        """What the stop asks of a host as it stands."""
        people = people_at(facts_of(stop, self.roster), self.roster.delegation)
        return Asked(stop.starts, stop.ends, stop.site_id, stop.space_id, people)


def on_itinerary_changed(session: Session, notice: ItineraryChanged) -> None:
    itinerary = session.get_one(Itinerary, notice.itinerary_id)
    follow(session, itinerary, agreed=notice.agreed, at=itinerary.changed_at)


def on_roster_changed(session: Session, notice: RosterChanged) -> None:
    """More people than the hosts agreed to are asked for anew."""
    itinerary = session.scalar(
        select(Itinerary).where(Itinerary.delegation_id == notice.delegation_id)
    )
    if itinerary is not None:
        follow(session, itinerary, agreed=(), at=now())


def on_contact_moved(session: Session, notice: ContactMoved) -> None:
    """What waits for the former mailbox would open the contact's new link."""
    contact = session.get_one(SiteContact, notice.contact_id)
    waiting = outbox.waiting_for(session, notice.former)
    own = [one for one in waiting if one.facts.get("contact") == contact.id]
    to = contact.email if contact.channel in writing.BY_MAIL else ""
    outbox.redirect(own, to=to, name=contact.name)


def on_uses_asked(session: Session, question: UsesOf) -> None:
    """A contact that was ever asked is not deleted."""
    if question.kind == "site_contact":
        rows = select(func.count()).where(HostRequest.contact_id == question.id)
        question.found.append(("host_request", session.scalar(rows) or 0))


def on_unsent_asked(session: Session, question: UnsentAsks) -> None:
    """Stops that were only asked by letters that never left: their contacts know nothing of them.

    A call that is still to be made may have been.
    """
    of_stop = HostRequest.stop_id == Stop.id
    call = select(Letter.id).where(
        Letter.id == HostRequest.letter_id, Letter.state == LetterState.FOR_HAND
    )
    is_known = or_(HostRequest.state == RequestState.ACCEPTED, writing.is_told(), call.exists())
    rows = select(Stop.uid).where(
        Stop.itinerary_id == question.itinerary_id,
        select(HostRequest.id).where(of_stop).exists(),
        ~select(HostRequest.id).where(of_stop, is_known).exists(),
    )
    question.found.update(session.scalars(rows))


def follow(
    session: Session, itinerary: Itinerary, *, agreed: Collection[str], at: datetime
) -> None:
    """Bring the requests about the programme to where its stops are."""
    ask_diaries(session, itinerary, at=at)
    known: dict[int, list[HostRequest]] = defaultdict(list)
    for request in queries.of_itinerary(session, itinerary.id):
        known[request.stop_id].append(request)
    asked = [stop for stop in itinerary.stops if is_asked(stop, at)]
    if not known and not asked:
        return
    office = Office(
        session=session,
        roster=roster_of(session, itinerary.delegation),
        contacts=queries.to_ask(session, {stop.site_id for stop in asked if stop.site_id}),
        agreed=agreed,
        at=at,
    )
    for stop in list(itinerary.stops):
        settle(office, stop, known[stop.id])
    session.flush()


def is_asked(stop: Stop, at: datetime) -> bool:
    """Whether somebody at a site is to be asked; what is over is asked of nobody."""
    return stop.status is StopStatus.ASKED and has_host(stop) and stop.ends > at


def settle(office: Office, stop: Stop, requests: Sequence[HostRequest]) -> None:
    """One stop and all that was ever asked about it, the oldest first."""
    if is_asked(stop, office.at):
        ask(office, stop, requests)
        return
    if stop.status is StopStatus.CONFIRMED:
        confirm(office, stop, requests)
        return
    for request in requests:
        if stop.status is StopStatus.DECLINED and request.state in OPEN:
            close(office, request, RequestState.DECLINED)
        elif stop.status is not StopStatus.DECLINED and is_known(request):
            withdraw(office, request)


def is_known(request: HostRequest) -> bool:
    """Whether its contact reckons with the stop, or was asked to."""
    return request.state in (*OPEN, RequestState.ACCEPTED)


def ask(office: Office, stop: Stop, requests: Sequence[HostRequest]) -> None:
    """See to it that the contact of the site is asked for this very time, place and number."""
    contact = office.contacts.get(stop.site_id or 0)
    wanted = office.asked_now(stop)
    former: HostRequest | None = None
    for request in requests:
        if request.state in OPEN and contact and is_same(request, contact, wanted):
            request.people = wanted.people
            return
        if is_known(request):
            former = request
    if contact is None:
        return
    if former is None and stands_again(office, stop, contact, requests):
        return
    known = known_to(contact, former)
    if former is not None:
        withdraw(office, former, is_replaced=former.contact_id == contact.id)
    if known is not None and known is not former and is_same(known, contact, wanted):
        reinstate(office, stop, known, [one for one in requests if one.replaces is known])
    elif unsent := unsent_before(requests, contact, wanted, known):
        unsent.state, unsent.settled_at = RequestState.AWAITING, None
        writing.put_back(office.session, unsent, at=office.at)
    else:
        make(office, stop, contact, wanted, known)


def stands_again(
    office: Office, stop: Stop, contact: SiteContact, requests: Sequence[HostRequest]
) -> bool:
    """Whether a cancellation was undone before the contact heard of it: what it was asked or said
    stands, and nobody writes."""
    request = requests[-1] if requests else None
    if request is None or request.state is not RequestState.WITHDRAWN:
        return False
    if not is_same(request, contact, office.asked_now(stop)):
        return False
    letter = writing.take_back(office.session, request, at=office.at)
    if letter is None:
        return False
    if request.settled_at is not None and request.settled_at < letter.created_at:
        request.state = RequestState.ACCEPTED
        itineraries.change_status(office.session, stop, StopMove.CONFIRM, at=office.at)
    else:
        wait_on(request)
    return True


def wait_on(request: HostRequest) -> None:
    """Somebody owes an answer again, as before."""
    request.settled_at = None
    request.state = RequestState.AWAITING if request.answer is None else RequestState.COUNTERED


def unsent_before(
    requests: Sequence[HostRequest], contact: SiteContact, wanted: Asked, known: HostRequest | None
) -> HostRequest | None:
    """The last request for the very same that nobody had heard of when it was withdrawn."""
    return next(
        (
            one
            for one in reversed(requests)
            if one.state is RequestState.WITHDRAWN
            and one.replaces is known
            and is_same(one, contact, wanted)
            and writing.can_stand_again(one)
        ),
        None,
    )


def known_to(contact: SiteContact, former: HostRequest | None) -> HostRequest | None:
    """The last request that the contact knows of: the former one, or the one that it replaces."""
    if former is None or former.contact_id != contact.id:
        return None
    if former.state is RequestState.ACCEPTED or writing.was_told(former):
        return former
    return former.replaces


def reinstate(
    office: Office, stop: Stop, request: HostRequest, successors: Sequence[HostRequest]
) -> None:
    """A change was undone before the contact heard of it: what it was asked or said stands."""
    asked_again_at = min(one.asked_at for one in successors)
    if request.settled_at is not None and request.settled_at < asked_again_at:
        request.state = RequestState.ACCEPTED
        itineraries.change_status(office.session, stop, StopMove.CONFIRM, at=office.at)
        return
    wait_on(request)


def is_same(request: HostRequest, contact: SiteContact, wanted: Asked) -> bool:
    """Whether this request asks the contact for what is wanted, or for a few people more or less."""
    if request.contact_id != contact.id or request.asked.is_elsewhen_or_elsewhere(wanted):
        return False
    return wanted.people <= most_agreed(request.people, None)


def make(
    office: Office, stop: Stop, contact: SiteContact, wanted: Asked, known: HostRequest | None
) -> HostRequest:
    """A new request, in place of the one that the contact knows; its letter waits for an hour."""
    session, at = office.session, office.at
    zone = zone_of(session)
    today, day = at.astimezone(zone).date(), wanted.starts.astimezone(zone).date()
    days_off = {
        row.day for row in holidays_between(session, today, today + LOOK_AHEAD) if row.kind.closes
    }
    request = HostRequest(
        stop_id=stop.id,
        stop=stop,
        contact=contact,
        channel=contact.channel,
        state=RequestState.AWAITING,
        asked_at=at,
        due_on=answer_due(today, day, days_off),
        starts=wanted.starts,
        ends=wanted.ends,
        site_id=wanted.site_id,
        space_id=wanted.space_id,
        people=wanted.people,
        replaces=known,
    )
    session.add(request)
    session.flush()
    give_links(session, contact, at=at)
    writing.announce(session, request, at=at)
    return request


def give_links(session: Session, contact: SiteContact, *, at: datetime) -> None:
    """The contact's own page, and the calendar of the site that it offers."""
    keeper: LinkKeeper = session.info["links"]
    language = contact.language
    subject = ("site_contact", contact.id)
    page = keeper.standing(session, LinkKind.HOST, subject, language=language, at=at)
    page.label = page.label or contact.name
    site = ("site", contact.site_id)
    keeper.standing(session, LinkKind.SITE_FEED, site, language=language, at=at)


def confirm(office: Office, stop: Stop, requests: Sequence[HostRequest]) -> None:
    """The host said yes, to whomever; with many more people than it agreed to, it is asked again."""
    now_asked = office.asked_now(stop)
    for request in requests:
        if request.state in OPEN:
            close(office, request, RequestState.ACCEPTED)
            keep(request, now_asked)
        elif request.state is RequestState.ACCEPTED:
            if stop.uid in office.agreed or request.asked.is_elsewhen_or_elsewhere(now_asked):
                keep(request, now_asked)
            elif now_asked.people > most_agreed(request.people, request.most_people):
                itineraries.change_status(office.session, stop, StopMove.ASK, at=office.at)
                return


def keep(request: HostRequest, agreed: Asked) -> None:
    """This is what the host agreed to."""
    request.starts, request.ends = agreed.starts, agreed.ends
    request.site_id, request.space_id = agreed.site_id, agreed.space_id
    request.people = agreed.people


def close(office: Office, request: HostRequest, state: RequestState) -> bool:
    """Settled: no letter asks for it any more. Whether the contact knows of the request."""
    request.state, request.settled_at = state, office.at
    return writing.take_out(office.session, request, at=office.at)


def withdraw(office: Office, request: HostRequest, *, is_replaced: bool = False) -> None:
    """Nobody asks for this any more; a contact that knows of it is told, unless asked anew.

    When it had been agreed to, that moment stays: the change may be undone.
    """
    agreed_at = request.settled_at if request.state is RequestState.ACCEPTED else None
    was_told = close(office, request, RequestState.WITHDRAWN)
    request.settled_at = agreed_at or office.at
    if was_told and not is_replaced and request.stop.ends > office.at:
        writing.say_withdrawn(office.session, request, at=office.at)
