"""Letters of the day: to whoever waits for a group that is late, to the officer of a visit."""

from datetime import datetime, timedelta, tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.escorting import queries
from visits.escorting.models import Incident
from visits.itineraries.models import Stop
from visits.kit.errors import NotThere
from visits.kit.phones import readers_phone
from visits.notifications.compose import Contents, NothingToSay, labelled, writer
from visits.notifications.models import Letter


@labelled(_("Delay told to a host or driver"), is_internal=True)
def delay(session: Session, letter: Letter, _links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To a host or a driver: the group comes later."""
    stop = session.get(Stop, letter.facts["stop"])
    if stop is None:
        raise NotThere("stop")
    holds = queries.holding(session, stop)
    if holds is None:
        raise NothingToSay
    delegation = stop.itinerary.delegation
    minutes = letter.facts["minutes"]
    expected = datetime.fromisoformat(letter.facts["expected"])
    return Contents(
        facts={
            "stop": holds,
            "delegation": delegation,
            "site": holds.site,
            "minutes": minutes,
            "planned": expected - timedelta(minutes=minutes),
            "expected": expected,
            "phone": readers_phone(delegation.lead.phone or writer().office.phone),
            "lead": delegation.lead,
        }
    )


@labelled(_("Incident on the way"), is_internal=True)
def incident(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """To the officer of a visit: something happened, and where to read of it."""
    found = session.get(Incident, letter.facts["incident"])
    if found is None:
        raise NotThere("incident")
    path = f"/office/delegations/{found.delegation.code}/day/incidents"
    return Contents(
        facts={
            "incident": found,
            "delegation": found.delegation,
            "address": f"{links.base_url}{path}",
        }
    )
