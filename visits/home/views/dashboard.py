"""The dashboard."""

from datetime import date, timedelta

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from visits.access.guard import requires, the_user
from visits.access.rules import Permission, Role
from visits.delegations import queries as delegations
from visits.escorting import queries as escorting
from visits.escorting.words import TONES as STATE_TONES
from visits.feedback import queries as feedback
from visits.home import queries, words  # noqa: F401 (names the tasks)
from visits.home.queries import Visit
from visits.home.rules import NEEDS, due
from visits.home.views.blueprint import home
from visits.hosting import queries as hosting
from visits.identity import queries as identity
from visits.intake import queries as intake
from visits.intake.words import TONES
from visits.itineraries import queries as itineraries
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.threads import rows_of
from visits.notifications import queries as letters
from visits.outcomes import queries as outcomes
from visits.statistics import queries as figures
from visits.statistics.rules import Period
from visits.tasks import queries as checklists

WEEK_DAYS = 7
AHEAD_DAYS = 60
INCIDENT_DAYS = 14
"""For so long an incident that nobody has seen to stands here."""
OWN_PAGES = {Role.HOST: "hosting.my_sites", Role.INTERPRETER: "hosting.my_duties"}
"""Where those land who see their own work alone."""


@home.get("/")
@requires(Permission.SEE_HOME)
def dashboard() -> ResponseReturnValue:
    """Who comes, what must I do, who lets us wait, how does the year go."""
    user = the_user()
    if not user.can(Permission.READ_DELEGATIONS):
        return redirect(url_for(OWN_PAGES[user.role]))
    at = now()
    today = at.astimezone(current_app.config["ZONE"]).date()
    is_mine = request.args.get("whose", "mine") == "mine" and user.can(Permission.EDIT_DELEGATIONS)
    visits = living_visits(db.session, today)
    whose = user.id if is_mine else None
    stops = itineraries.stops_on(db.session, today, today)
    year = Period(date(today.year, 1, 1), today)
    return render_template(
        "home/dashboard.html",
        at=at,
        today=today,
        is_mine=is_mine,
        here=[v for v in visits if v.delegation.starts_on <= today <= v.delegation.ends_on],
        stops=[stop for stop in stops if stop.ends > at] or stops,
        standing=escorting.standing_of(db.session, [stop.uid for stop in stops]),
        state_tones=STATE_TONES,
        coming=[v for v in visits if today < v.delegation.starts_on],
        week_ends=today + timedelta(days=WEEK_DAYS),
        tasks=[
            (visit, task)
            for visit in visits
            if not is_mine or user.id in {visit.delegation.lead_id, visit.delegation.deputy_id}
            for task in due(visit.facts, today)
            if user.can(NEEDS[task.task])
        ],
        has_tasks=any(map(user.can, NEEDS.values())),
        host_answers=queries.host_answers(db.session, at, user_id=whose),
        own_tasks=checklists.near(db.session, today, whose),
        waiting=queries.waiting_for_hosts(db.session, at),
        competing_holds=hosting.number_of_claims(db.session, since=at),
        request_tones=TONES,
        requests=intake.counts(db.session, today=today, user_id=user.id),
        incidents=escorting.open_incidents(db.session, at - timedelta(days=INCIDENT_DAYS)),
        to_answer=intake.waiting_for_us(db.session, user_id=whose),
        to_approve=intake.awaiting_approval(db.session) if user.can(Permission.APPROVE) else (),
        releases_to_approve=itineraries.awaiting_approval(db.session)
        if user.can(Permission.APPROVE)
        else (),
        decided=itineraries.decided_for(db.session, user.id)
        if user.can(Permission.RELEASE)
        else (),
        letters_to_do=letters.number_waiting(
            db.session, rows_of(db.session, delegations.led_by(user.id))
        ),
        purge_is_late=user.can(Permission.OVERSEE_PERSONAL_DATA)
        and identity.purge_is_late(db.session, at),
        promises=outcomes.my_promises(db.session, user.id if is_mine else None, today),
        reached=figures.year_to_date(db.session, year),
        year=year,
    )


def living_visits(session: Session, today: date) -> list[Visit]:
    """Visits that are near and not closed, with the state of their programmes."""
    rows = delegations.living_around(
        session, today - timedelta(days=AHEAD_DAYS), today + timedelta(days=AHEAD_DAYS)
    )
    programmes = queries.programmes(session, [row.id for row in rows])
    counts = itineraries.finding_counts(session, [p.itinerary_id for p in programmes.values()])
    asked = feedback.waiting_in(session, [row.id for row in rows])
    return [
        Visit(
            row,
            programme,
            counts.get(programme.itinerary_id, {}) if programme else {},
            asked.get(row.id, 0),
        )
        for row in rows
        for programme in (programmes.get(row.id),)
    ]
