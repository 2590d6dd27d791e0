"""One officer takes over from another: everything at once, or what is ticked."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from visits.access import queries as users
from visits.access.guard import requires, the_user
from visits.access.models import User
from visits.access.rules import Permission
from visits.delegations import actions, queries
from visits.delegations.forms.lists import GiverForm, HandoverForm
from visits.delegations.models import Delegation
from visits.delegations.views.blueprint import delegations
from visits.kit.db import db
from visits.kit.forms import Choices, answer, choices
from visits.languages.routing import wanted_language
from visits.outcomes import queries as outcomes


@delegations.route("/handover", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def handover() -> ResponseReturnValue:
    promised = visits_promised_at()
    givers = officers_with_work(promised)
    chosen = GiverForm(
        request.args,
        officers=choices((user.id, user.name) for user in givers),
        giver_id=the_user().id,
    )
    giver = next((user for user in givers if user.id == chosen.giver_id.data), None)
    rows = queries.living(db.session, giver.id, promised[giver.id]) if giver else []
    form = HandoverForm(
        codes=[row.code for row in rows],
        officers=takers_from(giver),
        delegations=delegation_choices(rows),
    )
    if giver is not None and form.validate_on_submit():
        ticked = [row for row in rows if row.code in form.codes.data]
        taker = users.the_user(db.session, form.taker_id.data)
        actions.hand_over(db.session, ticked, giver=giver, taker=taker)
        flash(told(len(ticked), taker), "success")
        db.session.commit()
        return redirect(url_for("delegations.index"))
    return answer("delegations/handover.html", form, chosen=chosen, giver=giver, rows=rows)


def visits_promised_at() -> Mapping[int, Collection[int]]:
    """By officer the visits, also those that are over, at which a promise of theirs is open."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, officer_id in db.session.execute(outcomes.open_promises()):
        if officer_id is not None:
            found[officer_id].add(number)
    return found


def officers_with_work(promised: Mapping[int, Collection[int]]) -> list[User]:
    """Whoever leads or deputises now or has promises to keep, first the reader; also those whose
    account is closed."""
    found = {
        user.id: user
        for row in queries.living(db.session)
        for user in (row.lead, row.deputy)
        if user is not None
    }
    found |= {user.id: user for user in users.with_ids(db.session, promised.keys() - found.keys())}
    me = the_user().id
    return sorted(found.values(), key=lambda user: (user.id != me, user.name))


def takers_from(giver: User | None) -> Choices:
    others = (user for user in queries.officers(db.session) if giver is None or user != giver)
    return choices((user.id, user.name) for user in others)


def delegation_choices(rows: list[Delegation]) -> Choices:
    tag = wanted_language().tag
    return choices((row.code, f"{row.code} {row.title.to(tag)}") for row in rows)


def told(count: int, taker: User) -> str:
    return str(
        ngettext(
            "%(num)s delegation was handed over to %(name)s.",
            "%(num)s delegations were handed over to %(name)s.",
            count,
            name=taker.name,
        )
    )
