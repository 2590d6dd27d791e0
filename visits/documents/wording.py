"""How papers say people, places, money and times, in the paper's language."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from visits.delegations.models import Delegate, Delegation
from visits.itineraries.models import Assignment, Stop
from visits.kit.lists import in_a_row
from visits.kit.won import said_won
from visits.languages import dates
from visits.resources.models import Person

NOTHING = "–"


def money(amount: int | None, tag: str) -> str:
    """Whole won: in Korean as papers write it, 금 234,500원; a dash where nobody knows."""
    if amount is None:
        return NOTHING
    return f"금 {said_won(amount)}" if tag == "ko" else said_won(amount)


def people(count: int) -> str:
    return str(ngettext("%(num)s person", "%(num)s people", count))


def row_of(items: Iterable[Any]) -> str:
    return in_a_row([str(item) for item in items if str(item)], get_locale())


def delegate_name(delegate: Delegate) -> str:
    """In Hangul where it was given, and as in the passport, else in the own script."""
    if delegate.hangul_name and delegate.passport_name:
        return f"{delegate.hangul_name} ({delegate.passport_name})"
    return delegate.shown_name or str(_("(not known yet)"))


def position_of(delegate: Delegate, tag: str) -> str:
    ours, other = delegate.position_ko, delegate.position_en
    return (ours or other) if tag == "ko" else (other or ours)


def with_position(name: str, position: str, tag: str) -> str:
    """The name before its position in Korean, 최민호 시장; parted by a comma elsewhere."""
    if not position:
        return name
    return f"{name} {position}" if tag == "ko" else f"{name}, {position}"


def person_name(person: Person, tag: str) -> str:
    """One of ours, with position."""
    return with_position(person.name.to(tag), person.position.to(tag), tag)


def serving(one: Assignment, tag: str) -> str:
    """Who or what serves at a stop."""
    if one.person is not None:
        return person_name(one.person, tag)
    return one.vehicle.name.to(tag) if one.vehicle is not None else ""


def origin(delegation: Delegation, countries: Mapping[str, str]) -> str:
    """`Cambodia 9, Laos 3`: who was announced."""
    rows = delegation.countries
    return row_of(f"{countries.get(row.country, row.country)} {row.planned}" for row in rows)


def place_of(stop: Stop, tag: str) -> str:
    """Site and room, or the place in words; and where it ends when that is elsewhere."""
    site = stop.site.name.to(tag) if stop.site else stop.place.to(tag)
    room = stop.space.name.to(tag) if stop.space else ""
    begins = " ".join(part for part in (site, room) if part)
    ends = stop.ends_elsewhere.to(tag)
    return f"{begins} → {ends}" if ends else begins


def time_of(stop: Stop, tag: str, zone: tzinfo) -> str:
    """The day without its year, and the hour at which it begins."""
    day = stop.starts.astimezone(zone).date()
    return f"{dates.day(day, tag, year=False)} {dates.clock(stop.starts, zone)}"
