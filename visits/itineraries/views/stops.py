"""The page of a stop, and its form: new, changed, checked before it is saved."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.conflicts.rules import Finding, StopStatus
from visits.feedback import queries as feedback
from visits.hosting import queries as hosting
from visits.invitations import queries as invitations
from visits.itineraries import actions, judging, queries
from visits.itineraries.forms.stop import StopForm
from visits.itineraries.models import Itinerary, Publication, Stop
from visits.itineraries.rules import MOVES, NOBODY_ANSWERS, StopMove, effective
from visits.itineraries.views.asked import asked_changes, asked_values
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.offers import mark_busy, offered
from visits.itineraries.views.shared import (
    answer,
    attempt,
    found_at,
    refuse,
    stop_of,
    the_draft,
    zone,
)
from visits.itineraries.worded import told
from visits.itineraries.words import BUTTONS, CLASHES, TOLD
from visits.kit import words
from visits.kit.asked import read_day, read_id
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import Refused
from visits.notifications import queries as letters
from visits.papers import queries as papers

FIRST_START = time(10)
"""A day's first stop is proposed for this time."""


@itineraries.get("/stops/<uid>")
@requires(Permission.READ_DELEGATIONS)
def stop(code: str, uid: str) -> str:
    itinerary = the_draft(code)
    shown = stop_of(itinerary, uid)
    return page_of(itinerary, shown)


def page_of(itinerary: Itinerary, shown: Stop) -> str:
    answers = queries.answers_to(db.session, shown)
    about = ("stop", shown.id)
    return render_template(
        "itineraries/stop.html",
        itinerary=itinerary,
        delegation=itinerary.delegation,
        stop=shown,
        found=found_at(itinerary, shown),
        requests=hosting.of_stop(db.session, shown),
        exchanges=invitations.exchanges(db.session, shown.uid),
        duty_answers=hosting.duty_answers(db.session, shown),
        lessons=feedback.lessons_of(db.session, shown.site_id),
        answers=[(one, TOLD[one.answer, one.channel]) for one in answers],
        publications=told_alike(queries.publications_of(db.session, shown)),
        moves=moves_of(shown),
        has_host=shown.kind not in NOBODY_ANSWERS,
        papers=papers.papers_of(db.session, about),
        letters=letters.letters_about(db.session, about),
        ends_next_day=day_of(shown.ends) > day_of(shown.starts),
    )


def told_alike(rows: Sequence[Publication]) -> list[tuple[Publication, list[datetime]]]:
    """The newest of what was told alike one after the other, with every moment, newest first."""
    alike = groupby(rows, key=lambda one: (one.scope, one.state, one.starts, one.ends, one.site_id))
    told_once = [list(same) for _, same in alike]
    return [(same[0], [one.at for one in same]) for same in told_once]


def moves_of(shown: Stop) -> list[tuple[StopMove, str]]:
    """What can be done with the stop by one button."""
    return [
        (move, BUTTONS[move])
        for move in StopMove
        if (shown.status, move) in MOVES
        and move is not StopMove.CANCEL
        and MOVES[shown.status, move] is not shown.status
        and effective(shown.kind, move) is move
    ]


def day_of(at: datetime) -> date:
    return at.astimezone(zone()).date()


# -- its form --------------------------------------------------------------------------------------


@itineraries.route("/stops/new", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def new(code: str) -> ResponseReturnValue:
    itinerary = the_draft(code)
    form = form_of(itinerary)
    if form.is_about_rows() or not form.validate_on_submit():
        return form_page(code, form, itinerary)
    made: list[Stop] = []
    outcome = attempt(form, lambda: made.append(add(itinerary, form)))
    if not outcome.is_done:
        return form_page(code, form, the_draft(code), against=outcome.against)
    say_saved(made[0])
    db.session.commit()
    return redirect(place_of(code, made[0]))


@itineraries.route("/stops/<uid>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def edit(code: str, uid: str) -> ResponseReturnValue:
    itinerary = the_draft(code)
    changed = stop_of(itinerary, uid)
    form = form_of(itinerary, changed)
    if form.is_about_rows() or not form.validate_on_submit():
        return form_page(code, form, itinerary, changed)
    outcome = attempt(form, lambda: revise(changed, form))
    if not outcome.is_done:
        again = the_draft(code)
        return form_page(code, form, again, stop_of(again, uid), against=outcome.against)
    say_saved(changed)
    db.session.commit()
    return redirect(place_of(code, changed))


@itineraries.post("/stops/check", endpoint="check_new")
@itineraries.post("/stops/<uid>/check")
@requires(Permission.EDIT_ITINERARIES)
@reads_only
def check(code: str, uid: str | None = None) -> ResponseReturnValue:
    """What saving would bring, by the functions that judge the save; nothing is saved."""
    itinerary = the_draft(code)
    changed = stop_of(itinerary, uid) if uid else None
    form = form_of(itinerary, changed)
    if form.is_about_rows() or not form.validate_on_submit():
        return form_page(code, form, itinerary, changed)
    try:
        preview = judging.preview(
            db.session,
            itinerary,
            form.values(),
            stop=changed,
            move=form.wanted_move(),
            duties=form.duties(),
            at=now(),
        )
    except Refused as error:
        refuse(form, error.reason)
        return form_page(code, form, itinerary, changed)
    return form_page(code, form, itinerary, changed, preview=preview)


def form_of(itinerary: Itinerary, changed: Stop | None = None) -> StopForm:
    proposed = asked_changes(changed) if changed else {**proposal(itinerary), **asked_values()}
    form = StopForm(obj=changed, offered=offered(itinerary, changed), data=proposed)
    mark_busy(form, itinerary, changed)
    return form


def proposal(itinerary: Itinerary) -> dict[str, object]:
    """The day asked for, after its last stop; else the day's first hour."""
    day = read_day(request.args.get("day", "")) or itinerary.delegation.starts_on
    ends = [stop.ends for stop in itinerary.stops if day_of(stop.starts) == day]
    last = max(ends, default=None)
    if last is None or day_of(last) != day:
        return {"day": day, "starts": FIRST_START}
    return {"day": day, "starts": last.astimezone(zone()).time()}


def add(itinerary: Itinerary, form: StopForm) -> Stop:
    opened = actions.open_itinerary(db.session, itinerary.delegation, at=now())
    return actions.add_stop(
        db.session,
        opened,
        form.values(),
        at=now(),
        move=form.wanted_move(),
        duties=form.duties(),
        by=the_user(),
    )


def revise(changed: Stop, form: StopForm) -> None:
    actions.revise_stop(
        db.session,
        changed,
        form.values(),
        at=now(),
        host_agreed=bool(form.host_agreed.data),
        people_agreed=bool(form.people_agreed.data),
        duties=form.duties(),
        move=form.wanted_move(),
        by=the_user(),
    )


def form_page(
    code: str,
    form: StopForm,
    itinerary: Itinerary,
    changed: Stop | None = None,
    *,
    against: Sequence[Finding] = (),
    preview: judging.Preview | None = None,
) -> ResponseReturnValue:
    findings = preview.introduced if preview else ()
    named = told(db.session, findings, itinerary)
    return answer(
        "itineraries/form.html",
        form,
        code=code,
        stop=changed,
        against=against,
        lessons=feedback.lessons_of(db.session, read_id(form.site_id.data or "")),
        is_checked=preview is not None,
        refusing=[one for one in named if one.finding in preview.blocking] if preview else [],
        adding=[one for one in named if one.finding not in preview.blocking] if preview else [],
        asks_about_host=changed is not None and changed.status is StopStatus.CONFIRMED,
    )


def say_saved(saved: Stop) -> None:
    """What was done, how much there is to check about it, and what to look at first."""
    found = [
        one
        for one in queries.open_findings(db.session, saved.itinerary)
        if one.finding.stop == saved.uid and one.override is None
    ]
    if not found:
        flash(_("The stop was saved."), "success")
        return
    first = max(found, key=lambda one: (one.finding.code in CLASHES, one.finding.severity))
    flash(
        ngettext(
            "The stop was saved. There is %(num)s point to check: %(first)s.",
            "The stop was saved. There are %(num)s points to check. First: %(first)s.",
            len(found),
            first=words.label(first.finding.code),
        ),
        "warning",
    )


def place_of(code: str, shown: Stop) -> str:
    """Where the stop stands on the page of the programme."""
    return url_for("itineraries.show", code=code, _anchor=f"stop-{shown.id}")
