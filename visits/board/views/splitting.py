"""A stop is parted: one subgroup goes on, another does something of its own at the same time."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.board import actions
from visits.board.forms import SplitForm
from visits.board.views.blueprint import OWN, board
from visits.delegations.models import Party
from visits.itineraries.models import Stop
from visits.itineraries.views.shared import answer, attempt, the_stop, zone
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import Choices, choices
from visits.languages.html import plain


@board.route(f"{OWN}/stops/<uid>/split", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def split(code: str, uid: str) -> ResponseReturnValue:
    """Which subgroup keeps the stop, and which gets one of its own."""
    stop = the_stop(code, uid)
    form = SplitForm(obj=stop, parties=party_choices(stop))
    if form.validate_on_submit():
        outcome = attempt(form, lambda: split_up(stop, form))
        if outcome.is_done:
            flash(_("The stop was split: move the second one to where it belongs."), "success")
            db.session.commit()
            return redirect(
                url_for("board.show", code=code, day=stop.starts.astimezone(zone()).date())
            )
        return answer(
            "board/split.html", form, code=code, stop=the_stop(code, uid), against=outcome.against
        )
    return answer("board/split.html", form, code=code, stop=stop)


def split_up(stop: Stop, form: SplitForm) -> None:
    actions.split(
        db.session,
        stop,
        chosen(stop, form.first.data),
        chosen(stop, form.second.data),
        by=the_user(),
        at=now(),
    )


def chosen(stop: Stop, number: str) -> Party:
    parties = stop.itinerary.delegation.parties
    return next(party for party in parties if str(party.id) == number)


def party_choices(stop: Stop) -> Choices:
    parties = stop.itinerary.delegation.parties
    return choices((party.id, plain(party.name)) for party in parties)
