"""Two states of a programme side by side: any two releases, or a release and the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby

from flask import render_template, request
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.itineraries import diff, queries
from visits.itineraries.changes import ChangedField, fields
from visits.itineraries.diff import Snapshot
from visits.itineraries.forms.programme import CompareForm
from visits.itineraries.freezing import freeze, snapshot_of_released
from visits.itineraries.models import Itinerary
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.shared import is_begun, the_draft, zone
from visits.kit.db import db

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Pair:
    """One stop as it was and as it is; None where it was not, or is no more."""

    before: Snapshot | None
    after: Snapshot | None
    fields: Sequence[ChangedField] = ()

    @property
    def state(self) -> str:
        """`added`, `cancelled`, `changed`, or empty for the same on both sides."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "cancelled"
        return "changed" if self.fields else ""

    @property
    def starts(self) -> datetime:
        found = self.after or self.before
        if found is None:
            raise ValueError("a pair of nothing")
        return found.starts


@itineraries.get("/releases/compare")
@requires(Permission.READ_DELEGATIONS)
def compare(code: str) -> str:
    """What was added, changed and cancelled between the two, day by day."""
    itinerary = the_draft(code, load=queries.the_itinerary_to_release)
    made = queries.releases(db.session, itinerary) if is_begun(itinerary) else []
    numbers = [str(one.number) for one in made]
    offered = [(DRAFT, _("The draft now"))]
    offered += [(number, _("Release v%(number)s", number=number)) for number in numbers]
    form = CompareForm(request.args, offered=offered)
    last = form.chosen("last") if "last" in request.args else DRAFT
    newest = numbers[0] if numbers else DRAFT
    first = form.chosen("first") if "first" in request.args else newest
    form.first.data, form.last.data = first, last
    return render_template(
        "itineraries/compare.html",
        form=form,
        itinerary=itinerary,
        delegation=itinerary.delegation,
        releases=made,
        days=by_day(pairs(state(itinerary, first), state(itinerary, last)), zone()),
        names=dict(offered),
    )


def state(itinerary: Itinerary, chosen: str) -> Sequence[Snapshot]:
    """The stops of a release, or of what a release made now would hold."""
    if not is_begun(itinerary):
        return ()
    if chosen == DRAFT:
        return freeze(itinerary, itinerary.current_release).snapshots
    code = itinerary.delegation.code
    return [
        snapshot_of_released(row)
        for row in queries.the_release(db.session, code, int(chosen)).stops
    ]


def pairs(before: Sequence[Snapshot], after: Sequence[Snapshot]) -> list[Pair]:
    """Each stop that takes place on either side, in order of time."""
    old, new = live(before), live(after)
    found = []
    for uid in {**old, **new}:
        was, now = old.get(uid), new.get(uid)
        changed = diff.changed_fields(was, now) if was and now else {}
        told = fields({name: [diff.plain(a), diff.plain(b)] for name, (a, b) in changed.items()})
        found.append(Pair(was, now, list(told)))
    return sorted(found, key=lambda pair: pair.starts)


def live(stops: Sequence[Snapshot]) -> Mapping[str, Snapshot]:
    return {stop.uid: stop for stop in stops if not stop.is_cancelled}


def by_day(found: Sequence[Pair], zone: tzinfo) -> list[tuple[date, list[Pair]]]:
    """Under the day of the city on which each stop is, or was."""
    days = groupby(found, key=lambda pair: pair.starts.astimezone(zone).date())
    return [(day, list(group)) for day, group in days]
