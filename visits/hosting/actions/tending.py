"""What happens by itself: holds end, hosts are reminded and asked once more, lists of visits go out."""

from collections.abc import Container, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from visits.access.links import LinkKeeper
from visits.conflicts.rules import StopStatus
from visits.holidays.queries import holidays_between
from visits.hosting.actions import asking, writing
from visits.hosting.models import HostRequest
from visits.hosting.rules import (
    ASKED_FIRST,
    OPEN,
    RECONFIRM_DAYS,
    RequestState,
    is_list_day,
    is_month_list_day,
    reconfirm_on,
)
from visits.itineraries import actions as itineraries
from visits.itineraries.actions.gestures import recheck
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import StopMove
from visits.kit.clock import local
from visits.kit.office_hours import is_office_hour
from visits.kit.workdays import add_working_days
from visits.kit.zone import zone_of
from visits.notifications.actions import queue
from visits.sites.models import Site, SiteContact
from visits.sites.rules import Security

HOLD_EXPIRED = "hosting.hold_expired"
WEEKLY_LIST = "hosting.weekly_list"
MONTHLY_LIST = "hosting.monthly_list"
MOST = 100
"""Rows that one round looks at; the next round goes on."""
AN_HOUR = 3600
"""Seconds."""
LEAST_PAUSE = timedelta(hours=3)
"""Between asking and reminding, however near the stop is."""
LONGEST_WAIT = timedelta(days=60)
"""A few working days never take longer, whatever holidays there are."""


def tend(
    session: Session,
    *,
    links: LinkKeeper,  # noqa: ARG001 (as every step is called)
    folder: Path,  # noqa: ARG001
    at: datetime,
    hold_days: int,
) -> dict[str, int]:
    """One round; how many of each. A hold ends after *hold_days* working days."""
    today = at.astimezone(zone_of(session)).date()
    days_off = frozenset(
        row.day
        for row in holidays_between(session, today - LONGEST_WAIT, today + LONGEST_WAIT)
        if row.kind.closes
    )
    is_open = is_office_hour(session, at)
    return {
        "holds ended": end_holds(session, today, days_off, days=hold_days, at=at),
        "hosts asked": ask_forgotten(session, at=at),
        "hosts reminded": remind(session, today, at=at) if is_open else 0,
        "hosts asked again": reconfirm(session, today, days_off, at=at) if is_open else 0,
        "lists of visits": send_lists(session, today, at=at) if is_open else 0,
        "drafts looked at": look_again(session, today, days_off, at=at),
    }


def end_holds(
    session: Session, today: date, days_off: Container[date], *, days: int, at: datetime
) -> int:
    """What was only held becomes an idea again, and its officer is told."""
    rows = (
        select(Stop)
        .where(Stop.status == StopStatus.HOLD, Stop.held_at <= at - timedelta(days=days))
        .options(joinedload(Stop.itinerary).joinedload(Itinerary.delegation))
        .order_by(Stop.held_at, Stop.id)
        .limit(MOST)
    )
    zone = zone_of(session)
    ended = [
        stop
        for stop in session.scalars(rows).all()
        if stop.held_at is not None
        and add_working_days(stop.held_at.astimezone(zone).date(), days, days_off) < today
    ]
    for stop in ended:
        itineraries.change_status(session, stop, StopMove.WITHDRAW, at=at)
        tell_officer(session, stop, at=at)
    return len(ended)


def tell_officer(session: Session, stop: Stop, *, at: datetime) -> None:
    """The officer of the visit reads that the hold is over."""
    delegation = stop.itinerary.delegation
    queue(
        session,
        HOLD_EXPIRED,
        to=delegation.lead.email,
        name=delegation.lead.name,
        language=delegation.lead.language,
        about=("stop", stop.id),
        key=f"{HOLD_EXPIRED}:{stop.id}:{at.isoformat()}",
        facts={"stop": stop.id},
        at=at,
    )


def ask_forgotten(session: Session, *, at: datetime) -> int:
    """Stops that were asked before their site had a contact, or by a former version of ours."""
    is_open = select(HostRequest.id).where(
        HostRequest.stop_id == Stop.id, HostRequest.state.in_(OPEN)
    )
    has_contact = select(SiteContact.id).where(
        SiteContact.site_id == Stop.site_id, SiteContact.role.in_(ASKED_FIRST)
    )
    rows = (
        select(Stop.itinerary_id)
        .where(
            Stop.status == StopStatus.ASKED,
            Stop.ends > at,
            has_contact.exists(),
            ~is_open.exists(),
        )
        .distinct()
        .order_by(Stop.itinerary_id)
        .limit(MOST)
    )
    before = count(session)
    for number in session.scalars(rows).all():
        asking.follow(session, session.get_one(Itinerary, number), agreed=(), at=at)
    return count(session) - before


def count(session: Session) -> int:
    """How many requests are open."""
    rows = select(HostRequest.id).where(HostRequest.state.in_(OPEN))
    return len(session.scalars(rows).all())


def remind(session: Session, today: date, *, at: datetime) -> int:
    """Once, when the answer is due and the contact knows of the request."""
    rows = of_contacts(RequestState.AWAITING, at).where(
        HostRequest.due_on <= today,
        HostRequest.asked_at <= at - LEAST_PAUSE,
        HostRequest.reminded_at.is_(None),
        writing.is_told(),
    )
    late = session.scalars(rows).all()
    for request in late:
        request.reminded_at = at
        writing.write(session, writing.REMINDER, request, at=at)
    session.flush()
    return len(late)


def reconfirm(session: Session, today: date, days_off: Container[date], *, at: datetime) -> int:
    """Some working days before the stop its host is asked whether all stands.

    Who said yes within these days is not asked again.
    """
    zone = zone_of(session)
    last = local(add_working_days(today, RECONFIRM_DAYS + 1, days_off), time(0), zone)
    rows = of_contacts(RequestState.ACCEPTED, at).where(
        HostRequest.starts < last, HostRequest.reconfirm_asked_at.is_(None)
    )
    asked = 0
    for request in session.scalars(rows).all():
        request.reconfirm_asked_at = at
        first = reconfirm_on(request.starts.astimezone(zone).date(), days_off)
        settled = request.settled_at or request.asked_at
        if settled.astimezone(zone).date() < first:
            writing.write(session, writing.RECONFIRM, request, at=at)
            asked += 1
    session.flush()
    return asked


def of_contacts(state: RequestState, at: datetime) -> Select[HostRequest]:
    """Requests in this state about stops to come, with what a letter needs."""
    return (
        select(HostRequest)
        .where(HostRequest.state == state, HostRequest.starts > at)
        .options(
            joinedload(HostRequest.contact),
            joinedload(HostRequest.letter),
            joinedload(HostRequest.stop).joinedload(Stop.itinerary),
        )
        .order_by(HostRequest.starts, HostRequest.id)
        .limit(MOST)
    )


def send_lists(session: Session, today: date, *, at: datetime) -> int:
    """On Thursdays, to contacts who want it: what takes place at their site in the next week; on
    the last one of a month also in the next month."""
    sent = 0
    for kind, is_wanted, is_day in (
        (WEEKLY_LIST, SiteContact.wants_list, is_list_day),
        (MONTHLY_LIST, SiteContact.wants_month, is_month_list_day),
    ):
        if is_day(today):
            rows = select(SiteContact).where(is_wanted.is_(True)).order_by(SiteContact.id)
            sent += sum(
                send_list(session, contact, kind, today, at=at) for contact in session.scalars(rows)
            )
    return sent


def send_list(
    session: Session, contact: SiteContact, kind: str, today: date, *, at: datetime
) -> bool:
    """One list of one week or month; whether it was not there already."""
    is_by_mail = contact.channel in writing.BY_MAIL
    letter = queue(
        session,
        kind,
        to=contact.email if is_by_mail else "",
        name=contact.name,
        language=contact.language,
        about=("site", contact.site_id),
        key=f"{kind}:{contact.id}:{today.isoformat()}",
        facts={"contact": contact.id, "day": today.isoformat()},
        at=at,
    )
    return letter.created_at == at


def look_again(session: Session, today: date, days_off: Container[date], *, at: datetime) -> int:
    """Drafts with a stop that comes near, and that nobody has confirmed or whose site demands a list:
    days make it graver.

    Of more than a round looks at, each hour takes the next ones, and begins anew after the last.
    """
    last = local(add_working_days(today, RECONFIRM_DAYS + 1, days_off), time(0), zone_of(session))
    rows = (
        select(Stop.itinerary_id)
        .outerjoin(Site, Site.id == Stop.site_id)
        .where(or_(Stop.status == StopStatus.ASKED, Site.security != Security.OPEN))
        .where(Stop.starts > at, Stop.starts < last)
        .distinct()
        .order_by(Stop.itinerary_id)
    )
    near = turn_of(session.scalars(rows).all(), at)
    recheck(session, near, at=at)
    return len(near)


def turn_of(ids: Sequence[int], at: datetime) -> Sequence[int]:
    """As many as a round looks at: another part each hour, until each had its turn."""
    parts = -(-len(ids) // MOST) or 1
    part = int(at.timestamp() // AN_HOUR) % parts
    return ids[part * MOST : (part + 1) * MOST]
