"""Reading what guests and the liaison may see: one delegation, its current release."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.access.links import links_to
from visits.access.models import SecretLink
from visits.access.rules import LinkKind, LinkState
from visits.conflicts.rules import SiteFacts, TravelTime
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState
from visits.escorting.models import StopToday
from visits.escorting.rules import Live
from visits.itineraries.models import Itinerary, Release, ReleasedStop
from visits.itineraries.rules import PublishedState, Visibility
from visits.itineraries.world import travel_times
from visits.kit.errors import NotThere
from visits.kit.translated import Translated
from visits.portal.rules import Change, DayTexts, GuestStop, news_of
from visits.sites.models import Site

EMPTY = Translated()
NEVER_RELEASED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A delegation as its guests know it: an allow-list, like `GuestStop`.

    `lead_name` and `lead_phone` are those of our officer. `number` is 0 before the first release.
    """

    title: Translated
    starts_on: date
    ends_on: date
    people: int
    home_zone: str
    is_cancelled: bool
    lead_name: str
    lead_phone: str
    number: int = NEVER_RELEASED
    release_id: int = 0
    released_at: datetime | None = None
    note: Translated = EMPTY
    stops: tuple[GuestStop, ...] = ()
    days: Mapping[date, DayTexts]
    news: tuple[Change, ...] = ()


def the_visit(session: Session, delegation_id: int) -> Visit:
    """The delegation with the current release, as guests see it. Raises NotThere."""
    delegation = the_delegation(session, delegation_id)
    facts: dict[str, Any] = {
        "title": delegation.title,
        "starts_on": delegation.starts_on,
        "ends_on": delegation.ends_on,
        "people": delegation.people,
        "home_zone": delegation.home_zone,
        "is_cancelled": delegation.state is DelegationState.CANCELLED,
        "lead_name": delegation.lead.name,
        "lead_phone": delegation.lead.phone,
        "days": {},
    }
    release = current_release(session, delegation_id)
    if release is None or facts["is_cancelled"]:
        return Visit(**facts)
    stops, difference = released_stops(session, release), difference_of(release)
    return Visit(
        **facts
        | {
            "number": release.number,
            "release_id": release.id,
            "released_at": release.at,
            "note": release.note,
            "days": {date.fromisoformat(day["day"]): texts_of(day) for day in release.days},
            "stops": stops,
            "news": news_of(difference, stops) if release.number > 1 else (),
        }
    )


def the_delegation(session: Session, delegation_id: int) -> Delegation:
    """With its countries and its lead officer. Raises NotThere."""
    rows = (
        select(Delegation)
        .where(Delegation.id == delegation_id)
        .options(joinedload(Delegation.lead), selectinload(Delegation.countries))
    )
    delegation = session.scalar(rows)
    if delegation is None:
        raise NotThere("delegation")
    return delegation


def current_release(session: Session, delegation_id: int) -> Release | None:
    return session.scalar(
        select(Release)
        .join(Itinerary, Itinerary.current_release_id == Release.id)
        .where(Itinerary.delegation_id == delegation_id)
    )


def difference_of(release: Release) -> Mapping[str, Any]:
    """What changed for guests: a release that holds stops of the staff's alone says it apart."""
    told: Mapping[str, Any] = release.diff.get("guests") or release.diff
    return {"added": (), "changed": (), "cancelled": (), **told}


def released_stops(session: Session, release: Release) -> tuple[GuestStop, ...]:
    """Those that guests see, and those that they saw until this release took them away."""
    rows = session.execute(
        for_guests()
        .where(ReleasedStop.release_id == release.id)
        .outerjoin(StopToday, StopToday.uid == ReleasedStop.uid)
        .add_columns(StopToday)
    ).all()
    shown = {row.uid for row, _ in rows}
    taken = [uid for uid in difference_of(release)["cancelled"] if uid not in shown]
    found = [guest_stop(row, live=today.live if today else None) for row, today in rows]
    if taken:
        found += taken_away(session, release, taken)
    return tuple(sorted(found, key=lambda stop: (stop.starts, stop.ends, stop.uid)))


def taken_away(session: Session, release: Release, uids: list[str]) -> Iterable[GuestStop]:
    """Stops that are no longer shown to guests, as they last saw them, cancelled."""
    rows = session.scalars(
        for_guests()
        .join(Release, Release.id == ReleasedStop.release_id)
        .where(
            Release.itinerary_id == release.itinerary_id,
            Release.number < release.number,
            ReleasedStop.uid.in_(uids),
        )
        .order_by(Release.number)
    )
    return {row.uid: guest_stop(row, is_cancelled=True) for row in rows}.values()


def for_guests() -> Select[ReleasedStop]:
    return select(ReleasedStop).where(ReleasedStop.visibility == Visibility.GUESTS)


def guest_stop(
    row: ReleasedStop, *, is_cancelled: bool = False, live: Live | None = None
) -> GuestStop:
    return GuestStop(
        uid=row.uid,
        kind=row.kind,
        title=row.title,
        public_note=row.public_note,
        site_id=row.site_id,
        site_name=row.site_name,
        place=row.place,
        address_ko=row.address_ko,
        address_roman=row.address_roman,
        entrance_note=row.entrance_note,
        lat=row.lat,
        lng=row.lng,
        end_site_id=row.end_site_id,
        end_place=row.end_place,
        starts=row.starts,
        ends=row.ends,
        mode=row.mode,
        party_name=row.party_name,
        party=frozenset(int(number) for number in row.delegate_ids) or None,
        languages=row.languages,
        is_cancelled=is_cancelled or row.state is PublishedState.CANCELLED,
        live=live,
    )


def texts_of(day: Mapping[str, Any]) -> DayTexts:
    return DayTexts(
        *(Translated(day.get(name, {})) for name in ("title", "note", "rain_plan")),
    )


# -- the ground between stops ----------------------------------------------------------------------


def ground(
    session: Session, stops: Iterable[GuestStop]
) -> tuple[dict[int, SiteFacts], tuple[TravelTime, ...]]:
    """Where the sites of these stops lie, and the times known between them; two queries."""
    ids = {number for stop in stops for number in (stop.site_id, stop.end_site_id) if number}
    ends = select(Site.end_site_id).where(Site.id.in_(ids), Site.end_site_id.is_not(None))
    rows = session.execute(
        select(Site.id, Site.lat, Site.lng, Site.is_elsewhere, Site.end_site_id).where(
            Site.id.in_(ids) | Site.id.in_(ends)
        )
    ).all()
    places = {
        row.id: SiteFacts(
            id=row.id,
            latitude=row.lat,
            longitude=row.lng,
            is_beyond_city=row.is_elsewhere,
            end_site=row.end_site_id,
        )
        for row in rows
    }
    return places, travel_times(session, places)


# -- links -----------------------------------------------------------------------------------------


def open_link(
    session: Session,
    kind: LinkKind,
    delegation_id: int,
    *,
    languages: tuple[str, ...],
    at: datetime,
) -> SecretLink | None:
    """An open link of this kind to the delegation: in the first of these languages that has one."""
    rows = session.scalars(links_to(("delegation", delegation_id)).where(SecretLink.kind == kind))
    links = [link for link in rows if link.state(at) is LinkState.OPEN]
    return min(
        links,
        key=lambda link: [tag != link.language for tag in languages],
        default=None,
    )
