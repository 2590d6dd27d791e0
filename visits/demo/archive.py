"""An archive to measure against: many stops of invented visits in years gone by.

Rows are written many at a time and without the capabilities' actions, so that 100,000 stops take
a minute and not an hour. Everything follows from a fixed seed and the day on which it is made.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.rules import Channel, LinkKind
from visits.access.rules import Role as UserRole
from visits.audit.models import AuditEntry
from visits.conflicts.rules import (
    Layer,
    Mode,
    ResourceKind,
    Role,
    StopKind,
    StopStatus,
    Strength,
)
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation, DelegationBody, DelegationCountry
from visits.delegations.rules import DelegationState, Level
from visits.demo.past import ONE_DAY, Past, visits
from visits.demo.reading import INVENTED
from visits.demo.rows import Rows
from visits.itineraries.diff import Difference
from visits.itineraries.models import (
    Assignment,
    Booking,
    Itinerary,
    Naming,
    Publication,
    Release,
    ReleasedStop,
    Stop,
)
from visits.itineraries.recipients import RELEASED
from visits.itineraries.rules import Consent, PublishedState, Scope, Visibility
from visits.kit.clock import local
from visits.kit.interval import Interval
from visits.kit.search import SearchWord, words_of
from visits.kit.tokens import fingerprint, token
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.languages.names import cldr_country
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.organisations.models import Organisation
from visits.resources.models import Person
from visits.resources.rules import Skill
from visits.sites.models import Site

SEED = 20_240_601
ROUNDS = ((time(9, 30), 60), (time(11), 45), (time(14), 60), (time(15, 30), 60))
"""Stops of a day: when each begins, and its minutes."""
ANNOUNCED, RELEASED_BEFORE = timedelta(days=40), timedelta(days=6)
FLUSH_AFTER = 60_000
EMPTY = Translated()


@dataclass(frozen=True, slots=True)
class Cast:
    """Rows of the demonstration that the archive points to."""

    lead: User
    sites: Sequence[Site]
    titles: Mapping[int, Translated]
    """Of a stop, by its site."""
    interpreters: Sequence[int]
    bodies: Mapping[str, Sequence[int]]


def fill(session: Session, stops: int, *, links: LinkKeeper, at: datetime) -> None:
    """So many stops, in closed visits before today and outside the published years."""
    cast = cast_of(session)
    random = Random(SEED)  # noqa: S311 (an archive must be the same each time)
    rows = Rows(session)
    zone = zone_of(session)
    pasts = visits(
        stops,
        random,
        per_day=len(ROUNDS),
        today=at.astimezone(zone).date(),
        last_number=partial(delegations.last_number, session),
    )
    for past in pasts:
        Writer(rows, cast, past, links=links, random=random, zone=zone).write()
        if len(rows) > FLUSH_AFTER:
            rows.write()
    rows.finish()


def cast_of(session: Session) -> Cast:
    lead = select(User).where(User.role == UserRole.COORDINATOR).order_by(User.id).limit(1)
    people = session.scalars(select(Person).order_by(Person.id))
    bodies: dict[str, list[int]] = defaultdict(list)
    for body_id, country in session.execute(select(Organisation.id, Organisation.country)):
        bodies[country].append(body_id)
    sites = session.scalars(
        select(Site).where(Site.is_elsewhere.is_(False)).order_by(Site.id)
    ).all()
    return Cast(
        lead=session.scalars(lead).one(),
        sites=sites,
        titles={site.id: title_at(site.name) for site in sites},
        interpreters=[person.id for person in people if person.has(Skill.INTERPRETS)],
        bodies=bodies,
    )


def title_at(name: Translated) -> Translated:
    return Translated(ko=f"{name.to('ko')} 견학", en=f"Visit: {name.to('en')}")


class Writer:
    """The rows of one visit."""

    def __init__(
        self,
        rows: Rows,
        cast: Cast,
        past: Past,
        *,
        links: LinkKeeper,
        random: Random,
        zone: ZoneInfo,
    ) -> None:
        self.rows, self.cast, self.past = rows, cast, past
        self.links, self.random, self.zone = links, random, zone
        self.starts = local(past.first, ROUNDS[0][0], self.zone)
        self.uids = tuple(f"{self.uuid()}@visits" for _ in range(past.stops))
        self.opened, self.released = self.starts - ANNOUNCED, self.starts - RELEASED_BEFORE

    def write(self) -> None:
        delegation_id = self.delegation()
        itinerary_id = self.rows.number(Itinerary)
        release_id = self.release(itinerary_id)
        self.rows.add(
            Itinerary,
            id=itinerary_id,
            delegation_id=delegation_id,
            current_release_id=release_id,
            changed_at=self.released,
        )
        for number in range(self.past.stops):
            self.stop(number, itinerary_id, release_id)
        self.letter(delegation_id, release_id)

    def delegation(self) -> int:
        past = self.past
        title = Translated(
            ko=f"{cldr_country(past.country, 'ko')} 방문단(시연 {past.code})",
            en=f"Delegation from {cldr_country(past.country, 'en')} (demonstration {past.code})",
        )
        number = self.rows.add(
            Delegation,
            code=past.code,
            year=past.first.year,
            number=past.number,
            title=title,
            starts_on=past.first,
            ends_on=past.first + ONE_DAY,
            level=self.random.choice(list(Level)),
            languages=("en",),
            lead_id=self.cast.lead.id,
            state=DelegationState.CLOSED,
            notes=INVENTED,
            created_at=self.opened,
        )
        self.rows.add(
            DelegationCountry,
            delegation_id=number,
            country=past.country,
            planned=past.people,
            actual=past.people,
        )
        for body in self.cast.bodies.get(past.country, ())[:1]:
            self.rows.add(DelegationBody, delegation_id=number, organisation_id=body)
        for word in sorted(words_of([past.code, *title.values()])):
            self.rows.add(SearchWord, kind=Delegation.__name__, word=word, row_id=number)
        self.audit("created", "Delegation", number, self.opened)
        self.audit("changed", "Delegation", number, self.released)
        return number

    def release(self, itinerary_id: int) -> int:
        number = self.rows.add(
            Release,
            itinerary_id=itinerary_id,
            number=1,
            at=self.released,
            by_id=self.cast.lead.id,
            diff=Difference(added=self.uids, guests=Difference(added=self.uids)).as_json(),
            days=[],
            overrides=[],
        )
        self.audit("created", "Release", number, self.released)
        return number

    # -- stops -------------------------------------------------------------------------------------

    def stop(self, number: int, itinerary_id: int, release_id: int) -> None:
        """One stop, who interprets there, what it occupied, and how it became known."""
        day, place_in_day = divmod(number, len(ROUNDS))
        opens, minutes = ROUNDS[place_in_day]
        start = local(self.past.first + day * ONE_DAY, opens, self.zone)
        span = Interval(start, start + timedelta(minutes=minutes))
        site = self.cast.sites[(self.past.lane + number) % len(self.cast.sites)]
        uid = self.uids[number]
        title = self.cast.titles[site.id]
        common = {"kind": StopKind.SITE_VISIT, "title": title, "site_id": site.id}
        times = {"starts": span.start, "ends": span.end}
        dates = {"created_at": self.opened, "changed_at": self.opened}
        stop_id = self.rows.add(
            Stop,
            uid=uid,
            itinerary_id=itinerary_id,
            status=StopStatus.CONFIRMED,
            mode=Mode.OWN_BUS,
            asked_at=self.opened,
            **common,
            **times,
            **dates,
        )
        person = self.interpreter()
        if person is not None:
            self.rows.add(
                Assignment,
                stop_id=stop_id,
                role=Role.INTERPRETS,
                person_id=person,
                consent=Consent.CONSENTED,
            )
        self.book(uid, itinerary_id, span, site.id, person)
        self.freeze(uid, release_id, site, {**common, **times, **dates})
        known = {"uid": uid, "itinerary_id": itinerary_id, **common, **times}
        self.publish(known, release_id, person)

    def interpreter(self) -> int | None:
        """Nobody interprets for two visits of one day; where all are taken, nobody of ours does."""
        lane = self.past.lane
        return self.cast.interpreters[lane] if lane < len(self.cast.interpreters) else None

    def book(
        self, uid: str, itinerary_id: int, span: Interval, site: int, person: int | None
    ) -> None:
        used = [(ResourceKind.SITE, site, self.past.people, False)]
        used += [(ResourceKind.PERSON, person, 1, True)] if person is not None else []
        for layer in Layer:
            for kind, number, weight, interprets in used:
                self.rows.add(
                    Booking,
                    resource_kind=kind,
                    resource_id=number,
                    starts=span.start,
                    ends=span.end,
                    weight=weight,
                    stop_uid=uid,
                    itinerary_id=itinerary_id,
                    layer=layer,
                    strength=Strength.FIRM,
                    interprets=interprets,
                )

    def freeze(self, uid: str, release_id: int, site: Site, values: Mapping[str, object]) -> None:
        self.rows.add(
            ReleasedStop,
            release_id=release_id,
            uid=uid,
            sequence=1,
            state=PublishedState.CONFIRMED,
            visibility=Visibility.GUESTS,
            public_note=EMPTY,
            site_name=site.name,
            place=EMPTY,
            address_ko=site.address_ko,
            address_roman=site.address_roman,
            entrance_note=site.entrance_note,
            lat=site.lat,
            lng=site.lng,
            end_place=EMPTY,
            mode=Mode.OWN_BUS,
            party_name=EMPTY,
            delegate_ids=(),
            languages=(),
            **values,
        )

    def publish(self, known: Mapping[str, object], release_id: int, person: int | None) -> None:
        """Asked, and then released."""
        steps = (
            (0, PublishedState.TENTATIVE, Scope.ASK, None, self.opened),
            (1, PublishedState.CONFIRMED, Scope.RELEASE, release_id, self.released),
        )
        for sequence, state, scope, release, at in steps:
            number = self.rows.add(
                Publication,
                sequence=sequence,
                state=state,
                scope=scope,
                release_id=release,
                at=at,
                place=EMPTY,
                people=self.past.people,
                renamed_at=None,
                person_ids=() if person is None else (str(person),),
                **known,
            )
            if person is not None:
                self.rows.add(
                    Naming,
                    publication_id=number,
                    resource_kind=ResourceKind.PERSON,
                    resource_id=person,
                    starts=known["starts"],
                )

    # -- what was written about it -----------------------------------------------------------------

    def letter(self, delegation_id: int, release_id: int) -> None:
        """The letter with the guests' address, sent; the address has expired."""
        link_id, kind = self.uuid().hex, LinkKind.GUEST
        secret = token(self.links.key, kind.value, link_id, 1)
        about = ("delegation", delegation_id)
        self.rows.add(
            SecretLink,
            id=link_id,
            kind=kind,
            subject_kind=about[0],
            subject_id=about[1],
            language="en",
            fingerprint=fingerprint(secret),
            created_at=self.released,
            expires_at=self.starts + ANNOUNCED,
        )
        self.rows.add(
            Letter,
            kind=RELEASED,
            key=f"{RELEASED}:{release_id}",
            recipient="liaison.archive@example.org",
            language="en",
            about_kind=about[0],
            about_id=about[1],
            facts={"release": release_id, "link": link_id},
            state=LetterState.SENT,
            message_id=f"<{self.uuid().hex}@visits>",
            created_at=self.released,
            due_at=self.released,
            sent_at=self.released,
            attempts=1,
            channel=Channel.EMAIL,
        )

    def audit(self, action: str, kind: str, number: int, at: datetime) -> None:
        self.rows.add(
            AuditEntry,
            at=at,
            actor_kind="user",
            actor_id=str(self.cast.lead.id),
            actor_label=self.cast.lead.name,
            action=action,
            subject_kind=kind,
            subject_id=str(number),
            subject_label=self.past.code,
            changes={},
        )

    def uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)
