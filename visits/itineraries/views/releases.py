"""What was released: the list, each release as it was frozen, who has signed for it."""

from flask import render_template

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.conflicts.rules import Code
from visits.itineraries import queries
from visits.itineraries.changes import changes
from visits.itineraries.models import Release, ReleasedStop
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.shared import is_begun, the_draft, zone
from visits.kit import records
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.notifications import queries as letters


@itineraries.get("/releases")
@requires(Permission.READ_DELEGATIONS)
def releases(code: str) -> str:
    itinerary = the_draft(code)
    rows = queries.releases(db.session, itinerary) if is_begun(itinerary) else []
    return render_template(
        "itineraries/releases.html",
        itinerary=itinerary,
        delegation=itinerary.delegation,
        releases=rows,
        letters=letters.letters_about(db.session, ("delegation", itinerary.delegation.id)),
    )


@itineraries.get("/releases/<int:number>")
@requires(Permission.READ_DELEGATIONS)
def show_release(code: str, number: int) -> str:
    """A release as it was frozen, and what it changed."""
    shown = queries.the_release(db.session, code, number)
    itinerary = the_draft(code)
    before = release_before(code, number)
    titles = {row.uid: row.title for one in (before, shown) if one for row in one.stops}
    return render_template(
        "itineraries/released.html",
        itinerary=itinerary,
        delegation=itinerary.delegation,
        release=shown,
        before=before,
        days=by_day(shown),
        changes=changes(shown.diff, titles),
        officers=records.named(db.session, (("user", number) for number in overriders(shown))),
        overrides=[(Code(one["code"]), one["reason"], one["by_id"]) for one in shown.overrides],
        letters=queries.letters_of(db.session, shown),
    )


def release_before(code: str, number: int) -> Release | None:
    try:
        return queries.the_release(db.session, code, number - 1)
    except NotThere:
        return None


def overriders(shown: Release) -> list[int]:
    return [one["by_id"] for one in shown.overrides]


def by_day(shown: Release) -> list[tuple[object, list[ReleasedStop]]]:
    """The released stops by the day of the city on which they start."""
    days: dict[object, list[ReleasedStop]] = {}
    for row in shown.stops:
        days.setdefault(row.starts.astimezone(zone()).date(), []).append(row)
    return list(days.items())
