"""What would mend a finding of a draft, tried out against everything around it.

Nothing is computed before somebody looks at a finding. `mends_of` asks the database a bounded number
of times, however long the programme and the archive are: whom or what one could turn to (once), and
the world around the draft, which is made to reach over the whole visit and over all of them.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from visits.conflicts import rules
from visits.conflicts.rules import (
    Assignment,
    Code,
    Finding,
    Programme,
    Role,
    StopFacts,
)
from visits.conflicts.rules.mending import (
    PERSON_HELPS,
    SITE_HELPS,
    TIME_HELPS,
    VEHICLE_HELPS,
    Change,
    Pool,
    can_help,
    mending,
    seats_needed,
    spoken_languages,
)
from visits.conflicts.rules.parties import people_at
from visits.itineraries.models import Itinerary
from visits.itineraries.programme import programme_of, roster_of
from visits.itineraries.world import world_around
from visits.kit.interval import Interval
from visits.resources.models import Person, Vehicle
from visits.resources.rules import Skill
from visits.sites.models import Site

AN_HOUR = timedelta(hours=1)
MOST_PEOPLE, MOST_VEHICLES, MOST_SITES = 30, 20, 8
SKILL_FOR: dict[Role, Skill] = {
    Role.RECEIVES: Skill.RECEIVES,
    Role.ESCORTS: Skill.ESCORTS,
    Role.PHOTOGRAPHS: Skill.ESCORTS,
    Role.SPEAKS: Skill.TEACHES,
    Role.DRIVES: Skill.DRIVES,
}
"""Who can stand in for whom; an interpreter by the languages instead."""


def mends_of(
    session: Session, itinerary: Itinerary, finding: Finding, *, at: datetime
) -> tuple[Change, ...]:
    """Changes that would mend the finding, each tried out; none of them is made.

    The itinerary with days, stops and assignments loaded. Nine queries at most, none where only
    people can help. Lists of visitors are left out: no change of a stop completes one.
    """
    if not can_help(finding.code):
        return ()
    programme = programme_of(itinerary, roster_of(session, itinerary.delegation))
    stop = next((one for one in programme.stops if one.uid == finding.stop), None)
    pool = pool_for(session, finding, stop, programme) if stop else Pool(people={})
    pinned = {row.uid for row in itinerary.stops if row.is_pinned}
    states = (programme, *reach(stop, finding, programme, pool))
    world = world_around(session, states, at=at, with_lists=False)
    return mending(
        finding,
        programme,
        world,
        judge=rules.findings,
        pool=pool,
        may_move=finding.stop not in pinned,
    )


def reach(
    stop: StopFacts | None, finding: Finding, programme: Programme, pool: Pool
) -> Iterable[Programme]:
    """The draft as if the stop were everywhere at once: what is read around it then suffices for
    every change that may be proposed.
    """
    if stop is None:
        return
    everybody = (
        *(Assignment(Role.ATTENDS, person=number) for number in pool.people),
        *(Assignment(Role.DRIVES, vehicle=number) for number in pool.vehicles),
    )
    served = (*stop.assignments, *everybody)
    away = [replace(stop, when=span, assignments=served) for span in days_around(programme)]
    sites = [replace(stop, site=site, assignments=served) for site in (stop.site, *pool.sites)]
    yield replace(programme, stops=(*sites, *(away if finding.code in TIME_HELPS else ())))


def days_around(programme: Programme) -> Iterable[Interval]:
    """Moments before the first and after the last day of the visit, in any zone."""
    first, last = programme.delegation.first_day, programme.delegation.last_day
    for day, days in ((first, -1), (last, 2)):
        if day is not None:
            moment = datetime.combine(day, time(0), UTC) + timedelta(days=days)
            yield Interval(moment, moment + AN_HOUR)


# -- whom and what one could turn to ---------------------------------------------------------------


def pool_for(session: Session, finding: Finding, stop: StopFacts, programme: Programme) -> Pool:
    """People, vehicles or sites that might do instead; a query or two, and none where none helps."""
    if finding.code in PERSON_HELPS:
        return Pool(people=people_for(session, finding, stop, programme))
    if finding.code in VEHICLE_HELPS:
        return Pool(people={}, vehicles=vehicles_for(session, finding, stop, programme))
    if finding.code in SITE_HELPS and stop.site is not None:
        return Pool(people={}, sites=sites_for(session, stop, programme))
    return Pool(people={})


def people_for(
    session: Session, finding: Finding, stop: StopFacts, programme: Programme
) -> dict[int, frozenset[Role]]:
    """Who is able to do what somebody does at the stop, by name."""
    languages = set(spoken_languages(stop, programme))
    leaving = finding.facts.get("person", finding.facts.get("id"))
    wanted = set(stop.roles_of(leaving)) if leaving is not None else {Role.INTERPRETS}
    rows = session.scalars(
        select(Person)
        .where(Person.is_retired.is_(False))
        .options(joinedload(Person.pairs))
        .order_by(Person.sort_key, Person.id)
    ).unique()
    able: dict[int, frozenset[Role]] = {}
    for person in rows:
        roles = {role for role in wanted if (skill := SKILL_FOR.get(role)) and person.has(skill)}
        if any({pair.first, pair.second} & languages for pair in person.pairs):
            roles |= wanted & {Role.INTERPRETS}
        if roles and person.id != leaving:
            able[person.id] = frozenset(roles)
    return dict(list(able.items())[:MOST_PEOPLE])


def vehicles_for(
    session: Session, finding: Finding, stop: StopFacts, programme: Programme
) -> list[int]:
    """Vehicles, those that take everybody first, the smallest of them before the others."""
    needed = seats_needed(stop, programme)
    rows = session.scalars(select(Vehicle).where(Vehicle.is_retired.is_(False)))
    if finding.code is Code.VEHICLE_ACCESSIBILITY:
        rows_able = [row for row in rows if row.has_wheelchair_place]
    else:
        rows_able = list(rows)
    ordered = sorted(rows_able, key=lambda row: (row.seats < needed, row.seats, row.id))
    return [row.id for row in ordered[:MOST_VEHICLES]]


def sites_for(session: Session, stop: StopFacts, programme: Programme) -> list[int]:
    """Sites of the same kind that receive so many, those with a theme in common first."""
    here = session.get(Site, stop.site)
    if here is None:
        return []
    rows = session.scalars(
        select(Site).where(
            Site.is_retired.is_(False),
            Site.category == here.category,
            Site.is_elsewhere == here.is_elsewhere,
            Site.max_group >= people_at(stop, programme.delegation),
            Site.id != here.id,
        )
    )
    themes = set(here.themes)
    ordered = sorted(rows, key=lambda row: (themes.isdisjoint(row.themes), row.sort_key, row.id))
    return [row.id for row in ordered[:MOST_SITES]]
