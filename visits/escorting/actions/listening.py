"""Answers to questions from below: who points to a row; what is destroyed once names are."""

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from visits.escorting import queries
from visits.escorting.actions.tapping import keep_standing
from visits.escorting.models import CheckIn, Incident, MeasuredRide, Tap
from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.itineraries.events import Released
from visits.itineraries.models import Itinerary, Release, Stop
from visits.kit.batches import in_batches, number_of
from visits.kit.uses import UsesOf
from visits.papers import actions as papers
from visits.papers.storage import folder_of


def count_uses(session: Session, question: UsesOf) -> None:
    """How many taps, incidents and people checked in would be orphaned."""
    counted = {
        "delegation": (("tap", Tap.delegation_id), ("incident", Incident.delegation_id)),
        "stop": (
            ("tap", Tap.stop_id),
            ("incident", Incident.stop_id),
            ("check_in", CheckIn.stop_id),
        ),
        "site": (("tap", MeasuredRide.from_id), ("tap", MeasuredRide.to_id)),
    }
    for kind, column in counted.get(question.kind, ()):
        rows = select(func.count()).where(column == question.id)
        question.found.append((kind, session.scalar(rows) or 0))


def on_purging(session: Session, notice: Purging) -> None:
    """As long after the visit as names are kept; when which stop took place stays."""
    ended = visits_ended(notice.due.names)
    purge_incidents(session, ended, notice)
    purge_check_ins(session, ended, notice)
    purge_authors(session, ended, notice)
    session.flush()


def on_released(session: Session, event: Released) -> None:
    """Delays are counted from what was released: how the stops of days on which somebody has tapped
    already stand is written anew."""
    release = session.get_one(Release, event.release_id)
    itinerary = release.itinerary
    session.expire(itinerary, ["current_release"])
    for day in queries.days_tapped(session, itinerary.delegation_id):
        keep_standing(session, itinerary, day, at=release.at)


def purge_incidents(session: Session, ended: Select[int], notice: Purging) -> None:
    """What was written and photographed; that something of this kind happened stays."""
    says = or_(Incident.text != "", Incident.outcome != "", Incident.person != "")
    due = select(Incident).where(Incident.delegation_id.in_(ended), says)
    notice.counted[Matter.RECORDS] += number_of(session, due)
    for incident in in_batches(session, due, Incident.id) if notice.removes else ():
        for file in incident.files:
            papers.remove_file(session, file, folder=folder_of(session))
        incident.text = incident.outcome = incident.person = ""


def purge_check_ins(session: Session, ended: Select[int], notice: Purging) -> None:
    stops = select(Stop.id).join(Itinerary).where(Itinerary.delegation_id.in_(ended))
    due = select(CheckIn).where(CheckIn.stop_id.in_(stops))
    notice.counted[Matter.RECORDS] += number_of(session, due)
    for row in in_batches(session, due, CheckIn.id) if notice.removes else ():
        session.delete(row)


def purge_authors(session: Session, ended: Select[int], notice: Purging) -> None:
    """Who tapped."""
    due = select(Tap).where(Tap.delegation_id.in_(ended), Tap.person != "")
    notice.counted[Matter.RECORDS] += number_of(session, due)
    for row in in_batches(session, due, Tap.id) if notice.removes else ():
        row.person = ""
