"""Whether the lists of visitors that sites demand can be made in time."""

from collections.abc import Iterator

from visits.conflicts.rules.catalogue import SEVERITY, Code, Severity
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.parties import people_at, visits_site
from visits.conflicts.rules.places import SiteFacts
from visits.conflicts.rules.values import DelegationFacts, Programme, StopFacts, World
from visits.kit.workdays import add_working_days


def list_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """Lists of which something is missing, for stops that are not over."""
    for stop in programme.stops:
        if stop.site is None or not stop.is_planned or stop.when.end <= world.at:
            continue
        site = world.sites[stop.site]
        if site.list_due_days is not None and visits_site(stop, site):
            yield from incomplete(stop, site, site.list_due_days, programme.delegation, world)


def incomplete(
    stop: StopFacts, site: SiteFacts, due_days: int, delegation: DelegationFacts, world: World
) -> Iterator[Finding]:
    """People without a name on the roster, or without what the site demands of each.

    Until the deadline it warns; after it, a stop that others know of holds up the release.
    """
    ids = world.guests.keys() if stop.party is None else stop.party
    ready = sum(world.guests[one].is_ready_for(site) for one in ids if one in world.guests)
    people = max(people_at(stop, delegation), len(ids))
    if ready >= people:
        return
    calendar = world.calendar
    day = calendar.day_of(stop.when.start)
    due = add_working_days(day, -due_days, calendar.days_off)
    is_overdue = calendar.day_of(world.at) > due
    yield Finding(
        code=Code.ACCESS_LIST_INCOMPLETE,
        severity=SEVERITY[Code.ACCESS_LIST_INCOMPLETE]
        if is_overdue and stop.is_firm
        else Severity.WARN,
        stop=stop.uid,
        day=day,
        facts={
            "site": site.id,
            "missing": people - ready,
            "people": people,
            "due": due.isoformat(),
            "is_overdue": is_overdue,
        },
    )
