"""What the form of a stop lets one choose from, in the reader's language."""

from datetime import time, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from visits.conflicts.rules import StopStatus
from visits.itineraries import queries
from visits.itineraries.forms.stop import Offered, SiteOption, StopForm
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import MOVES, StopMove
from visits.itineraries.views.shared import zone
from visits.kit import words
from visits.kit.clock import local
from visits.kit.db import db
from visits.kit.forms import Choices, choices
from visits.kit.interval import Interval
from visits.languages import html
from visits.languages.routing import wanted_language
from visits.resources.models import Person, Vehicle
from visits.sites import queries as sites
from visits.sites.models import Site

FAIR_DAYS = timedelta(days=45)
FIRST_MOVES = (StopMove.HOLD, StopMove.ASK, StopMove.CONFIRM)


def offered(itinerary: Itinerary, stop: Stop | None = None) -> Offered:
    """Everything in use, and what this stop uses already."""
    tag = wanted_language().tag
    places = site_rows(stop)
    people = queries.people_to_choose(db.session, serving(stop, "person_id"))
    vehicles = queries.vehicles_to_choose(db.session, serving(stop, "vehicle_id"))
    rooms = queries.rooms_to_choose(db.session)
    hours = queries.hours_booked(db.session, fairness_span(itinerary))
    return Offered(
        zone=zone(),
        sites=choices((site.id, site.name.to(tag)) for site in places),
        options={site.id: SiteOption(site.name, site.minutes_typical) for site in places},
        rooms=choices((r.id, f"{r.site.name.to(tag)} · {r.name.to(tag)}") for r in rooms),
        parties=choices((party.id, party.name.to(tag)) for party in itinerary.delegation.parties),
        people=choices((one.id, person_label(one, hours.get(one.id, 0))) for one in people),
        vehicles=choices((vehicle.id, vehicle_label(vehicle)) for vehicle in vehicles),
        languages=language_choices(itinerary),
        moves=move_choices(stop),
    )


def site_rows(stop: Stop | None = None) -> list[Site]:
    rows = sites.all_sites(db.session)
    present = [stop.site, stop.end_site] if stop else []
    return rows + [site for site in present if site is not None and site not in rows]


def serving(stop: Stop | None, name: str) -> list[int]:
    numbers = [getattr(one, name) for one in stop.assignments] if stop else []
    return [number for number in numbers if number is not None]


def fairness_span(itinerary: Itinerary) -> Interval:
    """Three months around the visit: the time in which work shall be shared fairly."""
    first = local(itinerary.delegation.starts_on - FAIR_DAYS, time(0), zone())
    return Interval(first, local(itinerary.delegation.ends_on + FAIR_DAYS, time(0), zone()))


def person_label(person: Person, hours: int) -> str:
    """Name, the language pairs, and how many hours they have already around these days."""
    pairs = (
        f"{html.language_label(pair.first)}–{html.language_label(pair.second)}"
        for pair in person.pairs
    )
    booked = [ngettext("%(num)s hour", "%(num)s hours", hours)] if hours else []
    return " · ".join((html.plain(person.name), *pairs, *booked))


def vehicle_label(vehicle: Vehicle) -> str:
    seats = _("seats for passengers: %(number)s", number=vehicle.seats)
    return f"{html.plain(vehicle.name)} {vehicle.plate} · {seats}"


def language_choices(itinerary: Itinerary) -> Choices:
    """The delegation's languages, then those that our own people speak with guests."""
    tags = dict.fromkeys((*itinerary.delegation.languages, "ko", "en"))
    return choices((tag, html.language_label(tag)) for tag in tags)


def move_choices(stop: Stop | None) -> Choices:
    """How the stop stands, then where it can go from there. Cancelling has a page of its own."""
    status = stop.status if stop else StopStatus.IDEA
    moves = FIRST_MOVES if stop is None else tuple(StopMove)
    reached = [
        (move, MOVES[status, move])
        for move in moves
        if move is not StopMove.CANCEL and (status, move) in MOVES
    ]
    return choices(
        [
            ("", words.label(status)),
            *((move.value, words.label(to)) for move, to in reached if to is not status),
        ]
    )


def mark_busy(form: StopForm, itinerary: Itinerary, stop: Stop | None = None) -> None:
    """Say of people and vehicles that they are busy at the time that is typed, if one is."""
    span = form.typed_span()
    if span is None:
        return
    busy = queries.busy(
        db.session,
        Interval(*span),
        people=[int(choice.value) for choice in form.offered.people],
        vehicles=[int(choice.value) for choice in form.offered.vehicles],
        itinerary_id=itinerary.id,
        stop_uid=stop.uid if stop else None,
    )
    form.mark_busy(busy.people, busy.vehicles)
