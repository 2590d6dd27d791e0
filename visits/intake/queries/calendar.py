"""The city's working days, and sites as the rules of eligibility look at them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.busy.queries import taken
from visits.busy.rules import Owner
from visits.conflicts.rules import (
    Calendar,
    Closure,
    HolidayFacts,
    HolidayKind,
    OfferedWindow,
    SiteFacts,
)
from visits.holidays.queries import holidays_between
from visits.intake.rules import ANSWER_DAYS
from visits.kit.asked import YEARS
from visits.kit.interval import Interval, merged
from visits.kit.workdays import add_working_days
from visits.kit.zone import zone_of
from visits.sites import models
from visits.sites.models import Site
from visits.sites.rules import ClosureKind

EVER = tuple(datetime(year, 1, 1, tzinfo=UTC) for year in (YEARS.start, YEARS.stop))
HOLIDAYS_AHEAD = timedelta(days=120)
"""Holidays that a promise of some working days may meet."""


def days_off(session: Session, first: date, last: date) -> frozenset[date]:
    """The holidays between two days on which nobody works here."""
    rows = holidays_between(session, first, last)
    return frozenset(row.day for row in rows if row.kind.closes)


def answer_due(session: Session, received_on: date) -> date:
    """The promised day: five working days after the receipt."""
    off = days_off(session, received_on, received_on + HOLIDAYS_AHEAD)
    return add_working_days(received_on, ANSWER_DAYS, off)


def calendar_of(session: Session, first: date, last: date) -> Calendar:
    """The city's days off between two days, as the rules look at them."""
    kinds = {True: HolidayKind.PUBLIC, False: HolidayKind.WORKING_NOTE}
    return Calendar(
        zone_of(session),
        tuple(
            HolidayFacts(row.id, row.day, row.name.to("ko"), kinds[row.kind.closes])
            for row in holidays_between(session, first, last)
        ),
    )


def site_facts(session: Session, ids: Iterable[int]) -> list[SiteFacts]:
    """Limits, rounds and closures of these sites, as the rules look at them."""
    rows = (
        select(Site)
        .where(Site.id.in_(set(ids)))
        .options(joinedload(Site.windows), selectinload(Site.closures))
        .order_by(Site.sort_key, Site.id)
    )
    found = session.scalars(rows).unique().all()
    busy = busy_spans(session, [site.id for site in found])
    return [facts_of(site, busy[site.id]) for site in found]


def busy_spans(session: Session, ids: list[int]) -> Mapping[int, list[Interval]]:
    """When sites are taken as their own calendars say."""
    spans: dict[int, list[Interval]] = defaultdict(list)
    for owner, starts, ends in session.execute(taken(Owner.SITE, ids, *EVER)):
        spans[owner].append(Interval(starts, ends))
    return spans


def facts_of(site: Site, busy: Iterable[Interval] = ()) -> SiteFacts:
    return SiteFacts(
        id=site.id,
        max_group=site.max_group,
        min_group=site.min_group,
        concurrent_groups=site.concurrent_groups,
        lead_days=site.lead_days,
        windows=tuple(window_of(window) for window in site.windows),
        closures=tuple(spans_of(site, ClosureKind.CLOSED)),
        busy=(
            *spans_of(site, ClosureKind.BUSY),
            *(Closure(None, span) for span in merged(busy)),
        ),
        weekly_closing_days=frozenset(int(day) - 1 for day in site.closed_weekdays),
        closed_on_holidays=site.closed_on_holidays,
    )


def spans_of(site: Site, kind: ClosureKind) -> Iterator[Closure]:
    """When it does not receive, for one of the two reasons."""
    for row in site.closures:
        if row.kind is kind:
            yield Closure(row.id, Interval(row.starts, row.ends))


def window_of(row: models.OfferedWindow) -> OfferedWindow:
    return OfferedWindow(
        row.opens,
        row.closes,
        weekday=None if row.weekday is None else row.weekday - 1,
        day=row.day,
        valid_from=row.first,
        valid_until=row.last,
        languages=frozenset(row.languages),
    )
