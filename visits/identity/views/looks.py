"""The access log, month by month: who looked at what, at which hours; reviewed by an administrator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.identity import actions, queries
from visits.identity.forms import ReviewForm
from visits.identity.models import IdentityLook
from visits.identity.queries import Span
from visits.identity.rules import is_odd
from visits.identity.views.blueprint import identity
from visits.identity.views.shared import today
from visits.kit import records, words
from visits.kit.asked import read_month
from visits.kit.clock import local, now
from visits.kit.db import db
from visits.kit.errors import Refused


@dataclass(frozen=True, slots=True)
class Tally:
    """One person or link: how many looks at how many people, how many of them at odd hours."""

    label: str
    looks: int
    people: int
    odd: int


@identity.get("/office/identity/looks")
@requires(Permission.OVERSEE_PERSONAL_DATA)
def looks() -> ResponseReturnValue:
    return looks_page(asked_month(), ReviewForm())


def asked_month() -> date:
    """The first day of the month that the address names, else of this one."""
    raw = request.args.get("month", "")
    month = read_month(raw) if raw else today().replace(day=1)
    return month or abort(404)


def looks_page(month: date, form: ReviewForm) -> ResponseReturnValue:
    rows = looks_of(month)
    zone = settings().zone
    pairs = {("delegation", row.delegation_id) for row in rows if row.delegation_id is not None}
    page = render_template(
        "identity/looks.html",
        month=month,
        previous=queries.month_before(month),
        following=queries.month_after(month),
        is_over=queries.month_after(month) <= today(),
        looks=[(row, is_odd(row.at, zone)) for row in rows],
        tallies=tallies(rows),
        names=records.named(db.session, pairs),
        review=queries.review_of(db.session, month),
        form=form,
    )
    return page, 422 if form.errors else 200


def looks_of(month: date) -> Sequence[IdentityLook]:
    zone = settings().zone
    ends = queries.month_after(month)
    span = Span(local(month, time(0), zone), local(ends, time(0), zone))
    return queries.looks_in(db.session, span)


def tallies(rows: Sequence[IdentityLook]) -> list[Tally]:
    """By who looked, the busiest first; a desk has a link for each list, and is still one."""
    zone = settings().zone
    looks_by: dict[tuple[str, str], list[IdentityLook]] = {}
    for row in rows:
        is_desk = row.actor_kind == "link" and row.about_kind == "access_list_version"
        who = row.actor_label if is_desk and row.actor_label else row.actor_id
        looks_by.setdefault((row.actor_kind, who), []).append(row)
    return [
        Tally(
            label=own[0].actor_label,
            looks=len(own),
            people=len({one for row in own for one in row.delegate_ids}),
            odd=sum(is_odd(row.at, zone) for row in own),
        )
        for own in sorted(looks_by.values(), key=len, reverse=True)
    ]


@identity.post("/office/identity/looks")
@requires(Permission.OVERSEE_PERSONAL_DATA)
def review() -> ResponseReturnValue:
    """The administrator went through this month."""
    month, form = asked_month(), ReviewForm()
    if not form.validate_on_submit():
        return looks_page(month, form)
    place = url_for("identity.looks", month=f"{month:%Y-%m}")
    try:
        actions.review(
            db.session,
            month,
            looks=len(looks_of(month)),
            note=form.note.data or "",
            by=the_user(),
            today=today(),
            at=now(),
        )
    except Refused as error:
        db.session.rollback()
        flash(words.REASONS[error.reason], "warning")
        return redirect(place)
    flash(_("The month was marked as reviewed."), "success")
    db.session.commit()
    return redirect(place)
