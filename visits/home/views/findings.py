"""Points to check over all visits: what stands open, for whom, in which week."""

from itertools import groupby
from operator import itemgetter

from flask import render_template, request, url_for

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.conflicts.rules import Code, Severity
from visits.delegations import queries as delegations
from visits.home.forms import HINDERING, FindingFilter
from visits.home.views.blueprint import home
from visits.itineraries import queries as itineraries
from visits.itineraries.judging import value_of
from visits.itineraries.queries import WantedFindings
from visits.itineraries.worded import tell
from visits.itineraries.words import SEVERITY_TONES
from visits.kit.asked import read_id
from visits.kit.db import db
from visits.kit.forms import choices, city_today
from visits.kit.pager import linked


@home.get("/findings")
@requires(Permission.READ_DELEGATIONS)
def findings() -> str:
    officers = delegations.officers(db.session)
    form = FindingFilter(request.args, leads=choices((one.id, one.name) for one in officers))
    wanted = wanted_by(form)
    page = itineraries.page_of_findings(db.session, wanted, request.args.get("page"))
    values = [value_of(row) for row in page.rows]
    names = itineraries.names_in(db.session, values)
    counted = itineraries.counts_everywhere(db.session, wanted)
    return render_template(
        "home/findings.html",
        form=form,
        page=linked(page),
        visits=[
            (delegation, [told for _, told in rows])
            for delegation, rows in groupby(
                (
                    (row.itinerary.delegation, tell(value, names, itinerary=row.itinerary_id))
                    for row, value in zip(page.rows, values, strict=True)
                ),
                key=itemgetter(0),
            )
        ],
        counted=[
            (severity, SEVERITY_TONES[severity], counted[severity])
            for severity in sorted(counted, reverse=True)
        ],
        is_filtered=any(request.args.get(name) for name in ("severity", "code", "lead", "week")),
        clear_url=url_for("home.findings"),
    )


def wanted_by(form: FindingFilter) -> WantedFindings:
    severity = form.chosen("severity")
    grave = {HINDERING: frozenset({Severity.BLOCK, Severity.BLOCK_RELEASE})}
    named = frozenset(one for one in Severity if one.name == severity)
    return WantedFindings(
        today=city_today(),
        severities=grave.get(severity, named),
        code=Code(code) if (code := form.chosen("code")) else None,
        lead_id=read_id(form.chosen("lead")),
        week=form.monday,
    )
