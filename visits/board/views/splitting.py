"""A stop is parted: one subgroup goes on, another does something of its own at the same time."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.board import actions
from visits.board.forms import GroupsForm, SplitForm
from visits.board.views.blueprint import OWN, board
from visits.board.views.tray import said_in
from visits.conflicts.rules import Finding
from visits.delegations.models import Party
from visits.delegations.views.parties import delegate_choices
from visits.itineraries.models import Stop
from visits.itineraries.views.shared import answer, attempt, the_stop, zone
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import Choices, choices
from visits.kit.translated import Translated
from visits.languages.html import plain

PAIR = 2


@board.route(f"{OWN}/stops/<uid>/split", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def split(code: str, uid: str) -> ResponseReturnValue:
    """Which subgroup keeps the stop, and which gets one of its own."""
    stop = the_stop(code, uid)
    form = form_of(stop)
    if form.validate_on_submit():
        outcome = attempt(form, lambda: split_up(stop, form))
        if outcome.is_done:
            flash(_("The stop was split: move the second one to where it belongs."), "success")
            db.session.commit()
            return redirect(
                url_for("board.show", code=code, day=stop.starts.astimezone(zone()).date())
            )
        return page(code, the_stop(code, uid), form, against=outcome.against)
    return page(code, stop, form)


def page(
    code: str, stop: Stop, form: SplitForm | GroupsForm, *, against: Sequence[Finding] = ()
) -> ResponseReturnValue:
    visit = stop.itinerary.delegation
    can_split = max(len(visit.parties), len(visit.delegates)) >= PAIR
    return answer(
        "board/split.html", form, code=code, stop=stop, can_split=can_split, against=against
    )


def form_of(stop: Stop) -> SplitForm | GroupsForm:
    """Two subgroups to choose from; while there are not two, who is in which."""
    visit = stop.itinerary.delegation
    if len(visit.parties) >= PAIR or len(visit.delegates) < PAIR:
        return SplitForm(obj=stop, parties=party_choices(stop))
    return GroupsForm(obj=stop, delegates=delegate_choices(visit))


def split_up(stop: Stop, form: SplitForm | GroupsForm) -> None:
    if isinstance(form, GroupsForm):
        chosen_ids = [int(number) for number in form.first.data]
        actions.split_by_names(
            db.session, stop, chosen_ids, names_of(stop), by=the_user(), at=now()
        )
        return
    actions.split(
        db.session,
        stop,
        chosen(stop, form.first.data),
        chosen(stop, form.second.data),
        by=the_user(),
        at=now(),
    )


def names_of(stop: Stop) -> tuple[Translated, Translated]:
    languages = stop.itinerary.delegation.languages
    first, second = (lazy_gettext("Group %(number)s", number=n) for n in (1, 2))
    return said_in(first, languages), said_in(second, languages)


def chosen(stop: Stop, number: str) -> Party:
    parties = stop.itinerary.delegation.parties
    return next(party for party in parties if str(party.id) == number)


def party_choices(stop: Stop) -> Choices:
    parties = stop.itinerary.delegation.parties
    return choices((party.id, plain(party.name)) for party in parties)
