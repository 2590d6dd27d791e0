"""What an agenda costs: read, and sixty of its rows taken over in one gesture."""

import csv
import io
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bench.installation import Installation
from bench.timing import median
from tests.factories import AT, a_delegation, an_itinerary
from visits.agendas import actions
from visits.agendas.drafts import begun
from visits.agendas.reading import Reading, read, world_of
from visits.delegations.models import Delegation
from visits.itineraries.models import Itinerary
from visits.kit.db import db
from visits.kit.sheets.reading import read_sheets

TIMES, ROWS, A_DAY = 5, 60, 30


@dataclass(frozen=True)
class Brought:
    """Milliseconds (median) to read so many rows, and to make stops of them."""

    read: float
    taken: float
    rows: int


def bringing(of: Installation) -> Brought:
    """Nothing of it is committed."""
    with of.app.app_context():
        session = db.session
        session.info["writes"] = True
        delegation = a_delegation(session)
        itinerary_id = an_itinerary(session, delegation).id
        session.commit()
        content = an_agenda()
        reading = understood(of, session, delegation, content)
        return Brought(
            read=median(lambda: understood(of, session, delegation, content), times=TIMES),
            taken=median(lambda: take(session, itinerary_id, reading), times=TIMES),
            rows=len(reading.agenda.ready),
        )


def an_agenda() -> bytes:
    """Two days, a row every twenty minutes, at sites and at other places."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["Date", "Time", "What", "Where"])
    for number in range(ROWS):
        day = f"{3 + number // A_DAY} March 2099" if number % A_DAY == 0 else ""
        hour, minute = divmod(480 + number % A_DAY * 20, 60)
        place = ("Sejong City Hall", "A café", "도시통합정보센터")[number % 3]
        writer.writerow([day, f"{hour:02}:{minute:02}", f"Session {number}", place])
    return file.getvalue().encode()


def understood(
    of: Installation, session: Session, delegation: Delegation, content: bytes
) -> Reading:
    settings = of.app.config["SETTINGS"]
    world = world_of(
        session, delegation, city=settings.CITY_NAME, tags=tuple(settings.language_tags)
    )
    return read(begun(read_sheets(content), world), world)


def take(session: Session, itinerary_id: int, reading: Reading) -> None:
    """Take it over and everything back."""
    itinerary = session.get_one(Itinerary, itinerary_id)
    by = itinerary.delegation.lead
    actions.take_over(session, itinerary, reading.agenda.ready, at=AT, by=by)
    session.rollback()
