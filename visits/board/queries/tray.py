"""What can be dropped on a board, and which lanes there are to choose from."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.board.rules import OWN, Lane, LaneKind
from visits.intake.models import VisitRequest, WishedSite
from visits.itineraries.models import Stop
from visits.itineraries.rules import Consent
from visits.sites.models import Site


def wished_sites(session: Session, delegation_id: int) -> Sequence[Site]:
    """The sites that the delegation's accepted request asks for, in its order."""
    return session.scalars(
        select(Site)
        .join(WishedSite, WishedSite.site_id == Site.id)
        .join(VisitRequest, VisitRequest.id == WishedSite.request_id)
        .where(VisitRequest.delegation_id == delegation_id, Site.is_retired.is_(False))
        .order_by(WishedSite.position, WishedSite.id)
    ).all()


def lanes_used(stops: Sequence[Stop]) -> list[Lane]:
    """Everything that these stops use: sites before people before vehicles, in order of time."""
    found = dict.fromkeys(lane for stop in stops for lane in lanes_of(stop))
    order = list(LaneKind)
    return sorted(found, key=lambda lane: order.index(lane.kind))


def lanes_of(stop: Stop) -> list[Lane]:
    """Where a stop is seen: at the delegation, at its site, at whoever and whatever serves."""
    lanes = [OWN]
    if stop.site_id is not None:
        lanes.append(Lane(LaneKind.SITE, stop.site_id))
    for one in stop.assignments:
        if one.consent is Consent.DECLINED:
            continue
        if one.person_id is not None:
            lanes.append(Lane(LaneKind.PERSON, one.person_id))
        if one.vehicle_id is not None:
            lanes.append(Lane(LaneKind.VEHICLE, one.vehicle_id))
    return list(dict.fromkeys(lanes))
