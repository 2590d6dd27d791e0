"""*My site* put together: what waits for an answer, what comes, a month; for one contact or account."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request

from visits.access.guard import the_keeper
from visits.access.links import links_to
from visits.access.rules import LinkKind, LinkState
from visits.feedback import queries as feedback
from visits.feedback.rules import HOSTS_DAYS, How
from visits.hosting import queries
from visits.hosting.models import HostRequest
from visits.hosting.queries import Seen
from visits.hosting.rules import FOR_THE_SITE, OPEN, RECEIVES, SEES, Fact, RequestState, answer_hour
from visits.hosting.views.blueprint import zone
from visits.itineraries.rules import PublishedState
from visits.kit.asked import read_month
from visits.kit.clock import local
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.subscriptions import Subscription, subscription
from visits.languages.html import plain
from visits.sites.models import Site, SiteContact

AHEAD = timedelta(days=60)
LOOK_BACK = timedelta(days=HOSTS_DAYS)
HOWS = tuple(How)
MOST_AHEAD = MOST_OVER = 25
"""So far ahead, and so many at most, visits stand in one list; later ones are found by month."""


def once() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Card:
    """A stop at one of my sites, and the request about it that I may answer."""

    seen: Seen
    site: Site
    request: HostRequest | None = None
    once: str = field(default_factory=once)
    """So that a button pressed twice has one effect."""

    @property
    def asked(self) -> HostRequest:
        """The request that is answered. Raises NotThere where nothing was asked."""
        if self.request is None:
            raise NotThere("request")
        return self.request

    @property
    def is_open(self) -> bool:
        return self.request is not None and self.request.state in OPEN

    @property
    def answer_by(self) -> datetime | None:
        """The hour by which an answer is wanted, where it is wanted soon."""
        one = self.request
        if one is None or one.state is not RequestState.AWAITING:
            return None
        return answer_hour(one.asked_at, one.starts, one.due_on, zone())

    @property
    def former(self) -> HostRequest | None:
        """What the contact knows, where the request moves it to another time."""
        former = self.request.replaces if self.request else None
        if self.request is None or former is None or not self.is_open:
            return None
        is_moved = (former.starts, former.ends) != (self.request.starts, self.request.ends)
        return former if is_moved else None

    @property
    def takes_place(self) -> bool:
        return self.seen.state is not PublishedState.CANCELLED

    @property
    def month(self) -> str:
        """The month in which it is found, as the address says it."""
        return f"{self.seen.starts.astimezone(zone()):%Y-%m}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month and its neighbours, as the address says them: `2026-11`."""

    first: date

    @property
    def last(self) -> date:
        """The first day of the next month."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything on the page. `days` of the month and what is `coming` hold cards in order of time.

    `over` are stops of the last weeks, the latest first: their hosts say how they were.
    """

    contact: SiteContact | None
    names_groups: bool
    """Whether these contacts may know at every site of theirs who comes."""
    sites: Sequence[Site]
    awaiting: Sequence[Card]
    over: Sequence[Card]
    coming: Mapping[date, Sequence[Card]]
    month: Month
    days: Mapping[date, Sequence[Card]]
    feeds: Sequence[tuple[Site, Subscription]]


def month_asked(today: date) -> Month:
    """The month of the address, `?month=2026-11`; this one when it cannot be read."""
    return Month(read_month(request.args.get("month", "")) or today.replace(day=1))


def desk_of(contacts: Sequence[SiteContact], *, month: Month, at: datetime) -> Desk:
    """What these contacts, who are one person, may see and answer."""
    today = at.astimezone(zone()).date()
    answerable = queries.answerable(db.session, contacts, since=midnight(today.replace(day=1)))
    requests = {one.stop_id: one for one in answerable}
    near = max([midnight(today + AHEAD), *(one.ends for one in answerable)])
    back = midnight(today - LOOK_BACK)
    spans = ((back, near), (midnight(month.first), midnight(month.last)))
    found = {
        (site.id, seen.uid): Card(seen, site, requests.get(seen.stop_id))
        for site, sees in seen_by(contacts)
        for span in spans
        for seen in queries.seen_at(db.session, site.id, sees, *span)
    }
    cards = sorted(
        found.values(), key=lambda card: (card.seen.starts, card.seen.ends, card.seen.uid)
    )
    ahead = [card for card in cards if card.seen.ends > at]
    receiving = {one.site_id for one in contacts if one.role in RECEIVES}
    over = [card for card in cards if back < card.seen.ends <= at and card.takes_place]
    open_ones = [card for card in ahead if card.is_open]
    return Desk(
        contact=contacts[0] if contacts else None,
        names_groups=all(Fact.GROUP in sees for _, sees in seen_by(contacts)),
        sites=list(dict.fromkeys(one.site for one in contacts)),
        awaiting=sorted(open_ones, key=lambda c: c.request.state is not RequestState.AWAITING),  # type: ignore[union-attr]
        over=[card for card in reversed(over) if card.site.id in receiving][:MOST_OVER],
        coming=by_day(ahead[:MOST_AHEAD], today, today + AHEAD),
        month=month,
        days=by_day(cards, month.first, month.last),
        feeds=feeds_of(contacts, at=at),
    )


def reports_on(desk: Desk) -> Mapping[int, Any]:
    """What was said already of stops that are over, by stop."""
    return feedback.reports_of_stops(db.session, [card.seen.stop_id for card in desk.over])


def seen_by(contacts: Sequence[SiteContact]) -> list[tuple[Site, frozenset[Fact]]]:
    """Each site with what one of these roles may see there."""
    sites: dict[int, tuple[Site, frozenset[Fact]]] = {}
    for one in contacts:
        known = sites.get(one.site_id, (one.site, frozenset[Fact]()))[1]
        sites[one.site_id] = (one.site, known | SEES[one.role])
    return list(sites.values())


def by_day(cards: Sequence[Card], first: date, last: date) -> dict[date, list[Card]]:
    """From *first* until before *last*."""
    found: dict[date, list[Card]] = {}
    for card in cards:
        day = card.seen.starts.astimezone(zone()).date()
        if first <= day < last:
            found.setdefault(day, []).append(card)
    return found


def feeds_of(contacts: Sequence[SiteContact], *, at: datetime) -> list[tuple[Site, Subscription]]:
    """The calendar of each site, where its address was made; for those who receive there."""
    found = []
    for site in dict.fromkeys(one.site for one in contacts if Fact.TOPIC in SEES[one.role]):
        rows = links_to(("site", site.id))
        links = [link for link in db.session.scalars(rows) if link.kind is LinkKind.SITE_FEED]
        link = next((one for one in links if one.state(at) is LinkState.OPEN), None)
        if link is not None:
            found.append((site, subscription(the_keeper().address(link), plain(site.name))))
    return found


LOAD_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Load:
    """How much a month brings to a site."""

    month: Month
    site: Site
    visits: int
    people: int


def load_of(contacts: Sequence[SiteContact], today: date) -> list[Load]:
    """The months around today in which something takes place, by site; cancelled visits left out."""
    first = last = Month(today.replace(day=1))
    for _number in range(LOAD_MONTHS // 2):
        first, last = Month(first.before), Month(last.last)
    span = (midnight(first.first), midnight(last.first))
    found = []
    for site, sees in seen_by(contacts):
        months: dict[date, list[Seen]] = {}
        for one in queries.seen_at(db.session, site.id, sees & {Fact.PEOPLE}, *span):
            if one.state is not PublishedState.CANCELLED:
                day = one.starts.astimezone(zone()).date()
                months.setdefault(day.replace(day=1), []).append(one)
        found += [
            Load(Month(month), site, len(shown), sum(one.people or 0 for one in shown))
            for month, shown in months.items()
        ]
    return found


def card_of(contacts: Sequence[SiteContact], number: int) -> Card:
    """A request that one of these contacts may answer. Raises NotThere for any other."""
    asked = queries.the_request(db.session, number)
    own = next((one for one in contacts if may_answer(one, asked)), None)
    if own is None:
        raise NotThere("request")
    sees = next(sees for site, sees in seen_by(contacts) if site.id == own.site_id)
    moment = timedelta(microseconds=1)
    shown = queries.seen_at(
        db.session,
        own.site_id,
        sees,
        asked.stop.starts,
        asked.stop.starts + moment,
        only=(asked.stop_id,),
    )
    if not shown:
        raise NotThere("request")
    return Card(shown[0], own.site, asked)


def may_answer(contact: SiteContact, asked: HostRequest) -> bool:
    is_for_site = contact.role in FOR_THE_SITE and asked.site_id == contact.site_id
    return is_for_site or asked.contact_id == contact.id


def midnight(day: date) -> datetime:
    return local(day, time(0), zone())
