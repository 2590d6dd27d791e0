"""The day of visits that are over or under way, as their escort tapped it on a phone."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from visits.access.rules import Channel
from visits.delegations.rules import Told
from visits.demo.over import forget_letters
from visits.demo.planning import Setting, Visit
from visits.demo.reading import rows_of
from visits.escorting import actions
from visits.escorting.rules import IncidentKind, Moment, TapKind
from visits.itineraries.models import Stop
from visits.kit.clock import local

ESCORT = "배수진"
LEFT, THERE = timedelta(minutes=18), timedelta(minutes=5)
"""Before a stop begins: when its people leave for it, and when they are there."""
BEHIND = timedelta(minutes=4)
"""How late the visit of today is."""
LOST = "버스에 우산 하나를 두고 내렸습니다."
FOUND = "운전원이 찾아 이튿날 숙소로 보냈습니다."


def add_taps(session: Session, setting: Setting, over: Visit, living: list[Visit]) -> None:
    """Of the visit that is over as its record says; of today's as far as the day has gone."""
    for row in rows_of("records"):
        if row["visit"] == over.key and row["began"]:
            stop = over.stops[row["stop"]]
            day = stop.starts.astimezone(setting.zone).date()
            began, ended = (
                local(day, time.fromisoformat(clock.zfill(5)), setting.zone)
                for clock in (row["began"], row["ended"])
            )
            take(session, setting, stop, began, ended)
    lose_something(session, over)
    forget_letters(over, at=setting.at)
    for visit in living:
        for stop in visit.stops.values():
            if stop.starts.astimezone(setting.zone).date() == setting.today:
                take(session, setting, stop, stop.starts + BEHIND, stop.ends + BEHIND)


def take(session: Session, setting: Setting, stop: Stop, began: datetime, ended: datetime) -> None:
    """The four steps of a stop, as far as they have happened."""
    steps = {
        TapKind.DEPARTED: began - LEFT,
        TapKind.ARRIVED: began - THERE,
        TapKind.STARTED: began,
        TapKind.ENDED: ended,
    }
    for kind, at in steps.items():
        if at <= setting.at:
            act = actions.Act(
                key=f"demo-{stop.id}-{kind}", kind=kind, moment=Moment(at), uid=stop.uid
            )
            actions.tap(session, stop.itinerary.delegation, act, told=told(at))


def told(at: datetime) -> Told:
    return Told(channel=Channel.LINK, told_on=at.date(), at=at, person=ESCORT)


def lose_something(session: Session, over: Visit) -> None:
    """An incident that was seen to."""
    stop = over.stops["ride"]
    said = actions.Report(
        key=f"demo-{stop.id}-lost",
        kind=IncidentKind.LOST_ITEM,
        moment=Moment(stop.ends),
        text=LOST,
        stop=stop,
    )
    incident = actions.report(session, over.delegation, said, told=told(stop.ends))
    actions.settle(session, incident, FOUND, at=stop.ends + timedelta(days=1))
