"""How rows of each kind are called where they are named by (kind, id), and where their pages are."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import Flask, current_app, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.delegations.models import Delegation
from visits.escorting.models import Incident
from visits.hosting.models import DutyAnswer, HostRequest
from visits.intake.models import VisitRequest
from visits.itineraries.models import Assignment, Itinerary, Release, Stop
from visits.kit import records
from visits.kit.records import Record, Records
from visits.languages.html import plain
from visits.organisations.models import Organisation
from visits.outcomes.models import FollowUp, Gift, Photo, VisitRecord
from visits.resources.models import Person, Vehicle
from visits.sites.models import Site


def address(endpoint: str, **values: Any) -> str:
    """The page's address; empty for a kind of row that has no page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def delegations(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    columns = (Delegation.id, Delegation.code, Delegation.title)
    rows = session.execute(select(*columns).where(Delegation.id.in_(ids)))
    return {
        row.id: Record(f"{row.code} {plain(row.title)}", address("delegations.show", code=row.code))
        for row in rows
    }


def requests(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """A visit request by its code and subject."""
    columns = (VisitRequest.id, VisitRequest.code, VisitRequest.subject)
    rows = session.execute(select(*columns).where(VisitRequest.id.in_(ids)))
    return {
        row.id: Record(f"{row.code} {row.subject}", address("intake.show", code=row.code))
        for row in rows
    }


def stops(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """A stop by its title and its delegation."""
    rows = session.execute(
        select(Stop.id, Stop.uid, Stop.title, Delegation.code)
        .join(Itinerary, Itinerary.id == Stop.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Stop.id.in_(ids))
    )
    return {
        row.id: Record(
            f"{row.code} {plain(row.title)}",
            address("itineraries.stop", code=row.code, uid=row.uid),
        )
        for row in rows
    }


def itineraries(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """A programme by its delegation."""
    rows = session.execute(
        select(Itinerary.id, Delegation.code, Delegation.title)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Itinerary.id.in_(ids))
    )
    return {
        row.id: Record(f"{row.code} {plain(row.title)}", address("itineraries.show", code=row.code))
        for row in rows
    }


def releases(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """A release by its number and its delegation."""
    rows = session.execute(
        select(Release.id, Release.number, Delegation.code, Delegation.title)
        .join(Itinerary, Itinerary.id == Release.itinerary_id)
        .join(Delegation, Delegation.id == Itinerary.delegation_id)
        .where(Release.id.in_(ids))
    )
    return {
        row.id: Record(
            f"v{row.number} · {row.code} {plain(row.title)}",
            address("itineraries.show_release", code=row.code, number=row.number),
        )
        for row in rows
    }


def host_requests(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """What a host was asked, by the stop that it is for."""
    rows = session.execute(
        select(HostRequest.id, HostRequest.stop_id).where(HostRequest.id.in_(ids))
    ).all()
    named = stops(session, {row.stop_id for row in rows})
    return {row.id: named[row.stop_id] for row in rows if row.stop_id in named}


def duty_answers(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """What somebody of ours said to serving, by the stop."""
    rows = session.execute(
        select(DutyAnswer.id, Assignment.stop_id)
        .join(Assignment, Assignment.id == DutyAnswer.assignment_id)
        .where(DutyAnswer.id.in_(ids))
    ).all()
    named = stops(session, {row.stop_id for row in rows})
    return {row.id: named[row.stop_id] for row in rows if row.stop_id in named}


def visit_records(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """A record by its visit, and by its stop where it is of one."""
    rows = session.execute(
        select(VisitRecord.id, Delegation.code, Delegation.title, Stop.title.label("stop"))
        .join(Delegation, Delegation.id == VisitRecord.delegation_id)
        .outerjoin(Stop, Stop.id == VisitRecord.stop_id)
        .where(VisitRecord.id.in_(ids))
    )
    return {
        row.id: Record(
            f"{row.code} {plain(row.stop or row.title)}",
            address("outcomes.record", code=row.code),
        )
        for row in rows
    }


def follow_ups(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    rows = session.execute(select(FollowUp.id, FollowUp.what).where(FollowUp.id.in_(ids)))
    return {row.id: Record(row.what, address("outcomes.followup", number=row.id)) for row in rows}


def gifts(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """A gift by what it is; its page is that of its visit."""
    rows = session.execute(
        select(Gift.id, Gift.item, Delegation.code)
        .join(Delegation, Delegation.id == Gift.delegation_id)
        .where(Gift.id.in_(ids))
    )
    return {row.id: Record(row.item, address("outcomes.gifts_of", code=row.code)) for row in rows}


def photos(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """A photograph by its visit and its number."""
    rows = session.execute(
        select(Photo.id, Delegation.code)
        .join(Delegation, Delegation.id == Photo.delegation_id)
        .where(Photo.id.in_(ids))
    )
    return {
        row.id: Record(f"{row.code} #{row.id}", address("outcomes.photos", code=row.code))
        for row in rows
    }


def incidents(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """An incident by its visit and its number."""
    rows = session.execute(
        select(Incident.id, Delegation.code)
        .join(Delegation, Delegation.id == Incident.delegation_id)
        .where(Incident.id.in_(ids))
    )
    return {
        row.id: Record(f"{row.code} #{row.id}", address("escorting.incidents", code=row.code))
        for row in rows
    }


def sites(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    rows = session.execute(select(Site.id, Site.slug, Site.name).where(Site.id.in_(ids)))
    return {row.id: Record(plain(row.name), address("sites.show", slug=row.slug)) for row in rows}


def people(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {
        row.id: Record(plain(row.name), address("resources.person", number=row.id)) for row in rows
    }


def vehicles(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    """A vehicle by its name and its plate."""
    columns = (Vehicle.id, Vehicle.name, Vehicle.plate)
    rows = session.execute(select(*columns).where(Vehicle.id.in_(ids)))
    return {
        row.id: Record(
            f"{plain(row.name)} {row.plate}", address("resources.vehicle", number=row.id)
        )
        for row in rows
    }


def organisations(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    rows = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    )
    return {
        row.id: Record(plain(row.name), address("organisations.show", number=row.id))
        for row in rows
    }


def users(session: Session, ids: Collection[int]) -> Mapping[int, Record]:
    rows = session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {row.id: Record(row.name) for row in rows}


def delegation_called(session: Session, code: str) -> int | None:
    return session.scalar(select(Delegation.id).where(Delegation.code == code))


RECORDS = Records(
    namers={
        "delegation": delegations,
        "request": requests,
        "itinerary": itineraries,
        "release": releases,
        "stop": stops,
        "host_request": host_requests,
        "duty_answer": duty_answers,
        "site": sites,
        "person": people,
        "vehicle": vehicles,
        "organisation": organisations,
        "user": users,
        "visit_record": visit_records,
        "follow_up": follow_ups,
        "gift": gifts,
        "photo": photos,
        "incident": incidents,
    },
    finders={"delegation": delegation_called},
)


def init_app(app: Flask) -> None:
    records.init_app(app, RECORDS)
