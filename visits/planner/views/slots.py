"""Finding a slot: the next spans in which a site, people and vehicles are free, and the form from there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Itinerary
from visits.itineraries.views.offers import site_rows
from visits.itineraries.views.shared import answer, the_draft, zone
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import choices
from visits.languages import html
from visits.languages.routing import wanted_language
from visits.planner.forms.finding import SlotFilter
from visits.planner.rules.slots import Slot
from visits.planner.slots import Search, slots_for
from visits.planner.views.blueprint import OF_PROGRAMME, planner
from visits.resources.models import Person
from visits.resources.rules import Skill
from visits.sites.models import Site


@dataclass(frozen=True, slots=True)
class ShownSlot:
    """A slot, its site, and the form of a stop filled in with it."""

    slot: Slot
    site: Site | None
    url: str


@planner.get(f"{OF_PROGRAMME}/slots")
@requires(Permission.EDIT_ITINERARIES)
def slots(code: str) -> ResponseReturnValue:
    itinerary = the_draft(code)
    rows = site_rows()
    people = itineraries.people_to_choose(db.session)
    form = form_of(itinerary, rows, people)
    is_asked = "minutes" in request.args
    found = None
    if is_asked and form.validate():
        search = search_of(form)
        known = {site.id: site for site in rows}
        interpreters = interpreting(people, search.people)
        found = [
            ShownSlot(slot, known.get(slot.site or 0), address(code, slot, search, interpreters))
            for slot in slots_for(db.session, itinerary, search, at=now())
        ]
    return answer("planner/slots.html", form, code=code, itinerary=itinerary, found=found)


def form_of(itinerary: Itinerary, rows: Sequence[Site], people: Sequence[Person]) -> SlotFilter:
    """The days of the visit are proposed."""
    tag = wanted_language().tag
    vehicles = itineraries.vehicles_to_choose(db.session)
    delegation = itinerary.delegation
    return SlotFilter(
        request.args,
        data={"first": delegation.starts_on, "last": delegation.ends_on},
        sites=choices((site.id, site.name.to(tag)) for site in rows),
        people=choices((one.id, html.plain(one.name)) for one in people),
        vehicles=choices((one.id, f"{html.plain(one.name)} {one.plate}") for one in vehicles),
    )


def search_of(form: SlotFilter) -> Search:
    return Search(
        sites=form.ids("sites"),
        people=form.ids("people"),
        vehicles=form.ids("vehicles"),
        minutes=form.minutes.data,
        first=form.first.data,
        last=form.last.data,
        most=form.most.data,
    )


def interpreting(people: Iterable[Person], wanted: Collection[int]) -> Collection[int]:
    """Who of those wanted interprets; the others escort."""
    return {one.id for one in people if one.id in wanted and Skill.INTERPRETS in one.skills}


def address(code: str, slot: Slot, search: Search, interpreters: Collection[int]) -> str:
    """The form of a new stop with this time, this site, these people and vehicles."""
    starts, ends = (at.astimezone(zone()) for at in (slot.when.start, slot.when.end))
    return url_for(
        "itineraries.new",
        code=code,
        day=starts.date(),
        starts=f"{starts:%H:%M}",
        ends=f"{ends:%H:%M}",
        site=slot.site,
        interpreter=sorted(interpreters),
        escort=sorted(set(search.people) - set(interpreters)),
        vehicle=sorted(search.vehicles),
    )
