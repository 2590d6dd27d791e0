"""Undoing and redoing one's own steps: judged like any other change, refused where others changed
the same since."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries import sequence
from visits.itineraries.actions import planning, steps
from visits.itineraries.actions.gestures import Gesture, changing
from visits.itineraries.events import UnsentAsks
from visits.itineraries.models import Assignment, Itinerary, Step, Stop
from visits.itineraries.publications import history
from visits.itineraries.rules import Consent, Scope, StopValues
from visits.kit.errors import NotThere, Refused
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used
from visits.sites.models import SiteContact

UNSETTLED = (StopStatus.ASKED.value, StopStatus.CANCELLED.value)
"""Whoever had agreed before the step may have heard since that they are asked anew, or no more."""


def undo(session: Session, itinerary: Itinerary, *, by: User, at: datetime) -> Step:
    """Take back the officer's last step in this programme.

    Raises Refused (`nothing_to_undo`; `step_overtaken` with the titles of the *stops* that others
    changed since, `step_gone` when a site, room or subgroup of it is no more) and Blocked.
    """
    return turn(session, itinerary, by=by, at=at, is_undone=False)


def redo(session: Session, itinerary: Itinerary, *, by: User, at: datetime) -> Step:
    """Do again what the officer undid last. Raises like `undo` (`nothing_to_redo`)."""
    return turn(session, itinerary, by=by, at=at, is_undone=True)


def turn(
    session: Session, itinerary: Itinerary, *, by: User, at: datetime, is_undone: bool
) -> Step:
    with changing(session, itinerary, at=at) as gesture:
        step = session.scalar(steps.own_steps(itinerary.id, by.id, is_undone=is_undone))
        if step is None or step.at < at - steps.KEPT_FOR:
            raise Refused("nothing_to_redo" if is_undone else "nothing_to_undo")
        left, wanted = (step.was, step.became) if is_undone else (step.became, step.was)
        try:
            Turning(gesture, left, wanted).do()
        except NotThere as error:
            raise Refused("step_gone") from error
        step.is_undone = not is_undone
    return step


class Turning:
    """A programme on its way from the state in which a step left it to the one that is wanted."""

    def __init__(self, gesture: Gesture, left: steps.Picture, wanted: steps.Picture) -> None:
        self.gesture = gesture
        self.session = gesture.session
        self.itinerary = gesture.itinerary
        self.left = left
        self.wanted = wanted
        self.now = steps.picture(gesture.itinerary)
        self.stops = {stop.uid: stop for stop in self.itinerary.stops}
        self.told = history(self.session, self.itinerary)

    def do(self) -> None:
        self.refuse_what_others_changed()
        for uid, values in self.wanted["stops"].items():
            if values is None:
                self.take_out(self.stops[uid])
            elif uid in self.stops:
                self.put_back(self.stops[uid], values, self.left["stops"][uid] or {})
            else:
                self.bring_back(uid, values)
        for day, texts in self.wanted["days"].items():
            given = {name: Translated((texts or {}).get(name, {})) for name in steps.DAY_TEXTS}
            planning.write_day(self.itinerary, date.fromisoformat(day), **given)

    def refuse_what_others_changed(self) -> None:
        """Only what the step itself changed must be as it left it: other changes stay."""
        overtaken = [
            title_of(self.now["stops"].get(uid) or values or self.wanted["stops"][uid])
            for uid, values in self.left["stops"].items()
            if is_overtaken(self.now["stops"].get(uid), values, self.wanted["stops"][uid])
        ]
        days = [day for day, texts in self.left["days"].items() if self.day_now(day) != texts]
        if overtaken or days:
            raise Refused("step_overtaken", stops=overtaken, days=days)

    def day_now(self, day: str) -> Any:
        return self.now["days"].get(day)

    def take_out(self, stop: Stop) -> None:
        """What nobody outside knows of goes; what somebody was told of is cancelled."""
        if self.told[stop.uid]:
            stop.status, stop.changed_at = StopStatus.CANCELLED, self.gesture.at
            self.gesture.tell(stop, Scope.ASK)
            return
        refuse_if_used(self.session, "stop", stop.id)
        planning.drop(self.session, stop)

    def bring_back(self, uid: str, values: Mapping[str, Any]) -> None:
        """A stop that was deleted, under its own name."""
        born = datetime.fromisoformat(values["created_at"])
        stop = Stop(uid=uid, status=StopStatus.IDEA, created_at=born, changed_at=self.gesture.at)
        self.put_back(stop, values, {})
        self.itinerary.stops.append(stop)

    def put_back(self, stop: Stop, values: Mapping[str, Any], left: Mapping[str, Any]) -> None:
        """Whatever the step changed of the stop, and nothing else."""
        changed = {name for name, value in values.items() if left.get(name, ...) != value}
        fresh = {name: steps.from_json(name, values[name]) for name in changed}
        given = {name: fresh[name] for name in steps.VALUES if name in fresh}
        filled = replace(planning.values_of(stop), **given) if left else StopValues(**given)
        planning.fill(self.session, self.itinerary, stop, filled)
        for name in steps.STATE:
            if name in fresh:
                setattr(stop, name, fresh[name])
        if "assignments" in changed:
            appoint(stop, values["assignments"])
        if left.get("status") in UNSETTLED and self.must_be_asked(stop):
            stop.status = StopStatus.ASKED
        stop.changed_at = self.gesture.at
        if stop.status in sequence.STATE or self.told[stop.uid]:
            self.gesture.tell(stop, Scope.ASK)

    def must_be_asked(self, stop: Stop) -> bool:
        """Whether a host had agreed, and may know by now that it is asked for something else, or
        for nothing.

        Then it is asked once more; its request stands again when it had heard of nothing.
        """
        if stop.status is not StopStatus.CONFIRMED or not planning.has_host(stop):
            return False
        question = UnsentAsks(self.itinerary.id)
        tell(self.session, question)
        contacts = select(SiteContact.id).where(SiteContact.site_id == stop.site_id).limit(1)
        return stop.uid not in question.found and self.session.scalar(contacts) is not None


def is_overtaken(now: Any, left: Any, wanted: Any) -> bool:
    """Whether something that the step changed of a stop is no longer as the step left it."""
    if left is None:
        return now is not None and not is_cancelled(now)
    if now is None:
        return True
    return any(
        now[name] != value
        for name, value in left.items()
        if wanted is None or wanted.get(name) != value
    )


def is_cancelled(now: Mapping[str, Any]) -> bool:
    """A stop that was taken out after somebody had been told of it."""
    return bool(now["status"] == StopStatus.CANCELLED.value)


def title_of(values: Mapping[str, Any]) -> Translated:
    return Translated(values["title"])


def appoint(stop: Stop, wanted: list[list[Any]]) -> None:
    """Exactly these serve, with what they had said."""
    known = {(one.role.value, one.person_id, one.vehicle_id): one for one in stop.assignments}
    serving: list[Assignment] = []
    for role, person, vehicle, consent, agreed_to in wanted:
        one = known.get((role, person, vehicle)) or Assignment(
            role=Role(role), person_id=person, vehicle_id=vehicle
        )
        one.consent, one.agreed_to = Consent(consent), agreed_to
        serving.append(one)
    stop.assignments = serving
