"""What checking one stop costs against all bookings, beside the database's bare look-up."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from sqlalchemy import func, select, text

from bench.installation import Installation
from bench.timing import median
from visits.conflicts import rules
from visits.itineraries import bookings
from visits.itineraries.models import Booking
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.interval import Interval

TIMES = 300
BARE = text(
    "SELECT id FROM bookings WHERE resource_kind = :kind AND resource_id = CAST(:id AS INTEGER)"
    " AND starts > :earliest AND starts < :until AND ends > :since LIMIT 1"
)


@dataclass(frozen=True)
class Check:
    """Milliseconds (median) of our check and of the bare look-up; how many bookings there are."""

    ours: float
    bare: float
    bookings: int


def check(of: Installation) -> Check:
    """One stop at a busy site with a person and a vehicle, tomorrow morning."""
    with of.app.app_context():
        session = db.session
        session.info["writes"] = False
        total = session.scalar(select(func.count()).select_from(Booking)) or 0
        busiest = dict(
            session.execute(
                select(Booking.resource_kind, func.min(Booking.resource_id)).group_by(
                    Booking.resource_kind
                )
            ).all()
        )
        start = now().astimezone(UTC) + timedelta(days=1)
        when = Interval(start, start + timedelta(hours=1))
        uses = [
            rules.Booking(kind=kind, id=number, when=when, stop="measured@visits", itinerary=0)
            for kind, number in busiest.items()
        ]
        facts = {
            "kind": "site",
            "id": busiest.get(rules.ResourceKind.SITE, 1),
            "earliest": start.replace(tzinfo=None) - timedelta(hours=24),
            "since": start.replace(tzinfo=None),
            "until": when.end.replace(tzinfo=None),
        }

        def ours() -> None:
            around = bookings.around(
                session, uses, itinerary_id=0, delegation_id=0, counted={}, calendar=calendar
            )
            rules.clashes(uses, around.meeting, sites={}, calendar=calendar)

        calendar = rules.Calendar(of.app.config["ZONE"])
        return Check(
            ours=median(ours, times=TIMES, warm_up=10),
            bare=median(lambda: session.execute(BARE, facts).all(), times=TIMES, warm_up=10),
            bookings=total,
        )
