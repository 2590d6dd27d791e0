"""What takes place at a site, as far as one role may see it: never more than the allow-list."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.conflicts.rules import Role, StopKind
from visits.delegations.models import Delegate, Delegation, PartyMember
from visits.delegations.rules import Level
from visits.hosting.models import HostRequest
from visits.hosting.rules import OPEN, Fact
from visits.itineraries import sequence
from visits.itineraries.events import AskedByGuests, GuestsAsked
from visits.itineraries.models import Assignment, Itinerary, Publication, Stop
from visits.itineraries.rules import Consent, PublishedState, Scope
from visits.kit.events import tell
from visits.kit.translated import Translated

EMPTY = Translated()


@dataclass(frozen=True, slots=True)
class Escort:
    name: Translated
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One stop as a host sees it: what its role may not know is empty.

    `lead` and `lead_phone` are our officer's; `meals` counts people by meal need.
    """

    uid: str
    stop_id: int
    site_id: int
    starts: datetime
    ends: datetime
    state: PublishedState
    kind: StopKind
    lead: str
    lead_phone: str
    group: Translated = EMPTY
    countries: tuple[str, ...] = ()
    level: Level | None = None
    people: int | None = None
    languages: tuple[str, ...] = ()
    own_interpreter: bool = False
    topic: Translated = EMPTY
    questions: Translated = EMPTY
    guests_ask: Sequence[AskedByGuests] = ()
    room: Translated = EMPTY
    escorts: tuple[Escort, ...] = ()
    meals: Mapping[str, int] | None = None


def seen_at(
    session: Session,
    site_id: int,
    sees: Collection[Fact],
    first: datetime,
    last: datetime,
    *,
    only: Collection[int] | None = None,
) -> Sequence[Seen]:
    """Stops at the site from *first* until before *last*, in order of time.

    *only* limits them to these stops (by id). What was told outside decides: ideas and holds are
    nobody's business here. As long as a request waits, its number of people is what is asked.
    """
    told = standing_at(session, site_id, first, last)
    stops = stops_of(session, told)
    meals = meals_of(session, stops.values()) if Fact.MEALS in sees else {}
    ids = [stop.id for stop in stops.values()]
    asked = asked_for(session, ids)
    guests_ask = guests_questions(session, ids) if Fact.QUESTIONS in sees else {}
    shown = [
        seen(
            row,
            stops[row.uid],
            sees,
            site_id,
            meals=meals,
            asked=asked,
            guests_ask=guests_ask,
        )
        for row in told
        if row.uid in stops and (only is None or stops[row.uid].id in only)
    ]
    return sorted(shown, key=lambda one: (one.starts, one.ends, one.uid))


def seen(
    row: Publication,
    stop: Stop,
    sees: Collection[Fact],
    site_id: int,
    *,
    meals: Mapping[int, Mapping[str, int]],
    asked: Mapping[int, int],
    guests_ask: Mapping[int, Sequence[AskedByGuests]],
) -> Seen:
    """The projection: a fact is copied only when the role may see it."""
    visitors = stop.itinerary.delegation
    given: dict[Fact, dict[str, Any]] = {
        Fact.GROUP: {
            "group": visitors.title,
            "countries": tuple(one.country for one in visitors.countries),
        },
        Fact.LEVEL: {"level": visitors.level},
        Fact.PEOPLE: {"people": asked.get(stop.id, row.people)},
        Fact.LANGUAGES: {
            "languages": stop.languages or visitors.languages,
            "own_interpreter": visitors.own_interpreter,
        },
        Fact.TOPIC: {"topic": row.title},
        Fact.QUESTIONS: {
            "questions": visitors.purpose,
            "guests_ask": guests_ask.get(stop.id, ()),
        },
        Fact.ROOM: {"room": stop.space.name if stop.space else EMPTY},
        Fact.ESCORT: {"escorts": escorts_of(stop)},
        Fact.MEALS: {"meals": meals.get(stop.id, {})},
    }
    allowed = {name: value for fact in given if fact in sees for name, value in given[fact].items()}
    return Seen(
        uid=row.uid,
        stop_id=stop.id,
        site_id=site_id,
        starts=row.starts,
        ends=row.ends,
        state=row.state,
        kind=row.kind,
        lead=visitors.lead.name,
        lead_phone=visitors.lead.phone,
        **allowed,
    )


def escorts_of(stop: Stop) -> tuple[Escort, ...]:
    return tuple(
        Escort(one.person.name, one.person.phone)
        for one in stop.assignments
        if one.person and one.role is Role.ESCORTS and one.consent is not Consent.DECLINED
    )


def standing_at(
    session: Session, site_id: int, first: datetime, last: datetime
) -> list[Publication]:
    """The newest that was told of each stop, where that still names the site; two queries at most."""
    here = select(Publication.uid).where(
        Publication.site_id == site_id, Publication.starts >= first, Publication.starts < last
    )
    history: dict[str, list[Publication]] = defaultdict(list)
    rows = select(Publication).where(Publication.uid.in_(here)).order_by(Publication.id)
    for row in session.scalars(rows):
        if row.scope is not Scope.LEFT:
            history[row.uid].append(row)
    newest = (rows_of[-1] for rows_of in history.values())
    site = ("site", str(site_id))
    return [row for row in newest if site in sequence.named(row) and first <= row.starts < last]


def asked_for(session: Session, stop_ids: Collection[int]) -> dict[int, int]:
    """By stop: how many people the request that waits asks for; a roster grows after a release."""
    rows = session.execute(
        select(HostRequest.stop_id, HostRequest.people)
        .where(HostRequest.stop_id.in_(stop_ids), HostRequest.state.in_(OPEN))
        .order_by(HostRequest.id)
    )
    return {row.stop_id: row.people for row in rows}


def guests_questions(
    session: Session, stop_ids: Sequence[int]
) -> Mapping[int, Sequence[AskedByGuests]]:
    """By stop: what its guests want to know, as far as an officer passed it on."""
    question = GuestsAsked(tuple(stop_ids))
    tell(session, question)
    return question.found


def stops_of(session: Session, told: Iterable[Publication]) -> dict[str, Stop]:
    whose = joinedload(Stop.itinerary).joinedload(Itinerary.delegation)
    rows = session.scalars(
        select(Stop)
        .where(Stop.uid.in_([row.uid for row in told]))
        .options(
            joinedload(Stop.space),
            selectinload(Stop.assignments).joinedload(Assignment.person),
            whose.joinedload(Delegation.lead),
            whose.selectinload(Delegation.countries),
        )
    )
    return {stop.uid: stop for stop in rows}


def meals_of(session: Session, stops: Iterable[Stop]) -> dict[int, Mapping[str, int]]:
    """By stop: how many of those who take part have each meal need; two queries, no names."""
    wanted = list(stops)
    delegations = {stop.itinerary.delegation_id for stop in wanted}
    rows = session.execute(
        select(Delegate.id, Delegate.delegation_id, Delegate.meal_needs).where(
            Delegate.delegation_id.in_(delegations), Delegate.withdrawn_at.is_(None)
        )
    ).all()
    members: dict[int, set[int]] = defaultdict(set)
    parties = [stop.party_id for stop in wanted if stop.party_id is not None]
    for party, member in session.execute(
        select(PartyMember.party_id, PartyMember.delegate_id).where(
            PartyMember.party_id.in_(parties)
        )
    ):
        members[party].add(member)
    return {
        stop.id: Counter(
            need
            for row in rows
            if row.delegation_id == stop.itinerary.delegation_id
            and (stop.party_id is None or row.id in members[stop.party_id])
            for need in row.meal_needs
        )
        for stop in wanted
    }
