"""Telling the next host and the driver of a delay, when an escort asks for it."""

from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from visits.access.guard import by_token, requires
from visits.access.rules import LinkKind, Permission
from visits.escorting import actions
from visits.escorting.forms import TellForm
from visits.escorting.views.blueprint import BY_LINK, IN_OFFICE, escorting
from visits.escorting.views.stage import (
    Stage,
    by_link,
    in_office,
    not_taken,
    not_understood,
    taken,
    why,
)
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Stop
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.words import REASONS


@escorting.post(f"{IN_OFFICE}/tell")
@requires(Permission.ESCORT_VISITS)
def tell(code: str) -> ResponseReturnValue:
    return call(in_office(code))


@escorting.post(f"{BY_LINK}/tell")
@by_token(LinkKind.ESCORT_DAY)
def tell_by_link(lang: str, token: str) -> ResponseReturnValue:
    return call(by_link(lang, token))


def call(stage: Stage) -> ResponseReturnValue:
    """Letters leave at once; whoever has no address is called, and the page shows the number."""
    form, received = TellForm(), now()
    if not form.validate_on_submit():
        return not_taken(not_understood(), stage.url("day"))
    try:
        stop = stop_of(stage, form.stop.data or "")
    except NotThere:
        return not_taken(str(REASONS["tap_without_stop"]), stage.url("day"))
    page = stage.url("day", _anchor=f"stop-{stop.id}")
    try:
        letters = actions.tell_delay(
            db.session,
            stage.delegation,
            stop,
            key=form.key.data or "",
            moment=form.moment(received),
            at=received,
        )
    except Refused as error:
        return not_taken(why(error), page)
    mailed = sum(bool(letter.recipient) for letter in letters)
    said = told_said(mailed, len(letters) - mailed)
    db.session.commit()
    return taken(said, page)


def told_said(mailed: int, to_call: int) -> str:
    """How many are written to, and how many have to be called."""
    said = []
    if mailed:
        said.append(
            ngettext(
                "%(num)s person is told by e-mail.", "%(num)s people are told by e-mail.", mailed
            )
        )
    if to_call:
        said.append(
            ngettext(
                "%(num)s has no e-mail address: please call.",
                "%(num)s have no e-mail address: please call.",
                to_call,
            )
        )
    return " ".join(map(str, said))


def stop_of(stage: Stage, uid: str) -> Stop:
    """A stop of this very visit. Raises NotThere."""
    stop = itineraries.the_stop(db.session, uid)
    if stop.itinerary.delegation_id != stage.delegation.id:
        raise NotThere("stop")
    return stop
