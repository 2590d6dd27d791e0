"""What tests are about, made with the least that a test must say. Nothing here commits.

All of it happens on a Tuesday in 2099 that is no holiday, on which nobody runs these tests.
"""

from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.access.rules import Role as UserRole
from visits.conflicts.rules import StopKind
from visits.delegations.models import Delegate, Delegation, DelegationCountry, Party, PartyMember
from visits.itineraries import actions
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import StopMove, StopValues
from visits.kit.clock import now
from visits.kit.translated import Translated
from visits.resources.models import LanguagePair, Person, Vehicle
from visits.resources.rules import Skill
from visits.sites.models import Site, SiteContact
from visits.sites.rules import Category, ContactRole

SEOUL = ZoneInfo("Asia/Seoul")
TUESDAY = date(2099, 3, 3)
WEDNESDAY = date(2099, 3, 4)
AT = datetime(2098, 12, 1, 1, 0, tzinfo=UTC)
"""The moment at which things are done: early enough for every lead time."""

numbers = count(1)

Row = TypeVar("Row")


def wall(clock: str, day: date = TUESDAY) -> datetime:
    """The instant of a wall time of Seoul, `9:30`."""
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day, time(hour, minute), SEOUL).astimezone(UTC)


def today() -> date:
    """The day it is in Seoul, which is not that of UTC in the morning."""
    return now().astimezone(SEOUL).date()


def added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def a_user(session: Session, role: UserRole = UserRole.COORDINATOR, **facts: Any) -> User:
    n = next(numbers)
    given = {"email": f"user{n}@example.org", "name": f"User {n}", "created_at": AT}
    return added(session, User(**{**given, "role": role, **facts}))


def a_delegation(session: Session, *, planned: int = 9, **facts: Any) -> Delegation:
    """Two days from Saudi Arabia, in English, with an own interpreter; *planned* people, no roster."""
    n = next(numbers)
    given: dict[str, Any] = {
        "code": f"2099-{n:03}",
        "year": 2099,
        "number": n,
        "title": Translated(en=f"Delegation {n}"),
        "starts_on": TUESDAY,
        "ends_on": WEDNESDAY,
        "languages": ("en",),
        "own_interpreter": True,
        "liaison_name": "Noura",
        "liaison_email": "noura@example.org",
        "created_at": AT,
    }
    if "lead" not in facts:
        given["lead"] = a_user(session)
    delegation = Delegation(**{**given, **facts})
    delegation.countries = [DelegationCountry(country="SA", planned=planned)]
    return added(session, delegation)


def a_delegate(session: Session, delegation: Delegation, **facts: Any) -> Delegate:
    n = len(delegation.delegates) + 1
    given = {"family_name": f"Family{n}", "given_name": f"Given{n}", "precedence": n}
    delegate = Delegate(**{**given, **facts})
    delegation.delegates.append(delegate)
    session.flush()
    return delegate


def a_party(session: Session, delegation: Delegation, *members: Delegate) -> Party:
    party = Party(name=Translated(en="Engineers"))
    party.members = [PartyMember(delegate=member) for member in members]
    delegation.parties.append(party)
    session.flush()
    return party


def a_site(session: Session, name: str = "Arboretum", **facts: Any) -> Site:
    """Receives any group at any time, one after the other; no lead time, no windows, no contacts."""
    n = next(numbers)
    given = {
        "slug": f"site-{n}",
        "name": Translated(en=name),
        "sort_key": name.casefold(),
        "category": Category.CULTURE,
        "lat": 36.48,
        "lng": 127.28,
        "max_group": 50,
        "concurrent_groups": 1,
        "minutes_min": 20,
        "minutes_typical": 40,
        "minutes_max": 90,
        "lead_days": 0,
        "closed_on_holidays": False,
        "created_at": AT,
    }
    return added(session, Site(**{**given, **facts}))


def a_contact(session: Session, site: Site, **facts: Any) -> SiteContact:
    n = next(numbers)
    given = {"name": f"Host {n}", "role": ContactRole.COORDINATOR, "email": f"h{n}@example.org"}
    contact = SiteContact(**{**given, **facts})
    site.contacts.append(contact)
    session.flush()
    return contact


def a_person(session: Session, name: str = "Kang Sua", **facts: Any) -> Person:
    """One of ours who escorts."""
    given = {
        "name": Translated(en=name),
        "sort_key": name.casefold(),
        "skills": (Skill.ESCORTS.value,),
    }
    return added(session, Person(**{**given, **facts}))


def an_interpreter(session: Session, first: str = "ko", second: str = "en") -> Person:
    pair = LanguagePair(first=first, second=second)
    return a_person(session, "Amal Haddad", skills=(Skill.INTERPRETS.value,), pairs=[pair])


def a_vehicle(session: Session, **facts: Any) -> Vehicle:
    n = next(numbers)
    given = {"name": Translated(en="Bus"), "sort_key": "bus", "plate": f"12GA{n:04}", "seats": 45}
    return added(session, Vehicle(**{**given, **facts}))


def an_itinerary(session: Session, delegation: Delegation | None = None, **facts: Any) -> Itinerary:
    """Of the delegation given, or of a new one."""
    delegation = delegation or a_delegation(session, **facts)
    return actions.open_itinerary(session, delegation, at=AT)


def stop_values(
    first: str = "10:00",
    last: str = "11:00",
    *,
    day: date = TUESDAY,
    site: Site | None = None,
    **values: Any,
) -> StopValues:
    given = {
        "kind": StopKind.SITE_VISIT,
        "title": Translated(en="A visit"),
        "starts": wall(first, day),
        "ends": wall(last, day),
        "site_id": site.id if site else None,
    }
    return StopValues(**{**given, **values})


def a_stop(
    session: Session,
    itinerary: Itinerary,
    first: str = "10:00",
    last: str = "11:00",
    *,
    move: StopMove | None = StopMove.ASK,
    at: datetime = AT,
    **values: Any,
) -> Stop:
    """A stop on the Tuesday, asked of its site; `move=None` leaves it an idea."""
    return actions.add_stop(
        session, itinerary, stop_values(first, last, **values), at=at, move=move
    )
