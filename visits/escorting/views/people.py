"""Who is there and who is missing at a stop: by the list, or by the code that each carries."""

from dataclasses import dataclass

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from visits.access import sessions
from visits.access.guard import by_token, requires
from visits.access.rules import LinkKind, LinkState, Permission
from visits.delegations.models import Delegate, Delegation
from visits.escorting import actions, queries
from visits.escorting.forms import CheckForm
from visits.escorting.models import CheckIn
from visits.escorting.queries import DayStop
from visits.escorting.views.blueprint import BY_LINK, IN_OFFICE, escorting, today, zone
from visits.escorting.views.calling import stop_of
from visits.escorting.views.day import around, day_of, new_key, waits_said
from visits.escorting.views.stage import (
    OPENED,
    Stage,
    by_link,
    in_office,
    not_taken,
    not_understood,
    taken,
    the_draft,
)
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.languages.catalogue import language


@dataclass(frozen=True, slots=True)
class Line:
    """A delegate who is expected, and when they were seen; not yet without."""

    delegate: Delegate
    seen: CheckIn | None


@escorting.get(f"{IN_OFFICE}/people/<uid>")
@requires(Permission.ESCORT_VISITS)
def people(code: str, uid: str) -> str:
    stage = in_office(code)
    return show(stage, held(stage, uid), "escorting/people.html")


@escorting.get(f"{BY_LINK}/people/<uid>")
@by_token(LinkKind.ESCORT_DAY)
def people_by_link(lang: str, token: str, uid: str) -> str:
    """The same by an escort's link. Names are read with the network alone: no phone keeps them."""
    stage = by_link(lang, token)
    return show(stage, held(stage, uid), "escorting/people_by_link.html")


@escorting.post(f"{IN_OFFICE}/check")
@requires(Permission.ESCORT_VISITS)
def check(code: str) -> ResponseReturnValue:
    return note(in_office(code))


@escorting.post(f"{BY_LINK}/check")
@by_token(LinkKind.ESCORT_DAY)
def check_by_link(lang: str, token: str) -> ResponseReturnValue:
    return note(by_link(lang, token))


def held(stage: Stage, uid: str) -> DayStop:
    """Raises NotThere, also for a stop that does not take place."""
    found = queries.holding(db.session, stop_of(stage, uid))
    if found is None:
        raise NotThere("stop")
    return found


def show(stage: Stage, stop: DayStop, template: str) -> str:
    seen = queries.check_ins_at(db.session, stop.row)
    return render_template(
        template,
        stage=stage,
        delegation=stage.delegation,
        stop=stop,
        new_key=new_key,
        waiting=waits_said(),
        zone_key=zone().key,
        lines=[Line(one, seen.get(one.id)) for one in queries.expected_at(db.session, stop)],
        **around(stage),
    )


def note(stage: Stage) -> ResponseReturnValue:
    """Seen there, or not after all; a phone without network tells it later."""
    form, received = CheckForm(), now()
    if not form.validate_on_submit():
        return not_taken(not_understood(), stage.url("day"))
    uid, number = form.stop.data or "", form.delegate.data or 0
    try:
        stop = stop_of(stage, uid)
        delegate = queries.the_delegate(db.session, stage.delegation.id, number)
    except NotThere:
        return not_taken(str(_("This person is not expected here any more.")), stage.url("day"))
    if form.seen.data == "here":
        told, at = stage.told(received), form.moment(received).at
        actions.check_in(db.session, stop, delegate, told=told, seen_at=at)
    else:
        actions.check_out(db.session, stop, delegate)
    page = stage.url("people", uid=uid, _anchor=f"delegate-{number}")
    db.session.commit()
    return taken("", page)


# -- by code ---------------------------------------------------------------------------------------


@escorting.route("/<lang:lang>/check-in/<token>", methods=["GET", "POST"])
@by_token(LinkKind.CHECK_IN)
def check_by_code(lang: str, token: str) -> ResponseReturnValue:
    """Where a phone's camera lands. Whoever does not escort this visit learns nothing; a button
    checks in, the opened page does not."""
    delegate = db.session.get(Delegate, g.link.subject_id)
    stage = escorting_here(delegate.delegation) if delegate else None
    if delegate is None or stage is None:
        return render_template("escorting/code_alone.html", **languages(lang, token))
    delegate = queries.the_delegate(db.session, stage.delegation.id, delegate.id)
    stops = stops_at_hand(stage.delegation)
    if request.method == "POST":
        stop = next((one for one in stops if one.uid == request.form.get("stop")), None)
        if stop is None:
            raise NotThere("stop")
        actions.check_in(db.session, stop.row, delegate, told=stage.told(now()))
        page = stage.url("people", uid=stop.uid, _anchor=f"delegate-{delegate.id}")
        with force_locale(language(stage.names.get("lang", lang)).locale):
            flash(_("Checked in."), "success")
        db.session.commit()
        return redirect(page)
    return render_template(
        "escorting/code.html",
        stage=stage,
        delegate=delegate,
        stops=stops,
        here={stop.uid: queries.check_in_of(db.session, stop.row, delegate) for stop in stops},
        **languages(lang, token),
    )


def escorting_here(delegation: Delegation) -> Stage | None:
    """The visit's escort who holds this phone: signed in, or with the link opened before."""
    user = sessions.current_user()
    if user is not None and user.can(Permission.ESCORT_VISITS):
        is_theirs = user.can(Permission.EDIT_ITINERARIES)
        if is_theirs or queries.does_escort(db.session, user.id, delegation.id):
            return Stage(delegation, user, "", {"code": delegation.code})
    link = queries.escort_link(db.session, session.get(OPENED, ""), delegation.id)
    if link is None or link.state(now()) is not LinkState.OPEN:
        return None
    token = current_app.extensions["links"].token(link)
    return Stage(delegation, None, link.label, {"lang": link.language, "token": token})


def stops_at_hand(delegation: Delegation) -> list[DayStop]:
    """Where somebody can be checked in now: today's stops that are not over, else those of the
    next day; the one that runs first."""
    stops = queries.stops_that_hold(db.session, the_draft(delegation))
    days = sorted({day_of(stop) for stop in stops})
    day = next((one for one in days if one >= today()), None)
    own = [stop for stop in stops if day_of(stop) == day]
    standing = queries.standing_of(db.session, [stop.uid for stop in own])
    done = {uid for uid, row in standing.items() if row.state.is_done}
    left = [one for one in own if one.uid not in done]
    return left or own


def languages(lang: str, token: str) -> dict[str, str]:
    return {
        "home_page": url_for("escorting.check_by_code", lang=lang, token=token),
        "fallback_url": url_for("escorting.check_by_code", lang="ko", token=token),
    }
