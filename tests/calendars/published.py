"""Rows of a visit as they stand once it was published: what feeds are built from."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.conflicts.rules import StopKind
from visits.delegations.models import Delegation, DelegationCountry
from visits.itineraries.models import Itinerary, Publication, Release, ReleasedStop
from visits.itineraries.publications import namings
from visits.itineraries.rules import PublishedState, Scope, Visibility
from visits.kit.translated import Translated
from visits.sites import actions as site_actions
from visits.sites.models import Site
from visits.sites.rules import Category

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
START = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
EMPTY = Translated()


def a_site(session: Session, name: str = "Information Centre", **facts: Any) -> Site:
    given: dict[str, Any] = {
        "name": Translated(en=name, ko="도시통합정보센터", ar="مركز المعلومات", km="មជ្ឈមណ្ឌល"),
        "category": Category.CONTROL_CENTRE,
        "lat": 36.48,
        "lng": 127.289,
        "max_group": 20,
        "minutes_min": 20,
        "minutes_typical": 30,
        "minutes_max": 60,
        "closed_on_holidays": True,
        "address_ko": "세종특별자치시 한누리대로 2130",
        "address_roman": "2130 Hannuri-daero, Sejong",
    }
    return site_actions.add(session, {**given, **facts}, at=AT)


def an_itinerary(session: Session, lead: User) -> Itinerary:
    delegation = Delegation(
        code="2026-001",
        year=2026,
        number=1,
        title=Translated(ko="사우디아라비아 방문단", en="Saudi delegation", ar="وفد السعودية"),
        starts_on=date(2026, 11, 24),
        ends_on=date(2026, 11, 25),
        languages=("ar", "en"),
        lead_id=lead.id,
        created_at=AT,
        countries=[DelegationCountry(country="SA", planned=14)],
    )
    itinerary = Itinerary(delegation=delegation, changed_at=AT)
    session.add(itinerary)
    session.flush()
    return itinerary


def publish(session: Session, itinerary: Itinerary, site: Site, **facts: Any) -> Publication:
    given: dict[str, Any] = {
        "uid": "a@visits",
        "itinerary_id": itinerary.id,
        "sequence": 0,
        "state": PublishedState.TENTATIVE,
        "scope": Scope.ASK,
        "at": AT,
        "kind": StopKind.SITE_VISIT,
        "title": Translated(en="Briefing", ko="브리핑", ar="عرض موجز"),
        "starts": START,
        "ends": START + timedelta(minutes=30),
        "site_id": site.id,
        "place": EMPTY,
        "people": 14,
        "person_ids": (),
        "vehicle_ids": (),
    }
    row = Publication(**{**given, **facts})
    row.namings = namings(row)
    session.add(row)
    session.flush()
    return row


def release(session: Session, itinerary: Itinerary, lead: User, number: int = 1) -> Release:
    row = Release(
        itinerary_id=itinerary.id,
        number=number,
        at=AT + timedelta(days=number),
        by_id=lead.id,
        diff={},
        days=[],
        overrides=[],
    )
    session.add(row)
    session.flush()
    return row


def released(session: Session, of: Release, site: Site, **facts: Any) -> ReleasedStop:
    given: dict[str, Any] = {
        "release_id": of.id,
        "uid": "a@visits",
        "sequence": 0,
        "state": PublishedState.CONFIRMED,
        "visibility": Visibility.GUESTS,
        "kind": StopKind.SITE_VISIT,
        "title": Translated(en="Briefing", ko="브리핑", ar="عرض موجز"),
        "public_note": Translated(en="Bring your passport", ar="أحضروا جوازات السفر"),
        "site_id": site.id,
        "site_name": site.name,
        "place": EMPTY,
        "address_ko": site.address_ko,
        "address_roman": site.address_roman,
        "entrance_note": EMPTY,
        "lat": site.lat,
        "lng": site.lng,
        "end_place": EMPTY,
        "starts": START,
        "ends": START + timedelta(minutes=30),
        "party_name": EMPTY,
        "delegate_ids": (),
        "languages": ("ar",),
        "created_at": AT,
        "changed_at": AT,
    }
    row = ReleasedStop(**{**given, **facts})
    session.add(row)
    session.flush()
    return row


def events(response: Any) -> dict[str, Any]:
    """The entries of a calendar that was fetched, by UID."""
    calendar = icalendar.Calendar.from_ical(response.data)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}
