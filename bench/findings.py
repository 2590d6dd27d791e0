"""What it costs to judge every live programme anew, and to sweep all bookings for clashes."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from bench.installation import Installation
from bench.timing import median
from visits.access.models import User
from visits.conflicts.rules import Role, StopKind, StopStatus
from visits.conflicts.rules.bookings import meetings
from visits.delegations.models import Delegation, DelegationCountry
from visits.delegations.rules import DelegationState, Level
from visits.itineraries import bookings
from visits.itineraries.models import Assignment, Booking, Itinerary, Stop, new_uid
from visits.itineraries.together import judge_together
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.translated import Translated
from visits.resources.models import Person
from visits.sites.models import Site

STOPS, STOPS_OF_ONE = 2_000, 8
BOOKINGS = 100_000
TIMES = 5


@dataclass(frozen=True)
class Sweeps:
    """Milliseconds (median), and how many queries judging took."""

    judging: float
    stops: int
    queries: int
    sweeping: float
    bookings: int


def sweep(of: Installation) -> Sweeps:
    """Everything that is to come, made for this and not kept; then the oldest bookings."""
    with of.app.app_context():
        session = db.session
        session.info["writes"] = True
        ids = fill(session)
        asked: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            asked.append(statement)

        def judge() -> None:
            asked.clear()
            for _ in judge_together(session, ids, at=now()):
                pass

        event.listen(db.engine, "before_cursor_execute", note)
        judging = median(judge, times=TIMES)
        event.remove(db.engine, "before_cursor_execute", note)
        rows = session.execute(select(*bookings.COLUMNS).order_by(Booking.id).limit(BOOKINGS))
        uses = [bookings.value_of(row) for row in rows]
        session.rollback()

        def swept() -> None:
            for _ in meetings(uses, ()):
                pass

        return Sweeps(judging, STOPS, len(asked), median(swept, times=TIMES), len(uses))


def fill(session: Session) -> list[int]:
    """Programmes of eight stops on two days, with an interpreter, over the working days to come."""
    lead = session.scalars(select(User.id)).first()
    sites = session.scalars(select(Site.id).where(Site.is_elsewhere.is_(False))).all()
    people = session.scalars(select(Person.id)).all()
    first = now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=14)
    ids = []
    for number in range(STOPS // STOPS_OF_ONE):
        day = first + timedelta(days=number % 90)
        visit = Delegation(
            code=f"live-{number}",
            year=day.year,
            number=90_000 + number,
            title=Translated(en="Live"),
            starts_on=day.date(),
            ends_on=day.date() + timedelta(days=1),
            level=Level.WORKING,
            languages=("en",),
            lead_id=lead,
            state=DelegationState.PLANNING,
            created_at=now(),
            countries=[DelegationCountry(country="KE", planned=9)],
        )
        itinerary = Itinerary(delegation=visit, changed_at=now())
        for place in range(STOPS_OF_ONE):
            starts = day + timedelta(days=place // 4, hours=(0, 2, 4, 6)[place % 4], minutes=30)
            stop = Stop(
                uid=new_uid(),
                kind=StopKind.SITE_VISIT,
                title=Translated(en="A visit", ko="견학"),
                site_id=sites[(number + place) % len(sites)],
                starts=starts,
                ends=starts + timedelta(hours=1),
                status=StopStatus.CONFIRMED,
                created_at=now(),
                changed_at=now(),
                asked_at=now() - timedelta(days=20),
            )
            person = people[(number // 90 + number) % len(people)]
            stop.assignments = [Assignment(role=Role.INTERPRETS, person_id=person)]
            itinerary.stops.append(stop)
        session.add(itinerary)
        session.flush()
        ids.append(itinerary.id)
    for judged in judge_together(session, ids, at=now()):
        session.execute(insert(Booking).values([bookings.row_of(use) for use in judged.uses]))
    return ids
