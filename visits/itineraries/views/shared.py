"""What several pages of programmes need: the draft, what forms offer, what a refusal becomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session, object_session

from visits.conflicts.rules import Finding
from visits.delegations import queries as delegations
from visits.itineraries import queries
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.worded import Told, told
from visits.itineraries.words import FIELD_OF_REASON
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import BaseForm


def zone() -> ZoneInfo:
    found: ZoneInfo = current_app.config["ZONE"]
    return found


def today() -> date:
    """The day in the city."""
    return now().astimezone(zone()).date()


def the_draft(
    code: str, *, load: Callable[[Session, str], Itinerary] = queries.the_itinerary
) -> Itinerary:
    """The programme of a delegation; one that nobody has begun is empty and belongs to no session.

    Raises NotThere when there is no such delegation.
    """
    try:
        return load(db.session, code)
    except NotThere:
        delegation = delegations.the_delegation(db.session, code)
        return Itinerary(delegation=delegation, changed_at=now())


def is_begun(itinerary: Itinerary) -> bool:
    """Whether there is a row of it."""
    return object_session(itinerary) is not None


def stop_of(itinerary: Itinerary, uid: str) -> Stop:
    """A stop of this very programme. Raises NotThere."""
    for stop in itinerary.stops:
        if stop.uid == uid:
            return stop
    raise NotThere("stop")


def the_stop(code: str, uid: str) -> Stop:
    """A stop, its whole programme loaded. Raises NotThere."""
    return stop_of(the_draft(code), uid)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether something was done; if not, the findings that stand against it."""

    is_done: bool
    against: Sequence[Finding] = ()


def attempt(form: BaseForm, act: Callable[[], Any]) -> Outcome:
    """Do it, or undo everything and keep what was typed, with what stands against it."""
    try:
        act()
    except Blocked as error:
        db.session.rollback()
        return Outcome(is_done=False, against=error.findings)
    except Refused as error:
        db.session.rollback()
        refuse(form, error.reason)
        return Outcome(is_done=False)
    return Outcome(is_done=True)


def refuse(form: BaseForm, reason: str) -> None:
    """Say it at the field that it concerns, else above the form."""
    field = FIELD_OF_REASON.get(reason)
    if field is not None and field in form:
        form.refuse(field, words.REASONS[reason])
    else:
        form.form_errors.append(str(words.REASONS[reason]))


def found_at(itinerary: Itinerary, stop: Stop) -> list[Told]:
    """What stands open about one stop."""
    about = [
        one for one in queries.open_findings(db.session, itinerary) if one.finding.stop == stop.uid
    ]
    return told(db.session, about, itinerary)


def answer(
    template: str,
    form: Any,
    *,
    code: str,
    itinerary: Itinerary | None = None,
    against: Sequence[Finding] = (),
    **more: Any,
) -> ResponseReturnValue:
    """The form's page, 422 when something stands against what was typed.

    The *itinerary* is read here unless it was before, and nothing has been undone since.
    """
    itinerary = itinerary or the_draft(code)
    body = render_template(
        template,
        form=form,
        itinerary=itinerary,
        delegation=itinerary.delegation,
        against=told(db.session, against, itinerary),
        **more,
    )
    return body, 422 if form.errors or against else 200
