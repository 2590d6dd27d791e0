"""Who does what at a visit: the officers, then everybody who serves at a stop."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import pgettext

from visits.access.models import User
from visits.conflicts.rules import Role
from visits.delegations.models import Delegation
from visits.documents import wording
from visits.documents.marks import Cell, Marks, Row, marked_table
from visits.documents.programme import ROLES, names_of
from visits.itineraries.models import Assignment, Stop
from visits.itineraries.wording import attending, name_of_serving
from visits.kit.reports import Block
from visits.kit.words import label
from visits.languages import dates


def duties(
    delegation: Delegation, stops: Sequence[Stop], marks: Marks, tag: str, zone: tzinfo
) -> list[Block]:
    head = [pgettext("paper", "Task"), pgettext("paper", "Who"), pgettext("paper", "When")]
    rows = [*officers(delegation), *helpers(stops, tag, zone)]
    return [marked_table(marks, head, rows, widths=(1.6, 2, 4))]


def officers(delegation: Delegation) -> Iterator[Row]:
    yield officer("lead", str(_("Lead officer")), delegation.lead)
    if delegation.deputy is not None:
        yield officer("deputy", str(_("Deputy")), delegation.deputy)


def officer(key: str, task: str, user: User) -> Row:
    everywhere = Cell(str(_("The whole visit")), None)
    return Row(f"duty:{key}", [Cell(task, key), Cell.typed(user.name), everywhere])


def helpers(stops: Sequence[Stop], tag: str, zone: tzinfo) -> Iterator[Row]:
    """One line for each role of each person or vehicle, with the stops at which they serve."""
    served: dict[tuple[Role, int, int], list[tuple[Stop, Assignment]]] = defaultdict(list)
    for stop in stops:
        for one in attending(stop.assignments):
            served[one.role, one.person_id or 0, one.vehicle_id or 0].append((stop, one))
    for role, person, vehicle in sorted(served, key=lambda key: (ROLES.index(key[0]), key[1:])):
        own = served[role, person, vehicle]
        serves = own[0][1]
        when = "\n".join(hours_by_day([stop for stop, _one in own], tag, zone))
        cells = [
            Cell(str(label(role)), role),
            Cell(name_of_serving(serves, tag), names_of(serves)),
            Cell(when, [stop.starts.isoformat() for stop, _one in own]),
        ]
        yield Row(f"duty:{role}:{person}:{vehicle}", cells)


def hours_by_day(stops: Sequence[Stop], tag: str, zone: tzinfo) -> Iterator[str]:
    """A line for each day: when the stops begin; what they are stands in the programme."""
    for day, own in groupby(stops, key=lambda stop: stop.starts.astimezone(zone).date()):
        hours = wording.row_of(dates.clock(stop.starts, zone) for stop in own)
        yield f"{dates.day(day, tag, year=False)} {hours}"
