"""The visit that is over: two cities came together for two days, and everybody said how it was."""

from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.delegations.rules import DelegationMove
from visits.demo.days import living_days
from visits.demo.planning import Setting, Visit
from visits.demo.reading import texts
from visits.itineraries.models import Stop
from visits.notifications.actions import drop
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

OPENED, ASKED, HEARD = (30, time(9, 40)), (27, time(11, 10)), (22, time(15, 20))
RELEASED = 8, time(16, 30)
"""How many working days before the visit, and when."""
WAITING = (LetterState.QUEUED, LetterState.FOR_HAND)
CAME = {"JO": 6, "KH": 4}
"""One of those announced fell ill."""


def add_over(session: Session, setting: Setting) -> Visit:
    """Planned and released in time, taken place, closed with the people who came."""
    days = living_days(setting.at.astimezone(setting.zone), setting.holidays)
    visit, before = Visit(session, setting, "amman", days.amman), setting.before
    visit.open(days=2, at=before(*OPENED, than=visit.first))
    visit.plan(asked=before(*ASKED, than=visit.first), heard=before(*HEARD, than=visit.first))
    visit.move(DelegationMove.CONFIRM)
    visit.release(at=before(*RELEASED, than=visit.first), note=texts(visit.row, "note"))
    forget_letters(visit, at=setting.at)
    for row in visit.delegation.countries:
        row.actual = CAME[row.country]
    for step in (DelegationMove.BEGIN, DelegationMove.CLOSE):
        visit.move(step)
    return visit


def forget_letters(visit: Visit, *, at: datetime) -> None:
    """Nobody waits for them any more: they would stand in the outbox as if the visit were ahead."""
    stops = select(Stop.id).where(Stop.itinerary_id == visit.itinerary.id)
    about = ((Letter.about_kind == "delegation") & (Letter.about_id == visit.delegation.id)) | (
        (Letter.about_kind == "stop") & Letter.about_id.in_(stops)
    )
    waiting = select(Letter).where(about, Letter.state.in_(WAITING))
    for letter in visit.session.scalars(waiting):
        drop(letter, by="demo", at=at)
