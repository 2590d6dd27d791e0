"""Reading drafts: itineraries with all that their page shows, stops by site and by day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from visits.conflicts.rules import OFF
from visits.delegations.models import Delegation, Party
from visits.itineraries.models import Answer, Assignment, Itinerary, Publication, Stop
from visits.kit.clock import local
from visits.kit.errors import NotThere
from visits.kit.zone import zone_of
from visits.resources.models import Vehicle
from visits.sites.models import Site

PLACES = (
    joinedload(Stop.site).joinedload(Site.end_site),
    joinedload(Stop.end_site),
    joinedload(Stop.space),
    joinedload(Stop.party),
)
OF_ASSIGNMENT = (
    joinedload(Assignment.person),
    joinedload(Assignment.vehicle).joinedload(Vehicle.driver),
)
WHO_SERVES = selectinload(Stop.assignments).options(*OF_ASSIGNMENT)
WHOSE = joinedload(Stop.itinerary).joinedload(Itinerary.delegation).joinedload(Delegation.lead)


def the_itinerary(session: Session, delegation_code: str) -> Itinerary:
    """With delegation, countries, parties, days, stops, places, who serves; three queries.

    Raises NotThere.
    """
    rows = (
        select(Itinerary)
        .join(Itinerary.delegation)
        .where(Delegation.code == delegation_code)
        .options(
            joinedload(Itinerary.delegation).options(
                joinedload(Delegation.lead),
                joinedload(Delegation.deputy),
                joinedload(Delegation.countries),
                selectinload(Delegation.parties).joinedload(Party.members),
            ),
            joinedload(Itinerary.current_release),
            joinedload(Itinerary.days),
            selectinload(Itinerary.stops).options(
                *PLACES, joinedload(Stop.assignments).options(*OF_ASSIGNMENT)
            ),
        )
    )
    itinerary = session.scalars(rows).unique().one_or_none()
    if itinerary is None:
        raise NotThere("itinerary")
    return itinerary


def the_stop(session: Session, uid: str) -> Stop:
    """With its itinerary, delegation, parties, places and who serves. Raises NotThere."""
    stop = session.scalar(
        select(Stop)
        .where(Stop.uid == uid)
        .options(
            *stop_options(),
            joinedload(Stop.itinerary)
            .joinedload(Itinerary.delegation)
            .selectinload(Delegation.parties)
            .selectinload(Party.members),
        )
    )
    if stop is None:
        raise NotThere("stop")
    return stop


def stop_options() -> tuple[ExecutableOption, ...]:
    """What lists of stops of many delegations show."""
    return (*PLACES, WHO_SERVES, WHOSE)


def stops_of_site(session: Session, site_id: int, first: date, last: date) -> Sequence[Stop]:
    """Stops at the site that touch these days of the city, in order of time; two queries."""
    return session.scalars(
        touching(session, first, last).where(Stop.site_id == site_id).options(*stop_options())
    ).all()


def stops_on(session: Session, first: date, last: date) -> Sequence[Stop]:
    """Stops of all delegations that touch these days of the city, neither declined nor cancelled."""
    return session.scalars(
        touching(session, first, last).where(Stop.status.not_in(OFF)).options(*stop_options())
    ).all()


def arrivals_at(
    session: Session, site_ids: Collection[int], days: Collection[date]
) -> list[tuple[int, datetime]]:
    """At which of these sites groups begin on these days of the city, and when; one query."""
    if not (site_ids and days):
        return []
    spans = [span_of(session, day, day) for day in days]
    rows = select(Stop.site_id, Stop.starts).where(
        Stop.site_id.in_(site_ids),
        Stop.status.not_in(OFF),
        or_(*(and_(Stop.starts >= begins, Stop.starts < ends) for begins, ends in spans)),
    )
    return [(row.site_id, row.starts) for row in session.execute(rows)]


def touching(session: Session, first: date, last: date) -> Select[Stop]:
    """Stops in the span; no stop is longer than a day, so an index on the start is enough."""
    begins, ends = span_of(session, first, last)
    return (
        select(Stop)
        .where(Stop.starts > begins - timedelta(days=1), Stop.starts < ends, Stop.ends > begins)
        .order_by(Stop.starts, Stop.id)
    )


def span_of(session: Session, first: date, last: date) -> tuple[datetime, datetime]:
    """From the midnight on which the first day begins to that on which the last one ends."""
    zone = zone_of(session)
    return local(first, time(0), zone), local(last + timedelta(days=1), time(0), zone)


def stops_of_visit(session: Session, code: str) -> frozenset[int]:
    """Ids of every stop of the visit with this code, also of those that are off."""
    if not code:
        return frozenset()
    rows = select(Stop.id).join(Itinerary).join(Delegation).where(Delegation.code == code)
    return frozenset(session.scalars(rows))


def answers_to(session: Session, stop: Stop) -> Sequence[Answer]:
    """What hosts said of a stop, newest first, with who entered it."""
    return session.scalars(
        select(Answer)
        .where(Answer.stop_id == stop.id)
        .order_by(Answer.id.desc())
        .options(joinedload(Answer.by))
    ).all()


def last_answers(session: Session, itinerary: Itinerary) -> dict[int, Answer]:
    """The newest answer to each stop of an itinerary, by the stop's id, with who entered it."""
    rows = session.scalars(
        select(Answer)
        .join(Stop, Stop.id == Answer.stop_id)
        .where(Stop.itinerary_id == itinerary.id)
        .order_by(Answer.id)
        .options(joinedload(Answer.by))
    )
    return {row.stop_id: row for row in rows}


def publications_of(session: Session, stop: Stop) -> Sequence[Publication]:
    """What was told outside of the stop, newest first."""
    return session.scalars(
        select(Publication).where(Publication.uid == stop.uid).order_by(Publication.id.desc())
    ).all()
