"""Who does what at a visit: the officers, then everybody who serves at a stop."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import pgettext

from visits.conflicts.rules import Role
from visits.delegations.models import Delegation
from visits.documents import wording
from visits.documents.marks import Marks
from visits.documents.programme import ROLES
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.rules import Consent
from visits.kit.reports import Block, Table
from visits.kit.words import label
from visits.languages import dates

Line = tuple[str, list[str], list[str]]
"""The key of a fact, the cells of a row, and the uids of the stops."""


def duties(
    delegation: Delegation, stops: Sequence[Stop], marks: Marks, tag: str, zone: tzinfo
) -> list[Block]:
    lines = [*officers(delegation), *helpers(stops, tag, zone)]
    changed = {place for place, (key, _cells, uids) in enumerate(lines) if marks.fact(key, *uids)}
    head = [pgettext("paper", "Task"), pgettext("paper", "Who"), pgettext("paper", "When")]
    return [Table(head, [cells for _key, cells, _uids in lines], (1.6, 2, 4), changed_rows=changed)]


def officers(delegation: Delegation) -> Iterator[Line]:
    everywhere = str(_("The whole visit"))
    key = f"duty:lead:{delegation.lead_id}"
    yield key, [str(_("Lead officer")), delegation.lead.name, everywhere], []
    if delegation.deputy is not None:
        key = f"duty:deputy:{delegation.deputy_id}"
        yield key, [str(_("Deputy")), delegation.deputy.name, everywhere], []


def helpers(stops: Sequence[Stop], tag: str, zone: tzinfo) -> Iterator[Line]:
    """One line for each role of each person or vehicle, with the stops at which they serve."""
    served: dict[tuple[Role, int, int], list[tuple[Stop, Assignment]]] = defaultdict(list)
    for stop in stops:
        for one in stop.assignments:
            if one.consent is not Consent.DECLINED:
                served[one.role, one.person_id or 0, one.vehicle_id or 0].append((stop, one))
    for role, person, vehicle in sorted(served, key=lambda key: (ROLES.index(key[0]), key[1:])):
        own = served[role, person, vehicle]
        when = "\n".join(hours_by_day([stop for stop, _one in own], tag, zone))
        cells = [str(label(role)), wording.serving(own[0][1], tag), when]
        uids = [f"{stop.uid} {stop.starts.isoformat()}" for stop, _one in own]
        yield f"duty:{role}:{person}:{vehicle}", cells, uids


def hours_by_day(stops: Sequence[Stop], tag: str, zone: tzinfo) -> Iterator[str]:
    """A line for each day: when the stops begin; what they are stands in the programme."""
    for day, own in groupby(stops, key=lambda stop: stop.starts.astimezone(zone).date()):
        hours = wording.row_of(dates.clock(stop.starts, zone) for stop in own)
        yield f"{dates.day(day, tag, year=False)} {hours}"
