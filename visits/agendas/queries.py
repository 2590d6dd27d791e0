"""What an agenda is read with, and which of its stops are there already."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.agendas.models import PlaceName
from visits.agendas.rules.days import Visit
from visits.agendas.rules.places import Gazetteer, Known, names_of
from visits.agendas.rules.telling import World
from visits.conflicts.rules import StopKind
from visits.delegations.models import Delegation
from visits.itineraries.models import Itinerary
from visits.kit.text import search_key
from visits.sites.models import Site

Present = frozenset[tuple[datetime, str]]
"""Wall times at which stops begin, each with the words of a title, folded."""


def the_world(
    session: Session,
    delegation: Delegation,
    *,
    city: Iterable[str],
    kinds: Mapping[str, StopKind],
    headers: Mapping[str, tuple[str, ...]],
) -> World:
    """The visit and our sites, with what the words of our own tables are in every language."""
    remembered = {row.key: row.site_id for row in session.scalars(select(PlaceName))}
    return World(
        Visit(delegation.starts_on, delegation.ends_on),
        Gazetteer(known_sites(session), remembered, tuple(city)),
        kinds,
        headers,
    )


def known_sites(session: Session) -> list[Known]:
    """Sites in use, by every name, address left out: several share one."""
    rows = select(Site).where(Site.is_retired.is_(False))
    return [
        Known(
            site.id,
            site.slug,
            names_of(site.name.values()),
            site.minutes_typical,
            site.is_elsewhere,
        )
        for site in session.scalars(rows.order_by(Site.sort_key, Site.id))
    ]


def present(itinerary: Itinerary, zone: tzinfo) -> Present:
    """The stops that the programme has, as an agenda would tell of them."""
    return frozenset(
        (stop.starts.astimezone(zone).replace(tzinfo=None), search_key(title))
        for stop in itinerary.stops
        for title in (*stop.title.values(), *(stop.site.name.values() if stop.site else ()))
    )


def names_of_sites(session: Session, ids: Iterable[int], tag: str) -> dict[int, str]:
    """Sites as the reader calls them."""
    rows = select(Site.id, Site.name).where(Site.id.in_(set(ids)))
    return {number: name.to(tag) for number, name in session.execute(rows)}
