"""What releasing a long programme costs: judged, frozen, published, every letter written."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.installation import Installation
from bench.timing import median
from tests.factories import AT, TUESDAY, a_contact, a_delegation, a_site, an_itinerary, stop_values
from visits.delegations.rules import DelegationState
from visits.itineraries import actions
from visits.itineraries.models import Itinerary
from visits.itineraries.rules import StopMove
from visits.kit.db import db
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.sites.rules import ContactRole

TIMES = 5
STOPS, SITES, A_DAY = 60, 20, 8
CLOCKS = ("8:30", "9:30", "10:30", "12:00", "13:00", "14:00", "15:00", "16:00")
NOTE = Translated(en="Welcome")


@dataclass(frozen=True)
class Released:
    """Milliseconds (median) of a release of so many stops with so many letters."""

    taken: float
    stops: int
    letters: int


def releasing(of: Installation) -> Released:
    """A first release, begun anew each time; it is never committed."""
    with of.app.app_context():
        session = db.session
        session.info["writes"] = True
        itinerary_id = long_programme(session).id
        session.commit()
        taken = median(lambda: release(of, session, itinerary_id), times=TIMES)
        letters = release(of, session, itinerary_id)
        return Released(taken, STOPS, letters)


def long_programme(session: Session) -> Itinerary:
    """Eight days at twenty sites, each with somebody who answers for it and a guide."""
    sites = [a_site(session, f"Measured {number}") for number in range(SITES)]
    for site in sites:
        a_contact(session, site, language="ko")
        a_contact(session, site, role=ContactRole.DOCENT, language="en")
    last = TUESDAY + timedelta(days=STOPS // A_DAY)
    itinerary = an_itinerary(
        session, a_delegation(session, ends_on=last, state=DelegationState.PLANNING)
    )
    for number in range(STOPS):
        day = TUESDAY + timedelta(days=number // A_DAY)
        begins = CLOCKS[number % A_DAY]
        ends = f"{begins.partition(':')[0]}:50"
        values = stop_values(begins, ends, day=day, site=sites[number % SITES])
        actions.add_stop(session, itinerary, values, at=AT, move=StopMove.CONFIRM)
    return itinerary


def release(of: Installation, session: Session, itinerary_id: int) -> int:
    """Release it and take everything back; how many letters were written."""
    itinerary = session.get_one(Itinerary, itinerary_id)
    links = of.app.extensions["links"]
    by = itinerary.delegation.lead
    actions.release(session, itinerary, note=NOTE, by=by, at=AT, links=links, keep_days=30)
    about = (Letter.about_kind == "delegation", Letter.about_id == itinerary.delegation_id)
    written = session.scalar(select(func.count()).select_from(Letter).where(*about)) or 0
    session.rollback()
    return written
