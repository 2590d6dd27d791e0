"""Taps: each is taken once, whenever it comes in."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token, requires
from visits.access.rules import LinkKind, Permission
from visits.escorting import actions
from visits.escorting.actions import Taken
from visits.escorting.forms import TapForm
from visits.escorting.html import note_said
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
from visits.escorting.words import ODDITIES
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.words import REASONS


@escorting.post(f"{IN_OFFICE}/tap")
@requires(Permission.ESCORT_VISITS)
def tap(code: str) -> ResponseReturnValue:
    """By an account."""
    return take(in_office(code))


@escorting.post(f"{BY_LINK}/tap")
@by_token(LinkKind.ESCORT_DAY)
def tap_by_link(lang: str, token: str) -> ResponseReturnValue:
    """By an escort's link; the office's twin is `escorting.note`."""
    return take(by_link(lang, token))


def take(stage: Stage) -> ResponseReturnValue:
    """The tap is kept once for its key, with the time at which it was tapped."""
    form, received = TapForm(), now()
    if not form.validate_on_submit():
        return not_taken(problem(form), stage.url("day"))
    act = actions.Act(**form.act(received))
    try:
        found = actions.tap(db.session, stage.delegation, act, told=stage.told(received))
    except NotThere:  # nothing was ever planned
        return not_taken(str(REASONS["tap_without_stop"]), stage.url("day"))
    except Refused as error:
        return not_taken(why(error), stage.url("day"))
    page = stage.url("day", day=found.tap.day, _anchor=anchor(found))
    said = " ".join(words_on(found))
    db.session.commit()
    return taken(said, page)


def problem(form: TapForm) -> str:
    """What hinders, in words: mostly a number that is none."""
    if form.heads.errors:
        return str(_("Enter how many people you counted."))
    return not_understood()


def anchor(found: Taken) -> str | None:
    return f"stop-{found.tap.stop_id}" if found.tap.stop_id else None


def words_on(found: Taken) -> list[str]:
    """What the escort should know of the tap: where it met another one, where its time is odd."""
    odd = ODDITIES.get(found.tap.oddity)
    return [*map(note_said, found.notes), *([str(odd)] if odd and found.is_new else [])]
